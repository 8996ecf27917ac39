//! The national holidays of Japan, by rule: weekly openings rest on them unless the supporter says otherwise.
//!
//! The rules are those of the Act on National Holidays with its amendments, and the special acts for single years.
//! They are known from 1949; from 2100 on the equinox formula would need new constants, so it stops at 2099. The
//! equinoxes of future years are announced each February for the year after; until then the formula is the best
//! there is.

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};

use Holiday as H;

/// A national holiday. The names that people read are in the language files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    NewYear,
    ComingOfAge,
    Foundation,
    EmperorsBirthday,
    VernalEquinox,
    Showa,
    Constitution,
    Greenery,
    Children,
    Marine,
    Mountain,
    RespectForTheAged,
    AutumnalEquinox,
    /// Until 2019.
    HealthAndSports,
    /// From 2020.
    Sports,
    Culture,
    LabourThanksgiving,
    /// The day that stands in for a holiday on a Sunday.
    Substitute,
    /// The day between two holidays.
    Citizens,
    /// A wedding, a funeral or an enthronement of the imperial house, by a special act for one date.
    Imperial,
}

/// The years whose holidays are known by rule.
const YEARS: std::ops::RangeInclusive<i16> = 1949..=2099;
/// 30 April 1973 was the first substitute day.
const SUBSTITUTE_SINCE: Date = date(1973, 4, 12);
/// Days between two holidays are holidays since 27 December 1985.
const CITIZENS_SINCE: Date = date(1985, 12, 27);

/// The holiday of a date, if it is one; `None` for every date outside 1949 to 2099.
pub fn holiday(date: Date) -> Option<Holiday> {
    named(date).or_else(|| substitute(date)).or_else(|| citizens(date))
}

/// All holidays of a year, in order.
pub fn holidays(year: i16) -> Vec<(Date, Holiday)> {
    let Ok(first) = Date::new(year, 1, 1) else { return Vec::new() };
    let dates = first.series(1.day()).take_while(|date| date.year() == year);
    dates.filter_map(|date| Some((date, holiday(date)?))).collect()
}

/// The holidays that the Act or a special act names, without those that follow from their neighbours.
fn named(date: Date) -> Option<Holiday> {
    if !YEARS.contains(&date.year()) {
        return None;
    }
    if let Some(exception) = exception(date) {
        return exception;
    }
    match date.month() {
        1..=4 => spring(date),
        5..=8 => summer(date),
        _ => autumn(date),
    }
}

/// Years in which a special act put a holiday elsewhere, or made one: `Some(None)` is an ordinary day for once.
fn exception(date: Date) -> Option<Option<Holiday>> {
    match (date.year(), date.month(), date.day()) {
        (1959, 4, 10) | (1989, 2, 24) | (1990, 11, 12) | (1993, 6, 9) | (2019, 5, 1) | (2019, 10, 22) => {
            Some(Some(H::Imperial))
        }
        (2020, 7, 23) | (2021, 7, 22) => Some(Some(H::Marine)),
        (2020, 7, 24) | (2021, 7, 23) => Some(Some(H::Sports)),
        (2020, 8, 10) | (2021, 8, 8) => Some(Some(H::Mountain)),
        (2020 | 2021, 7, _) | (2020 | 2021, 8, 11) | (2020 | 2021, 10, _) => Some(None),
        _ => None,
    }
}

fn spring(date: Date) -> Option<Holiday> {
    let year = date.year();
    match (date.month(), date.day()) {
        (1, 1) => Some(H::NewYear),
        (1, 15) if year < 2000 => Some(H::ComingOfAge),
        (1, _) if year >= 2000 && is_monday(date, 2) => Some(H::ComingOfAge),
        (2, 11) if year >= 1967 => Some(H::Foundation),
        (2, 23) if year >= 2020 => Some(H::EmperorsBirthday),
        (3, day) if day == equinox(year, VERNAL) => Some(H::VernalEquinox),
        (4, 29) => Some(match year {
            ..1989 => H::EmperorsBirthday,
            1989..2007 => H::Greenery,
            _ => H::Showa,
        }),
        _ => None,
    }
}

fn summer(date: Date) -> Option<Holiday> {
    let year = date.year();
    match (date.month(), date.day()) {
        (5, 3) => Some(H::Constitution),
        (5, 4) if year >= 2007 => Some(H::Greenery),
        (5, 5) => Some(H::Children),
        (7, 20) if (1996..2003).contains(&year) => Some(H::Marine),
        (7, _) if year >= 2003 && is_monday(date, 3) => Some(H::Marine),
        (8, 11) if year >= 2016 => Some(H::Mountain),
        _ => None,
    }
}

fn autumn(date: Date) -> Option<Holiday> {
    let year = date.year();
    let sports = if year < 2020 { H::HealthAndSports } else { H::Sports };
    match (date.month(), date.day()) {
        (9, 15) if (1966..2003).contains(&year) => Some(H::RespectForTheAged),
        (9, _) if year >= 2003 && is_monday(date, 3) => Some(H::RespectForTheAged),
        (9, day) if day == equinox(year, AUTUMNAL) => Some(H::AutumnalEquinox),
        (10, 10) if (1966..2000).contains(&year) => Some(sports),
        (10, _) if year >= 2000 && is_monday(date, 2) => Some(sports),
        (11, 3) => Some(H::Culture),
        (11, 23) => Some(H::LabourThanksgiving),
        (12, 23) if (1989..2019).contains(&year) => Some(H::EmperorsBirthday),
        _ => None,
    }
}

/// The first day after a holiday on a Sunday that is not itself a named holiday. Before 2007 the Act said "the
/// next day", which gives the same dates: no two named holidays lay on a Sunday and its Monday then.
fn substitute(date: Date) -> Option<Holiday> {
    if date < SUBSTITUTE_SINCE {
        return None;
    }
    let named_before = date.series(-1.day()).skip(1).take_while(|day| named(*day).is_some());
    let sunday = { named_before }.find(|day| day.weekday() == Weekday::Sunday)?;
    (sunday >= SUBSTITUTE_SINCE).then_some(H::Substitute)
}

/// A day whose neighbours are both named holidays; before 2007 not on a Sunday, which never occurs after either.
fn citizens(date: Date) -> Option<Holiday> {
    let between = |day: Date| Some((named(day.yesterday().ok()?)?, named(day.tomorrow().ok()?)?));
    if date < CITIZENS_SINCE || date.weekday() == Weekday::Sunday {
        return None;
    }
    between(date).map(|_| H::Citizens)
}

/// Whether a date is the `nth` Monday of its month.
fn is_monday(date: Date, nth: i8) -> bool {
    date.weekday() == Weekday::Monday && (date.day() - 1) / 7 + 1 == nth
}

/// The equinox of 1980 in millionths of a day of the month: by the constants until 1979, and from 1980.
type Equinox = (i64, i64);
const VERNAL: Equinox = (20_835_700, 20_843_100);
const AUTUMNAL: Equinox = (23_258_800, 23_248_800);
/// How much later the equinox is after a year of 365 days, in the same unit.
const DRIFT: i64 = 242_194;

/// The day of the month of an equinox, by the usual approximation: it drifts, and each leap day takes it back.
fn equinox(year: i16, (until_1979, from_1980): Equinox) -> i8 {
    let years = i64::from(year) - 1980;
    let base = if years < 0 { until_1979 } else { from_1980 };
    let millionths = base + DRIFT * years - 1_000_000 * years.div_euclid(4);
    i8::try_from(millionths.div_euclid(1_000_000)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
