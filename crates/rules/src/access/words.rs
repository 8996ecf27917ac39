//! The vocabulary of the gate: what is asked for, why, and under which circumstances.
//!
//! Each enum lists `ALL` its values, so that the tests and the printed matrix walk the whole space.

use jiff::Timestamp;

/// Declares a plain enum together with the list of its values and the word that names each of them.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$note])* $variant,)+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}
pub(super) use words;

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

words! {
    Role {
        Client = "client",
        Supporter = "supporter",
        Manager = "manager",
        Administrator = "administrator",
        /// The second person of a subject access request; grants nothing by itself.
        DataOfficer = "data-officer",
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
    /// The state of the clause that the request leans on. Silence is `NotAsked`.
    Consent {
        NotAsked = "not-asked",
        Given = "given",
        Refused = "refused",
        Withdrawn = "withdrawn",
        Expired = "expired",
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
        /// An audit event is written before the first byte leaves.
        Log = "log",
        ShowInAccessLog = "show-in-access-log",
        NoExport = "no-export",
        RecordReason = "record-reason",
    }
}

impl Obligation {
    const fn bit(self) -> u8 {
        match self {
            Self::Log => 1,
            Self::ShowInAccessLog => 2,
            Self::NoExport => 4,
            Self::RecordReason => 8,
        }
    }
}

/// A set of obligations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obligations(u8);

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
}
