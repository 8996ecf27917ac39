//! Slots at the boundaries, one line a case.

use super::*;
use crate::holidays::Holiday;

const FRIDAY: Date = date(2026, 11, 20);
const BOOKED: BusyKind = BusyKind::Booking;

/// Friday evenings in Tokyo, nine hours ahead of the instants below.
fn hayakawa() -> Availability {
    availability("Asia/Tokyo", vec![weekly(Weekday::Friday, "19:00", "22:00")])
}

#[test]
fn starts_are_on_the_grid_and_fit() {
    let hayakawa = hayakawa();
    assert_eq!(starts(&search(&hayakawa, &[], 60), FRIDAY), ["19:00", "19:30", "20:00", "20:30", "21:00"]);
    assert_eq!(starts(&search(&hayakawa, &[], 90), FRIDAY), ["19:00", "19:30", "20:00", "20:30"]);
    assert_eq!(starts(&search(&hayakawa, &[], 45), FRIDAY), ["19:00", "19:30", "20:00", "20:30", "21:00"]);
    assert_eq!(starts(&search(&hayakawa, &[], 180), FRIDAY), ["19:00"]);
    assert!(starts(&search(&hayakawa, &[], 181), FRIDAY).is_empty());
    assert!(starts(&search(&hayakawa, &[], 0), FRIDAY).is_empty());
    assert!(starts(&search(&hayakawa, &[], 60), date(2026, 11, 19)).is_empty());
}

#[test]
fn the_grid_is_the_wall_clocks_not_the_openings() {
    let day = date(2026, 11, 21);
    let odd = availability("Asia/Tokyo", vec![dated(day, "09:10", "11:40")]);
    assert_eq!(starts(&search(&odd, &[], 60), day), ["09:30", "10:00", "10:30"]);
    let every_50 = Availability { grid: Minutes::new(50), ..odd.clone() };
    assert_eq!(starts(&search(&every_50, &[], 30), day), ["09:10", "10:00", "10:50"]);
    let at_any_minute = Availability { grid: Minutes::ZERO, ..odd };
    assert_eq!(starts(&search(&at_any_minute, &[], 148), day), ["09:10", "09:11", "09:12"]);
}

#[test]
fn a_grid_that_does_not_divide_the_day_begins_anew_at_midnight() {
    let days = vec![dated(FRIDAY, "22:00", "24:00"), dated(date(2026, 11, 21), "00:00", "02:00")];
    let late = Availability { grid: Minutes::new(50), ..availability("Asia/Tokyo", days) };
    assert_eq!(starts(&search(&late, &[], 30), FRIDAY), ["22:30", "23:20"]);
    assert_eq!(starts(&search(&late, &[], 30), date(2026, 11, 21)), ["00:00", "00:50"]);
}

#[test]
fn openings_that_meet_are_one() {
    let day = date(2026, 11, 21);
    let parts = vec![dated(day, "11:00", "12:00"), dated(day, "09:00", "10:30"), dated(day, "10:00", "11:00")];
    let joined = availability("Asia/Tokyo", parts);
    assert_eq!(starts(&search(&joined, &[], 180), day), ["09:00"]);
    assert_eq!(joined.open_parts(day), [part("09:00", "12:00")]);
    let apart = availability("Asia/Tokyo", vec![dated(day, "09:00", "10:00"), dated(day, "10:01", "11:00")]);
    assert_eq!(apart.open_parts(day).len(), 2);
    let inside = availability("Asia/Tokyo", vec![dated(day, "09:00", "12:00"), dated(day, "10:00", "11:00")]);
    assert_eq!(inside.open_parts(day), [part("09:00", "12:00")]);
    let night = vec![dated(day, "23:00", "24:00"), dated(date(2026, 11, 22), "00:00", "01:00")];
    assert_eq!(starts(&search(&availability("Asia/Tokyo", night), &[], 120), day), ["23:00"]);
}

#[test]
fn a_weekly_rule_holds_from_its_first_to_its_last_date() {
    let rule = |first, last| Opening::Weekly { weekday: Weekday::Friday, part: part("19:00", "20:00"), first, last };
    for (first, last, open) in [
        (FRIDAY, Some(FRIDAY), true),
        (date(2026, 11, 21), None, false),
        (date(2026, 11, 13), Some(date(2026, 11, 19)), false),
        (date(2026, 11, 13), None, true),
    ] {
        let rule = availability("Asia/Tokyo", vec![rule(first, last)]);
        assert_eq!(!rule.open_parts(FRIDAY).is_empty(), open, "{first} {last:?}");
    }
}

#[test]
fn holidays_close_the_weekly_rule_but_not_the_date() {
    let monday = date(2026, 11, 23); // Labour Thanksgiving Day
    let openings = vec![weekly(Weekday::Monday, "10:00", "12:00"), dated(monday, "15:00", "16:00")];
    let rests = availability("Asia/Tokyo", openings);
    assert_eq!(rests.open_parts(monday), [part("15:00", "16:00")]);
    let works = Availability { works_on_holidays: true, ..rests.clone() };
    assert_eq!(works.open_parts(monday), [part("10:00", "12:00"), part("15:00", "16:00")]);
    let ten = at("2026-11-23T10:00:00+09:00");
    assert_eq!(search(&rests, &[], 60).explain(ten), Err(Missing::Holiday(Holiday::LabourThanksgiving)));
    assert!(search(&works, &[], 60).explain(ten).is_ok());
    let noon = at("2026-11-23T12:00:00+09:00");
    assert_eq!(search(&rests, &[], 60).explain(noon), Err(Missing::OutsideOpenings));
}

#[test]
fn a_closing_outranks_every_opening() {
    let day = date(2026, 11, 21);
    let mut open = availability("Asia/Tokyo", vec![dated(day, "09:00", "12:00")]);
    open.closings = vec![Closing { date: day, part: Some(part("10:00", "10:30")) }];
    assert_eq!(open.open_parts(day), [part("09:00", "10:00"), part("10:30", "12:00")]);
    assert_eq!(starts(&search(&open, &[], 60), day), ["09:00", "10:30", "11:00"]);
    let ten = at("2026-11-21T10:00:00+09:00");
    assert_eq!(search(&open, &[], 30).explain(ten), Err(Missing::Closed));
    open.closings.push(Closing { date: day, part: None });
    assert_eq!(open.open_parts(day), []);
    open.closings = vec![Closing { date: day.tomorrow().unwrap(), part: None }];
    assert_eq!(open.open_parts(day), [part("09:00", "12:00")]);
}

#[test]
fn taken_time_and_its_reasons() {
    let hayakawa = hayakawa();
    let half_past_seven = at("2026-11-20T19:30:00+09:00");
    for (kind, reason) in [
        (BusyKind::Booking, Missing::Booked),
        (BusyKind::Hold, Missing::Held),
        (BusyKind::Meeting, Missing::Meeting),
        (BusyKind::Outside, Missing::Outside),
    ] {
        let taken = [busy("2026-11-20T20:00:00+09:00", "2026-11-20T20:30:00+09:00", kind)];
        let search = search(&hayakawa, &taken, 60);
        assert_eq!(starts(&search, FRIDAY), ["19:00", "20:30", "21:00"]);
        assert_eq!(search.explain(half_past_seven), Err(reason));
        assert!(search.explain(at("2026-11-20T19:00:00+09:00")).is_ok(), "half-open: it ends when the other begins");
        assert!(search.explain(at("2026-11-20T20:30:00+09:00")).is_ok());
    }
    let empty = [busy("2026-11-20T20:00:00+09:00", "2026-11-20T20:00:00+09:00", BOOKED)];
    assert_eq!(starts(&search(&hayakawa, &empty, 60), FRIDAY).len(), 5);
}

/// Around a meeting from 20:00 to 20:30, with 10 minutes wanted before and 20 after.
#[test]
fn the_gap_is_the_larger_of_the_two_pauses_not_their_sum() {
    let buffer = Buffer { before: Minutes::new(10), after: Minutes::new(20) };
    let paused = Availability { buffer, grid: Minutes::new(5), ..hayakawa() };
    for (kind, last_before, first_after) in [(BOOKED, "19:10", "20:50"), (BusyKind::Outside, "19:10", "20:40")] {
        let taken = [busy("2026-11-20T20:00:00+09:00", "2026-11-20T20:30:00+09:00", kind)];
        let search = search(&paused, &taken, 30);
        let free = starts(&search, FRIDAY);
        assert_eq!(free.iter().rfind(|start| start.as_str() < "20:00").unwrap(), last_before, "{kind:?}");
        assert_eq!(free.iter().find(|start| start.as_str() > "20:00").unwrap(), first_after, "{kind:?}");
        assert_eq!(search.explain(at("2026-11-20T20:35:00+09:00")), Err(Missing::Buffer));
        assert_eq!(search.explain(at("2026-11-20T19:15:00+09:00")), Err(Missing::Buffer));
        assert_eq!(
            search.explain(at("2026-11-20T19:35:00+09:00")),
            Err(match kind {
                BusyKind::Outside => Missing::Outside,
                _ => Missing::Booked,
            })
        );
    }
    let buffer = Buffer { before: Minutes::new(20), after: Minutes::new(10) };
    let paused = Availability { buffer, ..paused };
    let outside = [busy("2026-11-20T20:00:00+09:00", "2026-11-20T20:30:00+09:00", BusyKind::Outside)];
    let search = search(&paused, &outside, 30);
    assert!(search.explain(at("2026-11-20T19:20:00+09:00")).is_ok());
    assert_eq!(search.explain(at("2026-11-20T19:25:00+09:00")), Err(Missing::Buffer));
    assert!(search.explain(at("2026-11-20T20:50:00+09:00")).is_ok());
    assert_eq!(search.explain(at("2026-11-20T20:45:00+09:00")), Err(Missing::Buffer));
}

#[test]
fn entries_that_overlap_block_until_the_last_of_them_ends() {
    let hayakawa = hayakawa();
    let taken = [
        busy("2026-11-20T19:00:00+09:00", "2026-11-20T21:00:00+09:00", BusyKind::Outside),
        busy("2026-11-20T19:30:00+09:00", "2026-11-20T20:00:00+09:00", BOOKED),
    ];
    assert_eq!(starts(&search(&hayakawa, &taken, 60), FRIDAY), ["21:00"]);
}

#[test]
fn notice_and_horizon_are_both_allowed_to_the_instant() {
    let hayakawa = hayakawa();
    let (earliest, latest) = (at("2026-11-20T19:30:00+09:00"), at("2026-11-20T20:30:00+09:00"));
    let search = Search { bounds: Bounds { earliest, latest }, ..search(&hayakawa, &[], 60) };
    assert_eq!(starts(&search, FRIDAY), ["19:30", "20:00", "20:30"]);
    assert_eq!(search.explain(at("2026-11-20T19:00:00+09:00")), Err(Missing::TooSoon { earliest }));
    assert_eq!(search.explain(at("2026-11-20T21:00:00+09:00")), Err(Missing::TooFar { latest }));
    assert!(search.explain(earliest).is_ok() && search.explain(latest).is_ok());
}

#[test]
fn bounds_are_counted_from_now_and_never_open_the_past() {
    let (now, tokyo) = (at("2026-11-19T12:00:00Z"), zone("Asia/Tokyo"));
    let bounds = Bounds::new(now, Offset::hours(24), Offset::days(60), &tokyo);
    assert_eq!(bounds, Bounds { earliest: at("2026-11-20T12:00:00Z"), latest: at("2027-01-18T12:00:00Z") });
    assert_eq!(Bounds::new(now, Offset::hours(-24), Offset::ZERO, &tokyo), Bounds { earliest: now, latest: now });
}

#[test]
fn a_start_that_is_none_says_why() {
    let hayakawa = hayakawa();
    let search = search(&hayakawa, &[], 60);
    let until = at("2026-11-20T22:00:00+09:00");
    for (start, reason) in [
        ("2026-11-20T19:15:00+09:00", Missing::NotOnGrid),
        ("2026-11-20T19:00:01+09:00", Missing::NotOnGrid),
        ("2026-11-20T19:00:00.000000001+09:00", Missing::NotOnGrid),
        ("2026-11-20T18:30:00+09:00", Missing::OutsideOpenings),
        ("2026-11-20T22:00:00+09:00", Missing::OutsideOpenings),
        ("2026-11-20T21:30:00+09:00", Missing::DoesNotFit { until }),
    ] {
        assert_eq!(search.explain(at(start)), Err(reason), "{start}");
    }
    let start = at("2026-11-20T19:00:00+09:00");
    assert_eq!(search.explain(start), Ok(Slot { start, end: at("2026-11-20T20:00:00+09:00") }));
    let nothing = Search { length: Minutes::ZERO, ..search };
    assert!(matches!(nothing.explain(start), Err(Missing::DoesNotFit { .. })));
}

#[test]
fn earliest_and_alternatives() {
    let hayakawa = hayakawa();
    let taken = [busy("2026-11-20T20:00:00+09:00", "2026-11-20T20:30:00+09:00", BOOKED)];
    let bounds = Bounds { earliest: at("2026-11-19T00:00:00Z"), latest: at("2026-11-28T00:00:00Z") };
    let search = Search { bounds, ..search(&hayakawa, &taken, 30) };
    let clock = |slots: Vec<Slot>| -> Vec<String> {
        slots.iter().map(|slot| hayakawa.zone.to_datetime(slot.start).strftime("%d %H:%M").to_string()).collect()
    };
    assert_eq!(clock(search.earliest(3)), ["20 19:00", "20 19:30", "20 20:30"]);
    assert_eq!(search.earliest(99).len(), 5 + 6);
    assert!(search.earliest(0).is_empty());
    let wanted = at("2026-11-20T20:00:00+09:00");
    assert_eq!(clock(search.alternatives(wanted, 3)), ["20 19:30", "20 20:30", "20 19:00"]);
    assert_eq!(
        clock(search.alternatives(wanted, 6)),
        ["20 19:30", "20 20:30", "20 19:00", "20 21:00", "20 21:30", "27 19:00"]
    );
    assert_eq!(search.alternatives(wanted, 0), []);
    let free = at("2026-11-20T19:30:00+09:00");
    assert_eq!(clock(search.alternatives(free, 2)), ["20 19:00", "20 20:30"]);
    let too_early = at("2026-11-01T00:00:00Z");
    assert_eq!(clock(search.alternatives(too_early, 2)), ["20 19:00", "20 19:30"]);
}

#[test]
fn a_window_holds_its_first_instant_and_not_its_last() {
    let hayakawa = hayakawa();
    let search = search(&hayakawa, &[], 60);
    let window = Window { from: at("2026-11-20T19:30:00+09:00"), until: at("2026-11-20T20:30:00+09:00") };
    let slots: Vec<Slot> = search.slots(window).collect();
    assert_eq!(slots.len(), 2);
    assert_eq!((slots[0].start, slots[1].start), (window.from, at("2026-11-20T20:00:00+09:00")));
    assert_eq!(search.slots(Window { from: window.until, until: window.from }).count(), 0);
}
