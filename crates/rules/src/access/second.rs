//! The second person: somebody else, in the role that the rule names, and outside the case.

use super::decide::Ask;
use super::relation::{Parties, Viewer, Who};
use super::words::{ObjectId, Role};

/// A second person's yes to one object. Only [`agree`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approval {
    who: Who,
    role: Role,
    id: ObjectId,
}

/// Why somebody cannot be the second person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSecond {
    /// Who asks does not answer.
    SamePerson,
    /// Client, supporter, author, recipient or successor of the case.
    PartOfTheCase,
    /// Is not active in the role that the rule names.
    NotInThatRole,
}

/// The second person's yes, as it stands today: a role that ended since then makes none.
///
/// # Errors
/// [`NoSecond`].
pub fn agree(first: Who, second: &Viewer, role: Role, parties: &Parties, id: ObjectId) -> Result<Approval, NoSecond> {
    let Parties { client, supporter, author, addressee, successor } = *parties;
    if second.who == first {
        return Err(NoSecond::SamePerson);
    }
    if [client, supporter, author, addressee, successor].contains(&Some(second.who)) {
        return Err(NoSecond::PartOfTheCase);
    }
    if !second.active(role) {
        return Err(NoSecond::NotInThatRole);
    }
    Ok(Approval { who: second.who, role, id })
}

impl Approval {
    /// Who agreed.
    #[must_use]
    pub const fn who(self) -> Who {
        self.who
    }

    pub(super) fn holds(self, ask: &Ask, role: Role) -> bool {
        self.role == role && self.id == ask.id && self.who != ask.relation.who()
    }
}
