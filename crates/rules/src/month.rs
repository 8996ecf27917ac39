//! A calendar month: what a supporter's promise counts in, and what a page of free times shows.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use thiserror::Error;

use crate::slots::Window;

/// A month of the civil calendar, written "2026-11".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Date,
}

/// The text is not a month of the form "2026-11".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a month is written like 2026-11")]
pub struct NotAMonth;

impl Month {
    /// The month that `date` lies in.
    pub fn of(date: Date) -> Self {
        Self { first: date.first_of_month() }
    }

    /// The month that `instant` lies in, by the calendar of `zone`.
    pub fn containing(instant: Timestamp, zone: &TimeZone) -> Self {
        Self::of(zone.to_datetime(instant).date())
    }

    pub fn first(self) -> Date {
        self.first
    }

    pub fn last(self) -> Date {
        self.first.last_of_month()
    }

    pub fn next(self) -> Self {
        Self { first: self.first.saturating_add(1.month()) }
    }

    pub fn previous(self) -> Self {
        Self { first: self.first.saturating_sub(1.month()) }
    }

    pub fn dates(self) -> impl Iterator<Item = Date> {
        self.first.series(1.day()).take_while(move |date| *date <= self.last())
    }

    /// The `nth` such weekday of this month, counted from 1; a fifth one is not in every month.
    pub fn nth_weekday(self, nth: i8, weekday: Weekday) -> Option<Date> {
        self.first.nth_weekday_of_month(nth, weekday).ok()
    }

    /// The instants of this month by the calendar of `zone`: from its first midnight to the next month's.
    pub fn window(self, zone: &TimeZone) -> Window {
        Window { from: midnight(self.first, zone), until: midnight(self.next().first, zone) }
    }
}

/// The first instant of a day; where the change of clocks skips midnight, the first instant after it.
fn midnight(date: Date, zone: &TimeZone) -> Timestamp {
    date.to_zoned(zone.clone()).map_or(Timestamp::MAX, |day| day.timestamp())
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(NotAMonth);
        }
        let (year, month) = (year.parse().map_err(|_| NotAMonth)?, month.parse().map_err(|_| NotAMonth)?);
        Date::new(year, month, 1).map(Self::of).map_err(|_| NotAMonth)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn reads_only_what_it_writes() {
        assert_eq!("2026-11".parse(), Ok(Month::of(date(2026, 11, 30))));
        assert_eq!(Month::of(date(2026, 2, 28)).to_string(), "2026-02");
        for text in ["", "2026", "2026-13", "2026-00", "2026-1", "26-11", "2026-11-01", "2026-+1", "-026-11", "+026-11"]
        {
            assert_eq!(text.parse::<Month>(), Err(NotAMonth), "{text}");
        }
    }

    #[test]
    fn neighbours_cross_the_year() {
        let december = Month::of(date(2026, 12, 31));
        assert_eq!(december.next(), Month::of(date(2027, 1, 1)));
        assert_eq!(december.next().previous(), december);
        assert_eq!((december.first(), december.last()), (date(2026, 12, 1), date(2026, 12, 31)));
    }

    #[test]
    fn dates_are_all_and_only_those_of_the_month() {
        let dates: Vec<Date> = Month::of(date(2028, 2, 10)).dates().collect();
        assert_eq!(dates.len(), 29);
        assert_eq!((dates[0], dates[28]), (date(2028, 2, 1), date(2028, 2, 29)));
    }

    #[test]
    fn the_fifth_friday_is_not_in_every_month() {
        assert_eq!(Month::of(date(2026, 10, 1)).nth_weekday(5, Weekday::Friday), Some(date(2026, 10, 30)));
        assert_eq!(Month::of(date(2026, 11, 1)).nth_weekday(5, Weekday::Friday), None);
    }

    #[test]
    fn the_window_runs_from_midnight_to_midnight_of_the_zone() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let november = Month::of(date(2026, 11, 1)).window(&tokyo);
        assert_eq!(november.from, "2026-10-31T15:00:00Z".parse().unwrap());
        assert_eq!(november.until, "2026-11-30T15:00:00Z".parse().unwrap());
        assert_eq!(Month::containing(november.from, &tokyo), Month::of(date(2026, 11, 1)));
        assert_eq!(Month::containing(november.until, &tokyo), Month::of(date(2026, 12, 1)));
    }
}
