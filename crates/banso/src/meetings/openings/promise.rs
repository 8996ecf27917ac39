//! The promise of a month as its supporter sees it: a ticket for each open slot, and last month's repeated in one tap.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use kit::db::Sql;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::minutes::Minutes;
pub use rules::month::Month;
use rules::programme::Definition;
use rules::promise::{self, Standing, Tone, repeat_last_month};
use rules::slots::{Availability, Window};
use sea_orm::FromQueryResult;

use super::page::Page;
use super::rows::Kind;
use super::store::{self, Span};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, zone_named};
use crate::meetings::availability::receiving;
use crate::problem::{Answer, Problem};
use crate::programmes::{self, CONSULTATION};

/// A month's promise on the page.
#[derive(Clone, Debug)]
pub(super) struct Promised {
    /// 2026-12, for the button.
    pub key: String,
    /// 12月.
    pub month: String,
    pub says: String,
    pub tickets: Vec<Ticket>,
    /// The numbers of the slots that are not open yet.
    pub missing: Vec<i64>,
    /// How many openings last month's repetition adds.
    pub repeats: i64,
}

/// An open slot.
#[derive(Clone, Debug)]
pub(super) struct Ticket {
    pub day: i8,
    pub weekday: String,
    pub time: String,
}

/// How the promise of a supporter stands for a month of the organisation; nothing when none is made.
#[must_use]
pub fn standing(
    definition: &Definition,
    availability: &Availability,
    month: Month,
    organisation: &TimeZone,
    today: Date,
) -> Option<Standing> {
    let promised = definition.promise.as_ref()?.open_slots_a_month;
    let opened = promise::opened(availability, length(definition), month, organisation);
    Some(promise::standing(opened, promised, month, today))
}

/// What is counted are slots in which any plan's ordinary meeting fits.
fn length(definition: &Definition) -> Minutes {
    definition.plans.iter().map(|plan| plan.minutes.later).max().unwrap_or(Minutes::ZERO)
}

/// The zone in which the organisation's months begin.
pub(super) async fn organisation_zone(sql: &impl Sql) -> Result<TimeZone, Problem> {
    #[derive(FromQueryResult)]
    struct Row {
        zone: String,
    }
    let row: Option<Row> = sql.first("SELECT zone FROM organisation WHERE id = 1", vec![]).await?;
    Ok(zone_named(row.map_or_else(String::new, |row| row.zone).as_str()))
}

/// This month and the next, where the organisation is.
pub(super) fn months(now: Instant, organisation: &TimeZone) -> [Month; 2] {
    let this = Month::containing(now.timestamp(), organisation);
    [this, this.next()]
}

/// Everything that the two months and their repetition need.
pub(super) fn window(now: Instant, organisation: &TimeZone) -> Window {
    let [this, next] = months(now, organisation);
    let (before, after) = (this.previous().window(organisation), next.window(organisation));
    Window { from: before.from, until: after.until }
}

/// Opens the same hours on the same weekdays as in the month before.
pub(in crate::meetings) async fn repeat(cx: Cx, mut entry: Entry) -> Answer {
    let supporter = cx.viewer()?.person;
    let organisation = organisation_zone(&cx.app.db).await?;
    let month = entry.parsed::<Month>("month", Fault::Choice);
    let Some(month) = month.filter(|month| months(cx.now(), &organisation).contains(month)) else {
        if entry.is_sound() {
            entry.refuse("month", Fault::Choice);
        }
        return cx.refuse(&Page { refused: entry, ..Page::load(&cx).await? });
    };
    let tx = cx.app.db.begin().await?;
    let found = receiving(&tx, &[supporter], window(tx.now(), &organisation), tx.now()).await?;
    let availability = &found.first().ok_or(Problem::NotFound)?.availability;
    let openings = repeat_last_month(availability, month, tx.now().timestamp());
    let spans: Vec<Span> = openings.iter().filter_map(Span::dated).collect();
    store::insert(&tx, Kind::Dated, supporter, &spans).await?;
    tx.commit().await?;
    cx.go_saying("/openings", Flash::OpeningsChanged)
}

impl Promised {
    /// The months of the page; none for a programme without a promise.
    pub fn all(f: &Frame, availability: &Availability, organisation: &TimeZone, now: Instant) -> Vec<Self> {
        let Ok(definition) = programmes::definition(CONSULTATION) else { return Vec::new() };
        let today = organisation.to_datetime(now.timestamp()).date();
        let month = |month| {
            let standing = standing(definition, availability, month, organisation, today)?;
            Some(Self::new(f, definition, availability, (month, organisation), standing, now))
        };
        months(now, organisation).into_iter().filter_map(month).collect()
    }

    fn new(
        f: &Frame,
        definition: &Definition,
        availability: &Availability,
        (month, organisation): (Month, &TimeZone),
        standing: Standing,
        now: Instant,
    ) -> Self {
        let slots = promise::slots(availability, length(definition), month, organisation);
        // hours are shown on the clock on which they were opened
        let there = f.calendar.in_zone(availability.zone.iana_name().unwrap_or("UTC"));
        let promised = definition.promise.as_ref().map_or(0, |promise| promise.open_slots_a_month);
        let places = usize::try_from(promised).unwrap_or(usize::MAX);
        // a ticket for each promised slot; where there are more, those that are still to come go first
        let over = slots.iter().filter(|slot| slot.start < now.timestamp()).count();
        let shown = slots.iter().skip(over.min(slots.len().saturating_sub(places))).take(places);
        let tickets = shown.map(|slot| {
            let (start, day) = (Instant::from(slot.start), there.listed(there.local(slot.start).date()));
            Ticket { day: day.number, weekday: day.weekday, time: there.time(&start) }
        });
        let repeats = repeat_last_month(availability, month, now.timestamp()).len();
        Self {
            key: month.to_string(),
            month: f.calendar.month(month.first()),
            says: says(f, standing, i64::from(promised)),
            missing: (i64::try_from(slots.len()).unwrap_or(i64::MAX)..i64::from(promised)).map(|at| at + 1).collect(),
            tickets: tickets.collect(),
            repeats: i64::try_from(repeats).unwrap_or(i64::MAX),
        }
    }
}

/// How it stands, in words; how pressing it is, is the rule's to say.
fn says(f: &Frame, standing: Standing, promised: i64) -> String {
    match standing {
        Standing::Kept { opened } => f.t.openings_promise_kept(i64::from(opened), promised),
        Standing::Short { opened, missing, tone } => {
            let (opened, missing) = (i64::from(opened), i64::from(missing));
            match tone {
                Tone::Calm => f.t.openings_promise_calm(missing, opened, promised),
                Tone::Soon => f.t.openings_promise_soon(missing, opened, promised),
                Tone::Now => f.t.openings_promise_now(missing, opened, promised),
            }
        }
    }
}
