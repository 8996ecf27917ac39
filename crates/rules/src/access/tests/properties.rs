//! What holds for every question: the properties that confidentiality rests on.

use super::*;

#[test]
fn a_purpose_that_no_row_lists_is_denied() {
    let listed = [Purpose::Support, Purpose::SubjectAccess, Purpose::Operation, Purpose::Billing];
    for (object, ask, outcome) in every_question() {
        if !listed.contains(&ask.purpose) {
            assert_eq!(rank(outcome), 0, "{object} {ask:?}");
        }
    }
}

#[test]
fn a_note_opens_to_its_author_alone() {
    for (object, ask, outcome) in every_question() {
        if object != Object::Note {
            continue;
        }
        let client_asks_to_see =
            ask.relation.has(Tie::Client) && ask.action == Action::Read && ask.purpose == Purpose::SubjectAccess;
        match outcome {
            Outcome::Allow(..) => assert!(ask.relation.has(Tie::Author) && ask.purpose == Purpose::Support),
            Outcome::NeedSecond(..) => assert!(client_asks_to_see),
            Outcome::Deny(_) => assert!(!client_asks_to_see),
        }
    }
}

#[test]
fn only_a_note_needs_a_second_person_today() {
    for (object, ask, outcome) in every_question() {
        if object != Object::Note {
            assert_ne!(rank(outcome), 1, "{object} {ask:?}");
        }
    }
}

/// An office adds nothing to what a client or supporter may do with content, however their memberships stand.
#[test]
fn offices_open_no_content() {
    let mut compared = HashSet::new();
    for viewer in viewers() {
        let mut plain = viewer.clone();
        plain.memberships.retain(|held| matches!(held.role, Role::Client | Role::Supporter));
        if plain.memberships.is_empty() {
            continue;
        }
        for parties in parties() {
            let (with, without) = (relate(&viewer, &parties), relate(&plain, &parties));
            if compared.insert((with, without)) {
                offices_add_nothing(with, without);
            }
        }
    }
}

fn offices_add_nothing(with: Relation, without: Relation) {
    for object in Object::ALL.iter().filter(|object| **object != Object::BookingFacts) {
        for state in states() {
            for action in Action::ALL {
                for purpose in [Purpose::Support, Purpose::SubjectAccess, Purpose::Operation] {
                    let answer = |relation| rank(judge(*object, &ask(relation, state, *action, purpose)));
                    assert_eq!(answer(with), answer(without), "{object} {state:?} {action} {purpose}");
                }
            }
        }
    }
}

#[test]
fn an_office_alone_reads_booking_facts_and_nothing_else() {
    for (object, ask, outcome) in every_question() {
        let apart = [Tie::Client, Tie::Supporter, Tie::Author, Tie::Addressee];
        if apart.into_iter().any(|tie| ask.relation.has(tie)) {
            continue;
        }
        let office = ask.relation.has(Tie::Manager) || ask.relation.has(Tie::Administrator);
        let of_office = matches!(ask.purpose, Purpose::Operation | Purpose::Billing);
        let expected = office && of_office && object == Object::BookingFacts && ask.action == Action::Read;
        assert_eq!(allowed(outcome), expected, "{object} {ask:?}");
    }
}

#[test]
fn every_allow_is_logged() {
    for (_, _, outcome) in every_question() {
        if let Outcome::Allow(rule, owed) = outcome {
            assert!(owed.has(Obligation::Log) && owed.iter().next() == Some(Obligation::Log), "{rule}");
        }
    }
}

#[test]
fn withdrawing_never_opens_and_an_expired_consent_is_as_good_as_none() {
    for (object, plain, silence) in every_question() {
        let told = |consent| judge(object, &Ask { consent, ..plain });
        let withdrawn = rank(told(Consent::Withdrawn));
        assert!(withdrawn <= rank(silence) && withdrawn <= rank(told(Consent::Given)), "{object} {plain:?}");
        assert!(rank(told(Consent::Refused)) <= withdrawn, "{object} {plain:?}");
        assert_eq!(told(Consent::Expired), silence, "{object} {plain:?}");
    }
}

#[test]
fn no_exception_opens_anything_today() {
    for (object, plain, silence) in every_question() {
        for exception in Exception::ALL {
            assert_eq!(judge(object, &Ask { exception: *exception, ..plain }), silence, "{object} {plain:?}");
        }
    }
}

#[test]
fn what_the_client_has_not_handed_over_opens_to_its_author_alone() {
    for (object, ask, outcome) in every_question() {
        let governed = !matches!(object, Object::Profile | Object::BookingFacts | Object::Note);
        if ask.state == State::Draft && governed && allowed(outcome) {
            assert!(ask.relation.has(Tie::Author), "{object} {ask:?}");
        }
    }
}

#[test]
fn subject_access_answers_the_client_alone() {
    for (object, ask, outcome) in every_question() {
        if ask.purpose == Purpose::SubjectAccess && rank(outcome) > 0 {
            assert!(ask.relation.has(Tie::Client) && ask.action == Action::Read, "{object} {ask:?}");
        }
    }
}

#[test]
fn nobody_writes_without_an_active_membership() {
    for (object, ask, outcome) in every_question() {
        if ask.action != Action::Read && allowed(outcome) {
            let takes_part = ask.relation.has(Tie::Member) || ask.relation.has(Tie::Supporter);
            assert!(takes_part, "{object} {ask:?}");
        }
    }
}

#[test]
fn managing_content_is_nobodys_today() {
    for (_, ask, outcome) in every_question() {
        if ask.action == Action::Manage {
            assert_eq!(rank(outcome), 0);
        }
    }
}

/// A supporter whose membership does not hold gets nothing of a client, not even the texts they wrote.
#[test]
fn a_supporter_who_is_not_active_opens_nothing_of_a_client() {
    for standing in [Standing::Invited, Standing::Suspended, Standing::Left, Standing::Deleted] {
        for state in states() {
            for object in Object::ALL {
                for action in Action::ALL {
                    let outcome = supports(&hayakawa(standing), &by(HAYAKAWA), *object, state, *action);
                    assert_eq!(outcome.0, "deny", "{object} {state:?} {action}");
                }
            }
        }
    }
}

#[test]
fn the_typed_decision_is_the_same_decision() {
    fn same<O: Content + std::fmt::Debug>(ask: &Ask) {
        match (decide::<O>(ask), judge(O::OBJECT, ask)) {
            (Decision::Deny(one), Outcome::Deny(other)) => assert_eq!(one, other),
            (Decision::NeedSecond(one, a, b), Outcome::NeedSecond(other, c, d)) => {
                assert_eq!((one, a, b), (other, c, d));
            }
            (Decision::Allow(permit), Outcome::Allow(rule, owed)) => {
                assert_eq!((permit.rule(), permit.obligations()), (rule, owed));
                assert_eq!((permit.viewer(), permit.id()), (ask.relation.who(), ask.id));
                assert_eq!((permit.action(), permit.purpose()), (ask.action, ask.purpose));
            }
            (typed, plain) => panic!("{typed:?} is not {plain:?}"),
        }
    }
    for (object, ask, _) in every_question() {
        if object == Object::Note {
            same::<Note>(&ask);
            same::<Letter>(&ask);
            same::<BookingFacts>(&ask);
            same::<Draft>(&ask);
        }
    }
}
