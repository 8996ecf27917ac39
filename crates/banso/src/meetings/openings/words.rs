//! Openings, closings and reasons as sentences.

use jiff::civil::Weekday;
use kit::web::Entry;
use rules::holidays::Holiday as H;
use rules::slots::{Missing, TimeOfDay};

use super::rows::{Kind, prefixes};
use super::store::Kept;
use crate::frame::{Frame, weekday_long};

/// The days of the week with their numbers, from Monday.
pub(super) fn weekdays(f: &Frame) -> Vec<(i64, String)> {
    let week = Weekday::Monday.cycle_forward().take(7);
    week.map(|day| (i64::from(day.to_monday_one_offset()), f.t.openings_weekday_named(weekday_long(f.t, day))))
        .collect()
}

/// What the page calls its fields. A field of a row is told from those of other rows by its list and its line.
pub(super) fn labels(f: &Frame, entry: &Entry) -> Vec<(String, String)> {
    let t = f.t;
    let mut labels = vec![
        ("place".to_owned(), t.openings_place()),
        ("link".to_owned(), t.openings_link()),
        ("room".to_owned(), t.openings_room()),
        ("address".to_owned(), t.openings_address()),
        ("before".to_owned(), t.openings_before()),
        ("after".to_owned(), t.openings_after()),
        ("zone".to_owned(), t.openings_zone_name()),
    ];
    let parts = [
        ("weekday", t.openings_weekday()),
        ("day", t.openings_day()),
        ("from", t.openings_from()),
        ("to", t.openings_to()),
        ("first", t.openings_first()),
        ("last", t.openings_last()),
    ];
    let lists = [
        (Kind::Weekly, t.openings_weekly()),
        (Kind::Dated, t.openings_dated()),
        (Kind::Closing, t.openings_closings()),
    ];
    for (kind, list) in lists {
        for (line, prefix) in (1_i64..).zip(prefixes(kind, entry)) {
            let label = |(part, words): &(&str, String)| {
                (format!("{prefix}-{part}"), t.openings_field(list.clone(), line, words.clone()))
            };
            labels.extend(parts.iter().map(label));
        }
    }
    labels
}

/// An opening or a closing in one line.
pub(super) fn span(f: &Frame, kept: &Kept) -> String {
    let time = |time: Option<TimeOfDay>| time.map(|time| time.to_string()).unwrap_or_default();
    let hours = (time(kept.span.part.map(|part| part.from())), time(kept.span.part.map(|part| part.to())));
    let day = kept.span.day.map(|day| f.calendar.date(day)).unwrap_or_default();
    match kept.kind {
        Kind::Weekly => {
            let number = kept.span.weekday.map(i64::from);
            let weekday = weekdays(f).into_iter().find(|(at, _)| Some(*at) == number).map(|(_, name)| name);
            f.t.openings_was_weekly(weekday.unwrap_or_default(), hours.0, hours.1)
        }
        Kind::Dated => f.t.openings_was_dated(day, hours.0, hours.1),
        Kind::Closing if kept.span.part.is_none() => f.t.openings_was_closed(day),
        Kind::Closing => f.t.openings_was_closed_part(day, hours.0, hours.1),
    }
}

/// Why a time is missing.
pub(super) fn missing(f: &Frame, missing: Missing) -> String {
    match missing {
        Missing::TooSoon { earliest } => f.t.openings_why_too_soon(f.calendar.at(&earliest.into())),
        Missing::TooFar { latest } => f.t.openings_why_too_far(f.calendar.at(&latest.into())),
        Missing::NotOnGrid => f.t.openings_why_not_on_grid(),
        Missing::SecondPass => f.t.openings_why_second_pass(),
        Missing::OutsideOpenings => f.t.openings_why_outside(),
        Missing::Holiday(day) => f.t.openings_why_holiday(holiday(f, day)),
        Missing::Closed => f.t.openings_why_closed(),
        Missing::DoesNotFit { until } => f.t.openings_why_does_not_fit(f.calendar.time(&until.into())),
        Missing::Booked => f.t.openings_why_booked(),
        Missing::Held => f.t.openings_why_held(),
        Missing::Meeting => f.t.openings_why_meeting(),
        Missing::Outside => f.t.openings_why_calendar(),
        Missing::Buffer => f.t.openings_why_buffer(),
    }
}

/// A holiday's name.
fn holiday(f: &Frame, holiday: H) -> String {
    match holiday {
        H::NewYear => f.t.openings_holiday_new_year(),
        H::ComingOfAge => f.t.openings_holiday_coming_of_age(),
        H::Foundation => f.t.openings_holiday_foundation(),
        H::EmperorsBirthday => f.t.openings_holiday_emperors_birthday(),
        H::VernalEquinox => f.t.openings_holiday_vernal_equinox(),
        H::Showa => f.t.openings_holiday_showa(),
        H::Constitution => f.t.openings_holiday_constitution(),
        H::Greenery => f.t.openings_holiday_greenery(),
        H::Children => f.t.openings_holiday_children(),
        H::Marine => f.t.openings_holiday_marine(),
        H::Mountain => f.t.openings_holiday_mountain(),
        H::RespectForTheAged => f.t.openings_holiday_respect_for_the_aged(),
        H::AutumnalEquinox => f.t.openings_holiday_autumnal_equinox(),
        H::HealthAndSports => f.t.openings_holiday_health_and_sports(),
        H::Sports => f.t.openings_holiday_sports(),
        H::Culture => f.t.openings_holiday_culture(),
        H::LabourThanksgiving => f.t.openings_holiday_labour_thanksgiving(),
        H::Substitute => f.t.openings_holiday_substitute(),
        H::Citizens => f.t.openings_holiday_citizens(),
        H::Imperial => f.t.openings_holiday_imperial(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use rules::lang::Lang;

    use super::*;

    #[test]
    fn every_reason_has_words_of_its_own_in_both_languages() {
        let at: Timestamp = "2026-12-05T10:00:00Z".parse().unwrap();
        let reasons = [
            Missing::TooSoon { earliest: at },
            Missing::TooFar { latest: at },
            Missing::NotOnGrid,
            Missing::SecondPass,
            Missing::OutsideOpenings,
            Missing::Holiday(H::Culture),
            Missing::Closed,
            Missing::DoesNotFit { until: at },
            Missing::Booked,
            Missing::Held,
            Missing::Meeting,
            Missing::Outside,
            Missing::Buffer,
        ];
        for lang in Lang::ALL {
            let f = Frame::sample(lang);
            let mut words: Vec<String> = reasons.iter().map(|reason| missing(&f, *reason)).collect();
            words.sort();
            words.dedup();
            assert_eq!(words.len(), reasons.len());
        }
    }
}
