//! The promise, at its edges and against a count by hand.

use jiff::civil::{Weekday, date};
use proptest::prelude::*;

use super::*;
use crate::slots::{Buffer, Closing, TimeOfDay, Window};

fn part(from: &str, to: &str) -> DayPart {
    DayPart::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
}

fn dated(date: Date, from: &str, to: &str) -> Opening {
    Opening::Dated { date, part: part(from, to) }
}

fn hayakawa(openings: Vec<Opening>) -> Availability {
    Availability {
        zone: TimeZone::get("Asia/Tokyo").unwrap(),
        openings,
        closings: Vec::new(),
        works_on_holidays: false,
        buffer: Buffer::default(),
        grid: Minutes::new(30),
    }
}

fn tokyo() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn count(availability: &Availability, length: u16) -> u32 {
    opened(availability, Minutes::new(length), month("2026-11"), &tokyo())
}

#[test]
fn only_slots_that_can_all_be_booked_count() {
    let evening = hayakawa(vec![dated(date(2026, 11, 20), "19:00", "22:00")]);
    assert_eq!([30, 60, 90, 120, 180, 181].map(|length| count(&evening, length)), [6, 3, 2, 1, 1, 0]);
    let ten = Minutes::new(10);
    let before = Availability { buffer: Buffer { before: ten, after: Minutes::ZERO }, ..evening.clone() };
    let after = Availability { buffer: Buffer { before: Minutes::ZERO, after: ten }, ..evening.clone() };
    assert_eq!([count(&before, 60), count(&after, 60)], [2, 2]); // 19:00 and 20:30
    let thirty = Availability { buffer: Buffer { before: Minutes::new(30), after: ten }, ..evening };
    assert_eq!(count(&thirty, 60), 2); // the next starts just when the pause is over
}

#[test]
fn a_withdrawn_slot_does_not_count() {
    let mut evening = hayakawa(vec![dated(date(2026, 11, 20), "19:00", "22:00")]);
    evening.closings = vec![Closing { date: date(2026, 11, 20), part: Some(part("20:00", "21:00")) }];
    assert_eq!(count(&evening, 60), 2);
}

#[test]
fn the_month_is_the_organisations() {
    // 08:00 on 1 December in Tokyo is still November in Berlin.
    let morning = hayakawa(vec![dated(date(2026, 12, 1), "06:00", "09:00")]);
    let opened = |zone: &str| opened(&morning, Minutes::new(60), month("2026-11"), &TimeZone::get(zone).unwrap());
    assert_eq!([opened("Asia/Tokyo"), opened("Europe/Berlin")], [0, 2]);
}

#[test]
fn the_tone_follows_the_day() {
    let december = month("2026-12");
    for (today, tone) in [
        (date(2026, 10, 31), Tone::Calm),
        (date(2026, 11, 1), Tone::Calm),
        (date(2026, 11, 14), Tone::Calm),
        (date(2026, 11, 15), Tone::Soon),
        (date(2026, 11, 24), Tone::Soon),
        (date(2026, 11, 25), Tone::Now),
        (date(2026, 12, 1), Tone::Now),
        (date(2027, 1, 1), Tone::Now),
    ] {
        assert_eq!(standing(3, 5, december, today), Standing::Short { opened: 3, missing: 2, tone }, "{today}");
        assert_eq!(standing(5, 5, december, today), Standing::Kept { opened: 5 });
        assert_eq!(standing(6, 5, december, today), Standing::Kept { opened: 6 });
    }
    assert_eq!(standing(0, 0, december, date(2026, 11, 1)), Standing::Kept { opened: 0 });
}

fn repeated(availability: &Availability, now: &str) -> Vec<Opening> {
    repeat_last_month(availability, month("2026-11"), now.parse().unwrap())
}

const LONG_BEFORE: &str = "2026-10-31T00:00:00Z";

#[test]
fn the_second_friday_repeats_the_second_friday() {
    let october = hayakawa(vec![
        dated(date(2026, 10, 31), "10:00", "11:00"), // the fifth Saturday; November has four
        dated(date(2026, 10, 9), "19:00", "22:00"),
        dated(date(2026, 10, 1), "09:00", "10:00"), // the first Thursday
        dated(date(2026, 10, 7), "09:00", "10:00"), // the first Wednesday
        dated(date(2026, 9, 11), "19:00", "22:00"), // of another month
    ]);
    assert_eq!(
        repeated(&october, LONG_BEFORE),
        [
            dated(date(2026, 11, 4), "09:00", "10:00"),
            dated(date(2026, 11, 5), "09:00", "10:00"),
            dated(date(2026, 11, 13), "19:00", "22:00"),
        ]
    );
}

#[test]
fn what_has_begun_does_not_repeat() {
    let october = hayakawa(vec![dated(date(2026, 10, 9), "19:00", "22:00")]);
    assert_eq!(repeated(&october, "2026-11-13T18:59:59+09:00").len(), 1);
    assert_eq!(repeated(&october, "2026-11-13T19:00:00+09:00"), []);
}

#[test]
fn holidays_are_left_out_unless_the_supporter_works_on_them() {
    // The first Tuesday of October is the 6th; that of November is the 3rd, Culture Day.
    let october = hayakawa(vec![dated(date(2026, 10, 6), "19:00", "22:00")]);
    assert_eq!(repeated(&october, LONG_BEFORE), []);
    let works = Availability { works_on_holidays: true, ..october };
    assert_eq!(repeated(&works, LONG_BEFORE), [dated(date(2026, 11, 3), "19:00", "22:00")]);
}

#[test]
fn only_what_is_not_open_yet_is_added() {
    let friday = date(2026, 11, 13);
    let mut october = hayakawa(vec![
        dated(date(2026, 10, 9), "19:00", "22:00"),
        dated(friday, "20:00", "21:00"),
        Opening::Weekly { weekday: Weekday::Monday, part: part("09:00", "12:00"), first: date(2026, 1, 1), last: None },
    ]);
    assert_eq!(repeated(&october, LONG_BEFORE), [dated(friday, "19:00", "20:00"), dated(friday, "21:00", "22:00")]);
    october.closings = vec![Closing { date: friday, part: Some(part("21:00", "22:00")) }];
    assert_eq!(repeated(&october, LONG_BEFORE), [dated(friday, "19:00", "20:00")]);
    october.closings = vec![Closing { date: friday, part: None }, Closing { date: date(2026, 10, 9), part: None }];
    assert_eq!(repeated(&october, LONG_BEFORE), []);
}

#[test]
fn a_weekly_rule_that_ended_repeats_as_dates() {
    let ended = hayakawa(vec![Opening::Weekly {
        weekday: Weekday::Friday,
        part: part("19:00", "20:00"),
        first: date(2026, 10, 1),
        last: Some(date(2026, 10, 9)),
    }]);
    let fridays = [date(2026, 11, 6), date(2026, 11, 13)].map(|day| dated(day, "19:00", "20:00"));
    assert_eq!(repeated(&ended, LONG_BEFORE), fridays);
}

prop_compose! {
    fn opening()(day in 1..=31i8, from in 0..95u16, length in 1..30u16) -> Opening {
        let time = |quarters: u16| TimeOfDay::from_minutes(quarters.min(96) * 15).unwrap();
        Opening::Dated { date: date(2026, 10, day), part: DayPart::new(time(from), time(from + length)).unwrap() }
    }
}

/// The most starts that can be chosen so that each keeps its distance from the one before, by trying all ways.
fn most_disjoint(starts: &[i64], distance: i64) -> u32 {
    let mut best = vec![0; starts.len() + 1];
    for (index, start) in starts.iter().enumerate().rev() {
        let after = starts.partition_point(|other| *other < start + distance);
        best[index] = best[index + 1].max(1 + best[after]);
    }
    best[0]
}

proptest! {
    #[test]
    fn the_count_is_the_most_that_can_be_booked(
        openings in prop::collection::vec(opening(), 0..20),
        length in 1..150u16,
        (before, after) in (0..40u16, 0..40u16),
    ) {
        let buffer = Buffer { before: Minutes::new(before), after: Minutes::new(after) };
        let availability = Availability { buffer, ..hayakawa(openings) };
        let (zone, length) = (tokyo(), Minutes::new(length));
        let search = Search { availability: &availability, busy: &[], length, bounds: Bounds::ANY };
        let Window { from, until } = month("2026-10").window(&zone);
        let minutes = (from.as_second()..until.as_second()).step_by(1_800);
        let starts: Vec<i64> =
            minutes.filter(|second| search.explain(Timestamp::from_second(*second).unwrap()).is_ok()).collect();
        let distance = i64::from(length.get() + before.max(after)) * 60;
        prop_assert_eq!(opened(&availability, length, month("2026-10"), &zone), most_disjoint(&starts, distance));
    }

    #[test]
    fn repeating_twice_adds_nothing(openings in prop::collection::vec(opening(), 0..20)) {
        let mut availability = hayakawa(openings);
        let added = repeated(&availability, LONG_BEFORE);
        availability.openings.extend(added);
        prop_assert_eq!(repeated(&availability, LONG_BEFORE), []);
    }
}
