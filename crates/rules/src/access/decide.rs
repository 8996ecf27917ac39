//! The decision: the first row of the table that matches, and the permit that comes with a yes.

use jiff::{SignedDuration, Timestamp};

use super::permit::{Content, Grant, Permit};
use super::relation::Relation;
use super::rule::Rule;
use super::second::Approval;
use super::table::{Then, rows};
use super::words::{Action, Consent, Exception, Object, ObjectId, Obligations, Purpose, Role, State};

/// How long after sending a letter its author may take it back.
pub const RECALL_FOR: SignedDuration = SignedDuration::from_mins(10);
/// How long a duty officer waits for a second person before the danger decides.
pub const ANSWER_WITHIN: SignedDuration = SignedDuration::from_mins(15);

/// One request, complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    pub relation: Relation,
    pub id: ObjectId,
    pub state: State,
    pub action: Action,
    pub purpose: Purpose,
    /// How the clause stands on which the purpose leans.
    pub consent: Consent,
    pub exception: Exception,
    /// A second person who agreed, where one is needed.
    pub second: Option<Approval>,
    pub now: Timestamp,
}

/// The answer for one kind of content. Only `Allow` carries the permit that opens it.
#[derive(Debug, PartialEq, Eq)]
#[must_use]
pub enum Decision<O: Content> {
    Deny(Rule),
    Allow(Permit<O>),
    /// Nothing is open until a second person of that role agrees.
    NeedSecond(Rule, Role, Obligations),
}

/// The same answer without a permit: for policies, matrices and explanations. It opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    Deny(Rule),
    Allow(Rule, Obligations),
    NeedSecond(Rule, Role, Obligations),
}

/// May this be done with content of kind `O`?
pub fn decide<O: Content>(ask: &Ask) -> Decision<O> {
    match judge(O::OBJECT, ask) {
        Outcome::Deny(rule) => Decision::Deny(rule),
        Outcome::NeedSecond(rule, role, obligations) => Decision::NeedSecond(rule, role, obligations),
        Outcome::Allow(rule, obligations) => Decision::Allow(Permit::new(Grant {
            viewer: ask.relation.who(),
            id: ask.id,
            action: ask.action,
            purpose: ask.purpose,
            rule,
            obligations,
        })),
    }
}

/// The outcome that [`decide`] would give for that object.
pub fn judge(object: Object, ask: &Ask) -> Outcome {
    let Some(row) = rows().find(|row| row.matches(object, ask)) else { return Outcome::Deny(Rule::Default) };
    match row.then {
        Then::Deny => Outcome::Deny(row.rule),
        Then::Allow(obligations) => Outcome::Allow(row.rule, obligations),
        Then::NeedSecond(role, obligations) => match ask.second {
            Some(second) if second.holds(ask, role) => Outcome::Allow(row.rule, obligations),
            _ => Outcome::NeedSecond(row.rule, role, obligations),
        },
    }
}

/// Whether a letter sent at `sent_at` may still be taken back: the tenth minute is the first that is too late.
#[must_use]
pub fn recallable(sent_at: Timestamp, now: Timestamp) -> bool {
    now.duration_since(sent_at) < RECALL_FOR
}
