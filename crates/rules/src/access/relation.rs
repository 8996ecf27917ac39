//! Who the viewer is to an object: computed from its parties and the viewer's memberships, never stored.
//!
//! A tie is granted only while the membership behind it holds, so a suspension counts from the next request.

use super::words::{Role, Standing};
use crate::vocabulary::words;

/// A person, as far as the gate is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who(pub u128);

/// A role and how it stands now. Several of the same role may have followed one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    pub role: Role,
    pub standing: Standing,
}

/// The person who asks, with the memberships that count for the object: those of its programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    pub who: Who,
    pub memberships: Vec<Membership>,
}

/// The people of one object. `client` is the person whose record it is, also for a supporter's own profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parties {
    pub client: Option<Who>,
    /// The supporter of that booking.
    pub supporter: Option<Who>,
    pub author: Option<Who>,
    /// To whom a text is addressed; of a disclosure, its one recipient.
    pub addressee: Option<Who>,
    /// Who goes on with the record, from the day that was chosen.
    pub successor: Option<Who>,
}

words! {
    /// One way of being connected to an object.
    Tie {
        /// It is this person's own record. Holds in every standing but `Deleted`: the record is theirs.
        Client = "client",
        /// Takes part today as a client or supporter, so they may write about themselves; whoever holds nothing but
        /// an office may as well. An office never makes up for a suspended membership.
        Member = "member",
        /// The supporter of the booking, while active.
        Supporter = "supporter",
        Author = "author",
        /// Wrote it while on duty. A tie of its own: what somebody wrote as a supporter does not come back with an office.
        Reporter = "reporter",
        Addressee = "addressee",
        /// Goes on with the record, while active as a supporter.
        Successor = "successor",
        /// Supports others here, and is nobody to this record.
        Peer = "peer",
        /// The one recipient of a disclosure, while active in the office in which it was addressed.
        Recipient = "recipient",
        Manager = "manager",
        Administrator = "administrator",
        DataOfficer = "data-officer",
        DutyOfficer = "duty-officer",
        Supervisor = "supervisor",
        Company = "company",
        Trainer = "trainer",
        Auditor = "auditor",
        /// Would be supporter, author or addressee, but the membership behind it does not hold.
        Lapsed = "lapsed",
    }
}

impl Tie {
    const fn bit(self) -> u32 {
        match self {
            Self::Client => 1,
            Self::Member => 1 << 1,
            Self::Supporter => 1 << 2,
            Self::Author => 1 << 3,
            Self::Addressee => 1 << 4,
            Self::Successor => 1 << 5,
            Self::Peer => 1 << 6,
            Self::Recipient => 1 << 7,
            Self::Manager => 1 << 8,
            Self::Administrator => 1 << 9,
            Self::DataOfficer => 1 << 10,
            Self::DutyOfficer => 1 << 11,
            Self::Supervisor => 1 << 12,
            Self::Company => 1 << 13,
            Self::Trainer => 1 << 14,
            Self::Auditor => 1 << 15,
            Self::Lapsed => 1 << 16,
            Self::Reporter => 1 << 17,
        }
    }
}

/// All ties of one viewer to one object; only [`relate`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Relation {
    who: Who,
    ties: u32,
}

impl Relation {
    #[must_use]
    pub const fn has(self, tie: Tie) -> bool {
        self.ties & tie.bit() != 0
    }

    #[must_use]
    pub const fn who(self) -> Who {
        self.who
    }

    #[cfg(test)]
    pub(super) const fn without(self, ties: &[Tie]) -> Self {
        let (mut kept, mut rest) = (self.ties, ties);
        while let [first, tail @ ..] = rest {
            kept &= !first.bit();
            rest = tail;
        }
        Self { who: self.who, ties: kept }
    }
}

impl Viewer {
    /// A suspension counts before anything else; after it the strongest membership speaks.
    fn standing(&self, role: Role) -> Option<Standing> {
        const ORDER: [Standing; 5] =
            [Standing::Suspended, Standing::Active, Standing::Invited, Standing::Left, Standing::Deleted];
        ORDER.into_iter().find(|wanted| self.memberships.contains(&Membership { role, standing: *wanted }))
    }

    pub(super) fn active(&self, role: Role) -> bool {
        self.standing(role) == Some(Standing::Active)
    }

    fn takes_part(&self) -> bool {
        match (self.standing(Role::Client), self.standing(Role::Supporter)) {
            (None, None) => Role::ALL.iter().any(|role| self.active(*role)),
            (Some(Standing::Suspended), _) => false,
            (client, supporter) => [client, supporter].contains(&Some(Standing::Active)),
        }
    }
}

/// What the viewer is to the object.
#[must_use]
pub fn relate(viewer: &Viewer, parties: &Parties) -> Relation {
    let is = |party: Option<Who>| party == Some(viewer.who);
    let member = viewer.takes_part();
    let client = is(parties.client) && viewer.standing(Role::Client) != Some(Standing::Deleted);
    // Whoever wrote or receives a text about a client does so as a supporter; alone with it, as a member.
    let in_person =
        client || viewer.active(Role::Supporter) || (parties.client.is_none() && parties.supporter.is_none() && member);
    let supporter = is(parties.supporter);
    let written = is(parties.author) || is(parties.addressee) || is(parties.successor);
    let supports = viewer.active(Role::Supporter);
    let known = is(parties.client) || supporter || written;
    let receives = [Role::Supervisor, Role::CompanyViewer, Role::Trainer].into_iter().any(|role| viewer.active(role));
    let held = [
        (Tie::Client, client),
        (Tie::Member, member),
        (Tie::Supporter, supporter && supports),
        (Tie::Author, is(parties.author) && in_person),
        (Tie::Reporter, is(parties.author) && viewer.active(Role::DutyOfficer)),
        (Tie::Addressee, is(parties.addressee) && in_person),
        (Tie::Successor, is(parties.successor) && supports),
        (Tie::Peer, supports && !known),
        (Tie::Recipient, is(parties.addressee) && receives),
        (Tie::Manager, viewer.active(Role::Manager)),
        (Tie::Administrator, viewer.active(Role::Administrator)),
        (Tie::DataOfficer, viewer.active(Role::DataOfficer)),
        (Tie::DutyOfficer, viewer.active(Role::DutyOfficer)),
        (Tie::Supervisor, viewer.active(Role::Supervisor)),
        (Tie::Company, viewer.active(Role::CompanyViewer)),
        (Tie::Trainer, viewer.active(Role::Trainer)),
        (Tie::Auditor, viewer.active(Role::Auditor)),
        (Tie::Lapsed, (supporter && !supports) || (written && !in_person && !receives)),
    ];
    let ties = held.into_iter().filter(|(_, holds)| *holds).fold(0, |bits, (tie, _)| bits | tie.bit());
    Relation { who: viewer.who, ties }
}
