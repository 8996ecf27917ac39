//! Consent: what two people agreed on, clause by clause. The ledger is never changed; how a clause stands is derived
//! by [`rules::consent`]. The gate leans on it with every question.

use rules::consent::{Consent, Decision};

/// How the promise of confidence stands between the two people of the booking `b`, as a part of a question: the last
/// decision about it. That clause is agreed to without a date, so the last row is the whole story.
pub(crate) const PROMISE: &str = "(SELECT k.decision FROM agreements g JOIN consents k ON k.agreement = g.id
    WHERE g.client = b.client AND g.supporter = b.supporter AND g.programme = b.programme
      AND k.clause = 'confidentiality' AND k.decision <> 'shown' ORDER BY k.seq DESC LIMIT 1) AS promise";

/// The state that [`PROMISE`] answers.
pub(crate) fn promise(last: Option<&str>) -> Consent {
    let decided = last.and_then(|word| word.parse::<Decision>().ok());
    rules::consent::standing(decided.map(|decision| (decision, None)), jiff::Timestamp::UNIX_EPOCH)
}
