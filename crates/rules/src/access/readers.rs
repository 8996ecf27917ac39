//! Who can read this: the names under every text field, from the same decision that guards the reading.

use jiff::Timestamp;

use super::decide::{Ask, Outcome, RECALL_FOR, judge};
use super::relation::{Membership, Parties, Tie, Viewer, Who, relate};
use super::rule::Rule;
use super::words::{Action, Consent, Exception, Object, ObjectId, Purpose, Role, Standing, State};

/// A person who can read a text, in the part in which they stand beside it, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reader {
    pub who: Who,
    pub tie: Tie,
    pub rule: Rule,
}

/// The parties who may read the object in that state, each once: client, supporter, author, addressee.
///
/// Every party counts as being in good standing, so nobody is left out who could read it tomorrow.
#[must_use]
pub fn readers(object: Object, parties: &Parties, state: State) -> Vec<Reader> {
    let places = [
        (Tie::Client, parties.client),
        (Tie::Supporter, parties.supporter),
        (Tie::Author, parties.author),
        (Tie::Addressee, parties.addressee),
    ];
    let mut found: Vec<Reader> = Vec::new();
    for (tie, who) in places {
        let Some(who) = who.filter(|who| found.iter().all(|reader| reader.who != *who)) else { continue };
        if let Some(rule) = reads(who, object, parties, state) {
            found.push(Reader { who, tie, rule });
        }
    }
    found
}

fn reads(who: Who, object: Object, parties: &Parties, state: State) -> Option<Rule> {
    let role = if parties.client == Some(who) { Role::Client } else { Role::Supporter };
    let viewer = Viewer { who, memberships: vec![Membership { role, standing: Standing::Active }] };
    let ask = Ask {
        relation: relate(&viewer, parties),
        id: ObjectId(0),
        state,
        action: Action::Read,
        purpose: Purpose::Support,
        // Somebody who could read it tomorrow, after the notice was acknowledged, belongs on the list today.
        consent: Consent::Given,
        exception: Exception::None,
        second: None,
        // The hour counts for a letter alone: it reaches its reader when it can no longer be taken back.
        now: if let State::Sent { at } = state { at + RECALL_FOR } else { Timestamp::UNIX_EPOCH },
    };
    match judge(object, &ask) {
        Outcome::Allow(rule, _) => Some(rule),
        Outcome::Deny(_) | Outcome::NeedSecond(..) => None,
    }
}
