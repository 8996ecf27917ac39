//! The exits: everything by which a text may leave the two people between whom it was said.
//!
//! Each has one recipient, and either a consent to exactly this or a ground that stands beside consent, with a
//! second person. Whatever is not listed here does not leave.

use super::super::relation::Tie;
use super::super::rule::Rule;
use super::super::words::{Action, Exception, Object, Obligation, Obligations, Purpose, Role};
use super::{
    ANYBODY, EDIT, In, LOGGED, ON_REQUEST, OWN, READ, RECALL, Row, SEEN, SEND, SIGNED, Then, WORKING, WRITE,
    nobody_else, row,
};
use Object::{AuditLog, CaseCopy, CompanyItem, EmergencyPacket, Extract, PeerQuestion, Snapshot};

/// Reads what happened, and writes down what they think of it.
const EDIT_AFTER: &[Action] = &[Action::Read, Action::Write];
const COMPANY: &[Purpose] = &[Purpose::CompanyFeedback];
const AGGREGATE: &[Purpose] = &[Purpose::CompanyAggregate];
const SUPERVISION: &[Purpose] = &[Purpose::Supervision];
const TRAINING: &[Purpose] = &[Purpose::TrainingPublication];
const PEER_ADVICE: &[Purpose] = &[Purpose::PeerAdvice];
const SAFETY: &[Purpose] = &[Purpose::Safety];
const ORDER: &[Purpose] = &[Purpose::LegalOrder];
const HAZARD: &[Purpose] = &[Purpose::LegalHazard];

/// Leaves the house: the client sees it, and recipient, items and consent are kept as for any third party.
const PROVIDED: Obligations = Obligations::of(&[
    Obligation::Log,
    Obligation::ShowInAccessLog,
    Obligation::Watermark,
    Obligation::RecordProvision,
]);
/// A copy that names nobody, for one reader, for a while.
const LENT: Obligations = Obligations::of(&[
    Obligation::Log,
    Obligation::ShowInAccessLog,
    Obligation::NoExport,
    Obligation::Watermark,
    Obligation::Expires,
]);
/// Broken open in danger: with a reason, told, closed by itself, judged afterwards.
const BROKEN: Obligations = Obligations::of(&[
    Obligation::Log,
    Obligation::ShowInAccessLog,
    Obligation::RecordReason,
    Obligation::TellClient,
    Obligation::Expires,
    Obligation::Review,
    Obligation::RecordProvision,
]);
/// Handed out because the law says so.
const ORDERED: Obligations = Obligations::of(&[
    Obligation::Log,
    Obligation::ShowInAccessLog,
    Obligation::RecordReason,
    Obligation::TellClient,
    Obligation::RecordProvision,
]);
const BY_REQUEST: Then =
    Then::NeedSecond(Role::DataOfficer, Obligations::of(&[Obligation::Log, Obligation::RecordReason]));

pub(super) const ROWS: &[Row] = &[
    // An item for the company: one exact text, agreed to by its client after seeing it, for one reader.
    row(Rule::ItemAuthor, &[Tie::Author, Tie::Supporter], (&[CompanyItem], In::Draft), (READ, COMPANY), WORKING),
    row(Rule::ItemAuthor, &[Tie::Author, Tie::Supporter], (&[CompanyItem], In::Draft), (EDIT, COMPANY), SIGNED),
    row(Rule::ItemAuthor, &[Tie::Author, Tie::Supporter], (&[CompanyItem], In::ShownOnce), (READ, COMPANY), WORKING),
    row(Rule::ItemAuthor, &[Tie::Author, Tie::Supporter], (&[CompanyItem], In::ShownOnce), (RECALL, COMPANY), SIGNED),
    row(Rule::ItemClient, &[Tie::Client], (&[CompanyItem], In::ShownOnce), (READ, OWN), LOGGED),
    row(
        Rule::ItemCompany,
        &[Tie::Recipient, Tie::Company],
        (&[CompanyItem], In::Open),
        (READ, COMPANY),
        Then::Allow(PROVIDED),
    )
    .given(),
    nobody_else(Rule::ItemNotAgreed, ANYBODY, (&[CompanyItem], In::Any)),
    // A case without names.
    row(Rule::CopyAuthor, &[Tie::Author, Tie::Supporter], (&[CaseCopy], In::Draft), (READ, SUPERVISION), WORKING),
    row(Rule::CopyAuthor, &[Tie::Author, Tie::Supporter], (&[CaseCopy], In::Draft), (EDIT, SUPERVISION), SIGNED)
        .given(),
    // what a supervisor answered stays with who asked, also when the copy is gone
    row(Rule::CopyAuthor, &[Tie::Author, Tie::Supporter], (&[CaseCopy], In::Disclosed), (READ, SUPERVISION), WORKING),
    row(Rule::CopyAuthor, &[Tie::Author, Tie::Supporter], (&[CaseCopy], In::Open), (RECALL, SUPERVISION), SIGNED),
    row(Rule::CopyClient, &[Tie::Client], (&[CaseCopy], In::Disclosed), (READ, OWN), LOGGED),
    row(
        Rule::CopySupervisor,
        &[Tie::Recipient, Tie::Supervisor],
        (&[CaseCopy], In::Open),
        (READ, SUPERVISION),
        Then::Allow(LENT),
    )
    .given(),
    // and answers it
    row(
        Rule::CopySupervisor,
        &[Tie::Recipient, Tie::Supervisor, Tie::Member],
        (&[CaseCopy], In::Open),
        (WRITE, SUPERVISION),
        SIGNED,
    )
    .given(),
    row(
        Rule::CopyTrainer,
        &[Tie::Recipient, Tie::Trainer],
        (&[CaseCopy], In::Open),
        (READ, TRAINING),
        Then::NeedSecond(Role::DataOfficer, LENT),
    )
    .given(),
    nobody_else(Rule::CopyNobodyElse, ANYBODY, (&[CaseCopy], In::Any)),
    // A question to peers.
    row(Rule::PeerAuthor, &[Tie::Author, Tie::Supporter], (&[PeerQuestion], In::Any), (READ, PEER_ADVICE), WORKING),
    row(Rule::PeerAuthor, &[Tie::Author, Tie::Supporter], (&[PeerQuestion], In::Draft), (EDIT, PEER_ADVICE), SIGNED)
        .given(),
    row(Rule::PeerReads, &[Tie::Peer], (&[PeerQuestion], In::Sent), (READ, PEER_ADVICE), SEEN).given(),
    // Danger to somebody. Who is called sends the minimum; a second person answers within a quarter of an hour, or
    // the danger decides.
    row(Rule::PacketAuthor, &[Tie::Author, Tie::Supporter], (&[EmergencyPacket], In::Draft), (READ, SAFETY), WORKING)
        .on(Exception::Danger),
    row(Rule::PacketAuthor, &[Tie::Author, Tie::Supporter], (&[EmergencyPacket], In::Draft), (EDIT, SAFETY), SIGNED)
        .on(Exception::Danger),
    row(Rule::PacketAuthor, &[Tie::Reporter], (&[EmergencyPacket], In::Draft), (READ, SAFETY), WORKING)
        .on(Exception::Danger),
    row(Rule::PacketAuthor, &[Tie::Reporter], (&[EmergencyPacket], In::Draft), (EDIT, SAFETY), SIGNED)
        .on(Exception::Danger),
    row(
        Rule::PacketAuthor,
        &[Tie::Author, Tie::Supporter],
        (&[EmergencyPacket], In::AskedOnce),
        (READ, SAFETY),
        WORKING,
    )
    .on(Exception::Danger),
    row(Rule::PacketDuty, &[Tie::DutyOfficer], (&[EmergencyPacket], In::AskedOnce), (READ, SAFETY), SEEN)
        .on(Exception::Danger),
    row(Rule::PacketDuty, &[Tie::DutyOfficer], (&[EmergencyPacket], In::AskedOnce), (WRITE, SAFETY), SIGNED)
        .on(Exception::Danger),
    row(Rule::PacketReview, &[Tie::DataOfficer], (&[EmergencyPacket], In::Disclosed), (EDIT_AFTER, SAFETY), SEEN)
        .on(Exception::Danger),
    row(
        Rule::PacketSecond,
        &[Tie::DutyOfficer],
        (&[EmergencyPacket], In::Asked),
        (SEND, SAFETY),
        Then::NeedSecond(Role::DutyOfficer, BROKEN),
    )
    .on(Exception::Danger),
    row(
        Rule::PacketAlone,
        &[Tie::DutyOfficer],
        (&[EmergencyPacket], In::AskedInVain),
        (SEND, SAFETY),
        Then::Allow(BROKEN),
    )
    .on(Exception::Danger),
    row(Rule::PacketRecipient, &[Tie::Recipient], (&[EmergencyPacket], In::Open), (READ, SAFETY), Then::Allow(BROKEN))
        .on(Exception::Danger),
    row(Rule::PacketSubjectAccess, &[Tie::Client], (&[EmergencyPacket], In::AskedOnce), (READ, ON_REQUEST), BY_REQUEST),
    nobody_else(Rule::PacketNobodyElse, ANYBODY, (&[EmergencyPacket], In::Any)),
    // An order, or a duty to act that the client agrees to: the part that it names, written out by the supporter and
    // handed over by two officers.
    row(Rule::OrderOfficer, &[Tie::DataOfficer], (&[Extract], In::Any), (READ, ORDER), SEEN).on(Exception::Order),
    row(Rule::OrderOfficer, &[Tie::DataOfficer], (&[Extract], In::Draft), (WRITE, ORDER), SIGNED).on(Exception::Order),
    row(Rule::ExtractSupporter, &[Tie::Supporter], (&[Extract], In::Draft), (READ, ORDER), WORKING)
        .on(Exception::Order),
    row(Rule::ExtractSupporter, &[Tie::Supporter], (&[Extract], In::Draft), (WRITE, ORDER), SIGNED)
        .on(Exception::Order),
    row(
        Rule::OrderSecond,
        &[Tie::DataOfficer],
        (&[Extract], In::Waiting),
        (SEND, ORDER),
        Then::NeedSecond(Role::DataOfficer, ORDERED),
    )
    .on(Exception::Order),
    row(Rule::HazardOfficer, &[Tie::DataOfficer], (&[Extract], In::Any), (READ, HAZARD), SEEN).on(Exception::Hazard),
    row(Rule::HazardOfficer, &[Tie::DataOfficer], (&[Extract], In::Draft), (WRITE, HAZARD), SIGNED)
        .on(Exception::Hazard),
    row(Rule::ExtractSupporter, &[Tie::Supporter], (&[Extract], In::Draft), (READ, HAZARD), WORKING)
        .on(Exception::Hazard),
    row(Rule::ExtractSupporter, &[Tie::Supporter], (&[Extract], In::Draft), (WRITE, HAZARD), SIGNED)
        .on(Exception::Hazard),
    row(
        Rule::HazardSecond,
        &[Tie::DataOfficer],
        (&[Extract], In::Waiting),
        (SEND, HAZARD),
        Then::NeedSecond(Role::DataOfficer, ORDERED),
    )
    .given()
    .on(Exception::Hazard),
    row(
        Rule::HazardRecipient,
        &[Tie::Recipient, Tie::Company],
        (&[Extract], In::Open),
        (READ, HAZARD),
        Then::Allow(PROVIDED),
    )
    .given()
    .on(Exception::Hazard),
    row(Rule::ExtractClient, &[Tie::Client], (&[Extract], In::AskedOnce), (READ, OWN), LOGGED),
    row(Rule::ExtractClient, &[Tie::Client], (&[Extract], In::ShownOnce), (READ, OWN), LOGGED),
    nobody_else(Rule::ExtractNobodyElse, ANYBODY, (&[Extract], In::Any)),
    // Frozen aggregates, and the log of the organisation.
    row(Rule::SnapshotAuthor, &[Tie::Author, Tie::Member], (&[Snapshot], In::Any), (READ, AGGREGATE), WORKING),
    row(
        Rule::SnapshotRelease,
        &[Tie::Author, Tie::Member],
        (&[Snapshot], In::Waiting),
        (SEND, AGGREGATE),
        Then::NeedSecond(Role::DataOfficer, PROVIDED),
    ),
    row(Rule::SnapshotCompany, &[Tie::Company], (&[Snapshot], In::Open), (READ, AGGREGATE), LOGGED),
    row(Rule::AuditAuditor, &[Tie::Auditor], (&[AuditLog], In::Any), (READ, &[Purpose::Operation]), LOGGED),
];
