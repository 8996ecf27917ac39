//! Who the viewer is to an object: computed from its parties and the viewer's memberships, never stored.
//!
//! A tie is granted only while the membership behind it holds, so a suspension counts from the next request.

use super::words::{Role, Standing, words};

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
    pub addressee: Option<Who>,
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
        Addressee = "addressee",
        Manager = "manager",
        Administrator = "administrator",
        /// Would be supporter, author or addressee, but the membership behind it does not hold.
        Lapsed = "lapsed",
    }
}

impl Tie {
    const fn bit(self) -> u8 {
        match self {
            Self::Client => 1,
            Self::Member => 2,
            Self::Supporter => 4,
            Self::Author => 8,
            Self::Addressee => 16,
            Self::Manager => 32,
            Self::Administrator => 64,
            Self::Lapsed => 128,
        }
    }
}

/// All ties of one viewer to one object; only [`relate`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Relation {
    who: Who,
    ties: u8,
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
}

impl Viewer {
    /// A suspension counts before anything else; after it the strongest membership speaks.
    fn standing(&self, role: Role) -> Option<Standing> {
        const ORDER: [Standing; 5] =
            [Standing::Suspended, Standing::Active, Standing::Invited, Standing::Left, Standing::Deleted];
        ORDER.into_iter().find(|wanted| self.memberships.contains(&Membership { role, standing: *wanted }))
    }

    fn active(&self, role: Role) -> bool {
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
    let written = is(parties.author) || is(parties.addressee);
    let held = [
        (Tie::Client, client),
        (Tie::Member, member),
        (Tie::Supporter, supporter && viewer.active(Role::Supporter)),
        (Tie::Author, is(parties.author) && in_person),
        (Tie::Addressee, is(parties.addressee) && in_person),
        (Tie::Manager, viewer.active(Role::Manager)),
        (Tie::Administrator, viewer.active(Role::Administrator)),
        (Tie::Lapsed, (supporter && !viewer.active(Role::Supporter)) || (written && !in_person)),
    ];
    let ties = held.into_iter().filter(|(_, holds)| *holds).fold(0, |bits, (tie, _)| bits | tie.bit());
    Relation { who: viewer.who, ties }
}
