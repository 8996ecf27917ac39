//! `/bookings/{id}/cancellation`: a meeting is called off, in words that blame nobody. Its time is free at once, both
//! calendars hear of it, and who cancels may leave a few sealed words for the other person.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{Action, BookingFacts, Message, Permit, Purpose};
use rules::cutoffs::{Action as Step, By, Times, TooLate};
use rules::programme::Part;
use sea_orm::FromQueryResult;

use super::occupancy::{free, lock};
use super::ordinals::recount;
use super::{Booking, BookingId, Party, Status, notices};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Place, Sample};
use crate::gate::{Confidential, keys, may, seal};
use crate::problem::{Answer, Problem};

const WORDS: &str = "cancellations.words";
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "meetings/cancellation.html")]
struct Cancellation {
    f: Frame,
    booking: Booking,
    other: Party,
    entry: Entry,
    closes: Instant,
    open: bool,
}

/// Asks once more, and offers another time first.
pub(super) async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let (booking, _permit) = changeable(&cx, id).await?;
    if booking.status != Status::Confirmed {
        return cx.go(&format!("/meetings/{id}"));
    }
    cx.page(&Cancellation::new(&cx, booking, Entry::default())?)
}

/// Calls it off.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let (booking, _permit) = changeable(&cx, id).await?;
    let words = entry.optional("words", LONGEST);
    let page = Cancellation::new(&cx, booking.clone(), entry)?;
    if booking.status != Status::Confirmed {
        return cx.go(&format!("/meetings/{id}"));
    }
    if !page.open {
        return cx.page_with(StatusCode::CONFLICT, &page);
    }
    if !page.entry.is_sound() {
        return cx.refuse(&page);
    }
    cancel(&cx, &booking, &words).await?;
    cx.go_saying(&format!("/meetings/{id}"), Flash::Cancelled)
}

async fn cancel(cx: &Cx, booking: &Booking, words: &str) -> Result<(), Problem> {
    let mut tx = cx.app.db.begin().await?;
    lock(&tx, [booking.client.id, booking.supporter.id], &booking.programme).await?;
    let end = "UPDATE bookings SET status = 'cancelled', version = version + 1
               WHERE id = $1 AND status = 'confirmed' AND version = $2";
    if tx.run(end, args![booking.id, booking.version]).await? == 0 {
        return Ok(());
    }
    let words = match words {
        "" => None,
        words => {
            let permit = may::<Message>(cx, &booking.asked(), Action::Write, Purpose::Support)?;
            Some(seal(&cx.app, &tx, &permit, booking.client.id, (WORDS, booking.id.0), words).await?)
        }
    };
    let by = cx.viewer()?.person;
    let write = "INSERT INTO cancellations (booking, cancelled_by, cancelled_at, words) VALUES ($1, $2, $3, $4)";
    tx.run(write, args![booking.id, by, tx.now(), words]).await?;
    free(&tx, &[booking.id]).await?;
    recount(&tx, booking.client.id, &booking.programme).await?;
    let gone = Booking { status: Status::Cancelled, version: booking.version + 1, ..booking.clone() };
    tx.leave_all(notices::of_cancelled(&gone, tx.now())).await?;
    Ok(tx.commit().await?)
}

/// The words that came with a cancellation, for its two people.
///
/// # Errors
/// When the database does not answer.
pub async fn words(cx: &Cx, booking: &Booking) -> Result<Option<String>, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        words: Option<Vec<u8>>,
    }
    let question = "SELECT words FROM cancellations WHERE booking = $1";
    let row: Option<Row> = cx.app.db.first(question, args![booking.id]).await?;
    let Some(sealed) = row.and_then(|row| row.words) else { return Ok(None) };
    let permit = may::<Message>(cx, &booking.asked(), Action::Read, Purpose::Support)?;
    let words: Confidential<Message> = Confidential::new(WORDS, booking.id.0, sealed);
    let keys = keys(&cx.app, &cx.app.db, std::iter::once(words.sealed())).await?;
    words.read_if_kept(&permit, &keys)
}

/// A booking that the viewer may change.
pub(super) async fn changeable(cx: &Cx, id: BookingId) -> Result<(Booking, Permit<BookingFacts>), Problem> {
    let booking = Booking::seen_by(cx, id).await?;
    let permit = may(cx, &booking.asked(), Action::Write, Purpose::Support)?;
    Ok((booking, permit))
}

/// Until when the viewer may do that, and whether it is still time.
pub(super) fn closing(cx: &Cx, booking: &Booking, step: Step) -> Result<(Instant, bool), Problem> {
    let by = match booking.part(cx.viewer()?.person) {
        Some(Part::Client) => By::Client,
        Some(Part::Supporter) => By::Supporter,
        None => return Err(Problem::NotFound),
    };
    let frame = cx.frame();
    let zone = frame.calendar.zone();
    let times = Times { start: booking.starts_at.timestamp(), end: booking.ends_at.timestamp(), zone };
    let cutoffs = booking.meeting()?.cutoffs.of_actions();
    let late: Result<(), TooLate> = cutoffs.may(step, by, times, cx.now().timestamp());
    Ok((cutoffs.closes_at(step, by, times).into(), late.is_ok()))
}

impl Cancellation {
    fn new(cx: &Cx, booking: Booking, entry: Entry) -> Result<Self, Problem> {
        let (closes, open) = closing(cx, &booking, Step::Cancel)?;
        let other = booking.other(cx.viewer()?.person).clone();
        Ok(Self { f: cx.frame().at(Place::Calendar), booking, other, entry, closes, open })
    }

    fn readers(&self) -> String {
        self.f.t.booking_readers(self.f.called(&self.other.names))
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let booking = Booking::sample(Status::Confirmed);
    let closes = booking.starts_at.plus(jiff::SignedDuration::from_hours(-24));
    let mut long = Entry::default().with("words", "体調をくずしてしまいました。".repeat(80));
    long.optional("words", LONGEST);
    let page = |open, entry| Cancellation {
        f: f.clone().at(Place::Calendar),
        other: booking.supporter.clone(),
        booking: booking.clone(),
        entry,
        closes,
        open,
    };
    vec![
        Sample::new("cancellation", &page(true, Entry::default())),
        Sample::new("cancellation-faults", &page(true, long)),
        Sample::new("cancellation-late", &page(false, Entry::default())),
    ]
}
