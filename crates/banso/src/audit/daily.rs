//! Once a day the log's last row is written down outside the database, and mailed to those who watch over it: the data
//! officers, or the administrators where there are none. Each mail says where the log stands when it leaves.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::jobs::{Job, NewJob};
use kit::time::Instant;
use rules::access::Role;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{Checkpoint, checkpoint};
use crate::app::App;
use crate::post::{Letterhead, Recipient, person_of};

const CHECKPOINT: &str = "audit/checkpoint";
const MAIL: &str = "audit/checkpoint-mail";

/// The kinds of its jobs.
pub(crate) const JOB_KINDS: [&str; 2] = [CHECKPOINT, MAIL];

#[derive(Debug, FromQueryResult)]
struct Watching {
    person: Uuid,
}

/// Leaves today's checkpoint, whichever server starts first; each one leaves the next.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn begin(app: &App) -> Result<(), DbError> {
    let mut tx = app.db.begin().await?;
    let now = tx.now();
    leave(&mut tx, day_of(now), now).await?;
    tx.commit().await
}

pub(crate) async fn perform(app: &App, job: &Job) -> Result<(), String> {
    match job.kind.as_str() {
        CHECKPOINT => write(app).await,
        _ => mail(app, job).await,
    }
}

fn day_of(at: Instant) -> Date {
    at.timestamp().to_zoned(TimeZone::UTC).date()
}

async fn leave(tx: &mut Tx, day: Date, run_at: Instant) -> Result<(), DbError> {
    let key = format!("{CHECKPOINT}/{day}");
    tx.leave(NewJob { kind: CHECKPOINT, about: Uuid::nil(), person: None, run_at, key }).await
}

/// First the successor, so that a disk that is full today does not end the row of days.
async fn write(app: &App) -> Result<(), String> {
    let said = |error: DbError| error.to_string();
    let mut tx = app.db.begin().await.map_err(said)?;
    let today = day_of(tx.now());
    let tomorrow = today.tomorrow().map_err(|error| error.to_string())?;
    let midnight = tomorrow.to_zoned(TimeZone::UTC).map_err(|error| error.to_string())?;
    leave(&mut tx, tomorrow, midnight.timestamp().into()).await.map_err(said)?;
    let people = watching(&tx).await.map_err(said)?;
    let mails = people.into_iter().map(|Watching { person }| NewJob {
        kind: MAIL,
        about: Uuid::nil(),
        person: Some(person),
        run_at: tx.now(),
        key: format!("{MAIL}/{today}/{}", person.as_simple()),
    });
    let mails = mails.collect();
    tx.leave_all(mails).await.map_err(said)?;
    tx.commit().await.map_err(said)?;
    let Some(now) = Checkpoint::now(&app.db).await.map_err(said)? else { return Ok(()) };
    let path = app.settings.checkpoints_path();
    let known = checkpoint::read(&path).map_err(|error| error.to_string())?;
    let written = |last: &Checkpoint| last.code == now.code && day_of(last.at.into()) == today;
    if known.last().is_some_and(written) {
        return Ok(());
    }
    checkpoint::append(&path, &now).map_err(|error| error.to_string())
}

/// Who receives the line. Several, where there are several: whoever would take it back has to ask them all.
async fn watching(tx: &Tx) -> Result<Vec<Watching>, DbError> {
    let question = "SELECT DISTINCT person FROM memberships
                    WHERE role = $1 AND left_at IS NULL AND suspended_at IS NULL ORDER BY person";
    let officers: Vec<Watching> = tx.all(question, args![Role::DataOfficer.word()]).await?;
    if !officers.is_empty() {
        return Ok(officers);
    }
    tx.all(question, args![Role::Administrator.word()]).await
}

async fn mail(app: &App, job: &Job) -> Result<(), String> {
    let person = person_of(job)?;
    let Some(to) = Recipient::of(&app.db, person).await.map_err(|error| error.to_string())? else { return Ok(()) };
    let Some(now) = Checkpoint::now(&app.db).await.map_err(|error| error.to_string())? else { return Ok(()) };
    let lines = vec![to.t.audit_mail_what(), String::new(), now.to_string(), String::new(), to.t.audit_mail_keep()];
    let link = Some("/help/operation".to_owned());
    to.send(app, job, Letterhead { subject: to.t.audit_mail_subject(now.seq), lines, link, calendar: None }).await
}
