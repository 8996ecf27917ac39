//! Against an engine that looks at every minute on its own, in every zone there is.

use std::sync::LazyLock;

use jiff::{ToSpan, tz::TimeZoneDatabase};
use proptest::{prelude::*, sample::Index};

use super::*;
use crate::holidays::holiday;

static ZONES: LazyLock<Vec<TimeZone>> = LazyLock::new(|| {
    let bundled = TimeZoneDatabase::bundled();
    bundled.available().map(|name| bundled.get(name.as_str()).unwrap()).collect()
});

/// Whether the wall clock at this instant is inside open hours.
fn is_open(availability: &Availability, instant: Timestamp) -> bool {
    let local = availability.zone.to_datetime(instant);
    let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).unwrap();
    let inside = |part: DayPart| part.from().minutes() <= minute && minute < part.to().minutes();
    let rests = !availability.works_on_holidays && holiday(local.date()).is_some();
    let opened = availability.openings.iter().any(|opening| match *opening {
        Opening::Weekly { weekday, part, first, last } => {
            let dates = first <= local.date() && last.is_none_or(|last| local.date() <= last);
            local.date().weekday() == weekday && dates && inside(part) && !rests
        }
        Opening::Dated { date, part } => date == local.date() && inside(part),
    });
    let closed = |closing: &Closing| closing.date == local.date() && closing.part.is_none_or(inside);
    opened && !availability.closings.iter().any(closed)
}

/// Whether a meeting at this whole minute is free, by definition: each condition for itself.
fn is_free(search: &Search<'_>, start: Timestamp) -> bool {
    let Search { availability, busy, length, bounds } = *search;
    let local = availability.zone.to_datetime(start);
    let minute = u16::try_from(i32::from(local.hour()) * 60 + i32::from(local.minute())).unwrap();
    let names_one_instant = local.to_zoned(availability.zone.clone()).unwrap().timestamp() == start;
    let end = start + length.elapsed();
    let far_enough = |busy: &Busy| {
        let theirs = if busy.kind == BusyKind::Outside { Buffer::default() } else { availability.buffer };
        let gap_after_them = theirs.after.max(availability.buffer.before).elapsed();
        let gap_before_them = availability.buffer.after.max(theirs.before).elapsed();
        busy.start >= busy.end || busy.end + gap_after_them <= start || end + gap_before_them <= busy.start
    };
    names_one_instant
        && minute.is_multiple_of(availability.grid.get())
        && bounds.earliest <= start
        && start <= bounds.latest
        && busy.iter().all(far_enough)
        && (0..i64::from(length.get())).all(|minute| is_open(availability, start + minute.minutes()))
}

fn minutes(window: Window) -> impl Iterator<Item = Timestamp> {
    let count = (window.until.as_second() - window.from.as_second()) / 60;
    (0..count).map(move |minute| window.from + minute.minutes())
}

fn listed(search: &Search<'_>, window: Window) -> Vec<Timestamp> {
    search.slots(window).map(|slot| slot.start).collect()
}

/// Every zone, and in it the first skipped and the first repeated hour from 2020 and from 2035 on.
#[test]
fn every_zone_at_its_turns_of_the_clock() {
    assert!(ZONES.len() > 400);
    let mut turns = 0;
    for zone in ZONES.iter() {
        for year in ["2020-01-01T00:00:00Z", "2035-06-01T00:00:00Z"] {
            for change in
                zone.following(at(year)).take(2).filter(|change| change.timestamp() < at("2038-01-01T00:00:00Z"))
            {
                let day = zone.to_datetime(change.timestamp()).date();
                let days = [day.yesterday().unwrap(), day, day.tomorrow().unwrap()];
                let openings = days.map(|day| dated(day, "00:45", "23:15")).to_vec();
                let open = Availability { zone: zone.clone(), ..availability("UTC", openings) };
                let around = 3.hours();
                let window = Window { from: change.timestamp() - around, until: change.timestamp() + around };
                let search = search(&open, &[], 45);
                let by_minute: Vec<_> = minutes(window).filter(|start| is_free(&search, *start)).collect();
                assert_eq!(listed(&search, window), by_minute, "{:?} {change:?}", zone.iana_name());
                turns += 1;
            }
        }
    }
    assert!(turns > 500, "{turns}");
}

prop_compose! {
    fn day_part()(from in 0..96u16, length in 1..=96u16) -> DayPart {
        let time = |quarters: u16| TimeOfDay::from_minutes(quarters.min(96) * 15).unwrap();
        let from = from.min(95);
        DayPart::new(time(from), time(from + length)).unwrap()
    }
}

/// An instant of 2020 to 2037 in a random zone: half of the time a change of its clocks, if it has one.
fn place() -> impl Strategy<Value = (TimeZone, Timestamp)> {
    (any::<Index>(), 1_577_836_800..2_140_000_000i64, any::<bool>()).prop_map(|(zone, second, turn)| {
        let zone = zone.get(&ZONES).clone();
        let instant = Timestamp::from_second(second / 60 * 60).unwrap();
        let change = zone.following(instant).next().map(|change| change.timestamp());
        let centre = change.filter(|change| turn && change.as_second() < 2_140_000_000).unwrap_or(instant);
        (zone, centre)
    })
}

#[derive(Clone, Debug)]
struct Case {
    availability: Availability,
    busy: Vec<Busy>,
    length: u16,
    bounds: Bounds,
    window: Window,
}

impl Case {
    fn search(&self) -> Search<'_> {
        Search { bounds: self.bounds, ..search(&self.availability, &self.busy, self.length) }
    }
}

prop_compose! {
    fn case()(
        (zone, centre) in place(),
        weekly in prop::collection::vec((-2..=2i64, day_part(), any::<bool>()), 0..5),
        dates in prop::collection::vec((-2..=2i64, day_part()), 0..4),
        closings in prop::collection::vec((-2..=2i64, prop::option::of(day_part())), 0..3),
        entries in prop::collection::vec((-1_500..1_500i64, 0..120i64, 0..4usize), 0..8),
        (works_on_holidays, before, after) in (any::<bool>(), 0..40u16, 0..40u16),
        (grid, length) in (prop::sample::select(vec![1u16, 15, 20, 30, 50, 60]), 1..150u16),
        (notice, horizon) in (-1_500..500i64, 0..3_000i64),
    ) -> Case {
        let today = zone.to_datetime(centre).date();
        let day = |offset: i64| today + offset.days();
        let mut openings: Vec<Opening> = dates.iter().map(|(d, part)| Opening::Dated { date: day(*d), part: *part }).collect();
        openings.extend(weekly.iter().map(|(d, part, ends)| Opening::Weekly {
            weekday: day(*d).weekday(),
            part: *part,
            first: day(-1),
            last: ends.then(|| day(1)),
        }));
        let kinds = [BusyKind::Booking, BusyKind::Hold, BusyKind::Meeting, BusyKind::Outside];
        let mut busy: Vec<Busy> = entries.iter().map(|(start, length, kind)| Busy {
            start: centre + start.minutes(),
            end: centre + (start + length).minutes(),
            kind: kinds[*kind],
        }).collect();
        busy.sort_by_key(|busy| busy.start);
        let availability = Availability {
            zone,
            openings,
            closings: closings.iter().map(|(d, part)| Closing { date: day(*d), part: *part }).collect(),
            works_on_holidays,
            buffer: Buffer { before: Minutes::new(before), after: Minutes::new(after) },
            grid: Minutes::new(grid),
        };
        let bounds = Bounds { earliest: centre + notice.minutes(), latest: centre + (notice + horizon).minutes() };
        let window = Window { from: centre - 26.hours(), until: centre + 26.hours() };
        Case { availability, busy, length, bounds, window }
    }
}

proptest! {
    #[test]
    fn the_list_is_what_looking_at_every_minute_finds(case in case()) {
        let search = case.search();
        let by_minute: Vec<_> = minutes(case.window).filter(|start| is_free(&search, *start)).collect();
        prop_assert_eq!(listed(&search, case.window), by_minute);
    }

    #[test]
    fn a_start_is_listed_exactly_when_it_explains_itself(case in case()) {
        let search = case.search();
        let slots: Vec<Slot> = search.slots(case.window).collect();
        let explained: Vec<Slot> = minutes(case.window).filter_map(|start| search.explain(start).ok()).collect();
        prop_assert_eq!(&slots, &explained);
        for slot in slots {
            let a_second_late = search.explain(slot.start + 1.second());
            let late = matches!(a_second_late, Err(Missing::NotOnGrid | Missing::TooFar { .. }));
            prop_assert!(late, "{:?}", a_second_late);
        }
    }

    #[test]
    fn slots_come_in_order_have_their_length_and_one_name_each(case in case()) {
        let slots: Vec<Slot> = case.search().slots(case.window).collect();
        prop_assert!(slots.windows(2).all(|pair| pair[0].start < pair[1].start));
        for slot in slots {
            prop_assert_eq!(slot.end.duration_since(slot.start), Minutes::new(case.length).elapsed());
            let shown = case.availability.zone.to_datetime(slot.start);
            prop_assert_eq!(shown.to_zoned(case.availability.zone.clone()).unwrap().timestamp(), slot.start);
        }
    }

    #[test]
    fn a_narrow_window_shows_a_cut_of_the_wide_one(case in case(), from in 0..3_120i64, length in 0..600i64) {
        let from = case.window.from + from.minutes();
        let narrow = Window { from, until: from + length.minutes() };
        let all = listed(&case.search(), Window { from: Timestamp::MIN, until: Timestamp::MAX });
        let cut: Vec<_> = all.into_iter().filter(|start| narrow.from <= *start && *start < narrow.until).collect();
        prop_assert_eq!(listed(&case.search(), narrow), cut);
    }

    #[test]
    fn alternatives_are_the_nearest_of_all(case in case(), n in 0..5usize, wanted in 0..3_120i64) {
        let search = case.search();
        let wanted = case.window.from + wanted.minutes();
        let mut all: Vec<Slot> = search.slots(Window { from: Timestamp::MIN, until: Timestamp::MAX }).collect();
        prop_assert_eq!(search.earliest(n), all.iter().take(n).copied().collect::<Vec<_>>());
        all.retain(|slot| slot.start != wanted);
        all.sort_by_key(|slot| ((slot.start.as_second() - wanted.as_second()).abs(), slot.start));
        all.truncate(n);
        prop_assert_eq!(search.alternatives(wanted, n), all);
    }
}
