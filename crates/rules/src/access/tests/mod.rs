//! The whole space of questions, walked: two people who may or may not be each party, every standing, every word.

use std::collections::HashSet;
use std::sync::OnceLock;

use jiff::{SignedDuration, Timestamp};

use super::permit::Content;
use super::*;

mod answers;
mod page;
mod properties;
mod relation;
mod second;
mod stories;

const ME: Who = Who(1);
const OTHER: Who = Who(2);
const ID: ObjectId = ObjectId(7);

fn now() -> Timestamp {
    "2026-11-20T10:00:00Z".parse().unwrap()
}

/// Every state that a kind can be in, before and after its clock has run, and one that it does not know.
fn states(object: Object) -> Vec<State> {
    let long_ago = now() - SignedDuration::from_hours(1);
    let mut states = match object {
        Object::Note | Object::SessionPlan | Object::Profile | Object::BookingFacts | Object::Draft => {
            vec![State::Kept]
        }
        Object::ConsentLedger | Object::AccessLog | Object::AuditLog | Object::Message => vec![State::Kept],
        Object::Questionnaire | Object::JobCard | Object::SharedRecord => vec![State::Draft, State::Submitted],
        Object::ThreeLines => vec![State::Draft, State::Submitted, State::Withheld],
        Object::Letter | Object::Reply => {
            vec![State::Draft, State::Sent { at: now() }, State::Sent { at: long_ago }, State::Recalled]
        }
        Object::PeerQuestion => vec![State::Draft, State::Sent { at: now() }],
        Object::CompanyItem | Object::CaseCopy | Object::EmergencyPacket | Object::Extract | Object::Snapshot => vec![
            State::Draft,
            State::Shown,
            State::Asked { at: now() },
            State::Asked { at: long_ago },
            State::Open { until: now() + SignedDuration::from_hours(1) },
            State::Open { until: now() },
            State::Closed,
        ],
    };
    states.push(if states.contains(&State::Kept) { State::Submitted } else { State::Kept });
    states
}

/// Every set of parties that I can be, in a case that is somebody else's otherwise, and one with nobody else in it.
fn parties() -> Vec<Parties> {
    let mut all = Vec::new();
    for other in [Some(OTHER), None] {
        for set in 0..32_u8 {
            let me = |bit: u8| if set & bit == 0 { other } else { Some(ME) };
            let (client, supporter, author) = (me(1), me(2), me(4));
            all.push(Parties { client, supporter, author, addressee: me(8), successor: me(16) });
        }
    }
    all
}

/// Every standing of a client and a supporter membership, or none, with each office, with all of them, with none.
fn viewers() -> Vec<Viewer> {
    let standings = || std::iter::once(None).chain(Standing::ALL.iter().copied().map(Some));
    let offices = Role::ALL.iter().filter(|role| !matches!(role, Role::Client | Role::Supporter));
    let mut held: Vec<Vec<Role>> = offices.clone().map(|role| vec![*role]).collect();
    held.push(vec![]);
    held.push(offices.copied().collect());
    let mut all = Vec::new();
    for client in standings() {
        for supporter in standings() {
            for office in &held {
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
    Ask { relation, id: ID, state, action, purpose, consent, exception, second: None, now: now() }
}

/// Every kind, state, action and purpose.
fn matters() -> impl Iterator<Item = (Object, State, Action, Purpose)> {
    Object::ALL.iter().flat_map(|object| {
        states(*object).into_iter().flat_map(move |state| {
            Action::ALL
                .iter()
                .flat_map(move |action| Purpose::ALL.iter().map(move |purpose| (*object, state, *action, *purpose)))
        })
    })
}

/// How a clause stands, and on which ground it is asked.
type Circumstance = (Consent, Exception);

/// Every consent beside every exception.
fn circumstances() -> impl Iterator<Item = Circumstance> {
    Consent::ALL.iter().flat_map(|consent| Exception::ALL.iter().map(move |exception| (*consent, *exception)))
}

/// One relation to one matter, with the answers under every circumstance.
struct Case {
    object: Object,
    /// Without consent or exception.
    plain: Ask,
    answers: Vec<(Circumstance, Outcome)>,
}

impl Case {
    fn new(object: Object, plain: Ask) -> Self {
        let told = |(consent, exception): Circumstance| judge(object, &Ask { consent, exception, ..plain });
        Self {
            object,
            plain,
            answers: circumstances().map(|circumstance| (circumstance, told(circumstance))).collect(),
        }
    }

    fn has(&self, tie: Tie) -> bool {
        self.plain.relation.has(tie)
    }

    fn at(&self, consent: Consent, exception: Exception) -> Outcome {
        self.answers.iter().find(|(circumstance, _)| *circumstance == (consent, exception)).unwrap().1
    }

    fn outcomes(&self) -> impl Iterator<Item = Outcome> {
        self.answers.iter().map(|(_, outcome)| *outcome)
    }

    /// The most that any circumstance opens.
    fn most(&self) -> u8 {
        self.outcomes().map(rank).max().unwrap()
    }
}

/// The relations that differ in a tie which some row about this kind looks at.
fn relations_to(object: Object) -> Vec<Relation> {
    let asked: HashSet<Tie> =
        table::rows().filter(|row| row.objects.contains(&object)).flat_map(|row| row.who).copied().collect();
    let unasked: Vec<Tie> = Tie::ALL.iter().copied().filter(|tie| !asked.contains(tie)).collect();
    let distinct: HashSet<Relation> = relations().iter().map(|relation| relation.without(&unasked)).collect();
    distinct.into_iter().collect()
}

/// Visits every case there is: relations × matters, each under every circumstance.
fn every_case(mut visit: impl FnMut(&Case)) {
    for object in Object::ALL {
        let relations = relations_to(*object);
        for (_, state, action, purpose) in matters().filter(|(about, ..)| about == object) {
            for relation in &relations {
                visit(&Case::new(*object, ask(*relation, state, action, purpose)));
            }
        }
    }
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
    let (client, supporter) = (Some(TANAKA), Some(HAYAKAWA));
    Parties { client, supporter, author: Some(author), addressee: Some(addressee), successor: None }
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

/// What support gives this viewer, after the promise of confidence was acknowledged.
fn supports(viewer: &Viewer, parties: &Parties, object: Object, state: State, action: Action) -> (&'static str, Rule) {
    let plain = ask(relate(viewer, parties), state, action, Purpose::Support);
    rule_of(judge(object, &Ask { consent: Consent::Given, ..plain }))
}
