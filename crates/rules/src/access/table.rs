//! The rows of policy, in order: the first that matches decides. Denials stand as rows where an auditor will look
//! for their name; everything else falls through to the default.

use super::decide::{Ask, recallable};
use super::relation::Tie;
use super::rule::Rule;
use super::words::{Action, Object, Obligation, Obligations, Purpose, Role, State};
use Object::{BookingFacts, Draft, Letter, Note, Profile, Questionnaire, Reply, SessionPlan, SharedRecord, ThreeLines};

/// The part of a state that a row can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum In {
    Any,
    Draft,
    Submitted,
    Finished,
    Withheld,
    Sent,
    SentJustNow,
    Recalled,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Then {
    Deny,
    Allow(Obligations),
    NeedSecond(Role, Obligations),
}

#[derive(Debug)]
pub(super) struct Row {
    pub rule: Rule,
    /// All of these ties; none means anybody.
    pub who: &'static [Tie],
    pub objects: &'static [Object],
    pub state: In,
    pub actions: &'static [Action],
    pub purposes: &'static [Purpose],
    pub then: Then,
}

impl Row {
    pub fn matches(&self, object: Object, ask: &Ask) -> bool {
        self.objects.contains(&object)
            && self.actions.contains(&ask.action)
            && self.purposes.contains(&ask.purpose)
            && self.state.holds(ask)
            && self.who.iter().all(|tie| ask.relation.has(*tie))
    }
}

impl In {
    fn holds(self, ask: &Ask) -> bool {
        match (self, ask.state) {
            (Self::Any, _)
            | (Self::Draft, State::Draft)
            | (Self::Submitted, State::Submitted)
            | (Self::Finished, State::Submitted | State::Withheld)
            | (Self::Withheld, State::Withheld)
            | (Self::Sent, State::Sent { .. })
            | (Self::Recalled, State::Recalled) => true,
            (Self::SentJustNow, State::Sent { at }) => recallable(at, ask.now),
            _ => false,
        }
    }
}

const READ: &[Action] = &[Action::Read];
const WRITE: &[Action] = &[Action::Write];
const EDIT: &[Action] = &[Action::Write, Action::Send];
const SUPPORT: &[Purpose] = &[Purpose::Support];
const ON_REQUEST: &[Purpose] = &[Purpose::SubjectAccess];
const OWN: &[Purpose] = &[Purpose::Support, Purpose::SubjectAccess];
const OFFICE: &[Purpose] = &[Purpose::Operation, Purpose::Billing];
const ANYBODY: &[Tie] = &[];
const SHEETS_OF_TWO: &[Object] = &[Questionnaire, SharedRecord, ThreeLines];
const UNSENT: &[Object] = &[Questionnaire, SharedRecord, ThreeLines, Letter, Reply];

const LOGGED: Then = Then::Allow(Obligations::of(&[Obligation::Log]));
/// A supporter's working text: it stays in the house.
const WORKING: Then = Then::Allow(Obligations::of(&[Obligation::Log, Obligation::NoExport]));
/// Somebody else's text: the person it belongs to sees that it was opened.
const SEEN: Then = Then::Allow(Obligations::of(&[Obligation::Log, Obligation::ShowInAccessLog, Obligation::NoExport]));
const BY_REQUEST: Then =
    Then::NeedSecond(Role::DataOfficer, Obligations::of(&[Obligation::Log, Obligation::RecordReason]));

const fn row(
    rule: Rule,
    who: &'static [Tie],
    (objects, state): (&'static [Object], In),
    (actions, purposes): (&'static [Action], &'static [Purpose]),
    then: Then,
) -> Row {
    Row { rule, who, objects, state, actions, purposes, then }
}

const fn nobody_else(rule: Rule, who: &'static [Tie], about: (&'static [Object], In)) -> Row {
    row(rule, who, about, (Action::ALL, Purpose::ALL), Then::Deny)
}

pub(super) const TABLE: &[Row] = &[
    // The author's own texts. They read for ever, and write while the meeting is theirs.
    row(Rule::NoteAuthor, &[Tie::Author], (&[Note], In::Any), (READ, SUPPORT), WORKING),
    row(Rule::NoteAuthor, &[Tie::Author, Tie::Supporter], (&[Note], In::Any), (WRITE, SUPPORT), WORKING),
    row(Rule::NoteSubjectAccess, &[Tie::Client], (&[Note], In::Any), (READ, ON_REQUEST), BY_REQUEST),
    nobody_else(Rule::NoteNobodyElse, ANYBODY, (&[Note], In::Any)),
    row(Rule::DraftAuthor, &[Tie::Author], (&[Draft], In::Any), (READ, SUPPORT), LOGGED),
    row(Rule::DraftAuthor, &[Tie::Author, Tie::Client], (&[Draft], In::Any), (READ, ON_REQUEST), LOGGED),
    row(Rule::DraftAuthor, &[Tie::Author, Tie::Member], (&[Draft], In::Any), (WRITE, SUPPORT), LOGGED),
    row(Rule::DraftAuthor, &[Tie::Author, Tie::Supporter], (&[Draft], In::Any), (WRITE, SUPPORT), LOGGED),
    nobody_else(Rule::DraftNobodyElse, ANYBODY, (&[Draft], In::Any)),
    row(Rule::PlanAuthor, &[Tie::Author], (&[SessionPlan], In::Any), (READ, SUPPORT), WORKING),
    row(Rule::PlanAuthor, &[Tie::Author, Tie::Supporter], (&[SessionPlan], In::Any), (WRITE, SUPPORT), WORKING),
    nobody_else(Rule::PlanNobodyElse, ANYBODY, (&[SessionPlan], In::Any)),
    // Not handed over yet: its author's alone.
    row(Rule::UnsentAuthor, &[Tie::Author], (UNSENT, In::Draft), (READ, SUPPORT), LOGGED),
    row(Rule::UnsentAuthor, &[Tie::Author, Tie::Client], (UNSENT, In::Draft), (READ, ON_REQUEST), LOGGED),
    row(
        Rule::UnsentAuthor,
        &[Tie::Author, Tie::Client, Tie::Member],
        (&[Questionnaire, ThreeLines, Reply], In::Draft),
        (EDIT, SUPPORT),
        LOGGED,
    ),
    row(
        Rule::UnsentAuthor,
        &[Tie::Author, Tie::Supporter],
        (&[SharedRecord, Letter], In::Draft),
        (EDIT, SUPPORT),
        LOGGED,
    ),
    nobody_else(Rule::UnsentNobodyElse, ANYBODY, (UNSENT, In::Draft)),
    // Letters and replies.
    row(Rule::LetterAuthor, &[Tie::Author], (&[Letter], In::Sent), (READ, SUPPORT), LOGGED),
    row(Rule::LetterAuthor, &[Tie::Author], (&[Letter], In::Recalled), (READ, SUPPORT), LOGGED),
    row(Rule::LetterAuthor, &[Tie::Author, Tie::Supporter], (&[Letter], In::Recalled), (EDIT, SUPPORT), LOGGED),
    row(
        Rule::LetterRecall,
        &[Tie::Author, Tie::Supporter],
        (&[Letter], In::SentJustNow),
        (&[Action::Recall], SUPPORT),
        LOGGED,
    ),
    row(Rule::LetterRecallLate, &[Tie::Author], (&[Letter], In::Sent), (&[Action::Recall], Purpose::ALL), Then::Deny),
    row(Rule::LetterAddressee, &[Tie::Addressee], (&[Letter], In::Sent), (READ, SUPPORT), LOGGED),
    row(Rule::LetterAddressee, &[Tie::Addressee, Tie::Client], (&[Letter], In::Sent), (READ, ON_REQUEST), LOGGED),
    nobody_else(Rule::LetterRecalled, ANYBODY, (&[Letter], In::Recalled)),
    row(Rule::ReplyAuthor, &[Tie::Author, Tie::Client], (&[Reply], In::Sent), (READ, OWN), LOGGED),
    row(Rule::ReplyAddressee, &[Tie::Supporter], (&[Reply], In::Sent), (READ, SUPPORT), SEEN),
    row(Rule::ReplyAddressee, &[Tie::Addressee], (&[Reply], In::Sent), (READ, SUPPORT), SEEN),
    // The sheets of two people.
    row(Rule::ClientOwn, &[Tie::Client], (SHEETS_OF_TWO, In::Submitted), (READ, OWN), LOGGED),
    row(Rule::ClientOwn, &[Tie::Client], (&[ThreeLines], In::Withheld), (READ, OWN), LOGGED),
    row(
        Rule::ClientOwn,
        &[Tie::Client, Tie::Member],
        (&[Questionnaire, ThreeLines], In::Finished),
        (EDIT, SUPPORT),
        LOGGED,
    ),
    nobody_else(Rule::LinesWithheld, ANYBODY, (&[ThreeLines], In::Withheld)),
    row(Rule::SupporterReads, &[Tie::Supporter], (SHEETS_OF_TWO, In::Submitted), (READ, SUPPORT), SEEN),
    row(Rule::RecordSupporter, &[Tie::Supporter], (&[SharedRecord], In::Submitted), (EDIT, SUPPORT), SEEN),
    // The person, and the facts of a booking.
    row(Rule::ProfileOwn, &[Tie::Client], (&[Profile], In::Any), (READ, OWN), LOGGED),
    row(Rule::ProfileOwn, &[Tie::Client, Tie::Member], (&[Profile], In::Any), (WRITE, SUPPORT), LOGGED),
    row(Rule::ProfileSupporter, &[Tie::Supporter], (&[Profile], In::Any), (READ, SUPPORT), SEEN),
    row(Rule::BookingParty, &[Tie::Client], (&[BookingFacts], In::Any), (READ, OWN), LOGGED),
    row(Rule::BookingParty, &[Tie::Client, Tie::Member], (&[BookingFacts], In::Any), (WRITE, SUPPORT), LOGGED),
    row(
        Rule::BookingParty,
        &[Tie::Supporter],
        (&[BookingFacts], In::Any),
        (&[Action::Read, Action::Write], SUPPORT),
        LOGGED,
    ),
    row(Rule::BookingOffice, &[Tie::Manager], (&[BookingFacts], In::Any), (READ, OFFICE), LOGGED),
    row(Rule::BookingOffice, &[Tie::Administrator], (&[BookingFacts], In::Any), (READ, OFFICE), LOGGED),
    // Named denials for whoever might have expected a yes.
    nobody_else(Rule::MembershipLapsed, &[Tie::Lapsed], (Object::ALL, In::Any)),
    nobody_else(Rule::OfficeNoContent, &[Tie::Manager], (Object::ALL, In::Any)),
    nobody_else(Rule::OfficeNoContent, &[Tie::Administrator], (Object::ALL, In::Any)),
];
