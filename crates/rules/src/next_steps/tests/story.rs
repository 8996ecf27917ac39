//! One consultation's life, from the request to the next booking, as both of its people see it.

use super::*;

/// Both home pages at one moment, each as the names of its steps.
fn tells(moment: &Moment, client: &[&str], supporter: &[&str]) {
    assert_eq!(shown(&moment.seen_by(Part::Client)), client, "client at {} h", moment.hours);
    assert_eq!(shown(&moment.seen_by(Part::Supporter)), supporter, "supporter at {} h", moment.hours);
}

#[test]
fn one_consultation_from_the_request_to_the_next_booking() {
    use Progress::{Done, Started};
    let due = end() + hours(7 * 24);
    let request = Stage::Requested { since: start() - hours(240), until: start() - hours(168) };
    tells(&Moment { stage: request, ..moment(-200) }, &["Nothing"], &["AnswerOffer"]);
    // Confirmed; the preparation is due the day before.
    tells(&moment(-180), &["Prepare"], &["Nothing"]);
    tells(&moment(-100), &["Prepare", "Meet"], &["Nothing", "Meet"]);
    let begun = vec![sheet(TALK, Part::Client, Started)];
    tells(&Moment { sheets: begun, ..moment(-30) }, &["Prepare", "Meet"], &["Nothing", "Meet"]);
    let handed_in = || vec![sheet(TALK, Part::Client, Done)];
    let fresh = Moment { sheets: handed_in(), ..moment(-30) };
    tells(&fresh, &["Nothing", "Meet"], &["ReadPreparation", "WritePlan", "Meet"]);
    let read = || vec![SheetFact { read: true, ..sheet(TALK, Part::Client, Done) }];
    tells(&Moment { sheets: read(), ..moment(-30) }, &["Nothing", "Meet"], &["WritePlan", "Meet"]);
    let planned = || [read(), vec![sheet("session-plan", Part::Supporter, Done)]].concat();
    tells(&Moment { sheets: planned(), ..moment(-30) }, &["Nothing", "Meet"], &["Nothing", "Meet"]);
    // The day of the meeting, and the meeting itself.
    tells(&moment(-23), &["Prepare", "Join"], &["WritePlan", "Join"]);
    tells(&Moment { sheets: planned(), ..moment(-5) }, &["Join"], &["Join"]);
    tells(&moment(0), &["Join"], &["Join"]);
    tells(&moment(1), &["Join"], &["Join"]);
    // It is over. The letter is owed within seven days.
    let after = Moment { sheets: planned(), letter: Letter::Owed { due }, ..moment(2) };
    tells(&after, &["WriteThreeLines"], &["RecordMeeting", "WriteLetter"]);
    let reflected = || {
        let more = [sheet("three-lines", Part::Client, Done), sheet("shared-record", Part::Supporter, Done)];
        [planned(), more.to_vec()].concat()
    };
    let writing = Moment { sheets: reflected(), stage: Stage::Held, letter: Letter::Draft { due }, ..moment(24) };
    tells(&writing, &["Nothing"], &["WriteLetter"]);
    let sent = Letter::Sent { at: start() + hours(48) };
    tells(&Moment { letter: sent, ..Moment { hours: 50, ..writing } }, &["ReadLetter"], &["Nothing"]);
    let read = Letter::Read { at: start() + hours(60) };
    let answered = |reply, choice, hours| Moment {
        sheets: reflected(),
        stage: Stage::Held,
        letter: read,
        reply,
        choice,
        ..moment(hours)
    };
    tells(&answered(Reply::None, Choice::Open, 61), &["DecideToContinue", "Reply"], &["Nothing"]);
    let replied = Reply::Sent { at: start() + hours(62) };
    tells(&answered(replied, Choice::Open, 63), &["DecideToContinue"], &["ReadReply"]);
    let heard = Reply::Read { at: start() + hours(64) };
    tells(&answered(heard, Choice::GoOn, 65), &["BookNext"], &["Nothing"]);
    tells(&answered(heard, Choice::Enough, 65), &["Nothing"], &["Nothing"]);
}

#[test]
fn each_sees_who_holds_the_ball() {
    let due = end() + hours(7 * 24);
    let client = |moment: &Moment| held(&moment.seen_by(Part::Client));
    let supporter = |moment: &Moment| held(&moment.seen_by(Part::Supporter));
    let talk = || Awaited::Sheet(TALK.into());
    let request = Moment { stage: Stage::Requested { since: start() - hours(240), until: start() }, ..moment(-200) };
    assert_eq!((client(&request), supporter(&request)), (vec![(HAYAKAWA, Awaited::Answer)], vec![]));
    assert_eq!((client(&moment(-100)), supporter(&moment(-100))), (vec![], vec![(TANAKA, talk())]));
    let after = Moment { letter: Letter::Owed { due }, ..moment(2) };
    let record = Awaited::Sheet("shared-record".into());
    assert_eq!(client(&after), [(HAYAKAWA, record.clone()), (HAYAKAWA, Awaited::Letter)]);
    assert_eq!(supporter(&after), []);
    let unread = Moment { letter: Letter::Sent { at: end() }, ..moment(3) };
    assert_eq!(
        (client(&unread), supporter(&unread)),
        (vec![(HAYAKAWA, record.clone())], vec![(TANAKA, Awaited::Reading)])
    );
    let asked = Moment { letter: Letter::Read { at: end() }, ..moment(4) };
    assert_eq!((client(&asked), supporter(&asked)), (vec![(HAYAKAWA, record)], vec![(TANAKA, Awaited::Choice)]));
}

#[test]
fn a_ball_says_since_when_and_until_when() {
    let due = end() + hours(7 * 24);
    let home = Moment { letter: Letter::Draft { due }, ..moment(2) }.seen_by(Part::Client);
    let letter = home.waiting.iter().find(|ball| ball.what == Awaited::Letter).unwrap();
    assert_eq!((letter.since, letter.due, letter.about.id), (end(), Some(due), BookingId(1)));
    let home = moment(-100).seen_by(Part::Supporter);
    assert_eq!((home.waiting[0].since, home.waiting[0].due), (start() - hours(240), Some(start() - hours(24))));
}

#[test]
fn steps_carry_what_their_page_needs() {
    let about = About { id: BookingId(1), other: HAYAKAWA, part: Part::Client };
    let begun = Moment { sheets: vec![sheet(TALK, Part::Client, Progress::Started)], ..moment(-100) };
    let (sheet, progress) = (Key::from(TALK), Progress::Started);
    let prepare = Step::Prepare { about, sheet, progress, due: Some(start() - hours(24)) };
    assert_eq!(begun.seen_by(Part::Client).next, prepare);
    let supporter = About { other: TANAKA, part: Part::Supporter, ..about };
    let due = end() + hours(24);
    let writing = Moment { letter: Letter::Draft { due }, sheets: vec![], ..moment(2) };
    let letter = Step::WriteLetter { about: supporter, progress: Progress::Started, due };
    assert!(writing.seen_by(Part::Supporter).week.contains(&Row::Do { step: letter, rank: Rank::SomeoneWaits }));
    assert_eq!(moment(0).seen_by(Part::Client).next, Step::Join { about, start: start(), end: end() });
}

#[test]
fn a_new_client_finds_a_supporter_and_a_profile_is_asked_for_the_meeting() {
    let blank = |bookings| Facts { profile: Profile::Empty, ..facts(Part::Client, start() - hours(180), bookings) };
    assert_eq!(shown(&seen(&blank(vec![]))), ["FindSupporter", "FillProfile"]);
    assert_eq!(shown(&seen(&blank(vec![booking(Part::Client)]))), ["Prepare", "FillProfile"]);
    let mut without = definition();
    without.sheets.retain(|sheet| sheet.key.as_str() != "profile");
    assert_eq!(shown(&home(&without, &blank(vec![]))), ["FindSupporter"]);
    // Before a meeting that is ahead, the profile comes before letters that may be answered.
    let read = Letter::Read { at: start() - hours(190) };
    let earlier = Booking {
        id: BookingId(2),
        stage: Stage::Held,
        start: start() - hours(200),
        end: start() - hours(199),
        letter: read,
        choice: Choice::Enough,
        ..booking(Part::Client)
    };
    let home = seen(&blank(vec![earlier]));
    assert_eq!(shown(&home), ["WriteThreeLines", "Reply", "FillProfile"]);
}

#[test]
fn after_a_missed_or_cancelled_meeting_the_next_one_is_offered_without_a_word() {
    for stage in [Stage::NoShow, Stage::Cancelled] {
        let home = Moment { stage, ..moment(3) }.seen_by(Part::Client);
        assert_eq!(home.next, Step::BookNext { other: HAYAKAWA });
        assert_eq!((home.week, home.waiting, home.more), (vec![], vec![], 0));
        assert_eq!(Moment { stage, ..moment(3) }.seen_by(Part::Supporter).next, Step::Nothing);
    }
}

#[test]
fn a_next_meeting_answers_whether_to_go_on() {
    let read = Letter::Read { at: end() };
    let last = Booking { letter: read, reply: Reply::Read { at: end() }, ..booking(Part::Client) };
    let next = Booking {
        id: BookingId(2),
        start: start() + hours(24 * 20),
        end: end() + hours(24 * 20),
        ..booking(Part::Client)
    };
    let both = facts(Part::Client, end() + hours(1), vec![last.clone(), next.clone()]);
    assert_eq!(shown(&seen(&both)), ["WriteThreeLines", "Prepare"]);
    let with_another = Booking { other: Who(7), ..next };
    let both = facts(Part::Client, end() + hours(1), vec![last, with_another]);
    assert_eq!(shown(&seen(&both)), ["WriteThreeLines", "DecideToContinue", "Prepare"]);
}
