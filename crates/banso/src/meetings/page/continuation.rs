//! Whether to go on: the client's choice after a meeting. It can be changed; the latest stands.

use axum::extract::Path;
use kit::args;
use kit::web::{Entry, Fault};
use rules::access::{Action, BookingFacts, Purpose};

use super::Choice;
use crate::cx::Cx;
use crate::frame::Flash;
use crate::gate::may;
use crate::meetings::{Booking, BookingId, Status};
use crate::problem::{Answer, Problem};

/// Writes the choice down.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let booking = Booking::seen_by(&cx, id).await?;
    let _client = may::<BookingFacts>(&cx, &booking.asked(), Action::Write, Purpose::Support)?;
    if booking.client.id != cx.viewer()?.person {
        return Err(Problem::NotFound);
    }
    if booking.status != Status::Confirmed || cx.now() < booking.starts_at {
        return Err(Problem::TooLate);
    }
    let Some(choice) = entry.parsed::<Choice>("choice", Fault::Choice) else {
        return super::refused(cx, booking, entry).await;
    };
    let tx = cx.app.db.begin().await?;
    tx.run(
        "INSERT INTO continuations (booking, choice, chosen_at) VALUES ($1, $2, $3)
         ON CONFLICT (booking) DO UPDATE SET choice = excluded.choice, chosen_at = excluded.chosen_at",
        args![id, choice.name(), tx.now()],
    )
    .await?;
    tx.commit().await?;
    cx.go_saying(&format!("/meetings/{id}?tab=follow-up"), Flash::Saved)
}
