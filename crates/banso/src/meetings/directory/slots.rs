//! The slot page: one month of a supporter's times, free and taken, in the reader's zone.
//!
//! What is free comes from the same search that the booking transaction asks; what is taken is what would be free
//! if nobody had booked.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;
use jiff::civil::Date;
use kit::time::Instant;
use rules::durations::Ordinal;
use rules::month::Month;
use rules::programme::{Definition, Plan};
use rules::slots::{Search, Slot};

use super::filter::plan;
use super::list::{query, zone};
use super::shelf::{Depth, Listed, Shelf};
use super::times::{bookable, search};
use crate::cx::Cx;
use crate::frame::{Day, Frame, Names, Place};
use crate::people::PersonId;
use crate::problem::Answer;
use crate::programmes::{self, CONSULTATION};

#[derive(Template)]
#[template(path = "meetings/directory/slots.html")]
pub(super) struct Page {
    pub f: Frame,
    pub supporter: PersonId,
    pub names: Names,
    pub plans: Vec<Choice>,
    pub plan: String,
    pub chosen: Chosen,
    pub zone: String,
    pub cutoff: String,
    pub month: String,
    pub year: String,
    pub days: Vec<OpenDay>,
    /// The time that is chosen already: 12月7日（月） 20:00–21:00 JST.
    pub chosen_time: String,
    /// The month after or before, as path and name.
    pub later: Option<(String, String)>,
    pub earlier: Option<(String, String)>,
    /// The time that was asked for is not free.
    pub gone: bool,
}

/// The plan that is looked at, in words.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub name: String,
    pub ordinal: i64,
    pub minutes: i64,
    pub letter: bool,
}

/// A plan to look at instead.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub name: String,
    pub minutes: i64,
    pub href: String,
    pub here: bool,
}

/// A day with its times.
#[derive(Clone, Debug)]
pub(super) struct OpenDay {
    pub day: Day,
    /// 12月7日（月）, for who hears one of its times alone.
    pub before: String,
    /// JST, which the dock adds to the time that it repeats.
    pub zone: String,
    pub times: Vec<Ticket>,
}

/// A time that can be chosen, or that is taken.
#[derive(Clone, Debug)]
pub(super) struct Ticket {
    pub start: String,
    pub span: String,
    pub taken: bool,
    pub chosen: bool,
    /// The first that can be chosen says for the whole group that one has to be.
    pub first: bool,
}

/// The page.
pub(in crate::meetings) async fn show(cx: Cx, Path(id): Path<PersonId>) -> Answer {
    let (f, asked) = (cx.frame().at(Place::Find), query(&cx));
    let (definition, meeting) = (programmes::definition(CONSULTATION)?, programmes::meeting(CONSULTATION)?);
    let window = bookable(meeting, cx.now(), &f);
    let (listed, ordinal) = Shelf::one(&cx.app.db, cx.viewer()?.person, id, Depth::Times, window, cx.now()).await?;
    let plan = plan(definition, asked.value("plan"))?;
    let search = search(&listed, meeting, plan.length(ordinal), cx.now());
    let wanted: Option<Timestamp> = asked.value("start").parse().ok();
    let month = month(&f, &search, asked.value("month"), wanted);
    let free: Vec<Slot> = search.slots(month.window(f.calendar.zone())).collect();
    let days = days(&f, &search, &free, month, wanted);
    let has = |month: Month| {
        let window = month.window(f.calendar.zone());
        window.from <= search.bounds.latest && search.bounds.earliest < window.until
    };
    let link = |month: Month| has(month).then(|| (path(id, plan, Some(month)), f.calendar.month(month.first())));
    cx.page(&Page {
        later: link(month.next()),
        earlier: link(month.previous()),
        chosen_time: free
            .iter()
            .find(|slot| wanted == Some(slot.start))
            .map_or_else(String::new, |slot| f.calendar.when_zone(&slot.start.into(), &slot.end.into())),
        gone: wanted.is_some_and(|wanted| search.explain(wanted).is_err()),
        zone: zone(&f, cx.now()),
        cutoff: cutoff(&f, &meeting.cutoffs.r#move.to_string()),
        month: f.calendar.month(month.first()),
        year: f.t.directory_year(month.first().year().to_string()),
        plans: choices(&f, &listed, definition, plan, ordinal),
        chosen: Chosen::new(&f, plan, ordinal),
        plan: plan.key.as_str().to_owned(),
        supporter: id,
        names: listed.names.clone(),
        days,
        f,
    })
}

/// The month that was asked for, that of the wanted time, or the one in which the first free time lies.
fn month(f: &Frame, search: &Search<'_>, asked: &str, wanted: Option<Timestamp>) -> Month {
    let first = || search.earliest(1).first().map(|slot| slot.start);
    asked.parse().unwrap_or_else(|_| {
        let at = wanted.or_else(first).unwrap_or(search.bounds.earliest);
        Month::containing(at, f.calendar.zone())
    })
}

/// The days of a month on which something is open.
fn days(f: &Frame, search: &Search<'_>, free: &[Slot], month: Month, wanted: Option<Timestamp>) -> Vec<OpenDay> {
    let window = month.window(f.calendar.zone());
    let mut days: Vec<(Date, OpenDay)> = Vec::new();
    let mut after_taken = false;
    for slot in (Search { busy: &[], ..*search }).slots(window) {
        let taken = free.binary_search(&slot).is_err();
        let date = f.calendar.local(slot.start).date();
        let another_day = days.last().is_none_or(|(last, _)| *last != date);
        // a booked hour covers several starts; it is said once
        let again = taken && after_taken && !another_day;
        after_taken = taken;
        if another_day {
            days.push((date, OpenDay::new(f, date, &slot)));
        }
        if let Some((_, day)) = days.last_mut().filter(|_| !again) {
            let first = free.first() == Some(&slot);
            day.times.push(Ticket { first, ..Ticket::new(f, &slot, taken, wanted) });
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

fn path(id: PersonId, plan: &Plan, month: Option<Month>) -> String {
    let month = month.map_or_else(String::new, |month| format!("&month={month}"));
    format!("/supporters/{id}/slots?plan={}{month}", plan.key.as_str())
}

fn choices(f: &Frame, listed: &Listed, definition: &Definition, here: &Plan, ordinal: Ordinal) -> Vec<Choice> {
    let choice = |plan: &Plan| Choice {
        name: plan.name.of(f.lang).to_owned(),
        minutes: i64::from(plan.length(ordinal).get()),
        href: path(listed.id, plan, None),
        here: plan.key == here.key,
    };
    definition.plans.iter().map(choice).collect()
}

/// "24h", as people say it.
fn cutoff(f: &Frame, offset: &str) -> String {
    let number = |unit: char| offset.strip_suffix(unit).and_then(|number| number.parse::<i64>().ok());
    match (number('m'), number('h'), number('d')) {
        (Some(minutes), ..) => f.t.directory_cutoff_minutes(minutes),
        (_, Some(hours), _) => f.t.directory_cutoff_hours(hours),
        (.., days) => f.t.directory_cutoff_days(days.unwrap_or(0)),
    }
}

impl Chosen {
    pub fn new(f: &Frame, plan: &Plan, ordinal: Ordinal) -> Self {
        Self {
            name: plan.name.of(f.lang).to_owned(),
            ordinal: i64::from(ordinal.get()),
            minutes: i64::from(plan.length(ordinal).get()),
            letter: plan.letter.is_some(),
        }
    }
}

impl Ticket {
    fn new(f: &Frame, slot: &Slot, taken: bool, wanted: Option<Timestamp>) -> Self {
        let (start, end) = (Instant::from(slot.start), Instant::from(slot.end));
        let span = if taken { f.calendar.time(&start) } else { f.calendar.span(&start, &end) };
        Self { start: slot.start.to_string(), span, taken, chosen: wanted == Some(slot.start), first: false }
    }
}

impl OpenDay {
    fn new(f: &Frame, date: Date, first: &Slot) -> Self {
        let day = f.calendar.listed(date);
        let before = f.t.date_when(day.spoken.as_str(), "");
        Self { before, zone: f.calendar.zone_name(&first.start.into()), day, times: Vec::new() }
    }
}

impl Page {
    fn free(&self) -> bool {
        self.days.iter().flat_map(|day| &day.times).any(|ticket| !ticket.taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_off_reads_in_its_own_unit() {
        let f = Frame::sample(rules::lang::Lang::Ja);
        assert!(cutoff(&f, "24h").contains("24時間前"));
        assert!(cutoff(&f, "2d").contains("2日前"));
        assert!(cutoff(&f, "90m").contains("90分前"));
    }
}
