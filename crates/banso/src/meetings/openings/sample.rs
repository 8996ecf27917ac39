//! Samples of a supporter's free times.

use jiff::civil::date;
use kit::web::{Entry, Fault};

use super::page::{Page, Past};
use super::promise::{Promised, Ticket};
use super::reasons::{self, Line};
use super::rows::{Kind, form};
use super::settings::Room;
use crate::frame::{Frame, Place, Sample};
use crate::people::Zones;

/// Every sample of the free times.
pub(in crate::meetings) fn samples(f: &Frame) -> Vec<Sample> {
    let f = f.clone().at(Place::Calendar);
    let mut wrong = typed();
    wrong.refuse("dated-0-from", Fault::Taken);
    vec![
        Sample::new("openings", &page(&f)),
        Sample::new(
            "openings-empty",
            &Page { promised: vec![], history: vec![], rooms: vec![], dated: empty(), ..page(&f) },
        ),
        Sample::new("openings-wrong", &page(&f).refusing(Kind::Dated, wrong)),
        Sample::new("openings-reasons", &reasons(&f)),
    ]
}

fn empty() -> Entry {
    form(Kind::Dated, &[])
}

fn typed() -> Entry {
    Entry::default()
        .with("dated-0-id", "019a0000-0000-7000-8000-000000000001")
        .with("dated-0-day", "2026-12-07")
        .with("dated-0-from", "20:00")
        .with("dated-0-to", "21:30")
        .with("dated-1-id", "")
}

fn page(f: &Frame) -> Page {
    let weekly = Entry::default()
        .with("weekly-0-id", "019a0000-0000-7000-8000-000000000002")
        .with("weekly-0-weekday", "3")
        .with("weekly-0-from", "20:00")
        .with("weekly-0-to", "22:00");
    let ticket =
        |day: i8| Ticket { day, weekday: f.calendar.listed(date(2026, 12, day)).weekday, time: "20:00".into() };
    Page {
        f: f.clone(),
        zone: "Asia/Tokyo".into(),
        promised: vec![Promised {
            key: "2026-12".into(),
            month: f.calendar.month(date(2026, 12, 1)),
            says: f.t.openings_promise_soon(2, 3, 5),
            tickets: [7, 12, 16].map(ticket).into(),
            missing: vec![4, 5],
            repeats: 2,
        }],
        weekly,
        dated: typed(),
        closings: form(Kind::Closing, &[]),
        settings: Entry::default()
            .with("place", "room")
            .with("before", "15")
            .with("after", "15")
            .with("zone", "Asia/Tokyo"),
        zones: Zones::of(f),
        rooms: vec![Room::sample("二階の小部屋", "本町1-2-3")],
        history: vec![Past {
            what: f.t.openings_was_dated(f.calendar.date(date(2026, 12, 9)), "20:00", "21:00"),
            when: f.calendar.date(date(2026, 12, 1)),
        }],
        refused: Entry::default(),
    }
}

fn reasons(f: &Frame) -> reasons::Page {
    let line = |from: &str, until: &str, says: String, free: bool| Line {
        from: from.into(),
        until: until.into(),
        zone: "JST".into(),
        says,
        free,
    };
    reasons::Page {
        f: f.clone(),
        entry: Entry::default().with("day", "2026-12-07"),
        day: f.calendar.date(date(2026, 12, 7)),
        minutes: 60,
        lines: vec![
            line("0:00", "20:00", f.t.openings_why_outside(), false),
            line("20:00", "21:00", f.t.openings_why_free(), true),
            line("21:00", "24:00", f.t.openings_why_booked(), false),
        ],
    }
}
