//! Every kind of actor, and how their membership stands.

use banso::people::PersonId;
use kit::args;
use rules::access::Role;

use super::stage::Stage;
use crate::support::{Client, TestApp};

/// Somebody, seen from what 田中さん and 早川さん have with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    Nobody,
    Client,
    AnotherClient,
    Supporter,
    AnotherSupporter,
    Manager,
    Administrator,
}

/// How their membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Active,
    Suspended,
    Left,
}

impl Actor {
    pub const ALL: [Self; 7] = [
        Self::Nobody,
        Self::Client,
        Self::AnotherClient,
        Self::Supporter,
        Self::AnotherSupporter,
        Self::Manager,
        Self::Administrator,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Client => "client",
            Self::AnotherClient => "another client",
            Self::Supporter => "supporter",
            Self::AnotherSupporter => "another supporter",
            Self::Manager => "manager",
            Self::Administrator => "administrator",
        }
    }

    pub fn role(self) -> Option<Role> {
        match self {
            Self::Nobody => None,
            Self::Client | Self::AnotherClient => Some(Role::Client),
            Self::Supporter | Self::AnotherSupporter => Some(Role::Supporter),
            Self::Manager => Some(Role::Manager),
            Self::Administrator => Some(Role::Administrator),
        }
    }

    /// Whether the meetings and letters of the stage are theirs.
    pub fn is_of_the_two(self) -> bool {
        matches!(self, Self::Client | Self::Supporter)
    }

    pub fn person(self, app: &TestApp) -> Option<PersonId> {
        let key = match self {
            Self::Nobody => return None,
            Self::Client => "tanaka",
            Self::AnotherClient => "mizuno",
            Self::Supporter => "hayakawa",
            Self::AnotherSupporter => "saeki",
            Self::Manager => "katagiri",
            Self::Administrator => "kinami",
        };
        Some(app.cast(key))
    }

    pub async fn browser(self, app: &TestApp) -> Client {
        match self.person(app) {
            Some(person) => app.as_person(person).await,
            None => app.nobody(),
        }
    }
}

impl Standing {
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Left];

    /// Puts a person's memberships into this standing.
    pub async fn befalls(self, app: &TestApp, person: PersonId) {
        let column = match self {
            Self::Active => return,
            Self::Suspended => "suspended_at",
            Self::Left => "left_at",
        };
        let tx = app.db().begin().await.unwrap();
        let change = format!("UPDATE memberships SET {column} = $1 WHERE person = $2");
        tx.run(&change, args![tx.now(), person]).await.unwrap();
        tx.commit().await.unwrap();
    }
}

impl Stage {
    /// The columns: nobody has no membership.
    pub fn columns() -> impl Iterator<Item = (Actor, Standing)> {
        let all = |actor| Standing::ALL.into_iter().map(move |standing| (actor, standing));
        let exists = |(actor, standing): &(Actor, Standing)| *actor != Actor::Nobody || *standing == Standing::Active;
        Actor::ALL.into_iter().flat_map(all).filter(exists)
    }
}
