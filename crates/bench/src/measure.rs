//! The stopwatch: wall time of each call, processor time of the whole process, statements and commits of the database.
//!
//! Processor time is the kernel's own account of this process, so the database's threads are in it.

use std::time::{Duration, Instant};

use kit::db::Db;
use rustix::time::{ClockId, clock_gettime};

use crate::error::BenchError;

/// What some calls cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Processor time of one call, on average.
    pub cpu: Duration,
    /// Half of the calls took no longer.
    pub p50: Duration,
    /// Ninety-nine of a hundred took no longer.
    pub p99: Duration,
    /// Statements of the call that sent most.
    pub statements: u64,
    /// Commits of the call that made most.
    pub commits: u64,
}

/// A running stopwatch.
#[derive(Debug)]
pub struct Watch {
    began: Duration,
    walls: Vec<Duration>,
    statements: u64,
    commits: u64,
}

impl Watch {
    /// Starts it.
    #[must_use]
    pub fn start() -> Self {
        Self { began: processor_time(), walls: Vec::new(), statements: 0, commits: 0 }
    }

    /// Adds one call, timed elsewhere.
    pub fn add(&mut self, wall: Duration) {
        self.walls.push(wall);
    }

    /// Stops it.
    #[must_use]
    pub fn stop(mut self) -> Cost {
        let spent = processor_time().saturating_sub(self.began);
        self.walls.sort_unstable();
        let calls = u32::try_from(self.walls.len()).unwrap_or(u32::MAX).max(1);
        let at = |percent: usize| {
            let index = self.walls.len().saturating_mul(percent) / 100;
            self.walls.get(index.min(self.walls.len().saturating_sub(1))).copied().unwrap_or_default()
        };
        let (p50, p99) = (at(50), at(99));
        Cost { cpu: spent / calls, p50, p99, statements: self.statements, commits: self.commits }
    }
}

/// Calls one after the other. Whatever has to be ready before is made by the caller.
///
/// # Errors
/// The first that a call answers.
pub async fn each<I, F>(db: &Db, items: impl IntoIterator<Item = I>, mut call: F) -> Result<Cost, BenchError>
where
    F: AsyncFnMut(I) -> Result<(), BenchError>,
{
    let items: Vec<I> = items.into_iter().collect();
    let mut watch = Watch::start();
    for item in items {
        let (statements, commits, began) = (db.statements(), db.commits(), now());
        call(item).await?;
        watch.add(began.elapsed());
        watch.statements = watch.statements.max(db.statements().saturating_sub(statements));
        watch.commits = watch.commits.max(db.commits().saturating_sub(commits));
    }
    Ok(watch.stop())
}

/// The same call many times, after one that fills the caches.
///
/// # Errors
/// As [`each`].
pub async fn again<F>(db: &Db, times: usize, mut call: F) -> Result<Cost, BenchError>
where
    F: AsyncFnMut() -> Result<(), BenchError>,
{
    call().await?;
    each(db, 0..times, async |_| call().await).await
}

/// The machine's stopwatch.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "a stopwatch measures real time; the product's clock stands still here")]
pub fn now() -> Instant {
    Instant::now()
}

/// What this process has used of the processors so far.
fn processor_time() -> Duration {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    let (seconds, nanos) = (u64::try_from(spent.tv_sec), u32::try_from(spent.tv_nsec));
    Duration::new(seconds.unwrap_or(0), nanos.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_sorted_calls() {
        let mut watch = Watch::start();
        for millis in (1..=200).rev() {
            watch.add(Duration::from_millis(millis));
        }
        let cost = watch.stop();
        assert_eq!((cost.p50, cost.p99), (Duration::from_millis(101), Duration::from_millis(199)));
    }

    #[test]
    fn work_on_a_processor_is_accounted_for() {
        let mut watch = Watch::start();
        let began = now();
        let mut sum = 0_u64;
        while began.elapsed() < Duration::from_millis(30) {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        watch.add(began.elapsed());
        let cost = watch.stop();
        assert!(cost.cpu > Duration::ZERO && cost.p50 >= Duration::from_millis(30), "{cost:?}");
    }
}
