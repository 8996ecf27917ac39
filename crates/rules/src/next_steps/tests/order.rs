//! The ranks, the size of home, and what no order of rows may change.

use proptest::prelude::*;

use super::*;

#[test]
fn ranks_come_in_the_promised_order() {
    let supporter = |id: u128, days: i64, letter| Booking {
        id: BookingId(id),
        start: end() - hours(24 * days) - hours(2),
        end: end() - hours(24 * days),
        stage: Stage::Held,
        sheets: vec![sheet("shared-record", Part::Supporter, Progress::Done)],
        letter,
        choice: Choice::Enough,
        ..booking(Part::Supporter)
    };
    let now = start();
    let tomorrow =
        Booking { id: BookingId(5), start: now + hours(23), end: now + hours(24), ..booking(Part::Supporter) };
    let planned = sheet("session-plan", Part::Supporter, Progress::Done);
    let tomorrow = Booking { sheets: vec![planned], ..tomorrow };
    let order = |mail, bookings: Vec<Booking>, promise| {
        let home = seen(&Facts { mail, promise, ..facts(Part::Supporter, now, bookings) });
        let ranks: Vec<Rank> = home
            .week
            .iter()
            .filter_map(|row| if let Row::Do { rank, .. } = row { Some(*rank) } else { None })
            .collect();
        (name(&home.next), ranks, home.more)
    };
    let today = supporter(2, 3, Letter::Owed { due: now + hours(1) });
    let waits = supporter(3, 2, Letter::Owed { due: now + hours(24 * 20) });
    let short = Some(Shortfall { missing: 2, due: now + hours(72) });
    let all = vec![waits.clone(), today.clone(), tomorrow];
    assert_eq!(
        order(Mail::Unconfirmed, all.clone(), short),
        ("ConfirmMail".into(), vec![Rank::MeetingSoon, Rank::DueToday], 2)
    );
    assert_eq!(order(Mail::Confirmed, all, short), ("Join".into(), vec![Rank::DueToday, Rank::SomeoneWaits], 1));
    assert_eq!(
        order(Mail::Confirmed, vec![waits, today], short),
        ("WriteLetter".into(), vec![Rank::SomeoneWaits, Rank::DueThisWeek], 0)
    );
    let far = Some(Shortfall { missing: 2, due: now + hours(24 * 10) });
    let home = seen(&Facts { promise: far, ..facts(Part::Supporter, now, vec![]) });
    assert_eq!(home.next, Step::OpenSlots { missing: 2, due: now + hours(24 * 10) });
    let client = seen(&Facts { promise: far, ..facts(Part::Client, now, vec![]) });
    assert_eq!(client.next, Step::FindSupporter, "the promise is a supporter's");
}

#[test]
fn today_and_this_week_are_days_of_the_viewers_calendar() {
    // 19:00 in Tokyo on the 20th: today ends at 15:00 UTC, the week with the 26th.
    let rank = |due: &str| around::rank(&facts(Part::Client, start(), vec![]), Some(at(due)), Rank::Optional);
    assert_eq!(rank("2026-11-19T00:00:00Z"), Rank::DueToday);
    assert_eq!(rank("2026-11-20T14:59:59Z"), Rank::DueToday);
    assert_eq!(rank("2026-11-20T15:00:00Z"), Rank::DueThisWeek);
    assert_eq!(rank("2026-11-26T14:59:59Z"), Rank::DueThisWeek);
    assert_eq!(rank("2026-11-26T15:00:00Z"), Rank::Optional);
}

/// A supporter with this many planned meetings, one a day from tomorrow evening on.
fn busy(count: u128) -> Vec<Booking> {
    let planned = || {
        vec![
            sheet("session-plan", Part::Supporter, Progress::Done),
            SheetFact { read: true, ..sheet(TALK, Part::Client, Progress::Done) },
        ]
    };
    (0..count)
        .map(|index| {
            let later = hours(25 + 12 * i64::try_from(index).unwrap());
            let (id, start, end) = (BookingId(100 + index), start() + later, end() + later);
            Booking { id, start, end, sheets: planned(), ..booking(Part::Supporter) }
        })
        .collect()
}

#[test]
fn the_week_has_five_rows_and_the_rest_is_counted() {
    let home = seen(&facts(Part::Supporter, start(), busy(7)));
    assert_eq!((name(&home.next), home.week.len(), home.more), ("Nothing".to_owned(), 5, 2));
    let starts: Vec<Timestamp> = home
        .week
        .iter()
        .filter_map(|row| if let Row::Meet { start, .. } = row { Some(*start) } else { None })
        .collect();
    assert!(starts.is_sorted() && starts.len() == 5);
    let home = seen(&facts(Part::Supporter, start() + hours(2), busy(7)));
    assert_eq!((name(&home.next), home.week.len(), home.more), ("Join".to_owned(), 5, 1));
    // More meetings within a day than steps are open: the hidden ones stand in the week and are not counted twice.
    let mut crowd = busy(5);
    for (booking, index) in crowd.iter_mut().zip(1..) {
        (booking.start, booking.end) = (start() + hours(index), start() + hours(index + 1));
    }
    let home = seen(&facts(Part::Supporter, start(), crowd));
    assert_eq!((shown(&home), home.more), (["Join", "Join", "Join", "Meet", "Meet"].map(String::from).to_vec(), 0));
}

fn any_booking() -> impl Strategy<Value = Booking> {
    let stage = prop_oneof![
        Just(Stage::Requested { since: start() - hours(50), until: start() + hours(30) }),
        Just(Stage::Confirmed { since: start() - hours(50) }),
        Just(Stage::Held),
        Just(Stage::Cancelled),
        Just(Stage::NoShow),
    ];
    let letter = prop_oneof![
        Just(Letter::NotOwed),
        Just(Letter::Owed { due: start() + hours(10) }),
        Just(Letter::Draft { due: start() + hours(100) }),
        Just(Letter::Sent { at: start() }),
        Just(Letter::Read { at: start() }),
    ];
    let parts = prop_oneof![Just(Part::Client), Just(Part::Supporter)];
    let progress = prop_oneof![Just(Progress::NotYet), Just(Progress::Started), Just(Progress::Done)];
    (stage, letter, parts, progress, -60_i64..200).prop_map(|(stage, letter, part, progress, offset)| Booking {
        start: start() + hours(offset),
        end: end() + hours(offset),
        stage,
        letter,
        sheets: vec![sheet(TALK, Part::Client, progress), sheet("shared-record", Part::Supporter, progress)],
        ..booking(part)
    })
}

proptest! {
    #[test]
    fn no_order_of_rows_shows_through(
        bookings in prop::collection::vec(any_booking(), 0..8),
        turn in 0..8usize,
        parts in prop::sample::subsequence(vec![Part::Client, Part::Supporter], 1..=2),
    ) {
        let numbered = bookings.into_iter().zip(1..).map(|(booking, id)| Booking { id: BookingId(id), ..booking });
        let mut rows: Vec<Booking> = numbered.collect();
        let question = |rows: &[Booking]| {
            seen(&Facts { parts: parts.clone(), profile: Profile::Empty, ..facts(Part::Client, start(), rows.to_vec()) })
        };
        let first = question(&rows);
        rows.reverse();
        prop_assert_eq!(&question(&rows), &first);
        let turn = turn.min(rows.len());
        rows.rotate_left(turn);
        for booking in &mut rows {
            booking.sheets.reverse();
        }
        prop_assert_eq!(&question(&rows), &first);
    }

    #[test]
    fn home_keeps_its_size_and_its_order(bookings in prop::collection::vec(any_booking(), 0..12)) {
        let numbered = bookings.into_iter().zip(1..).map(|(booking, id)| Booking { id: BookingId(id), ..booking });
        let home = seen(&facts(Part::Supporter, start(), numbered.collect()));
        let ranks: Vec<Rank> =
            home.week.iter().filter_map(|row| if let Row::Do { rank, .. } = row { Some(*rank) } else { None }).collect();
        prop_assert!(home.week.len() <= 5 && ranks.len() <= 2 && ranks.is_sorted());
        prop_assert!(home.waiting.is_sorted_by_key(|ball| ball.since));
        prop_assert!(home.next != Step::Nothing || ranks.is_empty());
    }
}

#[test]
fn a_danger_comes_before_everything_and_a_decision_before_what_is_due_this_week() {
    let now = start() - hours(72);
    let bookings = vec![booking(Part::Client)];
    let first = |decision| seen(&Facts { decision, ..facts(Part::Client, now, bookings.clone()) }).next;
    assert_ne!(name(&first(Decision::Nothing)), "Decide");
    assert_eq!(name(&first(Decision::Waits)), "Decide");
    let soon = |decision| seen(&Facts { decision, ..facts(Part::Client, start() - hours(1), bookings.clone()) }).next;
    assert_ne!(name(&soon(Decision::Waits)), "Decide");
    assert_eq!(name(&soon(Decision::Danger)), "Decide");
}
