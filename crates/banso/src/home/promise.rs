//! This month's promise on a supporter's home: a ticket for each slot that is open, and those still missing.

use kit::db::{Sql, Text};
use kit::time::Instant;
use rules::access::Who;
use rules::minutes::Minutes;
use rules::month::Month;
use rules::next_steps::Shortfall;
use rules::programme::Definition;
use rules::promise::slots;

use crate::cx::Cx;
use crate::frame::{Calendar, Day, zone_named};
use crate::meetings::availability::receiving;
use crate::people::PersonId;
use crate::problem::Problem;

/// How the month's promise stands.
#[derive(Clone, Debug)]
pub(super) struct Promised {
    pub opened: i64,
    pub promised: i64,
    pub tickets: Vec<Ticket>,
    /// The numbers of the slots that are not open yet.
    pub missing: Vec<i64>,
    pub shortfall: Option<Shortfall>,
}

/// An open slot.
#[derive(Clone, Debug)]
pub(super) struct Ticket {
    pub day: Day,
    pub time: String,
}

/// The promise of the supporter who is looking.
pub(super) async fn of(cx: &Cx, definition: &Definition, calendar: &Calendar) -> Result<Option<Promised>, Problem> {
    let me = cx.viewer()?.person;
    Ok(of_everybody(cx, definition, calendar, &[me]).await?.pop().map(|(_, promised)| promised))
}

/// The promises of these supporters: four statements, however many they are.
pub(super) async fn of_everybody(
    cx: &Cx,
    definition: &Definition,
    calendar: &Calendar,
    supporters: &[PersonId],
) -> Result<Vec<(Who, Promised)>, Problem> {
    let Some(promise) = &definition.promise else { return Ok(vec![]) };
    let (db, now) = (&cx.app.db, cx.now());
    let zone: Option<Text> = db.first("SELECT zone AS value FROM organisation WHERE id = 1", vec![]).await?;
    let zone = zone_named(zone.map_or_else(String::new, |zone| zone.value).as_str());
    let month = Month::containing(now.timestamp(), &zone);
    let length = definition.plans.iter().map(|plan| plan.minutes.later).max().unwrap_or(Minutes::ZERO);
    let received = receiving(db, supporters, month.window(&zone), now).await?;
    let due = month.window(&zone).until;
    let stands = |slots: Vec<rules::slots::Slot>| {
        let promised = i64::from(promise.open_slots_a_month);
        let opened = i64::try_from(slots.len()).unwrap_or(i64::MAX);
        let missing = u32::try_from(promised.saturating_sub(opened)).ok().filter(|missing| *missing > 0);
        Promised {
            opened,
            promised,
            tickets: slots.iter().take(5).map(|slot| Ticket::at(slot.start.into(), calendar)).collect(),
            missing: (opened.saturating_add(1)..=promised).collect(),
            shortfall: missing.map(|missing| Shortfall { missing, due }),
        }
    };
    let each = received.into_iter().map(|receiving| {
        (receiving.supporter.for_gate(), stands(slots(&receiving.availability, length, month, &zone)))
    });
    Ok(each.collect())
}

impl Ticket {
    /// For a slot that begins then.
    pub fn at(start: Instant, calendar: &Calendar) -> Self {
        Self { day: calendar.listed_at(&start), time: calendar.time(&start) }
    }
}
