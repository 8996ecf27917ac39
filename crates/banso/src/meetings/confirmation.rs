//! `POST /bookings/{id}/confirmation`: the held time is agreed. In one commit the booking is confirmed, the
//! questionnaire is handed in, and mails and reminders are left behind. A hold that ran out meanwhile is taken again
//! without a word if the time is still free; if not, the client sees other times and every word stays.
//! It is posted by the check, or by the form itself of a client who has met before: then the words come with it.

use axum::extract::Path;
use kit::args;
use kit::db::Tx;
use kit::drafts;
use kit::web::Entry;

use super::form::{answered, elsewhere, keep, mine_to_change, refused};
use super::holds::too_late_for;
use super::notices;
use super::occupancy::lock;
use super::ordinals::recount;
use super::wish::{Guard, Obstacle, Wish, book, form_key};
use super::{Booking, BookingId, Status};
use crate::cx::Cx;
use crate::frame::Flash;
use crate::problem::{Answer, Problem};
use crate::sheets::{Stage, fresh, hand_in};

/// What came of it.
enum Outcome {
    Agreed(BookingId),
    Unsound(Entry),
}

/// Agrees on the time.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, entry: Entry) -> Answer {
    let booking = mine_to_change(&cx, id).await?;
    if let Some(elsewhere) = elsewhere(&booking) {
        return cx.go(&elsewhere);
    }
    keep(&cx, &booking, &entry).await?;
    match agree(&cx, &booking).await {
        Ok(Outcome::Agreed(id)) => cx.go_saying(&format!("/meetings/{id}"), Flash::Booked),
        Ok(Outcome::Unsound(entry)) => refused(&cx, booking, entry).await,
        Err(obstacle) => {
            let refusal = obstacle.refusal(&cx.app.db, &Wish::again(&booking)).await;
            too_late_for(&cx, &booking, refusal)
        }
    }
}

async fn agree(cx: &Cx, booking: &Booking) -> Result<Outcome, Obstacle> {
    let mut tx = cx.app.db.begin().await?;
    if !lock(&tx, [booking.client.id, booking.supporter.id], &booking.programme).await? {
        return Err(Obstacle::NotAllowed);
    }
    let retaken = if confirm(&tx, booking.id).await? { None } else { Some(take_again(&tx, booking).await?) };
    let booking = retaken.as_ref().unwrap_or(booking);
    let draft = drafts::take(&tx, &cx.app.masters, booking.client.id.0, &form_key(booking.id)).await?;
    let mut entry = draft.map(|draft| draft.entry).unwrap_or_default();
    let answers = answered(booking, &mut entry)?;
    if !entry.is_sound() {
        return Ok(Outcome::Unsound(entry));
    }
    if let Some((duty, answers)) = answers {
        let sheet = fresh(&tx, booking, &duty);
        hand_in(cx, &tx, &sheet, &answers, Stage::Submitted).await?;
    }
    recount(&tx, booking.client.id, &booking.programme).await?;
    tx.leave_all(notices::of_agreed(booking, notices::Notice::Confirmed, tx.now())).await?;
    tx.commit().await?;
    Ok(Outcome::Agreed(booking.id))
}

/// Turns a hold into an agreement; answers no when it has run out.
async fn confirm(tx: &Tx, id: BookingId) -> Result<bool, Obstacle> {
    let confirm = "UPDATE bookings SET status = 'confirmed', confirmed_at = $1, held_until = NULL
                   WHERE id = $2 AND status = 'held' AND held_until > $1";
    Ok(tx.run(confirm, args![tx.now(), id]).await? > 0)
}

async fn take_again(tx: &Tx, lapsed: &Booking) -> Result<Booking, Obstacle> {
    let again = book(tx, &Wish::again(lapsed), Guard::On).await?;
    confirm(tx, again).await?;
    let booking = Booking::find(tx, again).await?.filter(|booking| booking.status == Status::Confirmed);
    Ok(booking.ok_or(Problem::Ours)?)
}
