//! The ledger tells one story, whatever order of decisions it holds.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute)
}

fn entry(clause: Clause, decision: Decision, minute: i64) -> Entry {
    Entry { clause, decision, at: at(minute), expires: None }
}

fn ledgers() -> impl Strategy<Value = Vec<Entry>> {
    let row = (select(Clause::ALL), select(Decision::ALL), 0..6_i64, proptest::option::of(1..12_i64));
    proptest::collection::vec(row, 0..12).prop_map(|rows| {
        let mut minute = 0;
        let entry = |(clause, decision, later, lasts): (Clause, Decision, i64, Option<i64>)| {
            minute += later;
            Entry { clause, decision, at: at(minute), expires: lasts.map(|lasts| at(minute + lasts)) }
        };
        rows.into_iter().map(entry).collect()
    })
}

#[test]
fn silence_is_not_consent_and_neither_is_having_seen_it() {
    assert_eq!(state(&[], Clause::CaseUse, at(0)), Consent::NotAsked);
    assert_eq!(state(&[entry(Clause::CaseUse, Decision::Shown, 0)], Clause::CaseUse, at(1)), Consent::NotAsked);
}

#[test]
fn a_clause_goes_through_its_life() {
    let life = [
        (Decision::Shown, Consent::NotAsked),
        (Decision::Refused, Consent::Refused),
        (Decision::Given, Consent::Given),
        (Decision::Shown, Consent::Given),
        (Decision::Withdrawn, Consent::Withdrawn),
        (Decision::Given, Consent::Given),
        (Decision::Superseded, Consent::NotAsked),
        (Decision::Given, Consent::Given),
        (Decision::Expired, Consent::Expired),
    ];
    let mut ledger = Vec::new();
    for (minute, (decision, stands)) in (0..).zip(life) {
        ledger.push(entry(Clause::CaseUse, decision, minute));
        assert_eq!(state(&ledger, Clause::CaseUse, at(minute)), stands, "after {decision}");
    }
    assert_eq!(state(&ledger, Clause::CaseUse, at(2)), Consent::Given, "the past stays as it was");
    assert_eq!(state(&ledger, Clause::Handover, at(20)), Consent::NotAsked, "another clause is another matter");
}

#[test]
fn a_consent_with_a_date_ends_at_that_moment() {
    let until = [Entry { expires: Some(at(10)), ..entry(Clause::CaseUse, Decision::Given, 0) }];
    assert_eq!(state(&until, Clause::CaseUse, at(10) - SignedDuration::from_nanos(1)), Consent::Given);
    assert_eq!(state(&until, Clause::CaseUse, at(10)), Consent::Expired);
    let refused = [Entry { expires: Some(at(10)), ..entry(Clause::CaseUse, Decision::Refused, 0) }];
    assert_eq!(state(&refused, Clause::CaseUse, at(11)), Consent::Refused, "a no has no end");
}

#[test]
fn the_five_clauses_wait_in_their_order() {
    let waiting = |ledger: &[Entry]| open(ledger, at(9)).collect::<Vec<_>>();
    assert_eq!(waiting(&[]), Clause::FIRST);
    let refused = [entry(Clause::Confidentiality, Decision::Given, 0), entry(Clause::CaseUse, Decision::Refused, 1)];
    assert_eq!(waiting(&refused), [Clause::Purpose, Clause::Introduction, Clause::Continuation]);
    let ran_out = [Entry { expires: Some(at(5)), ..entry(Clause::Purpose, Decision::Given, 0) }];
    assert_eq!(waiting(&ran_out), Clause::FIRST);
    let waits: Vec<_> = Clause::ALL.iter().filter(|clause| clause.meeting_waits()).collect();
    assert_eq!(waits, [&Clause::Confidentiality]);
}

#[test]
fn what_says_nothing_does_not_enter() {
    let given = [entry(Clause::CaseUse, Decision::Given, 0)];
    let decides = |ledger: &[Entry], decision| may_decide(ledger, Clause::CaseUse, (decision, Method::Screen), at(1));
    assert_eq!(decides(&given, Decision::Given), Err(Objection::NothingNew));
    assert_eq!(decides(&given, Decision::Refused), Err(Objection::WithdrawInstead));
    assert_eq!(decides(&given, Decision::Withdrawn), Ok(()));
    assert_eq!(decides(&[], Decision::Withdrawn), Err(Objection::NotGiven));
    let refused = [entry(Clause::CaseUse, Decision::Refused, 0)];
    assert_eq!(decides(&refused, Decision::Refused), Err(Objection::NothingNew));
    assert_eq!(decides(&refused, Decision::Given), Ok(()));
    assert_eq!(decides(&refused, Decision::Withdrawn), Err(Objection::NotGiven));
}

/// What a client took back or refused stays so, whatever a supporter writes down.
#[test]
fn nobody_else_undoes_a_no() {
    for said in [Decision::Refused, Decision::Withdrawn, Decision::Given] {
        let ledger = [entry(Clause::Confidentiality, Decision::Given, 0), entry(Clause::Confidentiality, said, 1)];
        for method in [Method::Room, Method::Paper, Method::Spoken] {
            for decision in [Decision::Given, Decision::Refused, Decision::Withdrawn] {
                let entered = may_decide(&ledger, Clause::Confidentiality, (decision, method), at(2));
                assert_eq!(entered, Err(Objection::NotTheirs), "{said} {method} {decision}");
            }
        }
    }
    let unsaid = |decision| may_decide(&[], Clause::CaseUse, (decision, Method::Room), at(2));
    assert_eq!((unsaid(Decision::Given), unsaid(Decision::Refused)), (Ok(()), Ok(())));
    assert_eq!(unsaid(Decision::Withdrawn), Err(Objection::NotTheirs));
}

#[test]
fn a_supporter_writes_down_from_half_an_hour_before_the_meeting() {
    assert!(!may_witness(at(31), at(0)) && may_witness(at(30), at(0)) && may_witness(at(0), at(600)));
}

proptest! {
    #[test]
    fn later_rows_about_other_clauses_and_rows_of_the_future_change_nothing(
        ledger in ledgers(), clause in select(Clause::ALL), now in 0..80_i64
    ) {
        let about: Vec<Entry> =
            ledger.iter().filter(|entry| entry.clause == clause && entry.at <= at(now)).copied().collect();
        prop_assert_eq!(state(&ledger, clause, at(now)), state(&about, clause, at(now)));
    }

    #[test]
    fn what_was_withdrawn_stays_withdrawn_until_it_is_given_again(ledger in ledgers(), clause in select(Clause::ALL)) {
        let mut ledger = ledger;
        let end = ledger.last().map_or(at(0), |entry| entry.at);
        ledger.push(Entry { clause, decision: Decision::Withdrawn, at: end, expires: None });
        for later in [0, 1, 1_000_000] {
            prop_assert_eq!(state(&ledger, clause, end + SignedDuration::from_mins(later)), Consent::Withdrawn);
        }
    }

    #[test]
    fn a_decision_that_may_enter_is_what_stands_then(
        ledger in ledgers(), clause in select(Clause::ALL), decision in select(Decision::ALL)
    ) {
        let now = ledger.last().map_or(at(0), |entry| entry.at);
        if may_decide(&ledger, clause, (decision, Method::Screen), now).is_ok() {
            let before = state(&ledger, clause, now);
            let mut after = ledger.clone();
            after.push(Entry { clause, decision, at: now, expires: None });
            let expected = match decision {
                Decision::Shown => before,
                Decision::Given => Consent::Given,
                Decision::Refused => Consent::Refused,
                Decision::Withdrawn => Consent::Withdrawn,
                Decision::Expired => Consent::Expired,
                Decision::Superseded => Consent::NotAsked,
            };
            prop_assert_eq!(state(&after, clause, now), expected);
        }
    }
}
