//! Where a person belongs, as the database holds it.

use kit::time::Instant;
use rules::access::{Role, Standing};
use sea_orm::FromQueryResult;

/// A membership's row: open-ended until somebody leaves.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Row {
    pub programme: String,
    pub role: String,
    pub suspended_at: Option<Instant>,
    pub left_at: Option<Instant>,
}

impl Row {
    /// How it stands.
    pub fn standing(&self) -> Standing {
        standing(self.suspended_at, self.left_at)
    }
}

/// How a membership stands: over, resting, or active.
pub(super) fn standing(suspended_at: Option<Instant>, left_at: Option<Instant>) -> Standing {
    match (left_at, suspended_at) {
        (Some(_), _) => Standing::Left,
        (None, Some(_)) => Standing::Suspended,
        (None, None) => Standing::Active,
    }
}

/// The role with that name in the database.
#[must_use]
pub(crate) fn role_named(name: &str) -> Option<Role> {
    Role::ALL.iter().copied().find(|role| role.word() == name)
}
