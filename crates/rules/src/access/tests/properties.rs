//! What holds for every question: the properties that confidentiality rests on. One walk asks all of them at each
//! case, so that a row of policy is held to every one of them.

use super::*;

/// A property's name, and whether it holds for a case.
type Property = (&'static str, fn(&Case) -> bool);

const PROPERTIES: &[Property] = &[
    ("a purpose that is not this kind's own is denied", only_for_its_own_purposes),
    ("withdrawing never opens", withdrawing_never_opens),
    ("an expired consent is as good as none", expired_is_as_good_as_none),
    ("a refusal closes at least as much as a withdrawal", refusing_closes_most),
    ("a note opens to its author alone", a_note_is_its_authors),
    ("only what the design names needs a second person", seconds_are_named),
    ("a company reads what was meant for it, and nothing else", a_company_reads_what_was_meant_for_it),
    ("a company reads no word about a person without that person's consent or a danger", a_company_reads_by_consent),
    ("the offices of the house add nothing to content", offices_add_nothing),
    ("an office alone reads booking facts for its office", offices_read_facts),
    ("every reading of content is logged, every change is signed", logged_or_signed),
    ("what leaves the house is kept as a provision", provisions_are_recorded),
    ("a supporter reads nothing of a client before the promise was acknowledged", nothing_before_the_promise),
    ("what was not handed over opens to its author alone", unsent_is_its_authors),
    ("subject access answers the client alone", subject_access_is_the_clients),
    ("nobody writes without an active part, and everybody takes their own consent back", writing_takes_part),
    ("managing content is nobody's", nobody_manages),
    ("what is closed opens to nobody but those it was about or who answer for it", closed_is_closed),
    ("only danger, order, hazard and absence change an answer, and each its own kind", grounds_open_their_own),
];

#[test]
fn every_property_holds_for_every_question() {
    let mut asked = 0_usize;
    every_case(|case| {
        for (name, holds) in PROPERTIES {
            assert!(holds(case), "{name}: {} {:?} {:?}", case.object, case.plain, case.answers);
        }
        asked += case.answers.len();
    });
    assert!(asked > 10_000_000, "{asked} questions are not all of them");
}

/// Written down a second time, from the design and not from the table.
const fn own_purposes(object: Object) -> &'static [Purpose] {
    use Purpose::{
        Billing, CompanyAggregate, CompanyFeedback, Handover, LegalHazard, LegalOrder, Operation, PeerAdvice, Safety,
        SubjectAccess, Supervision, Support, TrainingPublication,
    };
    match object {
        Object::Note => &[Support, SubjectAccess, LegalOrder],
        Object::SessionPlan => &[Support],
        Object::Draft
        | Object::Letter
        | Object::Reply
        | Object::Message
        | Object::ConsentLedger
        | Object::AccessLog => &[Support, SubjectAccess],
        Object::Questionnaire | Object::JobCard | Object::SharedRecord | Object::ThreeLines | Object::Profile => {
            &[Support, SubjectAccess, Handover]
        }
        Object::BookingFacts => &[Support, SubjectAccess, Operation, Billing],
        Object::CompanyItem => &[CompanyFeedback, Support, SubjectAccess],
        Object::CaseCopy => &[Supervision, TrainingPublication, Support, SubjectAccess],
        Object::PeerQuestion => &[PeerAdvice],
        Object::EmergencyPacket => &[Safety, SubjectAccess],
        Object::Extract => &[LegalOrder, LegalHazard, Support, SubjectAccess],
        Object::Snapshot => &[CompanyAggregate],
        Object::AuditLog => &[Operation],
    }
}

fn only_for_its_own_purposes(case: &Case) -> bool {
    own_purposes(case.object).contains(&case.plain.purpose) || case.most() == 0
}

fn each_ground(holds: impl Fn(Exception) -> bool) -> bool {
    Exception::ALL.iter().all(|ground| holds(*ground))
}

fn withdrawing_never_opens(case: &Case) -> bool {
    each_ground(|ground| {
        let withdrawn = rank(case.at(Consent::Withdrawn, ground));
        withdrawn <= rank(case.at(Consent::NotAsked, ground)) && withdrawn <= rank(case.at(Consent::Given, ground))
    })
}

fn expired_is_as_good_as_none(case: &Case) -> bool {
    each_ground(|ground| case.at(Consent::Expired, ground) == case.at(Consent::NotAsked, ground))
}

fn refusing_closes_most(case: &Case) -> bool {
    each_ground(|ground| rank(case.at(Consent::Refused, ground)) <= rank(case.at(Consent::Withdrawn, ground)))
}

fn a_note_is_its_authors(case: &Case) -> bool {
    let Case { object: Object::Note, plain, .. } = case else { return true };
    let read = plain.action == Action::Read;
    let on_request = case.has(Tie::Client) && read && plain.purpose == Purpose::SubjectAccess;
    case.answers.iter().all(|((_, ground), outcome)| match rank(*outcome) {
        2 => case.has(Tie::Author) && plain.purpose == Purpose::Support,
        1 => {
            let ordered = case.has(Tie::DataOfficer) && read && plain.purpose == Purpose::LegalOrder;
            on_request || (ordered && *ground == Exception::Order)
        }
        _ => !on_request,
    })
}

fn seconds_are_named(case: &Case) -> bool {
    let named = match case.plain.purpose {
        Purpose::SubjectAccess => matches!(case.object, Object::Note | Object::EmergencyPacket),
        Purpose::LegalOrder => matches!(case.object, Object::Note | Object::Extract),
        Purpose::LegalHazard => case.object == Object::Extract,
        Purpose::Handover => case.has(Tie::Successor),
        Purpose::Safety => case.object == Object::EmergencyPacket && case.plain.action == Action::Send,
        Purpose::TrainingPublication => case.object == Object::CaseCopy,
        Purpose::CompanyAggregate => case.object == Object::Snapshot && case.plain.action == Action::Send,
        _ => false,
    };
    named || case.outcomes().all(|outcome| rank(outcome) != 1)
}

/// Ties by which somebody has a part of their own in a case.
const PARTS: &[Tie] = &[Tie::Client, Tie::Supporter, Tie::Author, Tie::Addressee, Tie::Successor, Tie::Peer];
/// Ties of those who answer for something in the house.
const ANSWERABLE: &[Tie] = &[
    Tie::Manager,
    Tie::Administrator,
    Tie::DataOfficer,
    Tie::DutyOfficer,
    Tie::Supervisor,
    Tie::Trainer,
    Tie::Auditor,
];

fn only_of_a_company(case: &Case) -> bool {
    case.has(Tie::Company) && PARTS.iter().chain(ANSWERABLE).all(|tie| !case.has(*tie))
}

fn a_company_reads_what_was_meant_for_it(case: &Case) -> bool {
    let meant =
        matches!(case.object, Object::CompanyItem | Object::Snapshot | Object::EmergencyPacket | Object::Extract)
            && case.plain.action == Action::Read;
    !only_of_a_company(case) || meant || case.most() == 0
}

fn a_company_reads_by_consent(case: &Case) -> bool {
    if !only_of_a_company(case) || case.object == Object::Snapshot {
        return true;
    }
    case.answers.iter().all(|((consent, ground), outcome)| {
        !allowed(*outcome)
            || case.has(Tie::Recipient)
                && (*consent == Consent::Given
                    || case.object == Object::EmergencyPacket && *ground == Exception::Danger)
    })
}

fn offices_add_nothing(case: &Case) -> bool {
    if case.object == Object::BookingFacts {
        return true;
    }
    let plain = Ask { relation: case.plain.relation.without(&[Tie::Manager, Tie::Administrator]), ..case.plain };
    if plain.relation == case.plain.relation {
        return true;
    }
    let without = Case::new(case.object, plain);
    without.outcomes().map(rank).eq(case.outcomes().map(rank))
}

fn offices_read_facts(case: &Case) -> bool {
    let office = case.has(Tie::Manager) || case.has(Tie::Administrator);
    if case.object != Object::BookingFacts || PARTS.iter().any(|tie| case.has(*tie)) {
        return true;
    }
    let of_office = matches!(case.plain.purpose, Purpose::Operation | Purpose::Billing);
    let expected = office && of_office && case.plain.action == Action::Read;
    case.outcomes().all(|outcome| allowed(outcome) == expected)
}

fn owed(outcome: Outcome) -> Option<Obligations> {
    match outcome {
        Outcome::Deny(_) => None,
        Outcome::Allow(_, owed) | Outcome::NeedSecond(_, _, owed) => Some(owed),
    }
}

fn logged_or_signed(case: &Case) -> bool {
    let reading = case.plain.action == Action::Read && case.object != Object::BookingFacts;
    case.outcomes().filter_map(owed).all(|owed| owed.has(Obligation::Log) || !reading && owed.has(Obligation::Signed))
}

fn provisions_are_recorded(case: &Case) -> bool {
    let leaves = only_of_a_company(case) && case.object != Object::Snapshot
        || matches!(case.object, Object::EmergencyPacket | Object::Extract)
            && case.plain.action == Action::Send
            && case.plain.state != State::Draft;
    let kept = |owed: Obligations| owed.has(Obligation::RecordProvision) && owed.has(Obligation::ShowInAccessLog);
    !leaves || case.outcomes().filter_map(owed).all(kept)
}

fn nothing_before_the_promise(case: &Case) -> bool {
    let own = [Tie::Client, Tie::Author].into_iter().any(|tie| case.has(tie));
    let of_the_client = matches!(
        case.object,
        Object::Questionnaire
            | Object::JobCard
            | Object::SharedRecord
            | Object::ThreeLines
            | Object::Profile
            | Object::Reply
    );
    if own || !of_the_client || case.plain.purpose != Purpose::Support {
        return true;
    }
    case.answers.iter().all(|((consent, _), outcome)| *consent == Consent::Given || !allowed(*outcome))
}

fn unsent_is_its_authors(case: &Case) -> bool {
    case.plain.state != State::Draft
        || case.object == Object::Extract
        || matches!(case.object, Object::Profile | Object::BookingFacts | Object::Note)
        || matches!(case.object, Object::ConsentLedger | Object::AccessLog | Object::AuditLog)
        || case.has(Tie::Author)
        || case.outcomes().all(|outcome| !allowed(outcome))
}

fn subject_access_is_the_clients(case: &Case) -> bool {
    case.plain.purpose != Purpose::SubjectAccess
        || case.most() == 0
        || case.has(Tie::Client) && case.plain.action == Action::Read
}

fn writing_takes_part(case: &Case) -> bool {
    let part = [Tie::Member, Tie::Supporter, Tie::DutyOfficer, Tie::DataOfficer].into_iter().any(|tie| case.has(tie));
    let own_consent =
        case.object == Object::ConsentLedger && case.plain.action == Action::Recall && case.has(Tie::Client);
    case.plain.action == Action::Read || part || own_consent || case.most() == 0
}

fn nobody_manages(case: &Case) -> bool {
    case.plain.action != Action::Manage || case.most() == 0
}

fn closed_is_closed(case: &Case) -> bool {
    let over = match case.plain.state {
        State::Closed => true,
        State::Open { until } => until <= now(),
        _ => false,
    };
    let answers = [Tie::Client, Tie::Author, Tie::DutyOfficer, Tie::DataOfficer].into_iter().any(|tie| case.has(tie));
    !over || answers || case.most() == 0
}

/// Which ground may change which kind's answers.
fn grounds_open_their_own(case: &Case) -> bool {
    case.answers.iter().all(|((consent, ground), outcome)| {
        let own = match ground {
            Exception::None => true,
            Exception::Danger => case.object == Object::EmergencyPacket,
            Exception::Order => matches!(case.object, Object::Extract | Object::Note),
            Exception::Hazard => case.object == Object::Extract,
            Exception::Unreachable => case.plain.purpose == Purpose::Handover,
        };
        own || *outcome == case.at(*consent, Exception::None)
    })
}

/// A supporter whose membership does not hold gets nothing of a client, not even the texts they wrote.
#[test]
fn a_supporter_who_is_not_active_opens_nothing_of_a_client() {
    for standing in [Standing::Invited, Standing::Suspended, Standing::Left, Standing::Deleted] {
        for (object, state, action, _) in matters() {
            let outcome = supports(&hayakawa(standing), &by(HAYAKAWA), object, state, action);
            assert_eq!(outcome.0, "deny", "{object} {state:?} {action}");
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
    every_case(|case| {
        if case.object == Object::Note {
            same::<Note>(&case.plain);
            same::<Letter>(&case.plain);
            same::<BookingFacts>(&case.plain);
            same::<Draft>(&case.plain);
        }
    });
}
