//! When a step opens, rests and lapses, to the second; and what other definitions make of it.

use super::*;

#[test]
fn the_edges_of_time() {
    let next = |seconds: i64, part| {
        let now = start() + SignedDuration::from_secs(seconds);
        shown(&seen(&facts(part, now, vec![booking(part)])))
    };
    let day = 24 * 3600;
    // A meeting is soon in less than a day; the preparation of the same meeting shares its rank.
    assert_eq!(next(-day, Part::Client), ["Prepare", "Meet"]);
    assert_eq!(next(-day + 1, Part::Client), ["Prepare", "Join"]);
    // The plan waits for the preparation until that is overdue.
    assert_eq!(next(-day - 1, Part::Supporter), ["Nothing", "Meet"]);
    assert_eq!(next(-day, Part::Supporter), ["WritePlan", "Meet"]);
    // Fifteen minutes before, the doors open.
    assert_eq!(next(-901, Part::Client), ["Prepare", "Join"]);
    assert_eq!(next(-900, Part::Client), ["Join"]);
    assert_eq!(next(5399, Part::Client), ["Join"]);
    assert_eq!(next(5400, Part::Client), ["WriteThreeLines", "DecideToContinue"]);
    // What nobody waits for rests after 28 days; the record is waited for, and rests too when it has no date.
    assert_eq!(next(5400 + 28 * day, Part::Client), ["WriteThreeLines", "DecideToContinue"]);
    assert_eq!(next(5401 + 28 * day, Part::Client), ["BookNext"]);
    assert_eq!(next(5401 + 28 * day, Part::Supporter), ["Nothing"]);
}

#[test]
fn a_request_is_open_until_its_time_is_up() {
    let until = start() - hours(100);
    let requested = |now, part| {
        let stage = Stage::Requested { since: start() - hours(200), until };
        seen(&facts(part, now, vec![Booking { stage, ..booking(part) }]))
    };
    let moment_before = until - SignedDuration::from_secs(1);
    assert_eq!(shown(&requested(moment_before, Part::Supporter)), ["AnswerOffer"]);
    assert_eq!(shown(&requested(until, Part::Supporter)), ["Nothing"]);
    assert_eq!(shown(&requested(moment_before, Part::Client)), ["Nothing"]);
    assert_eq!(shown(&requested(until, Part::Client)), ["FindSupporter"]);
    // It never outlives the start of the meeting.
    let late = Stage::Requested { since: start() - hours(200), until: start() + hours(100) };
    let after_start = |part| shown(&seen(&facts(part, start(), vec![Booking { stage: late, ..booking(part) }])));
    assert_eq!(
        (after_start(Part::Supporter), after_start(Part::Client)),
        (vec!["Nothing".to_owned()], vec!["FindSupporter".to_owned()])
    );
}

#[test]
fn offered_times_wait_for_the_supporter() {
    let offer = |part| Offer {
        id: BookingId(9),
        part,
        other: if part == Part::Client { HAYAKAWA } else { TANAKA },
        since: start(),
        until: start() + hours(72),
    };
    let with = |part, now| seen(&Facts { offers: vec![offer(part)], ..facts(part, now, vec![]) });
    let home = with(Part::Supporter, start());
    let about = About { id: BookingId(9), other: TANAKA, part: Part::Supporter };
    assert_eq!(home.next, Step::AnswerOffer { about, due: start() + hours(72) });
    let home = with(Part::Client, start());
    assert_eq!((shown(&home), held(&home)), (vec!["Nothing".to_owned()], vec![(HAYAKAWA, Awaited::Answer)]));
    let home = with(Part::Client, start() + hours(72));
    assert_eq!((shown(&home), held(&home)), (vec!["FindSupporter".to_owned()], vec![]));
    // An offer to go on answers the question whether to.
    let again = Facts { offers: vec![offer(Part::Client)], ..facts(Part::Client, end(), vec![booking(Part::Client)]) };
    assert_eq!(shown(&seen(&again)), ["WriteThreeLines"]);
    let elsewhere = Offer { other: Who(7), ..offer(Part::Client) };
    let again = Facts { offers: vec![elsewhere], ..again };
    assert_eq!(shown(&seen(&again)), ["WriteThreeLines", "DecideToContinue"]);
    let lapsed = Facts { now: start() + hours(72), offers: vec![offer(Part::Client)], ..again };
    assert_eq!(shown(&seen(&lapsed)), ["WriteThreeLines", "DecideToContinue"]);
}

#[test]
fn the_choice_waits_for_the_letter_and_the_letter_is_not_waited_for_without_end() {
    let owed = Letter::Owed { due: end() + hours(7 * 24) };
    let done = vec![sheet("three-lines", Part::Client, Progress::Done)];
    let at_hour = |hours| shown(&Moment { letter: owed, sheets: done.clone(), ..moment(hours) }.seen_by(Part::Client));
    assert_eq!(at_hour(24), ["Nothing"]);
    assert_eq!(at_hour(24 * 30), ["BookNext"]);
    // The supporter owes it all the same.
    let supporter = Moment { letter: owed, ..moment(24 * 30) }.seen_by(Part::Supporter);
    assert_eq!(shown(&supporter), ["WriteLetter"]);
}

#[test]
fn an_answer_to_the_letter_is_offered_for_four_weeks() {
    let read = Letter::Read { at: start() + hours(48) };
    let offers = |hours| {
        let moment = Moment { stage: Stage::Held, letter: read, choice: Choice::Enough, ..moment(hours) };
        shown(&moment.seen_by(Part::Client)).contains(&"Reply".to_owned())
    };
    assert!(offers(48 + 28 * 24) && !offers(49 + 28 * 24));
}

#[test]
fn a_meeting_that_asks_no_choice_leads_straight_to_the_next() {
    let mut plain = definition();
    plain.meetings[0].after.clear();
    let over = facts(Part::Client, end(), vec![booking(Part::Client)]);
    assert_eq!(home(&plain, &over).next, Step::BookNext { other: HAYAKAWA });
    plain.meetings.clear();
    assert_eq!(home(&plain, &facts(Part::Supporter, start(), vec![booking(Part::Supporter)])).next, Step::Nothing);
}

#[test]
fn the_definition_says_which_sheets_there_are() {
    let mut longer = definition();
    let meeting = &mut longer.meetings[0];
    let task = |sheet: &str, due: Option<&str>| crate::programme::Task {
        what: crate::programme::What::Sheet(sheet.into()),
        by: Part::Client,
        due: due.map(|due| due.parse().unwrap()),
    };
    meeting.before.push(task("profile", None));
    meeting.after.push(task("profile", Some("2d")));
    let client = |now| home(&longer, &facts(Part::Client, now, vec![booking(Part::Client)]));
    assert_eq!(shown(&client(start() - hours(100))), ["Prepare", "Prepare", "Meet"]);
    let after = client(end());
    assert_eq!(shown(&after), ["Reflect", "WriteThreeLines", "DecideToContinue"]);
    // Both due dates are in: the plan still waits for the sheet without a date, until the meeting is soon.
    let talked = vec![sheet(TALK, Part::Client, Progress::Done)];
    let supporter = |hours_before| {
        let booking = Booking { sheets: talked.clone(), ..booking(Part::Supporter) };
        shown(&home(&longer, &facts(Part::Supporter, start() - hours(hours_before), vec![booking])))
    };
    assert_eq!(supporter(25), ["ReadPreparation", "Meet"]);
    assert_eq!(supporter(23), ["ReadPreparation", "WritePlan", "Join"]);
}

#[test]
fn the_letter_is_due_as_its_plan_says() {
    let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
    assert_eq!(letter_due(&definition(), "standard", end(), &tokyo), Some(end() + hours(7 * 24)));
    assert_eq!(letter_due(&definition(), "light", end(), &tokyo), None);
    assert_eq!(letter_due(&definition(), "none", end(), &tokyo), None);
}

#[test]
fn reading_the_preparation_is_as_pressing_as_the_plan_that_it_serves() {
    let talked = vec![sheet(TALK, Part::Client, Progress::Done)];
    let bookings = vec![Booking { sheets: talked, ..booking(Part::Supporter) }];
    // The client's date is today, the supporter's tomorrow.
    let now = start() - hours(30);
    let home = seen(&Facts { mail: Mail::Unconfirmed, ..facts(Part::Supporter, now, bookings) });
    let about = About { id: BookingId(1), other: TANAKA, part: Part::Supporter };
    let step = Step::ReadPreparation { about, sheet: TALK.into() };
    assert_eq!(home.week.first(), Some(&Row::Do { step, rank: Rank::DueThisWeek }));
}
