//! The open hours of one date: openings, less holidays, less closings.

use jiff::civil::Date;

use super::{Availability, DayPart, Opening, TimeOfDay};
use crate::holidays::{Holiday, holiday};

impl Availability {
    /// The open parts of `date`, in order, neither overlapping nor touching.
    pub fn open_parts(&self, date: Date) -> Vec<DayPart> {
        let open = self.opened(date);
        if open.is_empty() { open } else { without(joined(open), self.closed(date)) }
    }

    /// The national holiday that closes the weekly openings of `date`, if one does.
    pub fn closing_holiday(&self, date: Date) -> Option<Holiday> {
        if self.works_on_holidays { None } else { holiday(date) }
    }

    /// What holds a weekly opening back at this time, were it not a holiday.
    pub(super) fn holiday_closing(&self, date: Date, time: TimeOfDay) -> Option<Holiday> {
        let weekly = |opening: &Opening| opening.weekly_part(date).is_some_and(|part| part.contains(time));
        self.closing_holiday(date).filter(|_| self.openings.iter().any(weekly))
    }

    /// Every part that an opening gives on `date`, as they come, before closings.
    pub(super) fn opened(&self, date: Date) -> Vec<DayPart> {
        let mut parts: Vec<DayPart> = self.openings.iter().filter_map(|opening| opening.weekly_part(date)).collect();
        if !parts.is_empty() && self.closing_holiday(date).is_some() {
            parts.clear();
        }
        parts.extend(self.openings.iter().filter_map(|opening| opening.dated_part(date)));
        parts
    }

    /// Every part that is taken back on `date`.
    pub(crate) fn closed(&self, date: Date) -> impl Iterator<Item = DayPart> {
        let of_the_day = self.closings.iter().filter(move |closing| closing.date == date);
        of_the_day.map(|closing| closing.part.unwrap_or(DayPart::WHOLE_DAY))
    }
}

impl Opening {
    fn weekly_part(&self, on: Date) -> Option<DayPart> {
        match *self {
            Self::Weekly { weekday, part, first, last } => {
                let valid = weekday == on.weekday() && first <= on && last.is_none_or(|last| on <= last);
                valid.then_some(part)
            }
            Self::Dated { .. } => None,
        }
    }

    fn dated_part(&self, on: Date) -> Option<DayPart> {
        match *self {
            Self::Dated { date, part } => (date == on).then_some(part),
            Self::Weekly { .. } => None,
        }
    }
}

/// The same minutes in order, with parts that overlap or touch made one.
fn joined(mut parts: Vec<DayPart>) -> Vec<DayPart> {
    parts.sort_unstable();
    parts.dedup_by(|next, kept| match DayPart::new(kept.from(), kept.to().max(next.to())) {
        Ok(both) if next.from() <= kept.to() => {
            *kept = both;
            true
        }
        _ => false,
    });
    parts
}

/// The minutes of `parts` that no cut covers.
pub(crate) fn without(parts: Vec<DayPart>, cuts: impl IntoIterator<Item = DayPart>) -> Vec<DayPart> {
    cuts.into_iter().fold(parts, |parts, cut| {
        let left = |part: DayPart| DayPart::new(part.from(), part.to().min(cut.from())).ok();
        let right = |part: DayPart| DayPart::new(part.from().max(cut.to()), part.to()).ok();
        parts.into_iter().flat_map(|part| [left(part), right(part)]).flatten().collect()
    })
}
