//! The clocks of retention, wound once a day: what is over by `rules::retention` is destroyed, some at a time, and the
//! person whose it was finds an entry of it in their own list. A legal hold stops the clocks of both people.
//!
//! A clock is data: which rows are over, and which statements destroy them. One more table is one more clock, or one
//! more statement of a clock.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::jobs::{Job, NewJob};
use kit::time::Instant;
use rules::access::{Consent, Purpose};
use rules::retention::Class;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::holds::standing;
use crate::app::App;
use crate::audit;
use crate::people::PersonId;
use crate::problem::Problem;

pub(super) const DAILY: &str = "journey/retention";
/// So many rows in one change: nobody waits for it.
const SOME: usize = 200;

/// One clock.
struct Clock {
    class: Class,
    /// What the person reads about it; nothing is written down about mails, which were theirs already.
    told: Option<&'static str>,
    /// Which rows are over: `id` and `person`, with `$1` for the moment up to which their clock must have started.
    over: &'static str,
    /// What destroys those of them that are named by `{ids}`, children first.
    destroy: &'static [&'static str],
}

/// The two people of the booking `b` have no time with each other after the horizon, and no hold stands for either.
macro_rules! over {
    ($rows:literal, $but:literal) => {
        concat!(
            "SELECT b.id, b.client AS person FROM bookings b WHERE ",
            $rows,
            " AND NOT EXISTS (SELECT 1 FROM bookings o WHERE o.client = b.client AND o.supporter = b.supporter
                AND o.status <> 'released' AND o.ends_at > $1) AND NOT ",
            standing!("b.client, b.supporter"),
            $but,
        )
    };
}

const CLOCKS: [Clock; 7] = [
    Clock {
        class: Class::Notes,
        told: Some("notes"),
        over: over!("EXISTS (SELECT 1 FROM notes n WHERE n.booking = b.id)", " ORDER BY b.id LIMIT 200"),
        destroy: &["DELETE FROM notes WHERE booking IN ({ids})"],
    },
    Clock {
        class: Class::Record,
        told: Some("record"),
        over: over!(
            "(EXISTS (SELECT 1 FROM sheets s WHERE s.booking = b.id) OR EXISTS (SELECT 1 FROM letters l WHERE l.booking = b.id)
              OR EXISTS (SELECT 1 FROM continuations c WHERE c.booking = b.id)
              OR EXISTS (SELECT 1 FROM cancellations c WHERE c.booking = b.id AND c.words IS NOT NULL)
              OR EXISTS (SELECT 1 FROM offers w WHERE w.id = b.offer AND w.words IS NOT NULL))",
            " ORDER BY b.id LIMIT 200"
        ),
        destroy: &[
            "DELETE FROM letter_recalls WHERE letter IN (SELECT id FROM letters WHERE booking IN ({ids}))",
            "DELETE FROM replies WHERE letter IN (SELECT id FROM letters WHERE booking IN ({ids}))",
            "DELETE FROM letters WHERE booking IN ({ids})",
            "DELETE FROM sheet_versions WHERE sheet IN (SELECT id FROM sheets WHERE booking IN ({ids}))",
            "DELETE FROM sheets WHERE booking IN ({ids})",
            "DELETE FROM continuations WHERE booking IN ({ids})",
            "UPDATE cancellations SET words = NULL WHERE booking IN ({ids})",
            "UPDATE offers SET words = NULL WHERE id IN (SELECT offer FROM bookings WHERE id IN ({ids}))",
        ],
    },
    Clock {
        class: Class::Record,
        told: Some("record"),
        over: concat!(
            "SELECT s.id, s.person FROM sheets s WHERE s.booking IS NULL AND s.changed_at <= $1
               AND NOT EXISTS (SELECT 1 FROM bookings o WHERE o.client = s.person AND o.status <> 'released'
                 AND o.ends_at > $1) AND NOT ",
            standing!("s.person"),
            " ORDER BY s.id LIMIT 200"
        ),
        destroy: &[
            "DELETE FROM sheet_versions WHERE sheet IN ({ids})",
            "DELETE FROM sheets WHERE id IN ({ids})",
        ],
    },
    Clock {
        class: Class::Record,
        told: Some("draft"),
        over: concat!(
            "SELECT d.id, d.person FROM drafts d WHERE d.saved_at <= $1 AND NOT ",
            standing!("d.person"),
            " ORDER BY d.id LIMIT 200"
        ),
        destroy: &["DELETE FROM drafts WHERE id IN ({ids})"],
    },
    Clock {
        // that something left is evidence and stays; its words go with the record
        class: Class::Record,
        told: Some("record"),
        over: concat!(
            "SELECT d.id, d.client AS person FROM disclosures d WHERE d.made_at <= $1
               AND (d.body IS NOT NULL OR d.outside IS NOT NULL OR d.reason IS NOT NULL OR d.verdict IS NOT NULL)
               AND NOT EXISTS (SELECT 1 FROM bookings o WHERE o.client = d.client AND o.supporter = d.supporter
                 AND o.status <> 'released' AND o.ends_at > $1) AND NOT ",
            standing!("d.client, d.supporter"),
            " ORDER BY d.id LIMIT 200"
        ),
        destroy: &[
            "UPDATE packet_requests SET reason = NULL WHERE disclosure IN ({ids})",
            "UPDATE disclosures SET body = NULL, outside = NULL, reason = NULL, verdict = NULL WHERE id IN ({ids})",
        ],
    },
    Clock {
        class: Class::Ledger,
        told: Some("ledger"),
        over: concat!(
            "SELECT g.id, g.client AS person FROM agreements g WHERE g.opened_at <= $1
               AND NOT EXISTS (SELECT 1 FROM bookings o WHERE o.client = g.client AND o.supporter = g.supporter
                 AND o.status <> 'released' AND o.ends_at > $1) AND NOT ",
            standing!("g.client, g.supporter"),
            " ORDER BY g.id LIMIT 200"
        ),
        destroy: &[
            "DELETE FROM clause_questions WHERE agreement IN ({ids})",
            // the ledger lets go of its rows only when its time is over
            "UPDATE agreements SET lapsed_at = {now} WHERE id IN ({ids})",
            "DELETE FROM signatures WHERE agreement IN ({ids})",
            "DELETE FROM consents WHERE agreement IN ({ids})",
            "DELETE FROM agreements WHERE id IN ({ids})",
        ],
    },
    Clock {
        class: Class::Mails,
        told: None,
        over: concat!(
            "SELECT m.job AS id, m.person FROM mails m WHERE m.sent_at <= $1
               AND (m.subject IS NOT NULL OR m.body IS NOT NULL OR m.calendar IS NOT NULL) AND NOT ",
            standing!("m.person"),
            " ORDER BY m.sent_at, m.job LIMIT 200"
        ),
        destroy: &["UPDATE mails SET subject = NULL, body = NULL, calendar = NULL WHERE job IN ({ids})"],
    },
];

#[derive(Debug, FromQueryResult)]
struct Over {
    id: Uuid,
    person: Option<Uuid>,
}

/// Leaves today's job, whichever server starts first; each one leaves the next.
///
/// # Errors
/// When the database does not answer.
pub async fn begin(app: &App) -> Result<(), DbError> {
    let mut tx = app.db.begin().await?;
    let now = tx.now();
    leave(&mut tx, day_of(now), now).await?;
    tx.commit().await
}

/// First the successor, so that a day on which something fails does not end the row of days.
pub(super) async fn perform(app: &App, _: &Job) -> Result<(), String> {
    let said = |error: DbError| error.to_string();
    let mut tx = app.db.begin().await.map_err(said)?;
    let tomorrow = day_of(tx.now()).tomorrow().map_err(|error| error.to_string())?;
    let midnight = tomorrow.to_zoned(TimeZone::UTC).map_err(|error| error.to_string())?;
    leave(&mut tx, tomorrow, midnight.timestamp().into()).await.map_err(said)?;
    tx.commit().await.map_err(said)?;
    for clock in &CLOCKS {
        while destroy_some(app, clock).await.map_err(|problem| format!("{problem:?}"))? == SOME {}
    }
    Ok(())
}

async fn leave(tx: &mut Tx, day: Date, run_at: Instant) -> Result<(), DbError> {
    tx.leave(NewJob { kind: DAILY, about: Uuid::nil(), person: None, run_at, key: format!("{DAILY}/{day}") }).await
}

fn day_of(at: Instant) -> Date {
    at.timestamp().to_zoned(TimeZone::UTC).date()
}

/// One batch of a clock, with its entries, in one change. Answers how many rows were over.
async fn destroy_some(app: &App, clock: &Clock) -> Result<usize, Problem> {
    let tx = app.db.begin().await?;
    let Some(horizon) = app.settings.periods().horizon(clock.class, tx.now().timestamp()) else { return Ok(0) };
    let rows: Vec<Over> = tx.all(clock.over, args![Instant::from(horizon)]).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let list = (1..=rows.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    for statement in clock.destroy {
        let ids = rows.iter().map(|row| Value::from(row.id)).collect();
        let statement = statement.replace("{ids}", &list).replace("{now}", &tx.now().0.to_string());
        tx.run(&statement, ids).await?;
    }
    if let Some(told) = clock.told {
        audit::append(app, &tx, &entries(&rows, told)).await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

fn entries(rows: &[Over], told: &'static str) -> Vec<audit::Entry> {
    let mut people: Vec<Uuid> = rows.iter().filter_map(|row| row.person).collect();
    people.sort_unstable();
    people.dedup();
    let entry = |person| audit::Entry {
        actor: None,
        subject: Some(PersonId(person)),
        action: "expired",
        purpose: Purpose::Operation.word(),
        object: told,
        id: Uuid::nil(),
        answer: audit::Answer::Allowed,
        rule: "retention.clock",
        consent: Consent::NotAsked.word(),
        shown: true,
    };
    people.into_iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clock_takes_as_many_as_it_says() {
        assert!(CLOCKS.iter().all(|clock| clock.over.ends_with(&format!("LIMIT {SOME}"))));
        assert!(CLOCKS.iter().all(|clock| clock.destroy.iter().all(|statement| statement.contains("{ids}"))));
    }
}
