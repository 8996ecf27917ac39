//! The vocabulary of the gate: what is asked for, why, and under which circumstances.
//!
//! Each enum lists `ALL` its values, so that the tests and the printed matrix walk the whole space.

use jiff::Timestamp;

pub use crate::consent::{Clause, Consent};
use crate::vocabulary::words;

/// The id of one stored object; the permit is bound to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub u128);

words! {
    /// What is governed. `Draft` is unsent typing that saves itself, whatever it is to become.
    Object {
        Note = "note",
        Questionnaire = "questionnaire",
        SessionPlan = "session-plan",
        SharedRecord = "shared-record",
        ThreeLines = "three-lines",
        Letter = "letter",
        Reply = "reply",
        Profile = "profile",
        /// When, where, attended. Never the topic.
        BookingFacts = "booking-facts",
        Draft = "draft",
        /// A few words beside a cancellation or an offer.
        Message = "message",
        JobCard = "job-card",
        /// What was agreed to between two people, clause by clause.
        ConsentLedger = "consent-ledger",
        /// Who opened what of a person's record.
        AccessLog = "access-log",
        /// One exact text for one reader in the company.
        CompanyItem = "company-item",
        /// A case without what identifies the person, for one named supervisor.
        CaseCopy = "case-copy",
        /// A question to peers, written so that nobody is recognised.
        PeerQuestion = "peer-question",
        /// The minimum that somebody must know to avert a danger: who, which danger, what is asked.
        EmergencyPacket = "emergency-packet",
        /// The part of a record that an order or a duty names.
        Extract = "extract",
        /// A frozen aggregate for a company.
        Snapshot = "snapshot",
        /// The organisation's log, without content.
        AuditLog = "audit-log",
    }
}

words! {
    Action {
        Read = "read",
        Write = "write",
        /// Hands it over: a letter or reply is sent, a sheet is submitted.
        Send = "send",
        Recall = "recall",
        Manage = "manage",
    }
}

words! {
    /// Why. Every request names one; a purpose that no row lists is denied.
    Purpose {
        Support = "support",
        SubjectAccess = "subject-access",
        Operation = "operation",
        Billing = "billing",
        PeerAdvice = "peer-advice",
        Handover = "handover",
        Supervision = "supervision",
        CompanyFeedback = "company-feedback",
        CompanyAggregate = "company-aggregate",
        Safety = "safety",
        LegalOrder = "legal-order",
        LegalHazard = "legal-hazard",
        TrainingPublication = "training-publication",
    }
}

impl Purpose {
    /// The clause that a client must have agreed to before others may read for this purpose.
    #[must_use]
    pub const fn leans_on(self) -> Option<Clause> {
        match self {
            Self::Support => Some(Clause::Confidentiality),
            Self::Handover => Some(Clause::Handover),
            Self::Supervision => Some(Clause::CaseUse),
            Self::TrainingPublication => Some(Clause::Training),
            Self::CompanyFeedback | Self::LegalHazard => Some(Clause::CompanyItem),
            Self::CompanyAggregate => Some(Clause::CompanyAggregate),
            Self::PeerAdvice => Some(Clause::PeerAdvice),
            Self::SubjectAccess | Self::Operation | Self::Billing | Self::Safety | Self::LegalOrder => None,
        }
    }
}

words! {
    Role {
        Client = "client",
        Supporter = "supporter",
        Manager = "manager",
        Administrator = "administrator",
        /// Answers for the data: the second person of a request for access, of an order, of a release.
        DataOfficer = "data-officer",
        /// Is called when somebody is in danger.
        DutyOfficer = "duty-officer",
        /// Looks at the work of supporters, on copies that name nobody.
        Supervisor = "supervisor",
        /// Receives for a company what its employees agreed to, and nothing else.
        CompanyViewer = "company-viewer",
        /// Teaches with cases whose people agreed to the final text.
        Trainer = "trainer",
        /// Reads the organisation's log.
        Auditor = "auditor",
    }
}

words! {
    /// How a membership stands at the moment of the request.
    Standing {
        Invited = "invited",
        Active = "active",
        Suspended = "suspended",
        Left = "left",
        Deleted = "deleted",
    }
}

words! {
    /// A ground that may stand beside consent.
    Exception {
        None = "none",
        Danger = "danger",
        Order = "order",
        Hazard = "hazard",
        Unreachable = "unreachable",
    }
}

words! {
    /// What the caller owes in return for being allowed.
    Obligation {
        /// An entry stands in the audit log before the first byte leaves.
        Log = "log",
        /// What is written bears who and when itself; it is nobody else's text that was opened.
        Signed = "signed",
        ShowInAccessLog = "show-in-access-log",
        NoExport = "no-export",
        RecordReason = "record-reason",
        /// The client is told that it happened.
        TellClient = "tell-client",
        /// The reader's name and the time stand on every page.
        Watermark = "watermark",
        /// It closes by itself.
        Expires = "expires",
        /// A third person judges it within 24 hours.
        Review = "review",
        /// Recipient, subject, items and the fact of consent are kept, as for any third-party provision.
        RecordProvision = "record-provision",
    }
}

impl Obligation {
    const fn bit(self) -> u16 {
        match self {
            Self::Log => 1,
            Self::Signed => 512,
            Self::ShowInAccessLog => 2,
            Self::NoExport => 4,
            Self::RecordReason => 8,
            Self::TellClient => 16,
            Self::Watermark => 32,
            Self::Expires => 64,
            Self::Review => 128,
            Self::RecordProvision => 256,
        }
    }
}

/// A set of obligations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obligations(u16);

impl Obligations {
    pub(super) const fn of(list: &[Obligation]) -> Self {
        let (mut bits, mut rest) = (0, list);
        while let [first, tail @ ..] = rest {
            bits |= first.bit();
            rest = tail;
        }
        Self(bits)
    }

    #[must_use]
    pub const fn has(self, one: Obligation) -> bool {
        self.0 & one.bit() != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Obligation> {
        Obligation::ALL.iter().copied().filter(move |one| self.has(*one))
    }
}

/// Where the object stands in its life. A state that its kind does not know matches no row and is denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Has no life of its own: note, plan, profile, booking facts, draft.
    Kept,
    /// A sheet, letter or reply that its author has not handed over.
    Draft,
    /// A sheet that was handed in.
    Submitted,
    /// Three lines that the client finished and keeps to themselves.
    Withheld,
    /// A letter or reply under way since then.
    Sent { at: Timestamp },
    /// A letter that its author took back in time.
    Recalled,
    /// An item for the company, in the exact words that its client saw.
    Shown,
    /// Waits for a second person since then: an emergency packet, an extract, a release.
    Asked { at: Timestamp },
    /// Disclosed, and open to its recipient until then.
    Open { until: Timestamp },
    /// Its time is over: expired, withdrawn or destroyed. The fact remains, the text does not open.
    Closed,
}
