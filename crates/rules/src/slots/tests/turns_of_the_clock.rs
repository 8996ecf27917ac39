//! The days on which clocks change, named by what users of booking tools have met.

use super::*;

const NIGHT: [(&str, &str); 1] = [("00:00", "06:00")];

fn open(zone: &str, day: Date, parts: &[(&str, &str)]) -> Availability {
    availability(zone, parts.iter().map(|(from, to)| dated(day, from, to)).collect())
}

#[test]
fn a_weekly_nine_oclock_stays_at_nine_on_both_sides_of_the_change() {
    let open = availability("America/New_York", vec![weekly(Weekday::Sunday, "09:00", "10:00")]);
    let search = search(&open, &[], 60);
    let window = Window { from: at("2026-02-28T00:00:00Z"), until: at("2026-03-20T00:00:00Z") };
    let instants: Vec<Timestamp> = search.slots(window).map(|slot| slot.start).collect();
    assert_eq!(instants, ["2026-03-01T14:00:00Z", "2026-03-08T13:00:00Z", "2026-03-15T13:00:00Z"].map(at));
}

#[test]
fn the_skipped_hour_has_no_starts_and_time_runs_on_across_it() {
    let day = date(2026, 3, 8); // New York: 02:00 becomes 03:00
    let open = open("America/New_York", day, &NIGHT);
    let search = search(&open, &[], 60);
    assert_eq!(starts(&search, day), ["00:00", "00:30", "01:00", "01:30", "03:00", "03:30", "04:00", "04:30", "05:00"]);
    let across = search.explain(at("2026-03-08T06:30:00Z")).unwrap(); // 01:30 to 03:30 by the clock
    assert_eq!(across.end, at("2026-03-08T07:30:00Z"));
}

#[test]
fn the_repeated_hour_is_offered_once() {
    let day = date(2026, 11, 1); // New York: 02:00 becomes 01:00
    let open = open("America/New_York", day, &NIGHT);
    let search = search(&open, &[], 60);
    assert_eq!(
        starts(&search, day),
        ["00:00", "00:30", "01:00", "01:30", "02:00", "02:30", "03:00", "03:30", "04:00", "04:30", "05:00"]
    );
    assert_eq!(search.explain(at("2026-11-01T05:30:00Z")).unwrap().start, at("2026-11-01T05:30:00Z"));
    assert_eq!(search.explain(at("2026-11-01T06:30:00Z")), Err(Missing::SecondPass));
    assert_eq!(search.explain(at("2026-11-01T06:59:59Z")), Err(Missing::SecondPass));
    assert!(search.explain(at("2026-11-01T07:00:00Z")).is_ok());
}

#[test]
fn a_window_that_opens_in_the_second_pass_offers_nothing_before_it_is_over() {
    let open = open("America/New_York", date(2026, 11, 1), &NIGHT);
    let window = Window { from: at("2026-11-01T06:15:00Z"), until: at("2026-11-01T07:31:00Z") };
    let instants: Vec<Timestamp> = search(&open, &[], 60).slots(window).map(|slot| slot.start).collect();
    assert_eq!(instants, ["2026-11-01T07:00:00Z", "2026-11-01T07:30:00Z"].map(at));
}

#[test]
fn an_opening_that_begins_or_ends_in_a_changed_hour_keeps_its_wall_clock() {
    let (forward, back) = (date(2026, 3, 8), date(2026, 11, 1));
    // 01:00 to 02:30 where 02:00 is skipped: an hour is left.
    let open_forward = open("America/New_York", forward, &[("01:00", "02:30")]);
    assert_eq!(starts(&search(&open_forward, &[], 60), forward), ["01:00"]);
    assert!(starts(&search(&open_forward, &[], 61), forward).is_empty());
    // Wholly inside the skipped hour: nothing is left.
    let skipped = open("America/New_York", forward, &[("02:00", "03:00")]);
    assert!(starts(&search(&skipped, &[], 30), forward).is_empty());
    // 01:30 to 03:00 where 01:00 comes twice: no slot runs through a 01:15 that is not open.
    let open_back = open("America/New_York", back, &[("01:30", "03:00")]);
    assert_eq!(starts(&search(&open_back, &[], 60), back), ["02:00"]);
    assert_eq!(starts(&search(&open_back, &[], 30), back), ["01:30", "02:00", "02:30"]);
}

#[test]
fn a_change_at_midnight_shifts_no_day() {
    // Havana: 01:00 becomes 00:00 again on 1 November 2026; Santiago skips midnight on 6 September 2026.
    let back = open("America/Havana", date(2026, 11, 1), &[("00:00", "02:00")]);
    assert_eq!(starts(&search(&back, &[], 60), date(2026, 11, 1)), ["00:00", "00:30", "01:00"]);
    let skipped = open("America/Santiago", date(2026, 9, 6), &[("00:00", "02:00")]);
    assert_eq!(starts(&search(&skipped, &[], 60), date(2026, 9, 6)), ["01:00"]);
    assert!(starts(&search(&skipped, &[], 61), date(2026, 9, 6)).is_empty());
}

#[test]
fn auckland_and_singapore_agree_on_the_instant() {
    let open = availability("Pacific/Auckland", vec![weekly(Weekday::Monday, "09:00", "10:00")]);
    let window = Window { from: at("2026-04-04T00:00:00Z"), until: at("2026-04-07T00:00:00Z") };
    let slot = search(&open, &[], 60).slots(window).next().unwrap();
    assert_eq!(zone("Asia/Singapore").to_datetime(slot.start), date(2026, 4, 6).at(5, 0, 0, 0));
    assert_eq!(zone("Pacific/Auckland").to_datetime(slot.start), date(2026, 4, 6).at(9, 0, 0, 0));
}

#[test]
fn half_hour_changes_of_the_clock() {
    let day = date(2026, 4, 5); // Lord Howe: 02:00 becomes 01:30
    let open = open("Australia/Lord_Howe", day, &[("01:00", "03:00")]);
    assert_eq!(starts(&search(&open, &[], 60), day), ["01:00", "01:30", "02:00"]);
}
