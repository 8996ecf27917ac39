//! The record between two people: notes, sheets, letters, the facts of a booking, and who goes on with it.

use super::super::relation::Tie;
use super::super::rule::Rule;
use super::super::words::{Action, Exception, Object, Obligation, Obligations, Purpose, Role};
use super::{
    ANYBODY, EDIT, In, LOGGED, OFFICE, ON_REQUEST, OWN, READ, RECALL, Row, SEEN, SIGNED, SUPPORT, Then, WORKING, WRITE,
    nobody_else, row,
};
use Object::{
    AccessLog, BookingFacts, ConsentLedger, Draft, JobCard, Letter, Message, Note, Profile, Questionnaire, Reply,
    SessionPlan, SharedRecord, ThreeLines,
};

const SHEETS_OF_TWO: &[Object] = &[Questionnaire, JobCard, SharedRecord, ThreeLines];
const UNSENT: &[Object] = &[Questionnaire, JobCard, SharedRecord, ThreeLines, Letter, Reply];
/// What a supporter reads of a client, once the promise of confidence was acknowledged.
const OF_THE_CLIENT: &[Object] = &[Questionnaire, JobCard, SharedRecord, ThreeLines, Profile, Reply];
/// What a successor goes on with.
const HANDED_OVER: (&[Object], In) = (&[Questionnaire, JobCard, SharedRecord, ThreeLines], In::Submitted);
const PERSON: (&[Object], In) = (&[Profile], In::Any);

const HANDOVER: &[Purpose] = &[Purpose::Handover];
const BY_REQUEST: Then =
    Then::NeedSecond(Role::DataOfficer, Obligations::of(&[Obligation::Log, Obligation::RecordReason]));
/// Goes to another supporter: the client is told, whatever was agreed.
const PASSED_ON: Obligations =
    Obligations::of(&[Obligation::Log, Obligation::ShowInAccessLog, Obligation::NoExport, Obligation::TellClient]);
const PASSED_ON_BY_TWO: Then = Then::NeedSecond(Role::DataOfficer, PASSED_ON);

pub(super) const ROWS: &[Row] = &[
    // The author's own texts. They read for ever, and write while the meeting is theirs.
    row(Rule::NoteAuthor, &[Tie::Author], (&[Note], In::Any), (READ, SUPPORT), WORKING),
    row(Rule::NoteAuthor, &[Tie::Author, Tie::Supporter], (&[Note], In::Any), (WRITE, SUPPORT), SIGNED),
    row(Rule::NoteSubjectAccess, &[Tie::Client], (&[Note], In::Any), (READ, ON_REQUEST), BY_REQUEST),
    row(Rule::NoteLegalOrder, &[Tie::DataOfficer], (&[Note], In::Any), (READ, &[Purpose::LegalOrder]), BY_REQUEST)
        .on(Exception::Order),
    nobody_else(Rule::NoteNobodyElse, ANYBODY, (&[Note], In::Any)),
    row(Rule::DraftAuthor, &[Tie::Author], (&[Draft], In::Any), (READ, SUPPORT), LOGGED),
    row(Rule::DraftAuthor, &[Tie::Author, Tie::Client], (&[Draft], In::Any), (READ, ON_REQUEST), LOGGED),
    row(Rule::DraftAuthor, &[Tie::Author, Tie::Member], (&[Draft], In::Any), (WRITE, SUPPORT), SIGNED),
    row(Rule::DraftAuthor, &[Tie::Author, Tie::Supporter], (&[Draft], In::Any), (WRITE, SUPPORT), SIGNED),
    nobody_else(Rule::DraftNobodyElse, ANYBODY, (&[Draft], In::Any)),
    row(Rule::PlanAuthor, &[Tie::Author], (&[SessionPlan], In::Any), (READ, SUPPORT), WORKING),
    row(Rule::PlanAuthor, &[Tie::Author, Tie::Supporter], (&[SessionPlan], In::Any), (WRITE, SUPPORT), SIGNED),
    nobody_else(Rule::PlanNobodyElse, ANYBODY, (&[SessionPlan], In::Any)),
    // Not handed over yet: its author's alone.
    row(Rule::UnsentAuthor, &[Tie::Author], (UNSENT, In::Draft), (READ, SUPPORT), LOGGED),
    row(Rule::UnsentAuthor, &[Tie::Author, Tie::Client], (UNSENT, In::Draft), (READ, ON_REQUEST), LOGGED),
    row(
        Rule::UnsentAuthor,
        &[Tie::Author, Tie::Client, Tie::Member],
        (&[Questionnaire, JobCard, ThreeLines, Reply], In::Draft),
        (EDIT, SUPPORT),
        SIGNED,
    ),
    row(
        Rule::UnsentAuthor,
        &[Tie::Author, Tie::Supporter],
        (&[SharedRecord, Letter], In::Draft),
        (EDIT, SUPPORT),
        SIGNED,
    ),
    nobody_else(Rule::UnsentNobodyElse, ANYBODY, (UNSENT, In::Draft)),
    // Letters and replies.
    row(Rule::LetterAuthor, &[Tie::Author], (&[Letter], In::Sent), (READ, SUPPORT), LOGGED),
    row(Rule::LetterAuthor, &[Tie::Author], (&[Letter], In::Recalled), (READ, SUPPORT), LOGGED),
    row(Rule::LetterAuthor, &[Tie::Author, Tie::Supporter], (&[Letter], In::Recalled), (EDIT, SUPPORT), SIGNED),
    row(Rule::LetterRecall, &[Tie::Author, Tie::Supporter], (&[Letter], In::SentJustNow), (RECALL, SUPPORT), SIGNED),
    row(Rule::LetterRecallLate, &[Tie::Author], (&[Letter], In::Sent), (RECALL, Purpose::ALL), Then::Deny),
    row(Rule::LetterAddressee, &[Tie::Addressee], (&[Letter], In::Arrived), (READ, SUPPORT), LOGGED),
    row(Rule::LetterAddressee, &[Tie::Addressee, Tie::Client], (&[Letter], In::Arrived), (READ, ON_REQUEST), LOGGED),
    nobody_else(Rule::LetterRecalled, ANYBODY, (&[Letter], In::Recalled)),
    row(Rule::ReplyAuthor, &[Tie::Author, Tie::Client], (&[Reply], In::Sent), (READ, OWN), LOGGED),
    row(Rule::ReplyAddressee, &[Tie::Supporter], (&[Reply], In::Sent), (READ, SUPPORT), SEEN).given(),
    row(Rule::ReplyAddressee, &[Tie::Addressee], (&[Reply], In::Sent), (READ, SUPPORT), SEEN).given(),
    // The sheets of two people.
    row(Rule::ClientOwn, &[Tie::Client], (SHEETS_OF_TWO, In::Submitted), (READ, OWN), LOGGED),
    row(Rule::ClientOwn, &[Tie::Client], (&[ThreeLines], In::Withheld), (READ, OWN), LOGGED),
    row(
        Rule::ClientOwn,
        &[Tie::Client, Tie::Member],
        (&[Questionnaire, JobCard, ThreeLines], In::Finished),
        (EDIT, SUPPORT),
        SIGNED,
    ),
    nobody_else(Rule::LinesWithheld, ANYBODY, (&[ThreeLines], In::Withheld)),
    row(Rule::SupporterReads, &[Tie::Supporter], (SHEETS_OF_TWO, In::Submitted), (READ, SUPPORT), SEEN).given(),
    row(Rule::RecordSupporter, &[Tie::Supporter], (&[SharedRecord], In::Submitted), (EDIT, SUPPORT), SIGNED).given(),
    // A few words beside a cancellation or an offer: for the two, whatever was promised.
    row(Rule::MessageParty, &[Tie::Client], (&[Message], In::Any), (READ, OWN), LOGGED),
    row(Rule::MessageParty, &[Tie::Client, Tie::Member], (&[Message], In::Any), (WRITE, SUPPORT), SIGNED),
    row(Rule::MessageParty, &[Tie::Supporter], (&[Message], In::Any), (READ, SUPPORT), SEEN),
    row(Rule::MessageParty, &[Tie::Supporter], (&[Message], In::Any), (WRITE, SUPPORT), SIGNED),
    // The person, and the facts of a booking.
    row(Rule::ProfileOwn, &[Tie::Client], (&[Profile], In::Any), (READ, OWN), LOGGED),
    row(Rule::ProfileOwn, &[Tie::Client, Tie::Member], (&[Profile], In::Any), (WRITE, SUPPORT), SIGNED),
    row(Rule::ProfileSupporter, &[Tie::Supporter], (&[Profile], In::Any), (READ, SUPPORT), SEEN).given(),
    row(Rule::NoticeMissing, &[Tie::Supporter], (OF_THE_CLIENT, In::Any), (Action::ALL, SUPPORT), Then::Deny),
    row(Rule::HandoverAgreed, &[Tie::Successor], HANDED_OVER, (READ, HANDOVER), Then::Allow(PASSED_ON)).given(),
    row(Rule::HandoverAgreed, &[Tie::Successor], PERSON, (READ, HANDOVER), Then::Allow(PASSED_ON)).given(),
    row(Rule::HandoverUnreachable, &[Tie::Successor], HANDED_OVER, (READ, HANDOVER), PASSED_ON_BY_TWO)
        .silent()
        .on(Exception::Unreachable),
    row(Rule::HandoverUnreachable, &[Tie::Successor], PERSON, (READ, HANDOVER), PASSED_ON_BY_TWO)
        .silent()
        .on(Exception::Unreachable),
    nobody_else(Rule::HandoverNotAgreed, &[Tie::Successor], (OF_THE_CLIENT, In::Any)),
    // What was agreed, and who looked: the client's own, and for the ledger the other one's who signed.
    row(Rule::LedgerClient, &[Tie::Client], (&[ConsentLedger], In::Any), (READ, OWN), LOGGED),
    row(Rule::LedgerClient, &[Tie::Client, Tie::Member], (&[ConsentLedger], In::Any), (WRITE, SUPPORT), SIGNED),
    row(Rule::LedgerClient, &[Tie::Client], (&[ConsentLedger], In::Any), (RECALL, SUPPORT), SIGNED),
    row(Rule::LedgerSupporter, &[Tie::Supporter], (&[ConsentLedger], In::Any), (READ, SUPPORT), SEEN),
    row(Rule::LedgerSupporter, &[Tie::Supporter], (&[ConsentLedger], In::Any), (WRITE, SUPPORT), SIGNED),
    row(Rule::AccessLogOwn, &[Tie::Client], (&[AccessLog], In::Any), (READ, OWN), LOGGED),
    nobody_else(Rule::AccessLogNobodyElse, ANYBODY, (&[AccessLog], In::Any)),
    row(Rule::BookingParty, &[Tie::Client], (&[BookingFacts], In::Any), (READ, OWN), SIGNED),
    row(Rule::BookingParty, &[Tie::Client, Tie::Member], (&[BookingFacts], In::Any), (WRITE, SUPPORT), SIGNED),
    row(
        Rule::BookingParty,
        &[Tie::Supporter],
        (&[BookingFacts], In::Any),
        (&[Action::Read, Action::Write], SUPPORT),
        SIGNED,
    ),
    row(Rule::BookingOffice, &[Tie::Manager], (&[BookingFacts], In::Any), (READ, OFFICE), SIGNED),
    row(Rule::BookingOffice, &[Tie::Administrator], (&[BookingFacts], In::Any), (READ, OFFICE), SIGNED),
];
