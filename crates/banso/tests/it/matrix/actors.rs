//! Every kind of actor, how their membership stands, and how the promise of confidence stands between the two.

use banso::people::{MembershipId, PersonId};
use kit::args;
use kit::db::Tx;
use rules::access::Role;
use rules::consent::{Consent, Decision};

use super::stage::Stage;
use crate::sheets::promise;
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
    DataOfficer,
    DutyOfficer,
    Supervisor,
    CompanyViewer,
    Trainer,
    Auditor,
}

/// How their membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Signed in, without any membership; an invitation to one is open.
    Invited,
    Active,
    Suspended,
    Left,
    /// The memberships are over and every login was ended; the browser still has its cookie.
    Deleted,
}

/// How the promise of confidence stands between the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    None,
    Given,
    Withdrawn,
    Refused,
    /// Taken back, and grounds stand beside it: two duty officers let out a danger, two data officers an order, and a
    /// data officer answered for a client who was silent.
    Exception,
}

/// Who asks, and how everything stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    pub actor: Actor,
    pub standing: Standing,
    pub promise: Promise,
}

impl Actor {
    /// Those who have a column on the page.
    pub const ON_THE_PAGE: [Self; 7] = [
        Self::Nobody,
        Self::Client,
        Self::AnotherClient,
        Self::Supporter,
        Self::AnotherSupporter,
        Self::Manager,
        Self::Administrator,
    ];
    /// Offices of which the cast has nobody; the stage plants one each.
    pub const OF_OFFICES: [Self; 6] =
        [Self::DataOfficer, Self::DutyOfficer, Self::Supervisor, Self::CompanyViewer, Self::Trainer, Self::Auditor];

    pub fn all() -> impl Iterator<Item = Self> {
        Self::ON_THE_PAGE.into_iter().chain(Self::OF_OFFICES)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::AnotherClient => "another client",
            Self::AnotherSupporter => "another supporter",
            _ => self.role().map_or("nobody", Role::word),
        }
    }

    pub fn role(self) -> Option<Role> {
        match self {
            Self::Nobody => None,
            Self::Client | Self::AnotherClient => Some(Role::Client),
            Self::Supporter | Self::AnotherSupporter => Some(Role::Supporter),
            Self::Manager => Some(Role::Manager),
            Self::Administrator => Some(Role::Administrator),
            Self::DataOfficer => Some(Role::DataOfficer),
            Self::DutyOfficer => Some(Role::DutyOfficer),
            Self::Supervisor => Some(Role::Supervisor),
            Self::CompanyViewer => Some(Role::CompanyViewer),
            Self::Trainer => Some(Role::Trainer),
            Self::Auditor => Some(Role::Auditor),
        }
    }

    /// Who of the cast it is; of an office, the key under which the stage plants its person.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Nobody => None,
            Self::Client => Some("tanaka"),
            Self::AnotherClient => Some("mizuno"),
            Self::Supporter => Some("hayakawa"),
            Self::AnotherSupporter => Some("saeki"),
            Self::Manager => Some("katagiri"),
            Self::Administrator => Some("kinami"),
            _ => self.role().map(Role::word),
        }
    }

    pub fn person(self, app: &TestApp) -> Option<PersonId> {
        self.key().map(|key| app.cast(key))
    }

    pub async fn browser(self, app: &TestApp) -> Client {
        match self.person(app) {
            Some(person) => app.as_person(person).await,
            None => app.nobody(),
        }
    }
}

impl Standing {
    pub const ALL: [Self; 5] = [Self::Invited, Self::Active, Self::Suspended, Self::Left, Self::Deleted];
    pub const ON_THE_PAGE: [Self; 3] = [Self::Active, Self::Suspended, Self::Left];

    /// Puts a person's memberships into this standing.
    pub async fn befalls(self, app: &TestApp, person: PersonId) {
        let tx = app.db().begin().await.unwrap();
        let changes: &[&str] = match self {
            Self::Active => &[],
            Self::Invited => {
                invite(&tx, person).await;
                &["DELETE FROM memberships WHERE person = $1 AND $2 > 0"]
            }
            Self::Suspended => &["UPDATE memberships SET suspended_at = $2 WHERE person = $1"],
            Self::Left => &["UPDATE memberships SET left_at = $2 WHERE person = $1"],
            Self::Deleted => &[
                "UPDATE memberships SET left_at = $2 WHERE person = $1",
                "UPDATE logins SET ended_at = $2 WHERE person = $1",
            ],
        };
        for change in changes {
            tx.run(change, args![person, tx.now()]).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

/// An open invitation to what the person is to become.
async fn invite(tx: &Tx, person: PersonId) {
    let undone = "DELETE FROM membership_changes WHERE membership IN (SELECT id FROM memberships WHERE person = $1)";
    tx.run(undone, args![person]).await.unwrap();
    let link = "INSERT INTO mail_links (id, kind, email, lang, programme, role, made_at, expires_at)
        SELECT $1, 'invitation', p.email, p.lang, m.programme, m.role, $2, $3
        FROM people p JOIN memberships m ON m.person = p.id WHERE p.id = $4";
    let (now, until) = (tx.now(), tx.now().plus(jiff::SignedDuration::from_hours(240)));
    tx.run(link, args![tx.id::<MembershipId>(), now, until, person]).await.unwrap();
}

/// What the two agreed on lapses and is gone, as after its time.
async fn forget(tx: &Tx, client: PersonId, supporter: PersonId) {
    const THEIRS: &str = "(SELECT id FROM agreements WHERE client = $1 AND supporter = $2)";
    let lapses = "UPDATE agreements SET lapsed_at = opened_at WHERE client = $1 AND supporter = $2";
    tx.run(lapses, args![client, supporter]).await.unwrap();
    for table in ["signatures", "consents"] {
        let goes = format!("DELETE FROM {table} WHERE agreement IN {THEIRS}");
        tx.run(&goes, args![client, supporter]).await.unwrap();
    }
    let again = "UPDATE agreements SET lapsed_at = NULL WHERE client = $1 AND supporter = $2";
    tx.run(again, args![client, supporter]).await.unwrap();
}

impl Promise {
    pub const ALL: [Self; 5] = [Self::None, Self::Given, Self::Withdrawn, Self::Refused, Self::Exception];

    /// Puts what the two agreed on into this state. The grounds are those of the stage, each let out as it is in the
    /// product; the oracle says in [`Promise::is_given`] that none opens the record.
    pub async fn befalls(self, stage: &Stage, app: &TestApp) {
        let (client, supporter) = (app.cast("tanaka"), app.cast("hayakawa"));
        let tx = app.db().begin().await.unwrap();
        match self {
            Self::Given => {}
            Self::None => forget(&tx, client, supporter).await,
            Self::Withdrawn | Self::Exception => promise(app, &tx, client, supporter, Decision::Withdrawn).await,
            Self::Refused => promise(app, &tx, client, supporter, Decision::Refused).await,
        }
        tx.commit().await.unwrap();
        if self == Self::Exception {
            stage.let_out_by_two(app).await;
        }
    }

    /// The same as the rules call it.
    pub fn consent(self) -> Consent {
        match self {
            Self::None => Consent::NotAsked,
            Self::Given => Consent::Given,
            Self::Withdrawn | Self::Exception => Consent::Withdrawn,
            Self::Refused => Consent::Refused,
        }
    }

    pub fn is_given(self) -> bool {
        self == Self::Given
    }
}

impl Column {
    /// Everybody in every state. Nobody has no membership.
    pub fn all() -> Vec<Self> {
        let of = |actor| Standing::ALL.into_iter().map(move |standing| (actor, standing));
        let columns = Actor::all().flat_map(of).flat_map(|(actor, standing)| {
            Promise::ALL.into_iter().map(move |promise| Self { actor, standing, promise })
        });
        columns.filter(Self::exists).collect()
    }

    /// Those of the page: the promise was given.
    pub fn on_the_page() -> Vec<Self> {
        let promise = Promise::Given;
        let of = |actor| Standing::ON_THE_PAGE.into_iter().map(move |standing| Self { actor, standing, promise });
        Actor::ON_THE_PAGE.into_iter().flat_map(of).filter(Self::exists).collect()
    }

    fn exists(&self) -> bool {
        self.actor != Actor::Nobody || self.standing == Standing::Active
    }

    /// Nobody is signed in, or no longer.
    pub fn is_signed_out(&self) -> bool {
        self.actor == Actor::Nobody || self.standing == Standing::Deleted
    }
}
