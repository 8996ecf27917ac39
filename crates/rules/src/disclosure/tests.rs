//! Every order of steps up to a length, by two people and at two times: what can be reached, and what never can.

use super::*;

const CLIENT: Who = Who(1);
const FIRST: Who = Who(2);
const SECOND: Who = Who(3);

fn at(minutes: i64) -> Timestamp {
    "2026-12-03T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
}

fn step(event: Event, by: Who, minutes: i64) -> Step {
    let until = (event == Event::Opened).then(|| at(minutes) + SignedDuration::from_hours(1));
    Step { event, by, at: at(minutes), until }
}

/// Every history of this kind that the rules allow, with people and pauses.
fn histories(kind: Kind, longest: usize) -> Vec<Vec<Step>> {
    let mut all = vec![vec![]];
    let mut newest: Vec<Vec<Step>> = vec![vec![]];
    for _ in 0..longest {
        let mut next = Vec::new();
        for history in &newest {
            let now = history.last().map_or(0, |last: &Step| last.at.duration_since(at(0)).as_mins());
            for (event, by, pause) in choices() {
                let step = step(event, by, now + pause);
                if may(kind, history, &step).is_ok() {
                    next.push([history.as_slice(), &[step]].concat());
                }
            }
        }
        all.extend(next.iter().cloned());
        newest = next;
    }
    all
}

fn choices() -> impl Iterator<Item = (Event, Who, i64)> {
    let people = [CLIENT, FIRST, SECOND];
    Event::ALL.iter().flat_map(move |event| people.into_iter().flat_map(move |by| [(*event, by, 1), (*event, by, 15)]))
}

fn happened(history: &[Step], event: Event) -> Option<&Step> {
    history.iter().find(|step| step.event == event)
}

#[test]
fn every_kind_can_open_and_can_end() {
    for kind in Kind::ALL {
        let all = histories(*kind, 5);
        assert!(all.iter().any(|history| matches!(state(history), State::Open { .. })), "{kind}");
        assert!(all.iter().any(|history| state(history) == State::Closed), "{kind}");
    }
}

#[test]
fn nothing_opens_without_what_its_kind_needs() {
    for kind in Kind::ALL {
        for history in histories(*kind, 5) {
            let Some(opened) = history.iter().position(|step| step.event == Event::Opened) else { continue };
            let before = &history[..opened];
            let said = |event| happened(before, event).is_some();
            let by_two = said(Event::Agreed);
            let sound = match kind {
                Kind::CompanyItem => said(Event::Shown) && said(Event::Given),
                Kind::CaseCopy => true,
                Kind::Emergency => {
                    let asked = happened(before, Event::Asked).unwrap().at;
                    said(Event::Taken) && (by_two || history[opened].at.duration_since(asked) >= ANSWER_WITHIN)
                }
                Kind::Order => by_two,
                Kind::Hazard => said(Event::Shown) && said(Event::Given) && by_two,
                Kind::Handover => said(Event::Shown) && (said(Event::Given) || by_two),
            };
            assert!(sound, "{kind}: {history:?}");
        }
    }
}

#[test]
fn who_agrees_did_not_ask_and_who_judges_had_no_part() {
    let (mut seconds, mut reviews) = (0, 0);
    for kind in Kind::ALL {
        for history in histories(*kind, 5) {
            for (place, step) in history.iter().enumerate() {
                let before = &history[..place];
                if step.event == Event::Agreed {
                    seconds += 1;
                    assert!(before.iter().filter(|old| old.event != Event::Given).all(|old| old.by != step.by));
                }
                if step.event == Event::Reviewed {
                    reviews += 1;
                    assert!(before.iter().all(|old| old.by != step.by) && *kind == Kind::Emergency);
                }
            }
        }
    }
    assert!(seconds > 100 && reviews > 10, "{seconds} {reviews}");
}

#[test]
fn what_is_over_does_not_open_again() {
    for kind in Kind::ALL {
        for history in histories(*kind, 5) {
            let over = history.iter().position(|step| {
                matches!(step.event, Event::Refused | Event::Withdrawn | Event::Declined | Event::Closed)
            });
            let Some(over) = over else { continue };
            assert!(history[over..].iter().all(|step| step.event != Event::Opened), "{kind}: {history:?}");
            assert_eq!(state(&history), State::Closed);
        }
    }
}

#[test]
fn a_decision_is_its_last_one() {
    let mut history = vec![step(Event::Shown, FIRST, 0)];
    assert_eq!(consent(&history, at(1)), Consent::NotAsked);
    history.push(step(Event::Given, CLIENT, 1));
    assert_eq!(consent(&history, at(1)), Consent::Given);
    history.push(step(Event::Opened, CLIENT, 1));
    assert_eq!(consent(&history, at(2)), Consent::Given);
    history.push(step(Event::Withdrawn, CLIENT, 3));
    assert_eq!((consent(&history, at(3)), state(&history)), (Consent::Withdrawn, State::Closed));
    let refused = [step(Event::Shown, FIRST, 0), step(Event::Refused, CLIENT, 1)];
    assert_eq!(consent(&refused, at(2)), Consent::Refused);
}

#[test]
fn it_stays_open_no_longer_than_its_kind_may() {
    for kind in Kind::ALL {
        let before = histories(*kind, 4).into_iter().find(|history| {
            let last = history.last().map(|last| last.event);
            kind.next(last).contains(&Event::Opened) && last != Some(Event::Taken)
        });
        let before = before.unwrap();
        let now = before.last().map_or(at(0), |last| last.at);
        let opens = |until| may(*kind, &before, &Step { event: Event::Opened, by: FIRST, at: now, until });
        assert_eq!(opens(Some(now + kind.open_for())), Ok(()), "{kind}");
        let too_long = now + kind.open_for() + SignedDuration::from_secs(1);
        for until in [Some(too_long), Some(now), None] {
            assert_eq!(opens(until), Err(Objection::TooLong), "{kind}");
        }
    }
}

#[test]
fn danger_waits_a_quarter_of_an_hour_for_a_second_person() {
    let taken = [step(Event::Asked, FIRST, 0), step(Event::Taken, FIRST, 1)];
    assert_eq!(may(Kind::Emergency, &taken, &step(Event::Opened, FIRST, 14)), Err(Objection::TooSoon));
    assert!(!in_vain(&taken, at(14)) && in_vain(&taken, at(15)));
    assert_eq!(may(Kind::Emergency, &taken, &step(Event::Opened, FIRST, 15)), Ok(()));
    assert_eq!(may(Kind::Emergency, &taken, &step(Event::Agreed, FIRST, 2)), Err(Objection::SamePerson));
    assert_eq!(may(Kind::Emergency, &taken, &step(Event::Agreed, SECOND, 2)), Ok(()));
    assert_eq!(may(Kind::Emergency, &taken, &step(Event::Given, CLIENT, 2)), Err(Objection::OutOfTurn));
}

#[test]
fn a_third_person_judges_within_a_day_and_once() {
    let mut history = vec![
        step(Event::Asked, CLIENT, 0),
        step(Event::Taken, FIRST, 1),
        step(Event::Agreed, SECOND, 2),
        step(Event::Opened, SECOND, 2),
    ];
    assert_eq!(review_due(&history), Some(at(2 + 24 * 60)));
    let third = Who(9);
    assert_eq!(may(Kind::Emergency, &history, &step(Event::Reviewed, SECOND, 9)), Err(Objection::SamePerson));
    history.push(step(Event::Closed, FIRST, 60));
    assert_eq!(may(Kind::Emergency, &history, &step(Event::Reviewed, third, 90)), Ok(()));
    assert!(waits_for_review(&history));
    history.push(step(Event::Reviewed, third, 90));
    assert_eq!((review_due(&history), waits_for_review(&history)), (None, false));
    for again in [Event::Reviewed, Event::Closed] {
        assert_eq!(may(Kind::Emergency, &history, &step(again, Who(10), 99)), Err(Objection::OutOfTurn));
    }
    history.remove(4);
    assert_eq!(may(Kind::Emergency, &history, &step(Event::Closed, FIRST, 99)), Ok(()));
    let declined = [step(Event::Asked, CLIENT, 0), step(Event::Declined, FIRST, 1)];
    assert_eq!((review_due(&declined), waits_for_review(&declined)), (None, false));
}

/// The ways that the pages go, written down a second time: each step is there when its turn comes.
#[test]
fn every_way_that_the_pages_go_is_open() {
    use Event::{Agreed, Asked, Closed, Declined, Given, Opened, Refused, Reviewed, Shown, Taken, Withdrawn};
    let ways: &[(Kind, &[Event])] = &[
        (Kind::CompanyItem, &[Shown, Given, Opened, Withdrawn]),
        (Kind::CompanyItem, &[Shown, Refused]),
        (Kind::CompanyItem, &[Shown, Closed]),
        (Kind::CaseCopy, &[Opened, Withdrawn]),
        (Kind::CaseCopy, &[Opened, Closed]),
        (Kind::Emergency, &[Asked, Taken, Agreed, Opened, Reviewed, Closed]),
        (Kind::Emergency, &[Asked, Taken, Agreed, Opened, Closed, Reviewed]),
        (Kind::Emergency, &[Asked, Declined]),
        (Kind::Emergency, &[Asked, Taken, Declined]),
        (Kind::Order, &[Asked, Agreed, Opened, Closed]),
        (Kind::Order, &[Asked, Declined]),
        (Kind::Hazard, &[Shown, Given, Asked, Agreed, Opened, Withdrawn]),
        (Kind::Hazard, &[Shown, Given, Asked, Agreed, Opened, Closed]),
        (Kind::Hazard, &[Shown, Given, Asked, Withdrawn]),
        (Kind::Hazard, &[Shown, Given, Asked, Declined]),
        (Kind::Hazard, &[Shown, Given, Withdrawn]),
        (Kind::Hazard, &[Shown, Given, Closed]),
        (Kind::Hazard, &[Shown, Refused]),
        (Kind::Hazard, &[Shown, Closed]),
        (Kind::Handover, &[Shown, Given, Opened, Withdrawn]),
        (Kind::Handover, &[Shown, Given, Opened, Closed]),
        (Kind::Handover, &[Shown, Asked, Agreed, Opened, Withdrawn]),
        (Kind::Handover, &[Shown, Asked, Given, Opened]),
        (Kind::Handover, &[Shown, Asked, Refused]),
        (Kind::Handover, &[Shown, Asked, Declined]),
        (Kind::Handover, &[Shown, Refused]),
        (Kind::Handover, &[Shown, Closed]),
    ];
    for (kind, way) in ways {
        let mut history: Vec<Step> = Vec::new();
        for (minute, event) in (0..).zip(*way) {
            // each step by somebody else, a minute after the one before
            let mut next = step(*event, Who(100 + minute), i64::try_from(minute).unwrap());
            // who takes an emergency on says for how long
            next.until = next.until.or((*event == Taken).then(|| next.at + SignedDuration::from_hours(1)));
            assert_eq!(may(*kind, &history, &next), Ok(()), "{kind}: {event} after {history:?}");
            history.push(next);
        }
    }
}

#[test]
fn who_takes_an_emergency_on_says_for_how_long_and_not_for_more_than_two_hours() {
    let asked = [step(Event::Asked, CLIENT, 0)];
    let taken =
        |minutes: i64| Step { until: Some(at(1) + SignedDuration::from_mins(minutes)), ..step(Event::Taken, FIRST, 1) };
    assert_eq!(may(Kind::Emergency, &asked, &taken(120)), Ok(()));
    assert_eq!(may(Kind::Emergency, &asked, &taken(121)), Err(Objection::TooLong));
    assert_eq!(may(Kind::Emergency, &asked, &taken(0)), Err(Objection::TooLong));
}
