//! What somebody looks for: a need, a plan, and when they are free themselves, on the clock of their own zone.

use jiff::civil::Weekday;
use jiff::{Timestamp, Zoned};
use kit::web::{Entry, Fault};
use rules::holidays::holiday;
use rules::programme::{Definition, Plan};
use rules::slots::{Slot, TimeOfDay};

use super::shelf::Listed;
use crate::frame::Calendar;
use crate::meetings::availability::typed_time;
use crate::problem::Problem;

/// From when on it is evening.
const EVENING: i8 = 18;

/// Which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days {
    Any,
    Evenings,
    Weekends,
}

/// What is looked for.
#[derive(Debug)]
pub(super) struct Filter {
    need: String,
    days: Days,
    from: Option<TimeOfDay>,
    to: Option<TimeOfDay>,
    pub plan: &'static Plan,
}

impl Filter {
    /// From the query; a time that is no time stays in the form and says so.
    pub fn read(entry: &mut Entry, definition: &'static Definition) -> Result<Self, Problem> {
        let days = match entry.value("when") {
            "evenings" => Days::Evenings,
            "weekends" => Days::Weekends,
            _ => Days::Any,
        };
        let (from, to) = (typed_time(entry, "from"), typed_time(entry, "to"));
        if from.zip(to).is_some_and(|(from, to)| to <= from) {
            entry.refuse("to", Fault::Order);
        }
        let plan = plan(definition, entry.value("plan"))?;
        Ok(Self { need: entry.value("need").to_owned(), days, from, to, plan })
    }

    /// Whether only people with a fitting free time are shown.
    pub fn asks_for_times(&self) -> bool {
        self.days != Days::Any || self.from.is_some() || self.to.is_some()
    }

    /// Whether a supporter is there for the need.
    pub fn suits(&self, listed: &Listed) -> bool {
        self.need.is_empty() || listed.shown.iter().any(|word| word.kind == "need" && word.word_ja == self.need)
    }

    /// Whether a time is one that was asked for.
    pub fn admits(&self, slot: &Slot, calendar: &Calendar) -> bool {
        let local = |at: Timestamp| calendar.local(at);
        let (start, end) = (local(slot.start), local(slot.end));
        let off = matches!(start.weekday(), Weekday::Saturday | Weekday::Sunday) || holiday(start.date()).is_some();
        let day = match self.days {
            Days::Any => true,
            Days::Evenings => !off && start.hour() >= EVENING,
            Days::Weekends => off,
        };
        let ends = if end.date() == start.date() { minute(&end) } else { minute(&end).saturating_add(24 * 60) };
        day && self.from.is_none_or(|from| from.minutes() <= minute(&start))
            && self.to.is_none_or(|to| ends <= to.minutes())
    }
}

/// The plan with that key; the longest one for who has not chosen.
pub(super) fn plan(definition: &'static Definition, key: &str) -> Result<&'static Plan, Problem> {
    let longest = || definition.plans.iter().max_by_key(|plan| plan.minutes.first);
    definition.plan(key).or_else(longest).ok_or(Problem::NotFound)
}

fn minute(at: &Zoned) -> u16 {
    let of = |part: i8| u16::try_from(part).unwrap_or(0);
    of(at.hour()).saturating_mul(60).saturating_add(of(at.minute()))
}
