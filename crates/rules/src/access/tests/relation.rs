//! What ties a viewer to an object: nobody holds a tie of a party that they are not.

use super::*;

#[test]
fn a_tie_to_a_party_is_that_partys_alone() {
    for viewer in viewers() {
        for parties in parties() {
            let relation = relate(&viewer, &parties);
            assert_eq!(relation.who(), ME);
            for (tie, party) in [
                (Tie::Client, parties.client),
                (Tie::Supporter, parties.supporter),
                (Tie::Author, parties.author),
                (Tie::Reporter, parties.author),
                (Tie::Addressee, parties.addressee),
                (Tie::Recipient, parties.addressee),
                (Tie::Successor, parties.successor),
            ] {
                assert!(!relation.has(tie) || party == Some(ME), "{tie} {parties:?}");
            }
            let party = [parties.supporter, parties.author, parties.addressee, parties.successor].contains(&Some(ME));
            assert!(!relation.has(Tie::Lapsed) || party, "{parties:?}");
            assert!(!relation.has(Tie::Peer) || !party && parties.client != Some(ME), "{parties:?}");
        }
    }
}

#[test]
fn each_part_alone_lapses_with_the_membership() {
    let nobody = Parties { client: Some(TANAKA), ..Parties::default() };
    for parties in [
        Parties { supporter: Some(HAYAKAWA), ..nobody },
        Parties { author: Some(HAYAKAWA), ..nobody },
        Parties { addressee: Some(HAYAKAWA), ..nobody },
        Parties { successor: Some(HAYAKAWA), ..nobody },
    ] {
        assert!(relate(&hayakawa(Standing::Suspended), &parties).has(Tie::Lapsed), "{parties:?}");
        assert!(!relate(&hayakawa(Standing::Active), &parties).has(Tie::Lapsed), "{parties:?}");
    }
    assert!(!relate(&hayakawa(Standing::Suspended), &nobody).has(Tie::Lapsed));
}

#[test]
fn the_addressee_of_a_letter_and_the_author_of_a_reply_are_found() {
    assert!(relate(&tanaka(), &by(HAYAKAWA)).has(Tie::Addressee));
    assert!(!relate(&tanaka(), &by(HAYAKAWA)).has(Tie::Author));
    assert!(relate(&hayakawa(Standing::Active), &by(TANAKA)).has(Tie::Addressee));
    assert!(relate(&tanaka(), &by(TANAKA)).has(Tie::Author));
    let sato = member(SATO, Role::Supporter, Standing::Active);
    assert_eq!(
        supports(&sato, &by(HAYAKAWA), Object::Letter, State::Sent { at: now() }, Action::Read),
        ("deny", Rule::Default),
        "a colleague is not the addressee"
    );
}

/// A role that receives counts for what is addressed to it, and never brings back a supporter whose part rests.
#[test]
fn an_office_that_receives_is_a_recipient_and_nothing_more() {
    for role in [Role::Supervisor, Role::CompanyViewer, Role::Trainer] {
        let mut viewer = member(HAYAKAWA, role, Standing::Active);
        let relation = relate(&viewer, &Parties { supporter: Some(SATO), ..by(TANAKA) });
        assert!(relation.has(Tie::Recipient) && !relation.has(Tie::Addressee) && !relation.has(Tie::Lapsed), "{role}");
        viewer.memberships.push(Membership { role: Role::Supporter, standing: Standing::Suspended });
        let reply = supports(&viewer, &by(TANAKA), Object::Reply, State::Sent { at: now() }, Action::Read);
        assert_eq!(reply.0, "deny", "{role}");
        assert!(!relate(&member(HAYAKAWA, role, Standing::Left), &by(TANAKA)).has(Tie::Recipient), "{role}");
    }
    assert!(!relate(&member(HAYAKAWA, Role::Auditor, Standing::Active), &by(TANAKA)).has(Tie::Recipient));
}

/// Who is on duty writes a packet, and an office never opens again what somebody wrote as a supporter.
#[test]
fn an_officer_on_duty_reports_and_is_no_author() {
    let mut viewer = member(HAYAKAWA, Role::DutyOfficer, Standing::Active);
    viewer.memberships.push(Membership { role: Role::Supporter, standing: Standing::Left });
    let relation = relate(&viewer, &by(HAYAKAWA));
    assert!(relation.has(Tie::Reporter) && !relation.has(Tie::Author));
    assert!(!relate(&viewer, &by(TANAKA)).has(Tie::Reporter));
    assert_eq!(supports(&viewer, &by(HAYAKAWA), Object::Letter, State::Sent { at: now() }, Action::Read).0, "deny");
    assert!(!relate(&member(HAYAKAWA, Role::DutyOfficer, Standing::Left), &by(HAYAKAWA)).has(Tie::Reporter));
}
