//! Somebody leaves: what is ahead of them is called off, as it always is. Their time and the other one's is free at once,
//! and the other one hears of it; that a meeting took place stays.

use std::collections::BTreeSet;

use kit::args;
use kit::db::{DbError, Sql, Tx};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::occupancy::free;
use super::ordinals::recount;
use super::{Booking, BookingId, Status, notices, offers};
use crate::people::PersonId;
use crate::problem::Problem;

/// In which parts they leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    /// As a client.
    Client,
    /// As a client, and as a supporter that they once were.
    Both,
}

impl Parts {
    /// Which bookings and offers are theirs, with `$1` for the person.
    fn rows(self) -> &'static str {
        match self {
            Self::Client => "client = $1",
            Self::Both => "client = $1 OR supporter = $1",
        }
    }
}

/// Whether the others are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// As of every meeting that is called off.
    Others,
    /// They were told when it happened; this is a backup that was brought back.
    Nobody,
}

#[derive(Debug, FromQueryResult)]
struct Released {
    id: Uuid,
}

/// Calls off what is ahead: agreed, held and offered time. The rows of all people whose time it is are locked first, in
/// one order, so that nobody books with who is leaving.
pub(crate) async fn call_off(tx: &mut Tx, person: PersonId, parts: Parts, told: Told) -> Result<(), Problem> {
    lock(tx, person, parts).await?;
    let theirs = parts.rows();
    let ahead = format!("({theirs}) AND b.status = 'confirmed' AND b.starts_at > $2 ORDER BY b.id");
    let agreed = Booking::where_(tx, &ahead, args![person, tx.now()]).await?;
    cancel(tx, person, &agreed).await?;
    let mut jobs = offers::close_all(tx, person, theirs).await?;
    let release = format!(
        "UPDATE bookings SET status = 'released', held_until = NULL
         WHERE ({theirs}) AND status IN ('held', 'offered') RETURNING id"
    );
    let released: Vec<Released> = tx.all(&release, args![person]).await?;
    let freed = agreed.iter().map(|booking| booking.id).chain(released.iter().map(|row| BookingId(row.id)));
    free(tx, &freed.collect::<Vec<_>>()).await?;
    let courses: BTreeSet<_> = agreed.iter().map(|booking| (booking.client.id, booking.programme.as_str())).collect();
    for (client, programme) in courses {
        recount(tx, client, programme).await?;
    }
    if told == Told::Others {
        jobs.extend(agreed.into_iter().flat_map(|booking| {
            let gone = Booking { status: Status::Cancelled, version: booking.version + 1, ..booking };
            notices::of_cancelled(&gone, tx.now())
        }));
        tx.leave_all(jobs).await?;
    }
    end_feed(tx, person).await
}

async fn lock(tx: &Tx, person: PersonId, parts: Parts) -> Result<(), DbError> {
    let theirs = format!("bookings WHERE ({}) AND status IN ('held', 'offered', 'confirmed')", parts.rows());
    let question = format!(
        "SELECT p.id FROM people p
         WHERE p.id = $1 OR p.id IN (SELECT client FROM {theirs} UNION SELECT supporter FROM {theirs})
         ORDER BY p.id {}",
        tx.db().engine().for_update()
    );
    tx.rows(&question, args![person]).await?;
    Ok(())
}

async fn cancel(tx: &Tx, person: PersonId, agreed: &[Booking]) -> Result<(), DbError> {
    if agreed.is_empty() {
        return Ok(());
    }
    let list = (3..).take(agreed.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let mut values = args![person, tx.now()];
    values.extend(agreed.iter().map(|booking| Value::from(booking.id)));
    let written = format!(
        "INSERT INTO cancellations (booking, cancelled_by, cancelled_at)
         SELECT id, $1, $2 FROM bookings WHERE id IN ({list}) ON CONFLICT (booking) DO NOTHING"
    );
    tx.run(&written, values).await?;
    let list = (1..=agreed.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let ids = agreed.iter().map(|booking| Value::from(booking.id)).collect();
    let end = format!("UPDATE bookings SET status = 'cancelled', version = version + 1 WHERE id IN ({list})");
    tx.run(&end, ids).await?;
    Ok(())
}

/// Whoever has the address of their calendar's feed finds nothing there any more.
async fn end_feed(tx: &Tx, person: PersonId) -> Result<(), Problem> {
    let end = "UPDATE calendar_feeds SET number = number + 1, withdrawn_at = $1
               WHERE person = $2 AND withdrawn_at IS NULL";
    tx.run(end, args![tx.now(), person]).await?;
    Ok(())
}
