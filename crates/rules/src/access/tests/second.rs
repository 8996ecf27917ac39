//! The second person: somebody else, in the role that is named, with no part in the case.

use super::*;

const OFFICER: Who = Who(20);
const COLLEAGUE: Who = Who(21);

fn officer(who: Who) -> Viewer {
    member(who, Role::DutyOfficer, Standing::Active)
}

fn packet() -> Parties {
    Parties { author: Some(HAYAKAWA), ..by(HAYAKAWA) }
}

fn sends(second: Option<Approval>, minutes: i64) -> (&'static str, Rule) {
    let state = State::Asked { at: now() - SignedDuration::from_mins(minutes) };
    let plain = ask(relate(&officer(OFFICER), &packet()), state, Action::Send, Purpose::Safety);
    rule_of(judge(Object::EmergencyPacket, &Ask { exception: Exception::Danger, second, ..plain }))
}

#[test]
fn a_packet_goes_out_with_a_second_person_or_after_a_quarter_of_an_hour() {
    assert_eq!(sends(None, 0), ("second", Rule::PacketSecond));
    assert_eq!(sends(None, 14), ("second", Rule::PacketSecond));
    assert_eq!(sends(None, 15), ("allow", Rule::PacketAlone));
    let yes = agree(OFFICER, &officer(COLLEAGUE), Role::DutyOfficer, &packet(), ID).unwrap();
    assert_eq!(yes.who(), COLLEAGUE);
    assert_eq!(sends(Some(yes), 0), ("allow", Rule::PacketSecond));
}

#[test]
fn nobody_is_their_own_second_person() {
    let own = agree(OFFICER, &officer(OFFICER), Role::DutyOfficer, &packet(), ID);
    assert_eq!(own, Err(NoSecond::SamePerson));
    // a yes that was given to somebody else is no yes to oneself
    let given = agree(COLLEAGUE, &officer(OFFICER), Role::DutyOfficer, &packet(), ID).unwrap();
    assert_eq!(sends(Some(given), 0), ("second", Rule::PacketSecond));
}

#[test]
fn whoever_has_a_part_in_the_case_is_no_second_person() {
    let parties = Parties { successor: Some(SATO), addressee: Some(Who(30)), author: Some(Who(31)), ..by(HAYAKAWA) };
    for part in [TANAKA, HAYAKAWA, SATO, Who(30), Who(31)] {
        let second = agree(OFFICER, &officer(part), Role::DutyOfficer, &parties, ID);
        assert_eq!(second, Err(NoSecond::PartOfTheCase), "{part:?}");
    }
}

#[test]
fn a_second_person_answers_in_the_role_that_is_named_and_for_this_object() {
    let data = member(COLLEAGUE, Role::DataOfficer, Standing::Active);
    assert_eq!(agree(OFFICER, &data, Role::DutyOfficer, &packet(), ID), Err(NoSecond::NotInThatRole));
    let left = member(COLLEAGUE, Role::DutyOfficer, Standing::Left);
    assert_eq!(agree(OFFICER, &left, Role::DutyOfficer, &packet(), ID), Err(NoSecond::NotInThatRole));
    let other_role = agree(OFFICER, &data, Role::DataOfficer, &packet(), ID).unwrap();
    assert_eq!(sends(Some(other_role), 0).0, "second");
    let other_object = agree(OFFICER, &officer(COLLEAGUE), Role::DutyOfficer, &packet(), ObjectId(8)).unwrap();
    assert_eq!(sends(Some(other_object), 0).0, "second");
}

/// Whatever a second person may open stays closed to whoever asks twice.
#[test]
fn a_second_person_never_opens_what_is_denied() {
    let yes = agree(OTHER, &officer(COLLEAGUE), Role::DutyOfficer, &packet(), ID).unwrap();
    every_case(|case| {
        let told = judge(case.object, &Ask { second: Some(yes), ..case.plain });
        let plain = case.at(Consent::NotAsked, Exception::None);
        assert!(rank(plain) > 0 || rank(told) == 0, "{} {:?}", case.object, case.plain);
    });
}
