//! Answers to an offer: one time is taken and the others are free again in the same commit; or it is declined in
//! sealed words, or taken back by the client.

use axum::extract::Path;
use axum::http::StatusCode;
use kit::args;
use kit::web::{Entry, Fault};
use rules::access::{Action, BookingFacts, Message, Purpose};
use uuid::Uuid;

use super::super::notices as bookings;
use super::super::occupancy::lock;
use super::super::ordinals::recount;
use super::super::{Booking, BookingId, OfferId};
use super::notices::Notice;
use super::page::{Page, WORDS, seen_by};
use super::{Offer, close, release};
use crate::cx::Cx;
use crate::frame::Flash;
use crate::gate::{may, seal};
use crate::problem::{Answer, Problem};

const LONGEST: usize = 1000;

/// Takes one of the times.
pub(in crate::meetings) async fn accept(cx: Cx, Path(id): Path<OfferId>, mut entry: Entry) -> Answer {
    let offer = to_answer(&cx, id).await?;
    let chosen = entry.parsed::<BookingId>("time", Fault::Choice);
    let times = offer.times(&cx.app.db).await?;
    let Some(chosen) = chosen.filter(|chosen| times.iter().any(|time| time.id == chosen.0)) else {
        if entry.is_sound() {
            entry.refuse("time", Fault::Choice);
        }
        return cx.refuse(&Page::load(&cx, offer, entry).await?);
    };
    if take(&cx, &offer, chosen).await? {
        return cx.go_saying(&format!("/meetings/{chosen}"), Flash::Booked);
    }
    already(&cx, id).await
}

async fn take(cx: &Cx, offer: &Offer, chosen: BookingId) -> Result<bool, Problem> {
    let mut tx = cx.app.db.begin().await?;
    lock(&tx, [offer.client.id, offer.supporter.id], &offer.programme).await?;
    let confirm = "UPDATE bookings SET status = 'confirmed', confirmed_at = $1, held_until = NULL
                   WHERE id = $2 AND offer = $3 AND status = 'offered' AND starts_at > $1";
    let confirmed = tx.run(confirm, args![tx.now(), chosen, offer.id]).await? > 0;
    if !confirmed || !close(&tx, offer.id, "taken", None).await? {
        return Ok(false);
    }
    release(&tx, offer.id, chosen).await?;
    recount(&tx, offer.client.id, &offer.programme).await?;
    let booking = Booking::find(&tx, chosen).await?.ok_or(Problem::Ours)?;
    tx.leave_all(bookings::of_agreed(&booking, bookings::Notice::Confirmed, tx.now())).await?;
    tx.commit().await?;
    Ok(true)
}

/// Declines, with or without words.
pub(in crate::meetings) async fn decline(cx: Cx, Path(id): Path<OfferId>, mut entry: Entry) -> Answer {
    let offer = to_answer(&cx, id).await?;
    let words = entry.optional("words", LONGEST);
    if !entry.is_sound() {
        return cx.refuse(&Page::load(&cx, offer, entry).await?);
    }
    let permit = may::<Message>(&cx, &offer.asked(), Action::Write, Purpose::Support)?;
    let mut tx = cx.app.db.begin().await?;
    let words = match words.as_str() {
        "" => None,
        words => Some(seal(&cx.app, &tx, &permit, offer.client.id, (WORDS, id.0), words).await?),
    };
    if !close(&tx, id, "declined", words).await? {
        return already(&cx, id).await;
    }
    release(&tx, id, BookingId(Uuid::nil())).await?;
    tx.leave(Notice::Declined.job(id, offer.client.id, tx.now())).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/offers/{id}"), Flash::Saved)
}

/// Takes the offer back.
pub(in crate::meetings) async fn withdraw(cx: Cx, Path(id): Path<OfferId>) -> Answer {
    let offer = seen_by(&cx, id).await?;
    let _permit = may::<BookingFacts>(&cx, &offer.asked(), Action::Write, Purpose::Support)?;
    if cx.viewer()?.person != offer.client.id {
        return Err(Problem::NotFound);
    }
    let mut tx = cx.app.db.begin().await?;
    if !close(&tx, id, "withdrawn", None).await? {
        return already(&cx, id).await;
    }
    release(&tx, id, BookingId(Uuid::nil())).await?;
    tx.leave(Notice::Withdrawn.job(id, offer.supporter.id, tx.now())).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/offers/{id}"), Flash::Saved)
}

/// The offer, for the supporter who is asked.
async fn to_answer(cx: &Cx, id: OfferId) -> Result<Offer, Problem> {
    let offer = seen_by(cx, id).await?;
    let _permit = may::<BookingFacts>(cx, &offer.asked(), Action::Write, Purpose::Support)?;
    if cx.viewer()?.person == offer.supporter.id { Ok(offer) } else { Err(Problem::NotFound) }
}

/// It was answered meanwhile: the page says how.
async fn already(cx: &Cx, id: OfferId) -> Answer {
    let page = Page::load(cx, seen_by(cx, id).await?, Entry::default()).await?;
    cx.page_with(StatusCode::CONFLICT, &page)
}
