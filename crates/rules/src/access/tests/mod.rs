//! The whole space of questions, walked: two people who may or may not be each party, every standing, every word.

use std::collections::HashSet;
use std::sync::OnceLock;

use jiff::{SignedDuration, Timestamp};

use super::permit::Content;
use super::*;

mod page;
mod properties;
mod relation;
mod stories;

const ME: Who = Who(1);
const OTHER: Who = Who(2);
const ID: ObjectId = ObjectId(7);

fn now() -> Timestamp {
    "2026-11-20T10:00:00Z".parse().unwrap()
}

fn states() -> Vec<State> {
    let long_ago = now() - SignedDuration::from_hours(1);
    vec![
        State::Kept,
        State::Draft,
        State::Submitted,
        State::Withheld,
        State::Sent { at: now() },
        State::Sent { at: long_ago },
        State::Recalled,
    ]
}

/// Every way in which I may or may not be the parties of an object.
fn parties() -> Vec<Parties> {
    let party = [None, Some(ME), Some(OTHER)];
    let mut all = Vec::new();
    for client in party {
        for supporter in party {
            for author in party {
                for addressee in party {
                    all.push(Parties { client, supporter, author, addressee });
                }
            }
        }
    }
    all
}

/// Every standing of a client and a supporter membership, or none, with and without each office.
fn viewers() -> Vec<Viewer> {
    let standings = || std::iter::once(None).chain(Standing::ALL.iter().copied().map(Some));
    let offices = [vec![], vec![Role::Manager], vec![Role::Administrator], vec![Role::Manager, Role::DataOfficer]];
    let mut all = Vec::new();
    for client in standings() {
        for supporter in standings() {
            for office in &offices {
                let own = [(Role::Client, client), (Role::Supporter, supporter)].into_iter();
                let mut memberships: Vec<Membership> =
                    own.filter_map(|(role, standing)| Some(Membership { role, standing: standing? })).collect();
                memberships.extend(office.iter().map(|role| Membership { role: *role, standing: Standing::Active }));
                all.push(Viewer { who: ME, memberships });
            }
        }
    }
    all
}

/// The distinct relations that any viewer has to any object.
fn relations() -> &'static HashSet<Relation> {
    static ALL: OnceLock<HashSet<Relation>> = OnceLock::new();
    ALL.get_or_init(|| {
        let parties = parties();
        viewers().iter().flat_map(|viewer| parties.iter().map(|parties| relate(viewer, parties))).collect()
    })
}

fn ask(relation: Relation, state: State, action: Action, purpose: Purpose) -> Ask {
    let (consent, exception) = (Consent::NotAsked, Exception::None);
    Ask { relation, id: ID, state, action, purpose, consent, exception, now: now() }
}

/// Every question that differs in anything but consent and exception, with its answer.
fn every_question() -> impl Iterator<Item = (Object, Ask, Outcome)> {
    static ALL: OnceLock<Vec<(Object, Ask, Outcome)>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let mut all = Vec::new();
        for relation in relations() {
            for (object, state) in
                Object::ALL.iter().flat_map(|object| states().into_iter().map(|state| (*object, state)))
            {
                for (action, purpose) in
                    Action::ALL.iter().flat_map(|action| Purpose::ALL.iter().map(|why| (*action, *why)))
                {
                    let ask = ask(*relation, state, action, purpose);
                    all.push((object, ask, judge(object, &ask)));
                }
            }
        }
        all
    });
    all.iter().copied()
}

fn allowed(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Allow(..))
}

fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Deny(_) => 0,
        Outcome::NeedSecond(..) => 1,
        Outcome::Allow(..) => 2,
    }
}

fn member(who: Who, role: Role, standing: Standing) -> Viewer {
    Viewer { who, memberships: vec![Membership { role, standing }] }
}

// The cast of the stories below.
const TANAKA: Who = Who(10);
const HAYAKAWA: Who = Who(11);
const SATO: Who = Who(12);

/// Tanaka's booking with Hayakawa; the text is the author's, and goes to the other one.
fn by(author: Who) -> Parties {
    let addressee = if author == TANAKA { HAYAKAWA } else { TANAKA };
    Parties { client: Some(TANAKA), supporter: Some(HAYAKAWA), author: Some(author), addressee: Some(addressee) }
}

fn tanaka() -> Viewer {
    member(TANAKA, Role::Client, Standing::Active)
}

fn hayakawa(standing: Standing) -> Viewer {
    member(HAYAKAWA, Role::Supporter, standing)
}

fn rule_of(outcome: Outcome) -> (&'static str, Rule) {
    match outcome {
        Outcome::Deny(rule) => ("deny", rule),
        Outcome::Allow(rule, _) => ("allow", rule),
        Outcome::NeedSecond(rule, ..) => ("second", rule),
    }
}

/// What support gives this viewer.
fn supports(viewer: &Viewer, parties: &Parties, object: Object, state: State, action: Action) -> (&'static str, Rule) {
    rule_of(judge(object, &ask(relate(viewer, parties), state, action, Purpose::Support)))
}
