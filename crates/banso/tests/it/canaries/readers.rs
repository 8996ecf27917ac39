//! Who somebody is to the rules, read from the tables.

use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use rules::access::{Membership, Role, Standing, Viewer};
use sea_orm::FromQueryResult;

use crate::matrix::actors::Actor;
use crate::support::TestApp;

/// A person with their memberships, at a moment.
pub struct Reader {
    pub actor: Actor,
    pub viewer: Viewer,
    pub now: jiff::Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    role: String,
    suspended_at: Option<Instant>,
    left_at: Option<Instant>,
}

impl Reader {
    /// Nobody reads nothing.
    pub async fn of(app: &TestApp, actor: Actor) -> Option<Self> {
        let person = actor.person(app)?;
        let question = "SELECT role, suspended_at, left_at FROM memberships WHERE person = $1";
        let rows: Vec<Row> = app.db().all(question, args![person]).await.unwrap();
        let memberships = rows.into_iter().map(Row::membership).collect();
        let viewer = Viewer { who: person.for_gate(), memberships };
        Some(Self { actor, viewer, now: app.db().clock().now().timestamp() })
    }
}

impl Row {
    fn membership(self) -> Membership {
        let role = Role::ALL.iter().copied().find(|role| role.word() == self.role).unwrap();
        let standing = match (self.left_at, self.suspended_at) {
            (Some(_), _) => Standing::Left,
            (None, Some(_)) => Standing::Suspended,
            (None, None) => Standing::Active,
        };
        Membership { role, standing }
    }
}
