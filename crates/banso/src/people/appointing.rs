//! Who may give or take which role: an administrator any, a manager those of clients and supporters in the programmes
//! that they manage. Neither right reaches any content.

use rules::access::Role;

use super::Viewer;

impl Viewer {
    /// Whether they may invite to that role there, withdraw the invitation, let it rest, or end it.
    #[must_use]
    pub fn appoints(&self, programme: &str, role: Role) -> bool {
        let theirs = matches!(role, Role::Client | Role::Supporter);
        self.has(Role::Administrator) || (theirs && self.is(Role::Manager, programme))
    }

    /// The programmes whose people they look after: for an administrator every one.
    #[must_use]
    pub fn looks_after(&self) -> Vec<String> {
        let programmes = crate::programmes::definitions().map(|definition| definition.key.as_str().to_owned());
        programmes.filter(|key| self.has(Role::Administrator) || self.is(Role::Manager, key)).collect()
    }
}

/// The roles that memberships carry, in the order in which they are offered.
pub(super) const ROLES: &[Role] = Role::ALL;
