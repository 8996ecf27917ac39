//! Tanaka and Hayakawa: what each may do with each text, told one fact at a time.

use super::*;

const SENT: fn() -> State = || State::Sent { at: now() };
/// Sent, and ten minutes ago: it can no longer be taken back.
const ARRIVED: fn() -> State = || State::Sent { at: now() - RECALL_FOR };

#[test]
fn hayakawa_reads_the_note_she_wrote_and_tanaka_cannot_open_it() {
    let note = by(HAYAKAWA);
    let author = supports(&hayakawa(Standing::Active), &note, Object::Note, State::Kept, Action::Read);
    assert_eq!(author, ("allow", Rule::NoteAuthor));
    assert_eq!(supports(&tanaka(), &note, Object::Note, State::Kept, Action::Read), ("deny", Rule::NoteNobodyElse));
    let request = ask(relate(&tanaka(), &note), State::Kept, Action::Read, Purpose::SubjectAccess);
    let Outcome::NeedSecond(rule, role, owed) = judge(Object::Note, &request) else { panic!("{request:?}") };
    assert_eq!((rule, role), (Rule::NoteSubjectAccess, Role::DataOfficer));
    assert_eq!(owed.iter().collect::<Vec<_>>(), [Obligation::Log, Obligation::RecordReason]);
}

#[test]
fn after_a_handover_the_author_still_reads_her_note_and_writes_no_more() {
    let handed = Parties { supporter: Some(SATO), ..by(HAYAKAWA) };
    let her = hayakawa(Standing::Active);
    assert_eq!(supports(&her, &handed, Object::Note, State::Kept, Action::Read).0, "allow");
    assert_eq!(supports(&her, &handed, Object::Note, State::Kept, Action::Write).0, "deny");
    let sato = member(SATO, Role::Supporter, Standing::Active);
    assert_eq!(supports(&sato, &handed, Object::Note, State::Kept, Action::Read), ("deny", Rule::NoteNobodyElse));
}

#[test]
fn the_letter_opens_to_tanaka_when_it_is_sent_and_closes_when_it_is_recalled() {
    let letter = by(HAYAKAWA);
    let reads = |state| supports(&tanaka(), &letter, Object::Letter, state, Action::Read);
    assert_eq!(reads(State::Draft), ("deny", Rule::UnsentNobodyElse));
    assert_eq!(reads(SENT()), ("deny", Rule::Default), "its author may still take it back");
    assert_eq!(reads(ARRIVED()), ("allow", Rule::LetterAddressee));
    assert_eq!(reads(State::Recalled), ("deny", Rule::LetterRecalled));
    let writes = |state, action| supports(&hayakawa(Standing::Active), &letter, Object::Letter, state, action);
    assert_eq!(writes(State::Draft, Action::Send), ("allow", Rule::UnsentAuthor));
    assert_eq!(writes(SENT(), Action::Write).0, "deny");
    assert_eq!(writes(SENT(), Action::Recall), ("allow", Rule::LetterRecall));
    assert_eq!(writes(State::Recalled, Action::Send), ("allow", Rule::LetterAuthor));
    assert_eq!(writes(State::Recalled, Action::Read), ("allow", Rule::LetterAuthor));
}

#[test]
fn a_letter_is_recalled_until_the_tenth_minute_is_over() {
    for (seconds, rule) in [(0, Rule::LetterRecall), (599, Rule::LetterRecall), (600, Rule::LetterRecallLate)] {
        let state = State::Sent { at: now() - SignedDuration::from_secs(seconds) };
        let outcome = supports(&hayakawa(Standing::Active), &by(HAYAKAWA), Object::Letter, state, Action::Recall);
        assert_eq!(outcome.1, rule, "{seconds}");
    }
    assert!(recallable(now() + SignedDuration::from_secs(1), now()), "a clock that stepped back keeps the chance");
}

#[test]
fn what_tanaka_wants_to_talk_about_is_read_once_it_is_handed_in() {
    let reads = |state| supports(&hayakawa(Standing::Active), &by(TANAKA), Object::Questionnaire, state, Action::Read);
    assert_eq!(reads(State::Draft), ("deny", Rule::UnsentNobodyElse));
    assert_eq!(reads(State::Submitted), ("allow", Rule::SupporterReads));
    assert_eq!(reads(SENT()), ("deny", Rule::NoticeMissing), "a questionnaire is never sent: fail closed");
    for action in [Action::Read, Action::Write, Action::Send] {
        for state in [State::Draft, State::Submitted] {
            assert_eq!(supports(&tanaka(), &by(TANAKA), Object::Questionnaire, state, action).0, "allow");
        }
    }
}

#[test]
fn three_lines_are_shown_unless_tanaka_keeps_them() {
    let reads = |viewer: &Viewer, state| supports(viewer, &by(TANAKA), Object::ThreeLines, state, Action::Read);
    assert_eq!(reads(&hayakawa(Standing::Active), State::Submitted), ("allow", Rule::SupporterReads));
    assert_eq!(reads(&hayakawa(Standing::Active), State::Withheld), ("deny", Rule::LinesWithheld));
    assert_eq!(reads(&tanaka(), State::Withheld), ("allow", Rule::ClientOwn));
}

#[test]
fn tanaka_replies_and_hayakawa_reads_the_reply() {
    let reply = by(TANAKA);
    assert_eq!(supports(&tanaka(), &reply, Object::Reply, State::Draft, Action::Send).0, "allow");
    let her = hayakawa(Standing::Active);
    assert_eq!(supports(&her, &reply, Object::Reply, State::Draft, Action::Read).0, "deny");
    assert_eq!(supports(&her, &reply, Object::Reply, SENT(), Action::Read), ("allow", Rule::ReplyAddressee));
    assert_eq!(supports(&tanaka(), &reply, Object::Reply, SENT(), Action::Read), ("allow", Rule::ReplyAuthor));
}

#[test]
fn a_client_who_left_still_reads_what_is_theirs_and_writes_nothing() {
    for standing in [Standing::Invited, Standing::Suspended, Standing::Left] {
        let gone = member(TANAKA, Role::Client, standing);
        let does = |action| supports(&gone, &by(TANAKA), Object::Questionnaire, State::Submitted, action).0;
        assert_eq!((does(Action::Read), does(Action::Write)), ("allow", "deny"), "{standing}");
    }
    let deleted = member(TANAKA, Role::Client, Standing::Deleted);
    let read = supports(&deleted, &by(TANAKA), Object::Questionnaire, State::Submitted, Action::Read);
    assert_eq!(read.0, "deny");
}

#[test]
fn a_suspension_weighs_more_than_another_active_membership() {
    let twice = |one, other| Viewer {
        who: HAYAKAWA,
        memberships: vec![
            Membership { role: Role::Supporter, standing: one },
            Membership { role: Role::Supporter, standing: other },
        ],
    };
    let reads = |viewer: &Viewer| supports(viewer, &by(HAYAKAWA), Object::Note, State::Kept, Action::Read).0;
    assert_eq!(reads(&twice(Standing::Active, Standing::Suspended)), "deny");
    assert_eq!(reads(&twice(Standing::Left, Standing::Active)), "allow", "whoever comes back is back");
    assert_eq!(reads(&twice(Standing::Deleted, Standing::Active)), "allow");
}

#[test]
fn whoever_left_as_a_client_and_came_back_as_a_supporter_writes_their_own_profile() {
    let own = Parties { client: Some(SATO), author: Some(SATO), ..Parties::default() };
    let writes = |client, supporter: Option<Standing>, office: bool| {
        let mut viewer = member(SATO, Role::Client, client);
        viewer.memberships.extend(supporter.map(|standing| Membership { role: Role::Supporter, standing }));
        if office {
            viewer.memberships.push(Membership { role: Role::Manager, standing: Standing::Active });
        }
        supports(&viewer, &own, Object::Profile, State::Kept, Action::Write).0
    };
    assert_eq!(writes(Standing::Left, Some(Standing::Active), false), "allow");
    assert_eq!(writes(Standing::Active, Some(Standing::Suspended), false), "allow");
    assert_eq!(writes(Standing::Suspended, Some(Standing::Active), true), "deny");
    assert_eq!(writes(Standing::Left, None, true), "deny");
    let manager = member(SATO, Role::Manager, Standing::Active);
    assert_eq!(supports(&manager, &own, Object::Profile, State::Kept, Action::Write).0, "allow");
}

#[test]
fn a_lapsed_supporter_is_told_apart_from_a_stranger() {
    let sheet = |viewer: &Viewer| supports(viewer, &by(TANAKA), Object::Questionnaire, State::Submitted, Action::Read);
    assert_eq!(sheet(&hayakawa(Standing::Left)), ("deny", Rule::MembershipLapsed));
    let written = |viewer: &Viewer| supports(viewer, &by(HAYAKAWA), Object::Letter, SENT(), Action::Read);
    assert_eq!(written(&hayakawa(Standing::Left)), ("deny", Rule::MembershipLapsed));
    let handed = Parties { supporter: Some(SATO), ..by(HAYAKAWA) };
    let letter = supports(&hayakawa(Standing::Left), &handed, Object::Letter, SENT(), Action::Read);
    assert_eq!(letter, ("deny", Rule::MembershipLapsed), "whoever wrote it is lapsed as well");
    let stranger = member(SATO, Role::Supporter, Standing::Active);
    assert_eq!(sheet(&stranger), ("deny", Rule::Default));
    let manager = member(SATO, Role::Manager, Standing::Active);
    assert_eq!(sheet(&manager), ("deny", Rule::OfficeNoContent));
}

#[test]
fn a_draft_that_concerns_no_client_is_its_authors_while_any_membership_holds() {
    let own = Parties { author: Some(SATO), ..Parties::default() };
    let reads = |standing, parties: &Parties| {
        supports(&member(SATO, Role::Manager, standing), parties, Object::Draft, State::Kept, Action::Read).0
    };
    assert_eq!(reads(Standing::Active, &own), "allow");
    assert_eq!(reads(Standing::Suspended, &own), "deny");
    let about_tanaka = Parties { client: Some(TANAKA), ..own };
    assert_eq!(reads(Standing::Active, &about_tanaka), "deny", "a manager writes nothing about a client");
    let with_hayakawa = Parties { supporter: Some(HAYAKAWA), ..own };
    assert_eq!(reads(Standing::Active, &with_hayakawa), "deny");
}

#[test]
fn a_permit_covers_one_object_and_one_action() {
    let question = ask(relate(&tanaka(), &by(HAYAKAWA)), ARRIVED(), Action::Read, Purpose::Support);
    let Decision::Allow(permit) = decide::<Letter>(&question) else { panic!("Tanaka reads his letter") };
    assert!(permit.covers(ID, Action::Read));
    assert!(!permit.covers(ObjectId(8), Action::Read));
    assert!(!permit.covers(ID, Action::Write));
}

#[test]
fn the_line_under_a_text_names_who_can_read_it() {
    let names = |object, parties: &Parties, state| -> Vec<(Who, Tie)> {
        readers(object, parties, state).into_iter().map(|reader| (reader.who, reader.tie)).collect()
    };
    assert_eq!(names(Object::Note, &by(HAYAKAWA), State::Kept), [(HAYAKAWA, Tie::Supporter)]);
    assert_eq!(names(Object::Letter, &by(HAYAKAWA), State::Draft), [(HAYAKAWA, Tie::Supporter)]);
    let both = [(TANAKA, Tie::Client), (HAYAKAWA, Tie::Supporter)];
    assert_eq!(names(Object::Letter, &by(HAYAKAWA), SENT()), both);
    assert_eq!(names(Object::Questionnaire, &by(TANAKA), State::Submitted), both);
    assert_eq!(names(Object::ThreeLines, &by(TANAKA), State::Withheld), [(TANAKA, Tie::Client)]);
    let handed = Parties { supporter: Some(SATO), ..by(HAYAKAWA) };
    assert_eq!(names(Object::Note, &handed, State::Kept), [(HAYAKAWA, Tie::Author)]);
    let rule = readers(Object::Note, &handed, State::Kept).first().map(|reader| reader.rule);
    assert_eq!(rule, Some(Rule::NoteAuthor));
}

#[test]
fn what_others_read_leans_on_a_clause_and_what_is_ones_own_on_none() {
    let leans: Vec<(Purpose, Option<Clause>)> = Purpose::ALL.iter().map(|why| (*why, why.leans_on())).collect();
    let expected = [
        (Purpose::Support, Some(Clause::Confidentiality)),
        (Purpose::SubjectAccess, None),
        (Purpose::Operation, None),
        (Purpose::Billing, None),
        (Purpose::PeerAdvice, Some(Clause::PeerAdvice)),
        (Purpose::Handover, Some(Clause::Handover)),
        (Purpose::Supervision, Some(Clause::CaseUse)),
        (Purpose::CompanyFeedback, Some(Clause::CompanyItem)),
        (Purpose::CompanyAggregate, Some(Clause::CompanyAggregate)),
        (Purpose::Safety, None),
        (Purpose::LegalOrder, None),
        (Purpose::LegalHazard, Some(Clause::CompanyItem)),
        (Purpose::TrainingPublication, Some(Clause::Training)),
    ];
    assert_eq!(leans, expected);
}
