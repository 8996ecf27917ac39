//! Work that outlives a request: left in the transaction that needs it, done by a worker under a lease.
//!
//! A job names what it is about by ids and has no room for content. A worker that dies loses its lease and another
//! one takes over; one that is slow renews it. What fails ten times is set aside, visible, with its last error.

use std::future::Future;
use std::time::Duration;

use jiff::SignedDuration;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::args;
use crate::db::{Db, DbError, Sql, Tx};
use crate::time::Instant;

const LEASE: SignedDuration = SignedDuration::from_secs(60);
const TRIES: i64 = 10;

/// A job to leave behind.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// What is to be done.
    pub kind: &'static str,
    /// What it is about.
    pub about: Uuid,
    /// For whom, if for one person.
    pub person: Option<Uuid>,
    /// Not before.
    pub run_at: Instant,
    /// Two jobs with one key are one job.
    pub key: String,
}

/// A job under lease.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Job {
    /// Its id; also the key of its effect.
    pub id: Uuid,
    /// What is to be done.
    pub kind: String,
    /// What it is about.
    pub about: Uuid,
    /// For whom.
    pub person: Option<Uuid>,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// The key it was left under: who does it can compare it with what is true by now.
    pub unique_key: String,
}

/// Who does the jobs. The effect must be one that may happen twice without harm.
pub trait Work: Clone + Send + Sync + 'static {
    /// Does one job. The error's text is kept for the administrator and must carry no content.
    fn perform(&self, job: &Job) -> impl Future<Output = Result<(), String>> + Send;
}

impl NewJob {
    pub(crate) async fn insert(jobs: Vec<Self>, tx: &Tx) -> Result<(), DbError> {
        let (mut rows, mut values) = (Vec::with_capacity(jobs.len()), Vec::with_capacity(jobs.len() * 7));
        for job in jobs {
            let at = values.len();
            let id = tx.db().dice().uuid(tx.now());
            values.extend(args![id, job.kind, job.about, job.person, job.run_at, job.key, tx.now()]);
            let [n1, n2, n3, n4, n5, n6, n7] = [1, 2, 3, 4, 5, 6, 7].map(|n| at + n);
            rows.push(format!("(${n1}, ${n2}, ${n3}, ${n4}, ${n5}, ${n6}, 0, ${n7})"));
        }
        let insert = format!(
            "INSERT INTO jobs (id, kind, about, person, run_at, unique_key, attempts, left_at) VALUES {}
             ON CONFLICT (unique_key) DO NOTHING",
            rows.join(", ")
        );
        tx.run(&insert, values).await?;
        Ok(())
    }
}

/// Does everything that is due. Answers how many jobs were tried.
///
/// # Errors
/// When the database does not answer; a job that fails is not an error here.
pub async fn run_due(db: &Db, work: &impl Work, worker: Uuid) -> Result<usize, DbError> {
    let mut tried = 0;
    while let Some(job) = claim(db, worker).await? {
        let outcome = with_heartbeat(db, &job, worker, work.perform(&job)).await;
        settle(db, &job, worker, outcome).await?;
        tried += 1;
    }
    Ok(tried)
}

/// Works until told to stop: on every commit that left a job, and at least every few seconds for what became due.
pub async fn work_until(db: Db, work: impl Work, worker: Uuid, stop: impl Future<Output = ()> + Send) {
    tokio::pin!(stop);
    loop {
        if let Err(error) = run_due(&db, &work, worker).await {
            tracing::warn!(%error, "jobs could not be read");
        }
        tokio::select! {
            () = &mut stop => return,
            () = db.job_left() => {}
            () = tokio::time::sleep(Duration::from_secs(5)) => {}
        }
    }
}

async fn claim(db: &Db, worker: Uuid) -> Result<Option<Job>, DbError> {
    let tx = db.begin().await?;
    let question = format!(
        "UPDATE jobs SET lease_until = $1, leased_by = $2, attempts = attempts + 1
         WHERE id = (SELECT id FROM jobs WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= $3
                     AND (lease_until IS NULL OR lease_until <= $3) ORDER BY run_at, id LIMIT 1 {})
         RETURNING id, kind, about, person, attempts, unique_key",
        db.engine().skip_locked()
    );
    let job = tx.first(&question, args![tx.now().plus(LEASE), worker, tx.now()]).await?;
    tx.commit().await?;
    Ok(job)
}

async fn with_heartbeat(
    db: &Db,
    job: &Job,
    worker: Uuid,
    work: impl Future<Output = Result<(), String>> + Send,
) -> Result<(), String> {
    tokio::pin!(work);
    loop {
        tokio::select! {
            outcome = &mut work => return outcome,
            () = tokio::time::sleep(Duration::from_secs(20)) => {
                if let Err(error) = renew(db, job, worker).await {
                    tracing::warn!(%error, job = %job.id, "a lease could not be renewed");
                }
            }
        }
    }
}

async fn renew(db: &Db, job: &Job, worker: Uuid) -> Result<(), DbError> {
    let tx = db.begin().await?;
    let renewal = "UPDATE jobs SET lease_until = $1 WHERE id = $2 AND leased_by = $3 AND done_at IS NULL";
    tx.run(renewal, args![tx.now().plus(LEASE), job.id, worker]).await?;
    tx.commit().await
}

/// Writes down how it went, unless the lease has passed to another worker meanwhile.
async fn settle(db: &Db, job: &Job, worker: Uuid, outcome: Result<(), String>) -> Result<(), DbError> {
    let tx = db.begin().await?;
    let now = tx.now();
    match outcome {
        Ok(()) => {
            let done =
                "UPDATE jobs SET done_at = $1, lease_until = NULL, last_error = NULL WHERE id = $2 AND leased_by = $3";
            tx.run(done, args![now, job.id, worker]).await?;
        }
        Err(error) => {
            tracing::warn!(job = %job.id, kind = %job.kind, attempts = job.attempts, "a job failed");
            let dead = (job.attempts >= TRIES).then_some(now);
            let failed = "UPDATE jobs SET run_at = $1, lease_until = NULL, last_error = $2, dead_at = $3
                          WHERE id = $4 AND leased_by = $5";
            tx.run(failed, args![now.plus(patience(job.attempts)), error, dead, job.id, worker]).await?;
        }
    }
    tx.commit().await
}

/// Five seconds, doubled with every try.
fn patience(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from(attempts.clamp(1, TRIES) - 1).unwrap_or(0);
    SignedDuration::from_secs(5 * 2_i64.pow(doublings))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_doubles() {
        assert_eq!([1, 2, 3, 10].map(|n| patience(n).as_secs()), [5, 10, 20, 2560]);
    }
}
