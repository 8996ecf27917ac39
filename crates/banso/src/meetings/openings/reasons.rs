//! Why a time of one's own cannot be booked: every half hour of a day, free or with its reason in words.

use askama::Template;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use kit::time::Instant;
use kit::web::Entry;
use rules::durations::{Ordinal, length};
use rules::slots::{Search, Window};

use super::words::missing;
use crate::cx::Cx;
use crate::frame::{Calendar, Frame, Place};
use crate::meetings::availability::{bounds, receiving, typed_day};
use crate::problem::{Answer, Problem};
use crate::programmes::{self, CONSULTATION};

#[derive(Template)]
#[template(path = "meetings/openings/reasons.html")]
pub(super) struct Page {
    pub f: Frame,
    pub entry: Entry,
    pub day: String,
    pub minutes: i64,
    pub lines: Vec<Line>,
}

/// Times in a row that have the same answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub from: String,
    pub until: String,
    pub zone: String,
    pub says: String,
    pub free: bool,
}

/// The page.
pub(in crate::meetings) async fn show(cx: Cx) -> Answer {
    let f = cx.frame().at(Place::Calendar);
    let mut entry = cx.path.split_once('?').map(|(_, query)| Entry::parse(query.as_bytes())).unwrap_or_default();
    let day = typed_day(&mut entry, "day").unwrap_or_else(|| f.calendar.today());
    let (definition, meeting) = (programmes::definition(CONSULTATION)?, programmes::meeting(CONSULTATION)?);
    let zone = f.calendar.zone();
    let window = Window { from: midnight(day, &f), until: midnight(day.saturating_add(1.day()), &f) };
    let found = receiving(&cx.app.db, &[cx.viewer()?.person], window, cx.now()).await?;
    let receiving = found.first().ok_or(Problem::NotFound)?;
    let plan = definition.plans.iter().max_by_key(|plan| plan.minutes.later).ok_or(Problem::NotFound)?;
    let minutes = length(plan.minutes.first, plan.minutes.later, Ordinal::FIRST.next());
    let search = receiving.search(minutes, bounds(meeting, cx.now(), zone));
    let page = Page {
        day: f.calendar.date(day),
        minutes: i64::from(minutes.get()),
        lines: lines(&f, &search, window),
        entry: if entry.value("day").is_empty() { entry.with("day", day.to_string()) } else { entry },
        f,
    };
    if page.entry.is_sound() { cx.page(&page) } else { cx.refuse(&page) }
}

fn midnight(day: Date, f: &Frame) -> Timestamp {
    day.to_zoned(f.calendar.zone().clone()).map_or(Timestamp::MAX, |day| day.timestamp())
}

/// Every grid time of the day, those with the same answer in one line.
fn lines(f: &Frame, search: &Search<'_>, window: Window) -> Vec<Line> {
    let step = SignedDuration::from_mins(i64::from(search.availability.grid.get()).max(1));
    let starts = std::iter::successors(Some(window.from), |at| at.checked_add(step).ok());

    let mut lines: Vec<Line> = Vec::new();
    for start in starts.take_while(|at| *at < window.until) {
        let answer = search.explain(start);
        let (free, says) = match answer {
            Ok(_) => (true, f.t.openings_why_free()),
            Err(reason) => (false, missing(f, reason)),
        };
        let until = start.checked_add(step).unwrap_or(start);
        match lines.last_mut().filter(|line| line.says == says) {
            Some(line) => line.until = until_words(&f.calendar, until, window),
            None => lines.push(Line {
                from: f.calendar.time(&Instant::from(start)),
                until: until_words(&f.calendar, until, window),
                zone: f.calendar.zone_name(&Instant::from(start)),
                says,
                free,
            }),
        }
    }
    lines
}

/// The end of the day is 24:00 and not the next one's 0:00.
fn until_words(calendar: &Calendar, until: Timestamp, window: Window) -> String {
    if until == window.until { rules::slots::TimeOfDay::END.to_string() } else { calendar.time(&Instant::from(until)) }
}
