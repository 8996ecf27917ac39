//! `POST /holds`: a chosen time is kept for its client while the form is filled in. Who comes too late is shown the
//! nearest other times, each one button away, and loses no word that was written.

use askama::Template;
use axum::http::StatusCode;
use jiff::Timestamp;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::Role;
use rules::slots::Slot;

use super::wish::{Refusal, Wish, hold};
use super::{Booking, BookingId};
use crate::cx::Cx;
use crate::frame::{Day, Frame, Place, Sample};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};
use crate::programmes::CONSULTATION;

/// Another time that is free.
#[derive(Clone, Debug)]
struct Other {
    day: Day,
    month: String,
    says: String,
    span: String,
    start: String,
}

#[derive(Template)]
#[template(path = "meetings/taken.html")]
struct Taken {
    f: Frame,
    wish: Wish,
    wanted: String,
    quicker: bool,
    others: Vec<Other>,
}

/// Holds the chosen time and goes on to the form.
pub(super) async fn create(cx: Cx, mut entry: Entry) -> Answer {
    let wish = wished(&cx, &mut entry)?;
    match hold(&cx.app.db, &wish).await {
        Ok(booking) => cx.go(&format!("/bookings/{booking}/form")),
        Err(refusal) => too_late(&cx, &wish, refusal),
    }
}

/// A one-button form has no page of its own to go back to: what it does not know does not exist.
fn wished(cx: &Cx, entry: &mut Entry) -> Result<Wish, Problem> {
    let supporter = entry.parsed::<PersonId>("supporter", Fault::Choice).ok_or(Problem::NotFound)?;
    let start = entry.parsed::<Timestamp>("start", Fault::Choice).ok_or(Problem::NotFound)?;
    let viewer = cx.viewer()?;
    let programme = Some(entry.value("programme")).filter(|key| !key.is_empty()).unwrap_or(CONSULTATION).to_owned();
    if !viewer.is(Role::Client, &programme) {
        return Err(Problem::NotFound);
    }
    let from = entry.value("from").parse::<BookingId>().ok();
    let plan = entry.value("plan").to_owned();
    Ok(Wish { client: viewer.person, supporter, programme, plan, start: start.into(), from })
}

/// The page for somebody who came too late.
pub(super) fn too_late(cx: &Cx, wish: &Wish, refusal: Refusal) -> Answer {
    let (quicker, alternatives) = match refusal {
        Refusal::NotAllowed => return Err(Problem::NotFound),
        Refusal::Problem(problem) => return Err(problem),
        Refusal::Taken { alternatives } => (true, alternatives),
        Refusal::Missing { reason, alternatives } => {
            tracing::info!(?reason, reference = cx.reference, "no slot");
            (false, alternatives)
        }
    };
    cx.page_with(StatusCode::CONFLICT, &Taken::new(cx.frame().at(Place::Find), wish, quicker, &alternatives))
}

/// The wish behind a booking's form, told to its client when it can no longer be fulfilled.
pub(super) fn too_late_for(cx: &Cx, booking: &Booking, refusal: Refusal) -> Answer {
    too_late(cx, &Wish::again(booking), refusal)
}

impl Taken {
    fn new(f: Frame, wish: &Wish, quicker: bool, alternatives: &[Slot]) -> Self {
        let others = alternatives.iter().map(|slot| Other::of(&f, slot)).collect();
        Self { wanted: f.calendar.at(&wish.start), wish: wish.clone(), quicker, others, f }
    }

    fn title(&self) -> String {
        if self.quicker { self.f.t.booking_taken() } else { self.f.t.booking_missing() }
    }
}

impl Other {
    fn of(f: &Frame, slot: &Slot) -> Self {
        let (start, end) = (Instant::from(slot.start), Instant::from(slot.end));
        Self {
            day: f.calendar.listed_at(&start),
            month: f.calendar.month(f.calendar.local(slot.start).date()),
            says: f.calendar.when_zone(&start, &end),
            span: f.calendar.span(&start, &end),
            start: slot.start.to_string(),
        }
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let f = f.clone().at(Place::Find);
    let start = Instant(1_796_641_200_000_000);
    let wish = Wish {
        client: PersonId(uuid::Uuid::from_u128(1)),
        supporter: PersonId(uuid::Uuid::from_u128(2)),
        programme: CONSULTATION.into(),
        plan: "standard".into(),
        start,
        from: None,
    };
    let slot = |hours: i64| {
        let at = start.plus(jiff::SignedDuration::from_hours(hours));
        Slot { start: at.timestamp(), end: at.plus(jiff::SignedDuration::from_mins(60)).timestamp() }
    };
    vec![
        Sample::new("slot-taken", &Taken::new(f.clone(), &wish, true, &[slot(1), slot(48), slot(120)])),
        Sample::new("slot-missing-no-other", &Taken::new(f, &wish, false, &[])),
    ]
}
