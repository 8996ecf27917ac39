//! Jobs: one at a time, taken over from the dead, fenced against the slow, set aside when hopeless.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::SignedDuration;
use kit::args;
use kit::db::{Count, Sql};
use kit::jobs::{Job, NewJob, Work, run_due};
use rstest::rstest;
use uuid::Uuid;

use crate::databases::{Fresh, On};

#[derive(Clone, Default)]
struct Counting {
    done: Arc<AtomicUsize>,
    fails: bool,
}

impl Work for Counting {
    async fn perform(&self, _: &Job) -> Result<(), String> {
        self.done.fetch_add(1, Ordering::SeqCst);
        if self.fails { Err("the server hung up".into()) } else { Ok(()) }
    }
}

async fn leave(fresh: &Fresh, key: &str) {
    let mut tx = fresh.db.begin().await.unwrap();
    let run_at = tx.now();
    tx.leave(NewJob { kind: "test/one", about: Uuid::nil(), person: None, run_at, key: key.into() }).await.unwrap();
    tx.commit().await.unwrap();
}

async fn count(fresh: &Fresh, sql: &str) -> i64 {
    fresh.db.first::<Count>(sql, args![]).await.unwrap().unwrap().value
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn eight_workers_do_forty_jobs_once_each(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    for n in 0..40 {
        leave(&fresh, &n.to_string()).await;
    }
    let work = Counting::default();
    let workers = (0..8_u128).map(|n| {
        let (db, work) = (fresh.db.clone(), work.clone());
        tokio::spawn(async move { run_due(&db, &work, Uuid::from_u128(n)).await.unwrap() })
    });
    for worker in workers.collect::<Vec<_>>() {
        worker.await.unwrap();
    }
    assert_eq!(work.done.load(Ordering::SeqCst), 40);
    assert_eq!(count(&fresh, "SELECT count(*) AS value FROM jobs WHERE done_at IS NOT NULL").await, 40);
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_dead_workers_job_is_taken_over_when_its_lease_ends(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    leave(&fresh, "a").await;
    let tx = fresh.db.begin().await.unwrap();
    let lease = tx.now().plus(SignedDuration::from_secs(60));
    tx.run("UPDATE jobs SET lease_until = $1, leased_by = $2, attempts = 1", args![lease, Uuid::from_u128(9)])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let work = Counting::default();
    assert_eq!(run_due(&fresh.db, &work, Uuid::nil()).await.unwrap(), 0, "the lease still holds");
    fresh.db.clock().advance(SignedDuration::from_secs(60));
    assert_eq!(run_due(&fresh.db, &work, Uuid::nil()).await.unwrap(), 1);
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn ten_failures_set_a_job_aside_with_its_error(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    leave(&fresh, "a").await;
    let work = Counting { fails: true, ..Counting::default() };
    for _ in 0..12 {
        run_due(&fresh.db, &work, Uuid::nil()).await.unwrap();
        fresh.db.clock().advance(SignedDuration::from_hours(2));
    }
    assert_eq!(work.done.load(Ordering::SeqCst), 10);
    let dead = "SELECT count(*) AS value FROM jobs WHERE dead_at IS NOT NULL AND last_error = 'the server hung up'";
    assert_eq!(count(&fresh, dead).await, 1);
}
