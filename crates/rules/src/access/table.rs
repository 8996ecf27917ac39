//! The rows of policy, in order: the first that matches decides. Denials stand as rows where an auditor will look
//! for their name; everything else falls through to the default.

mod exits;
mod own;

use super::decide::{ANSWER_WITHIN, Ask, recallable};
use super::relation::Tie;
use super::rule::Rule;
use super::words::{Action, Consent, Exception, Object, Obligation, Obligations, Purpose, Role, State};

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
    /// Sent, and no longer to be taken back.
    Arrived,
    Recalled,
    /// Shown, disclosed, or over.
    ShownOnce,
    /// Waits for a second person, who may still answer in time.
    Asked,
    /// Waited for a second person, in vain.
    AskedInVain,
    /// Either of the two.
    Waiting,
    /// Waits, is disclosed, or was.
    AskedOnce,
    /// Is disclosed, or was.
    Disclosed,
    Open,
}

/// What a row asks of the clause on which the purpose leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreed {
    Irrelevant,
    Given,
    /// Never asked, or run out. A no is not silence.
    Silent,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Then {
    Deny,
    Allow(Obligations),
    NeedSecond(Role, Obligations),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub rule: Rule,
    /// All of these ties; none means anybody.
    pub who: &'static [Tie],
    pub objects: &'static [Object],
    pub state: In,
    pub actions: &'static [Action],
    pub purposes: &'static [Purpose],
    pub consent: Agreed,
    /// The ground that must stand beside it.
    pub ground: Option<Exception>,
    pub then: Then,
}

impl Row {
    pub fn matches(&self, object: Object, ask: &Ask) -> bool {
        self.objects.contains(&object)
            && self.actions.contains(&ask.action)
            && self.purposes.contains(&ask.purpose)
            && self.state.holds(ask)
            && (self.lets_in(ask) || self.is_broken())
    }

    fn lets_in(&self, ask: &Ask) -> bool {
        self.consent.holds(ask.consent)
            && self.ground.is_none_or(|ground| ground == ask.exception)
            && self.who.iter().all(|tie| ask.relation.has(*tie))
    }

    #[cfg(feature = "control")]
    fn is_broken(&self) -> bool {
        super::control::is_broken(self.rule)
    }

    #[cfg(not(feature = "control"))]
    const fn is_broken(&self) -> bool {
        false
    }

    const fn given(mut self) -> Self {
        self.consent = Agreed::Given;
        self
    }

    const fn silent(mut self) -> Self {
        self.consent = Agreed::Silent;
        self
    }

    const fn on(mut self, ground: Exception) -> Self {
        self.ground = Some(ground);
        self
    }
}

impl Agreed {
    fn holds(self, consent: Consent) -> bool {
        match self {
            Self::Irrelevant => true,
            Self::Given => consent == Consent::Given,
            Self::Silent => matches!(consent, Consent::NotAsked | Consent::Expired),
        }
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
            | (Self::Recalled, State::Recalled)
            | (Self::ShownOnce, State::Shown | State::Open { .. } | State::Closed)
            | (Self::Waiting, State::Asked { .. })
            | (Self::Disclosed, State::Open { .. } | State::Closed)
            | (Self::AskedOnce, State::Asked { .. } | State::Open { .. } | State::Closed) => true,
            (Self::SentJustNow, State::Sent { at }) => recallable(at, ask.now),
            (Self::Arrived, State::Sent { at }) => !recallable(at, ask.now),
            (Self::Asked, State::Asked { at }) => !in_vain(at, ask.now),
            (Self::AskedInVain, State::Asked { at }) => in_vain(at, ask.now),
            (Self::Open, State::Open { until }) => ask.now < until,
            _ => false,
        }
    }
}

fn in_vain(asked: jiff::Timestamp, now: jiff::Timestamp) -> bool {
    now.duration_since(asked) >= ANSWER_WITHIN
}

const READ: &[Action] = &[Action::Read];
const WRITE: &[Action] = &[Action::Write];
const SEND: &[Action] = &[Action::Send];
const RECALL: &[Action] = &[Action::Recall];
const EDIT: &[Action] = &[Action::Write, Action::Send];
const SUPPORT: &[Purpose] = &[Purpose::Support];
const ON_REQUEST: &[Purpose] = &[Purpose::SubjectAccess];
const OWN: &[Purpose] = &[Purpose::Support, Purpose::SubjectAccess];
const OFFICE: &[Purpose] = &[Purpose::Operation, Purpose::Billing];
const ANYBODY: &[Tie] = &[];

/// A change that bears its author's name and hour, and facts without content.
const SIGNED: Then = Then::Allow(Obligations::of(&[Obligation::Signed]));
const LOGGED: Then = Then::Allow(Obligations::of(&[Obligation::Log]));
/// A supporter's working text: it stays in the house.
const WORKING: Then = Then::Allow(Obligations::of(&[Obligation::Log, Obligation::NoExport]));
/// Somebody else's text: the person it belongs to sees that it was opened.
const SEEN: Then = Then::Allow(Obligations::of(&[Obligation::Log, Obligation::ShowInAccessLog, Obligation::NoExport]));

const fn row(
    rule: Rule,
    who: &'static [Tie],
    (objects, state): (&'static [Object], In),
    (actions, purposes): (&'static [Action], &'static [Purpose]),
    then: Then,
) -> Row {
    Row { rule, who, objects, state, actions, purposes, consent: Agreed::Irrelevant, ground: None, then }
}

const fn nobody_else(rule: Rule, who: &'static [Tie], about: (&'static [Object], In)) -> Row {
    row(rule, who, about, (Action::ALL, Purpose::ALL), Then::Deny)
}

/// Every row, in order.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    own::ROWS.iter().chain(exits::ROWS).chain(LAST)
}

/// Named denials for whoever might have expected a yes.
const LAST: &[Row] = &[
    nobody_else(Rule::MembershipLapsed, &[Tie::Lapsed], (Object::ALL, In::Any)),
    nobody_else(Rule::CompanyNothingElse, &[Tie::Company], (Object::ALL, In::Any)),
    nobody_else(Rule::OfficeNoContent, &[Tie::Manager], (Object::ALL, In::Any)),
    nobody_else(Rule::OfficeNoContent, &[Tie::Administrator], (Object::ALL, In::Any)),
];
