//! What can be asked at any time: version, schema, keys, mail, jobs, backup, room.

use jiff::SignedDuration;
use kit::args;
use kit::db::{Count, DbError, Sql};
use kit::mail::Mailer;
use kit::time::Instant;
use kit::vault::every_key;
use sea_orm::FromQueryResult;

use super::{Check, Finding, Standing};
use crate::app::{App, MIGRATIONS};
use crate::problem::Problem;

/// A worker that lost its lease so long ago did not come back, and nobody took over.
const STUCK: SignedDuration = SignedDuration::from_hours(1);
/// A backup older than this deserves a word.
const OLD_BACKUP_HOURS: i64 = 48;
/// Less room than this deserves one, too.
const LITTLE_ROOM: u64 = 2 * 1024 * 1024 * 1024;

#[derive(Debug, FromQueryResult)]
struct Jobs {
    stuck: i64,
    dead: i64,
    failing: i64,
}

#[derive(Debug, FromQueryResult)]
struct Last {
    value: Option<Instant>,
}

pub(super) async fn quick(app: &App) -> Result<Vec<Finding>, Problem> {
    let version = Finding::well(Check::Version, 0).saying(env!("CARGO_PKG_VERSION"));
    let schema = schema(app).await?;
    if schema.standing != Standing::Well {
        return Ok(vec![version, schema]);
    }
    let mut found = vec![version, schema, keys(app).await?];
    found.extend(jobs(app).await?);
    found.push(backup(app).await?);
    found.push(super::audit::checkpoint(app).await?);
    found.push(Finding::well(Check::Size, app.db.size().await?));
    found.extend(disk(app));
    Ok(found)
}

/// The engine's own checks.
pub(super) async fn files(app: &App) -> Result<Finding, Problem> {
    let damage = app.db.damage().await?;
    let count = i64::try_from(damage.len()).unwrap_or(i64::MAX);
    let first: Vec<String> = damage.into_iter().take(5).collect();
    Ok(Finding::none_wrong(Check::Files, count).saying(first.join("; ")))
}

async fn schema(app: &App) -> Result<Finding, Problem> {
    let finding = |standing, names: String| Finding::well(Check::Schema, 0).as_(standing).saying(names);
    match MIGRATIONS.pending(&app.db).await {
        Ok(pending) if pending.is_empty() => Ok(finding(Standing::Well, latest())),
        Ok(pending) => Ok(finding(Standing::Note, pending.join(", "))),
        Err(DbError::Newer(name) | DbError::Changed(name)) => Ok(finding(Standing::Trouble, name)),
        Err(error) => Err(error.into()),
    }
}

fn latest() -> String {
    MIGRATIONS.0.last().map_or_else(String::new, |step| step.name.to_owned())
}

async fn keys(app: &App) -> Result<Finding, Problem> {
    let bunch = every_key(&app.db, &app.masters).await?;
    let missing: Vec<String> = bunch.masters_missing.into_iter().collect();
    if missing.is_empty() && bunch.broken == 0 {
        return Ok(Finding::well(Check::Keys, i64::try_from(bunch.ring.len()).unwrap_or(i64::MAX)));
    }
    Ok(Finding::well(Check::Keys, bunch.broken).as_(Standing::Trouble).saying(missing.join(", ")))
}

async fn jobs(app: &App) -> Result<[Finding; 3], Problem> {
    let question = "SELECT
        count(CASE WHEN dead_at IS NULL AND lease_until < $1 THEN 1 END) AS stuck,
        count(CASE WHEN dead_at IS NOT NULL THEN 1 END) AS dead,
        count(CASE WHEN dead_at IS NULL AND last_error IS NOT NULL THEN 1 END) AS failing
        FROM jobs WHERE done_at IS NULL";
    let long_ago = app.db.clock().now().plus(-STUCK);
    let found: Option<Jobs> = app.db.first(question, args![long_ago]).await?;
    let Jobs { stuck, dead, failing } = found.unwrap_or(Jobs { stuck: 0, dead: 0, failing: 0 });
    let kept = matches!(app.mailer, Mailer::Kept);
    let standing = if kept || failing > 0 { Standing::Note } else { Standing::Well };
    let mail = Finding::well(Check::Mail, failing).as_(standing).saying(if kept { "kept" } else { "" });
    Ok([mail, Finding::none_wrong(Check::Jobs, stuck), Finding::none_wrong(Check::DeadJobs, dead)])
}

/// The count is the age in hours, -1 without a backup. A demo needs none.
async fn backup(app: &App) -> Result<Finding, Problem> {
    let last: Option<Last> = app.db.first("SELECT max(made_at) AS value FROM backups", vec![]).await?;
    let age = last.and_then(|last| last.value).map(|at| app.db.clock().now().since(at).as_hours());
    let standing = match age {
        Some(hours) if hours < OLD_BACKUP_HOURS => Standing::Well,
        _ => Standing::Note,
    };
    Ok(Finding::well(Check::Backup, age.unwrap_or(-1)).as_(standing))
}

fn disk(app: &App) -> Option<Finding> {
    let free = kit::disk::free(&app.settings.data)?;
    let standing = if free < LITTLE_ROOM { Standing::Note } else { Standing::Well };
    Some(Finding::well(Check::Disk, i64::try_from(free).unwrap_or(i64::MAX)).as_(standing))
}

/// How many there are, of a question with one `value`.
pub(super) async fn many(app: &App, question: &str) -> Result<i64, Problem> {
    Ok(app.db.first::<Count>(question, vec![]).await?.map_or(0, |row| row.value))
}
