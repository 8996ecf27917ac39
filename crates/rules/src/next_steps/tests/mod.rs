//! Tanaka's meeting with Hayakawa, at any moment and from either side: what the tests below are told with.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::*;
use crate::{
    access::Who,
    programme::{Key, Part},
};

mod edges;
mod order;
mod story;

const TANAKA: Who = Who(1);
const HAYAKAWA: Who = Who(2);

fn definition() -> Definition {
    toml::from_str(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../programmes/consultation.toml"))).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Friday 20 November 2026, 19:00 in Tokyo.
fn start() -> Timestamp {
    at("2026-11-20T10:00:00Z")
}

fn end() -> Timestamp {
    start() + SignedDuration::from_mins(90)
}

fn hours(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count)
}

/// Tanaka's meeting with Hayakawa, as the one in that part sees it.
fn booking(part: Part) -> Booking {
    Booking {
        id: BookingId(1),
        meeting: "consultation".into(),
        part,
        other: if part == Part::Client { HAYAKAWA } else { TANAKA },
        start: start(),
        end: end(),
        stage: Stage::Confirmed { since: start() - hours(240) },
        sheets: vec![],
        letter: Letter::NotOwed,
        promised: true,
        reply: Reply::None,
        choice: Choice::Open,
    }
}

fn facts(part: Part, now: Timestamp, bookings: Vec<Booking>) -> Facts {
    Facts {
        decision: Decision::Nothing,
        now,
        zone: TimeZone::get("Asia/Tokyo").unwrap(),
        mail: Mail::Confirmed,
        profile: Profile::Written,
        parts: vec![part],
        promise: None,
        bookings,
        offers: vec![],
    }
}

fn sheet(key: &str, by: Part, progress: Progress) -> SheetFact {
    SheetFact { sheet: key.into(), by, progress, read: false }
}

fn seen(facts: &Facts) -> Home {
    home(&definition(), facts)
}

/// The name of a step, without its data.
fn name(step: &Step) -> String {
    let text = format!("{step:?}");
    text.split([' ', '(']).next().unwrap().to_owned()
}

fn shown(home: &Home) -> Vec<String> {
    let rows = home.week.iter().map(|row| match row {
        Row::Do { step, .. } => name(step),
        Row::Meet { .. } => "Meet".to_owned(),
    });
    std::iter::once(name(&home.next)).chain(rows).collect()
}

fn held(home: &Home) -> Vec<(Who, Awaited)> {
    home.waiting.iter().map(|ball| (ball.holder, ball.what.clone())).collect()
}

const TALK: &str = "what-to-talk-about";

/// One moment of the story: when it is, and how far each thing has come.
struct Moment {
    hours: i64,
    stage: Stage,
    sheets: Vec<SheetFact>,
    letter: Letter,
    reply: Reply,
    choice: Choice,
}

fn moment(hours_from_start: i64) -> Moment {
    let stage = Stage::Confirmed { since: start() - hours(240) };
    let (letter, reply, choice) = (Letter::NotOwed, Reply::None, Choice::Open);
    Moment { hours: hours_from_start, stage, sheets: vec![], letter, reply, choice }
}

impl Moment {
    fn seen_by(&self, part: Part) -> Home {
        let mut seen_booking = booking(part);
        seen_booking.stage = self.stage;
        seen_booking.sheets.clone_from(&self.sheets);
        (seen_booking.letter, seen_booking.reply, seen_booking.choice) = (self.letter, self.reply, self.choice);
        seen(&facts(part, start() + hours(self.hours), vec![seen_booking]))
    }
}
