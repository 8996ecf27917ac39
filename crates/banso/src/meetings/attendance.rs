//! `POST /bookings/{id}/attendance`: how the meeting went, said by its supporter once it has begun. A meeting that
//! was held owes the letter of its plan from then on; said otherwise, a letter that nobody has begun is not owed.

use axum::extract::Path;
use kit::args;
use kit::db::{DbError, Tx};
use kit::id::Id;
use kit::web::Entry;
use rules::programme::Part;
use uuid::Uuid;

use super::cancellation::changeable;
use super::{Booking, BookingId, Status};
use crate::cx::Cx;
use crate::frame::{Calendar, Flash};
use crate::problem::{Answer, Problem};

const OUTCOMES: [&str; 3] = ["held", "client-absent", "supporter-absent"];

/// Writes it down; said again, it is corrected.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, entry: Entry) -> Answer {
    let (booking, _permit) = changeable(&cx, id).await?;
    if booking.part(cx.viewer()?.person) != Some(Part::Supporter) {
        return Err(Problem::NotFound);
    }
    let outcome = OUTCOMES.into_iter().find(|known| *known == entry.value("outcome")).ok_or(Problem::NotFound)?;
    let page = format!("/meetings/{id}");
    if booking.status != Status::Confirmed || cx.now() < booking.starts_at {
        return cx.go(&page);
    }
    let tx = cx.app.db.begin().await?;
    tx.run(
        "INSERT INTO attendances (booking, outcome, said_by, said_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (booking) DO UPDATE SET outcome = excluded.outcome, said_by = excluded.said_by,
           said_at = excluded.said_at",
        args![id, outcome, cx.viewer()?.person, tx.now()],
    )
    .await?;
    match outcome {
        "held" => owe(&tx, &booking, &cx.frame().calendar).await?,
        _ => owe_nothing(&tx, id).await?,
    }
    tx.commit().await?;
    cx.go_saying(&page, Flash::Saved)
}

/// The letter that the plan owes; its due day is counted from the end, in its author's zone.
async fn owe(tx: &Tx, booking: &Booking, calendar: &Calendar) -> Result<(), Problem> {
    let Some(letter) = &booking.plan()?.letter else { return Ok(()) };
    let due: kit::time::Instant = letter.due.after(booking.ends_at.timestamp(), calendar.zone()).into();
    tx.run(
        "INSERT INTO letters (id, booking, kind, author, addressee, owed_at, due_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (booking) DO NOTHING",
        args![
            tx.id::<BookingId>().uuid(),
            booking.id,
            letter.kind.as_str(),
            booking.supporter.id,
            booking.client.id,
            tx.now(),
            due
        ],
    )
    .await?;
    Ok(())
}

async fn owe_nothing(tx: &Tx, id: BookingId) -> Result<(), DbError> {
    let booking: Uuid = id.uuid();
    tx.run("DELETE FROM letters WHERE booking = $1 AND body IS NULL AND sent_at IS NULL", args![booking]).await?;
    Ok(())
}
