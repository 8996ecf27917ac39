//! Consent as a ledger: clauses are agreed to one by one, and what was decided is never written over.
//!
//! The gate asks for the state of a clause, the pages for what is still open. Both are derived here from the
//! decisions in the order in which they were made; nothing stores a state. Silence is not consent, and a clause
//! whose meaning changed has to be agreed to again.

use jiff::{SignedDuration, Timestamp};

use crate::vocabulary::words;

#[cfg(test)]
mod tests;

words! {
    /// One thing that a person decides about. Each is answered on its own.
    Clause {
        /// The promise of confidence, with its exceptions. It is acknowledged: no meeting without it.
        Confidentiality = "confidentiality",
        /// What this meeting is for.
        Purpose = "purpose",
        /// Who the supporter is: training, special field.
        Introduction = "introduction",
        /// A case without names, for a named supervisor.
        CaseUse = "case-use",
        /// Once only, or again on request.
        Continuation = "continuation",
        /// The same case in teaching or print: asked when there is a final text.
        Training = "training",
        /// One exact text for one reader in the company.
        CompanyItem = "company-item",
        /// To be counted in a company's aggregate.
        CompanyAggregate = "company-aggregate",
        /// That another supporter goes on with the record.
        Handover = "handover",
        /// A question to peers.
        PeerAdvice = "peer-advice",
    }
}

words! {
    /// How a clause stands. Silence is `NotAsked`, whether or not the clause was shown.
    Consent {
        NotAsked = "not-asked",
        Given = "given",
        Refused = "refused",
        Withdrawn = "withdrawn",
        Expired = "expired",
    }
}

words! {
    /// What can happen to a clause. Rows of the ledger, never changed.
    Decision {
        /// It stood before the person, in this version.
        Shown = "shown",
        Given = "given",
        Refused = "refused",
        Withdrawn = "withdrawn",
        /// A time that was agreed on has passed.
        Expired = "expired",
        /// Another version of the clause means something else.
        Superseded = "superseded",
    }
}

words! {
    /// How a decision reached the ledger.
    Method {
        /// The person pressed the button, signed in.
        Screen = "screen",
        /// The person pressed the button on their supporter's device, in the room.
        Room = "room",
        /// A signed paper lies with the organisation.
        Paper = "paper",
        /// It was said, and written down by somebody else.
        Spoken = "spoken",
    }
}

/// One row of the ledger, about one clause of one agreement. The order of rows is the order of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub clause: Clause,
    pub decision: Decision,
    pub at: Timestamp,
    /// Until when a consent holds, when a time was agreed on.
    pub expires: Option<Timestamp>,
}

/// Why a decision cannot enter the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objection {
    /// Nothing can be withdrawn that was not given.
    NotGiven,
    /// It stands exactly like that already.
    NothingNew,
    /// What was given is withdrawn, not refused: the two are told apart for ever.
    WithdrawInstead,
    /// What the person themselves refused or took back, nobody else enters for them.
    NotTheirs,
}

impl<'de> serde::Deserialize<'de> for Clause {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let word = String::deserialize(from)?;
        word.parse().map_err(|_| serde::de::Error::custom(format!("there is no clause {word:?}")))
    }
}

impl Clause {
    /// The clauses of the first meeting, in the order in which they are gone through.
    pub const FIRST: &[Self] =
        &[Self::Confidentiality, Self::Purpose, Self::Introduction, Self::CaseUse, Self::Continuation];

    /// Whether the meeting waits for it. Refusing any other clause changes nothing about the meeting.
    #[must_use]
    pub const fn meeting_waits(self) -> bool {
        matches!(self, Self::Confidentiality)
    }
}

/// From when on a supporter may write down what their client answers: shortly before they meet.
pub const WITNESSED_FROM: SignedDuration = SignedDuration::from_mins(30);

/// Whether answers may be written down for a client now: the two are about to meet, or have met.
#[must_use]
pub fn may_witness(starts: Timestamp, now: Timestamp) -> bool {
    starts.duration_since(now) <= WITNESSED_FROM
}

/// How a clause stands at a moment: the last decision about it that had been made by then.
#[must_use]
pub fn state(ledger: &[Entry], clause: Clause, now: Timestamp) -> Consent {
    let said = |entry: &&Entry| entry.clause == clause && entry.at <= now && entry.decision != Decision::Shown;
    let last = ledger.iter().rfind(said);
    standing(last.map(|entry| (entry.decision, entry.expires)), now)
}

/// How a clause stands after its last decision that was more than having been shown.
#[must_use]
pub fn standing(last: Option<(Decision, Option<Timestamp>)>, now: Timestamp) -> Consent {
    match last {
        None | Some((Decision::Shown | Decision::Superseded, _)) => Consent::NotAsked,
        Some((Decision::Given, Some(expires))) if expires <= now => Consent::Expired,
        Some((Decision::Given, _)) => Consent::Given,
        Some((Decision::Refused, _)) => Consent::Refused,
        Some((Decision::Withdrawn, _)) => Consent::Withdrawn,
        Some((Decision::Expired, _)) => Consent::Expired,
    }
}

/// The clauses of the first meeting that wait for an answer, in their order.
pub fn open(ledger: &[Entry], now: Timestamp) -> impl Iterator<Item = Clause> {
    let waits = move |clause: &Clause| matches!(state(ledger, *clause, now), Consent::NotAsked | Consent::Expired);
    Clause::FIRST.iter().copied().filter(waits)
}

/// Whether a person's decision may enter the ledger now.
///
/// # Errors
/// [`Objection`], when it would say nothing or take back what was never given.
pub fn may_decide(
    ledger: &[Entry],
    clause: Clause,
    (decision, method): (Decision, Method),
    now: Timestamp,
) -> Result<(), Objection> {
    let stands = state(ledger, clause, now);
    let unsaid = matches!(stands, Consent::NotAsked | Consent::Expired);
    if method != Method::Screen && !(unsaid && matches!(decision, Decision::Given | Decision::Refused)) {
        return Err(Objection::NotTheirs);
    }
    match (decision, stands) {
        (Decision::Withdrawn, Consent::Given) => Ok(()),
        (Decision::Withdrawn, _) => Err(Objection::NotGiven),
        (Decision::Given, Consent::Given) | (Decision::Refused, Consent::Refused) => Err(Objection::NothingNew),
        (Decision::Refused, Consent::Given) => Err(Objection::WithdrawInstead),
        (Decision::Given | Decision::Refused | Decision::Shown | Decision::Expired | Decision::Superseded, _) => Ok(()),
    }
}
