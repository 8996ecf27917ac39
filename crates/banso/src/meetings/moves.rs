//! `/bookings/{id}/move`: the same meeting at another time. Its id and its calendar event stay, the event's sequence
//! grows, and the length that was agreed stays too. Page and change ask the same engine as a new booking does.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::Timestamp;
use kit::args;
use kit::db::Tx;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::cutoffs::Action as Step;
use rules::minutes::Minutes;
use rules::programme::Part;
use rules::slots::{Bounds, Slot, Window};

use super::availability::{Inquiry, Receiving, bounds};
use super::cancellation::{changeable, closing};
use super::occupancy::{Taking, lock};
use super::ordinals::recount;
use super::wish::Obstacle;
use super::{Booking, BookingId, Party, Status, notices};
use crate::cx::Cx;
use crate::frame::{Day, Flash, Frame, Place, Sample};
use crate::problem::{Answer, Problem};

/// How many times are shown at once.
const SHOWN: usize = 24;

/// The free times of one day.
#[derive(Clone, Debug)]
struct DayOf {
    day: Day,
    /// 12月7日（月）, for who hears one of its times alone.
    before: String,
    /// JST, which the dock adds to the time that it repeats.
    zone: String,
    month: String,
    times: Vec<Time>,
}

#[derive(Clone, Debug)]
struct Time {
    start: String,
    span: String,
}

#[derive(Template)]
#[template(path = "meetings/move.html")]
struct Move {
    f: Frame,
    booking: Booking,
    other: Party,
    entry: Entry,
    closes: Instant,
    open: bool,
    days: Vec<DayOf>,
    more: Option<String>,
    taken: bool,
}

/// The times to which it can be moved.
pub(super) async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let (booking, _permit) = changeable(&cx, id).await?;
    if booking.status != Status::Confirmed {
        return cx.go(&format!("/meetings/{id}"));
    }
    cx.page(&Move::load(&cx, booking, Entry::default()).await?)
}

/// Moves it.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let (booking, _permit) = changeable(&cx, id).await?;
    if booking.status != Status::Confirmed {
        return cx.go(&format!("/meetings/{id}"));
    }
    let start = entry.parsed::<Timestamp>("start", Fault::Choice);
    let open = closing(&cx, &booking, Step::Move)?.1;
    let (Some(start), true) = (start, open) else {
        let page = Move::load(&cx, booking, entry).await?;
        return if open { cx.refuse(&page) } else { cx.page_with(StatusCode::CONFLICT, &page) };
    };
    match shift(&cx, &booking, start.into()).await {
        Ok(()) => cx.go_saying(&format!("/meetings/{id}"), Flash::Moved),
        Err(Obstacle::Problem(problem)) => Err(problem),
        Err(Obstacle::NotAllowed) => Err(Problem::NotFound),
        Err(Obstacle::Missing(_) | Obstacle::Overlap | Obstacle::Conflict) => {
            let page = Move { taken: true, ..Move::load(&cx, booking, entry).await? };
            cx.page_with(StatusCode::CONFLICT, &page)
        }
    }
}

async fn shift(cx: &Cx, booking: &Booking, start: Instant) -> Result<(), Obstacle> {
    let mut tx = cx.app.db.begin().await?;
    lock(&tx, [booking.client.id, booking.supporter.id], &booking.programme).await?;
    let (receiving, bounds) = asked(cx, &tx, booking).await?;
    let slot = receiving.search(length(booking), bounds).explain(start.timestamp()).map_err(Obstacle::Missing)?;
    let moved = Booking {
        starts_at: slot.start.into(),
        ends_at: slot.end.into(),
        version: booking.version + 1,
        ..booking.clone()
    };
    if !write(cx, &tx, booking, &moved).await? {
        return Err(Obstacle::Conflict);
    }
    recount(&tx, booking.client.id, &booking.programme).await?;
    tx.leave_all(notices::of_agreed(&moved, notices::Notice::Moved, tx.now())).await?;
    Ok(tx.commit().await?)
}

/// Answers no when somebody else changed it meanwhile.
async fn write(cx: &Cx, tx: &Tx, was: &Booking, is: &Booking) -> Result<bool, Obstacle> {
    let change = "UPDATE bookings SET starts_at = $1, ends_at = $2, version = $3
                  WHERE id = $4 AND status = 'confirmed' AND version = $5";
    if tx.run(change, args![is.starts_at, is.ends_at, is.version, is.id, was.version]).await? == 0 {
        return Ok(false);
    }
    Taking::shift(tx, is.id, is.starts_at, is.ends_at).await?;
    let by = cx.viewer()?.person;
    tx.run(
        "INSERT INTO moves (id, booking, moved_by, moved_at, from_start, to_start) VALUES ($1, $2, $3, $4, $5, $6)",
        args![tx.id::<BookingId>(), is.id, by, tx.now(), was.starts_at, is.starts_at],
    )
    .await?;
    Ok(true)
}

/// What the supporter has free, the booking's own time included, within what the viewer may choose: only a client
/// keeps the notice.
async fn asked(cx: &Cx, sql: &impl kit::db::Sql, booking: &Booking) -> Result<(Receiving, Bounds), Problem> {
    let (meeting, now) = (booking.meeting()?, cx.now());
    let frame = cx.frame();
    let latest = meeting.horizon.after(now.timestamp(), frame.calendar.zone());
    let supporters = [booking.supporter.id];
    let window = Window { from: now.timestamp(), until: latest };
    let beside = Some(booking.client.id);
    let inquiry = Inquiry { supporters: &supporters, beside, but: Some(booking.id), window, now };
    let receiving = inquiry.answer(sql).await?.pop().ok_or(Problem::NotFound)?;
    let bounds = match booking.part(cx.viewer()?.person) {
        Some(Part::Client) => bounds(meeting, now, &receiving.availability.zone),
        _ => Bounds { earliest: now.timestamp(), latest },
    };
    Ok((receiving, bounds))
}

/// As long as it was agreed.
fn length(booking: &Booking) -> Minutes {
    let minutes = booking.ends_at.since(booking.starts_at).as_mins();
    Minutes::new(u16::try_from(minutes).unwrap_or(u16::MAX))
}

impl Move {
    async fn load(cx: &Cx, booking: Booking, entry: Entry) -> Result<Self, Problem> {
        let (closes, open) = closing(cx, &booking, Step::Move)?;
        let (receiving, bounds) = asked(cx, &cx.app.db, &booking).await?;
        let query = cx.path.split_once('?').map(|(_, query)| Entry::parse(query.as_bytes())).unwrap_or_default();
        let from = query.value("from").parse::<Timestamp>().unwrap_or(Timestamp::MIN).max(bounds.earliest);
        let search = receiving.search(length(&booking), bounds);
        let free = search.slots(Window { from, until: Timestamp::MAX });
        let mut slots: Vec<Slot> =
            free.filter(|slot| slot.start != booking.starts_at.timestamp()).take(SHOWN + 1).collect();
        let more = if slots.len() > SHOWN { slots.pop().map(|slot| slot.start.to_string()) } else { None };
        let other = booking.other(cx.viewer()?.person).clone();
        let f = cx.frame().at(Place::Calendar);
        let days = if open { listed(&f, &slots) } else { Vec::new() };
        Ok(Self { f, booking, other, entry, closes, open, days, more, taken: false })
    }
}

fn listed(f: &Frame, slots: &[Slot]) -> Vec<DayOf> {
    let mut days: Vec<DayOf> = Vec::new();
    for slot in slots {
        let (start, end) = (Instant::from(slot.start), Instant::from(slot.end));
        let day = f.calendar.listed_at(&start);
        let time = Time { start: slot.start.to_string(), span: f.calendar.span(&start, &end) };
        match days.last_mut().filter(|last| last.day.iso == day.iso) {
            Some(last) => last.times.push(time),
            None => {
                let month = f.calendar.month(f.calendar.local(slot.start).date());
                let month = if days.last().is_some_and(|last| last.month == month) { String::new() } else { month };
                let before = f.t.date_when(day.spoken.as_str(), "");
                days.push(DayOf { before, zone: f.calendar.zone_name(&start), day, month, times: vec![time] });
            }
        }
    }
    days
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let booking = Booking::sample(Status::Confirmed);
    let slot = |hours: i64| {
        let at = booking.starts_at.plus(jiff::SignedDuration::from_hours(hours));
        Slot { start: at.timestamp(), end: at.plus(jiff::SignedDuration::from_mins(60)).timestamp() }
    };
    let mut nothing_chosen = Entry::default();
    let _ = nothing_chosen.parsed::<Timestamp>("start", Fault::Choice);
    let page = |slots: &[Slot], open, taken, entry: &Entry| Move {
        f: f.clone().at(Place::Calendar),
        other: booking.supporter.clone(),
        closes: booking.starts_at.plus(jiff::SignedDuration::from_hours(-24)),
        days: listed(f, slots),
        booking: booking.clone(),
        entry: entry.clone(),
        open,
        more: (slots.len() > 3).then(|| booking.starts_at.timestamp().to_string()),
        taken,
    };
    let (full, none) = ([slot(1), slot(48), slot(49), slot(600)], Entry::default());
    vec![
        Sample::new("move", &page(&full, true, false, &none)),
        Sample::new("move-faults", &page(&full, true, false, &nothing_chosen)),
        Sample::new("move-taken", &page(&full, true, true, &none)),
        Sample::new("move-nothing-free", &page(&[], true, false, &none)),
        Sample::new("move-late", &page(&[], false, false, &none)),
    ]
}
