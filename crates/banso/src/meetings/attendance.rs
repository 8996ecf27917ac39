//! `POST /bookings/{id}/attendance`: how the meeting went, said by its supporter once it has begun. A meeting that
//! was held owes the letter of its plan from then on; said otherwise, a letter that nobody has begun is not owed.

use axum::extract::Path;
use kit::args;
use kit::db::{DbError, Tx};
use kit::web::Entry;
use rules::programme::Part;

use super::cancellation::changeable;
use super::{BookingId, Status};
use crate::cx::Cx;
use crate::frame::Flash;
use crate::letters::owe;
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
        // who left receives no letter
        "held" if booking.client.names.are_gone() => {}
        "held" => owe(&tx, &booking, booking.ends_at).await?,
        _ => owe_nothing(&tx, id).await?,
    }
    tx.commit().await?;
    cx.go_saying(&format!("{page}?tab=meet"), Flash::Saved)
}

async fn owe_nothing(tx: &Tx, id: BookingId) -> Result<(), DbError> {
    tx.run("DELETE FROM letters WHERE booking = $1 AND body IS NULL AND sent_at IS NULL", args![id]).await?;
    Ok(())
}
