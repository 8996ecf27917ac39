//! Consent: what two people agree on, clause by clause. The ledger is never changed; how a clause stands is derived
//! by [`rules::consent`], and the gate leans on it with every question.

mod answering;
mod editing;
mod ledger;
mod mails;
mod page;
mod receipt;
mod words;

use rules::access::{Action, Object, Role};
use rules::consent::{Consent, Decision};

pub use ledger::{Agreement, Between, Entered, enter, sign};
pub(crate) use mails::perform;
pub(crate) use receipt::Receipt;
pub use words::Wording;

use crate::frame::{Frame, Sample};
use crate::routes::{Route, Who, get, post};

/// How the promise of confidence stands between the two people of the booking `b`, as a part of a question: the last
/// decision about it. That clause is agreed to without a date, so the last row is the whole story.
pub(crate) const PROMISE: &str = "(SELECT k.decision FROM agreements g JOIN consents k ON k.agreement = g.id
    WHERE g.client = b.client AND g.supporter = b.supporter AND g.programme = b.programme
      AND k.clause = 'confidentiality' AND k.decision <> 'shown' ORDER BY k.seq DESC LIMIT 1) AS promise";

/// How the clause about cases stands between the two people of the disclosure `d`, in the same way.
pub(crate) const CASE_USE: &str = "(SELECT k.decision FROM agreements g JOIN consents k ON k.agreement = g.id
    WHERE g.client = d.client AND g.supporter = d.supporter AND g.programme = d.programme
      AND k.clause = 'case-use' AND k.decision <> 'shown' ORDER BY k.seq DESC LIMIT 1) AS case_use";

/// The state that such a part answers.
pub(crate) fn promise(last: Option<&str>) -> Consent {
    let decided = last.and_then(|word| word.parse::<Decision>().ok());
    rules::consent::standing(decided.map(|decision| (decision, None)), jiff::Timestamp::UNIX_EPOCH)
}

/// Somebody wrote down for a client what they agreed to.
const ENTERED: &str = "consent/entered";
/// The jobs of this slice.
pub(crate) const JOB_KINDS: [&str; 1] = [ENTERED];

pub(crate) fn routes() -> Vec<Route> {
    let ledger = Object::ConsentLedger;
    vec![
        get("/meetings/{booking}/agreement", Who::SignedIn, page::show).gate(ledger, Action::Read),
        post("/meetings/{booking}/agreement", Who::SignedIn, answering::create)
            .gate(ledger, Action::Write)
            .audit("agreed"),
        post("/meetings/{booking}/agreement/withdrawal", Who::SignedIn, answering::withdraw)
            .gate(ledger, Action::Recall)
            .audit("consent-withdrawn"),
        post("/meetings/{booking}/agreement/signature", Who::SignedIn, answering::sign)
            .gate(ledger, Action::Write)
            .audit("agreement-signed"),
        post("/meetings/{booking}/agreement/answered", Who::SignedIn, answering::settle)
            .gate(ledger, Action::Write)
            .audit("question-answered"),
        get("/clauses/{programme}", Who::Role(Role::Manager), editing::index).open(),
        get("/clauses/{programme}/{clause}", Who::Role(Role::Manager), editing::show).open(),
        post("/clauses/{programme}/{clause}", Who::Role(Role::Manager), editing::update).open().audit("clause-written"),
        get("/meetings/{booking}/agreement/receipt", Who::SignedIn, receipt::show).gate(ledger, Action::Read),
        get("/meetings/{booking}/agreement/receipt.json", Who::SignedIn, receipt::json).gate(ledger, Action::Read),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    [page::samples(f), receipt::samples(f), editing::samples(f)].concat()
}
