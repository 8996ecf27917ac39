//! A word to a supporter: one mail a day and thing, left by a manager. It says what waits and where, not about what,
//! and it is not sent any more when the thing was done meanwhile.

use jiff::tz::TimeZone;
use kit::args;
use kit::db::{Count, Sql};
use kit::jobs::{Job, NewJob};
use kit::web::{Entry, Fault};
use uuid::Uuid;

use super::exceptions::{Kind, waiting};
use super::{Today, short, supporters};
use crate::app::App;
use crate::cx::Cx;
use crate::frame::Flash;
use crate::people::PersonId;
use crate::post::{Letterhead, Recipient, person_of};
use crate::problem::{Answer, Problem};

/// Leaves the reminder.
pub(in crate::home) async fn create(cx: Cx, mut entry: Entry) -> Answer {
    let kind: Option<Kind> = entry.parsed("kind", Fault::Choice);
    let about: Option<Uuid> = entry.parsed("about", Fault::Choice);
    let (Some(kind), Some(about)) = (kind, about) else {
        return cx.refuse(&Today::load(&cx, entry).await?);
    };
    let Some(supporter) = holder(&cx, kind, about).await? else {
        entry.refuse("about", Fault::Choice);
        return cx.refuse(&Today::load(&cx, entry).await?);
    };
    let mut tx = cx.app.db.begin().await?;
    let day = tx.now().timestamp().to_zoned(TimeZone::UTC).date();
    let key = format!("{}/{}/{day}", kind.job(), about.as_simple());
    tx.leave(NewJob { kind: kind.job(), about, person: Some(supporter.0), run_at: tx.now(), key }).await?;
    tx.commit().await?;
    cx.go_saying("/today", Flash::Reminded)
}

/// The supporter for whom it waits, if it does.
async fn holder(cx: &Cx, kind: Kind, about: Uuid) -> Result<Option<PersonId>, Problem> {
    if kind == Kind::Promise {
        let supporters = supporters(cx).await?;
        let short = short(cx, &cx.frame(), &supporters).await?;
        return Ok(short.into_iter().find(|(row, _)| row.id == about).map(|(row, _)| PersonId(row.id)));
    }
    let found = waiting(cx).await?.into_iter().find(|waiting| (waiting.kind, waiting.about) == (kind, about));
    Ok(found.map(|waiting| waiting.supporter.id))
}

/// Sends it, unless it was done meanwhile.
pub(in crate::home) async fn send(app: &App, job: &Job) -> Result<(), String> {
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.job() == job.kind) else {
        return Err(format!("nobody does {}", job.kind));
    };
    let person = person_of(job)?;
    let Some(to) = Recipient::of(&app.db, person).await.map_err(|error| error.to_string())? else { return Ok(()) };
    if !still_waits(app, kind, job.about).await.map_err(|error| error.to_string())? {
        return Ok(());
    }
    let about = job.about.as_simple();
    let (subject, line, path) = match kind {
        Kind::Letter => (to.t.today_mail_letter(), to.t.today_mail_letter_line(), format!("/letters/{about}/edit")),
        Kind::Offer => (to.t.today_mail_offer(), to.t.today_mail_offer_line(), format!("/offers/{about}")),
        Kind::Attendance => (to.t.today_mail_meeting(), to.t.today_mail_meeting_line(), format!("/meetings/{about}")),
        Kind::Promise => (to.t.today_mail_promise(), to.t.today_mail_promise_line(), "/openings".to_owned()),
    };
    let head = Letterhead { subject, lines: vec![line], link: Some(path), calendar: None };
    to.send(app, job, head).await
}

async fn still_waits(app: &App, kind: Kind, about: Uuid) -> Result<bool, kit::db::DbError> {
    let question = match kind {
        Kind::Letter => "SELECT count(*) AS value FROM letters WHERE id = $1 AND sent_at IS NULL",
        Kind::Offer => "SELECT count(*) AS value FROM offers WHERE id = $1 AND answered_at IS NULL",
        Kind::Attendance => {
            "SELECT count(*) AS value FROM bookings b WHERE b.id = $1 AND b.status = 'confirmed'
             AND NOT EXISTS (SELECT 1 FROM attendances a WHERE a.booking = b.id)"
        }
        Kind::Promise => "SELECT count(*) AS value FROM people WHERE id = $1",
    };
    let found: Option<Count> = app.db.first(question, args![about]).await?;
    Ok(found.is_some_and(|row| row.value > 0))
}
