//! A person as who looks after them sees them: where they belong and how they stand there, each with its next change.
//! A change is a row with who and when. The last administrator stays.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::{Count, DbError, Sql, Tx};
use kit::time::Instant;
use rules::access::{Role, Standing};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::belonging::{role_named, standing};
use super::roster::standing_words;
use super::{MembershipId, PersonId, Viewer};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Names, Place, Sample};
use crate::problem::{Answer, Problem};
use crate::programmes;

#[derive(Template)]
#[template(path = "people/person.html")]
struct Page {
    f: Frame,
    names: Names,
    email: String,
    belongings: Vec<Belonging>,
    /// The last administrator was to go.
    last: bool,
}

/// A membership on the page.
#[derive(Clone, Debug)]
struct Belonging {
    id: MembershipId,
    programme: String,
    role: Role,
    standing: Standing,
    since: Instant,
    /// Whether the viewer may change it.
    changeable: bool,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    person: Uuid,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
    email: String,
    programme: String,
    role: String,
    from_at: Instant,
    suspended_at: Option<Instant>,
    left_at: Option<Instant>,
}

/// What can happen to a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Suspended,
    Resumed,
    Ended,
}

impl Change {
    fn word(self) -> &'static str {
        match self {
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Ended => "ended",
        }
    }

    /// The statement that makes it so; it touches nothing where it cannot happen any more.
    fn statement(self) -> &'static str {
        match self {
            Self::Suspended => {
                "UPDATE memberships SET suspended_at = $1 WHERE id = $2 AND suspended_at IS NULL AND left_at IS NULL"
            }
            Self::Resumed => {
                "UPDATE memberships SET suspended_at = NULL WHERE id = $2 AND suspended_at <= $1 AND left_at IS NULL"
            }
            Self::Ended => "UPDATE memberships SET left_at = $1 WHERE id = $2 AND left_at IS NULL",
        }
    }
}

impl Page {
    fn standing_words(&self, belonging: &Belonging) -> String {
        standing_words(&self.f, belonging.standing)
    }

    fn programme(&self, belonging: &Belonging) -> String {
        programmes::definition(&belonging.programme)
            .map_or_else(|_| belonging.programme.clone(), |found| found.name.of(self.f.lang).to_owned())
    }
}

impl Belonging {
    fn active(&self) -> bool {
        self.standing == Standing::Active
    }

    fn suspended(&self) -> bool {
        self.standing == Standing::Suspended
    }
}

const ROWS: &str =
    "SELECT m.id, m.person, p.family, p.given, p.family_latin, p.given_latin, p.email, m.programme, m.role,
                           m.from_at, m.suspended_at, m.left_at
                    FROM memberships m JOIN people p ON p.id = m.person";

/// The page.
pub(super) async fn show(cx: Cx, Path(person): Path<PersonId>) -> Answer {
    let page = page(&cx, person).await?;
    cx.page(&page)
}

async fn page(cx: &Cx, person: PersonId) -> Result<Page, Problem> {
    let viewer = cx.viewer()?;
    let question = format!("{ROWS} WHERE m.person = $1 ORDER BY m.from_at, m.id");
    let mut rows: Vec<Row> = cx.app.db.all(&question, args![person]).await?;
    let theirs = viewer.looks_after();
    rows.retain(|row| theirs.contains(&row.programme));
    let first = rows.first().ok_or(Problem::NotFound)?;
    let names = Names {
        family: first.family.clone(),
        given: first.given.clone(),
        kana: None,
        latin: first.family_latin.clone().zip(first.given_latin.clone()),
    };
    let email = first.email.clone();
    let belongings = rows.into_iter().filter_map(|row| row.belonging(viewer)).collect();
    Ok(Page { f: cx.frame().at(Place::People), names, email, belongings, last: false })
}

/// Lets a membership rest.
pub(super) async fn suspend(cx: Cx, Path(id): Path<MembershipId>) -> Answer {
    change(&cx, id, Change::Suspended).await
}

/// Lets it go on.
pub(super) async fn resume(cx: Cx, Path(id): Path<MembershipId>) -> Answer {
    change(&cx, id, Change::Resumed).await
}

/// Ends it.
pub(super) async fn end(cx: Cx, Path(id): Path<MembershipId>) -> Answer {
    change(&cx, id, Change::Ended).await
}

async fn change(cx: &Cx, id: MembershipId, change: Change) -> Answer {
    let viewer = cx.viewer()?;
    let tx = cx.app.db.begin().await?;
    let row: Option<Row> = tx.first(&format!("{ROWS} WHERE m.id = $1"), args![id]).await?;
    let row = row.ok_or(Problem::NotFound)?;
    let person = PersonId(row.person);
    let belonging = row.belonging(viewer).filter(|belonging| belonging.changeable).ok_or(Problem::NotFound)?;
    if belonging.role == Role::Administrator && change != Change::Resumed && is_last(&tx, id).await? {
        drop(tx);
        let page = page(cx, person).await?;
        return cx.refuse(&Page { last: true, ..page });
    }
    if tx.run(change.statement(), args![tx.now(), id]).await? == 0 {
        return Err(Problem::TooLate);
    }
    let written =
        "INSERT INTO membership_changes (id, membership, change, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)";
    let row: Uuid = tx.db().dice().uuid(tx.now());
    tx.run(written, args![row, id, change.word(), viewer.person, tx.now()]).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/people/{person}"), Flash::Saved)
}

/// Whether no other administrator would be left. The organisation's row is locked first: two who remove each other
/// at the same moment are heard one after the other.
async fn is_last(tx: &Tx, id: MembershipId) -> Result<bool, DbError> {
    let lock = format!("SELECT id AS value FROM organisation {}", tx.db().engine().for_update());
    tx.first::<Count>(&lock, vec![]).await?;
    let others = "SELECT count(*) AS value FROM memberships
                  WHERE role = 'administrator' AND suspended_at IS NULL AND left_at IS NULL AND id <> $1";
    let others: Option<Count> = tx.first(others, args![id]).await?;
    Ok(others.is_none_or(|others| others.value == 0))
}

impl Row {
    fn belonging(self, viewer: &Viewer) -> Option<Belonging> {
        let role = role_named(&self.role)?;
        let standing = standing(self.suspended_at, self.left_at);
        let changeable = standing != Standing::Left && viewer.appoints(&self.programme, role);
        let id = MembershipId(self.id);
        Some(Belonging { id, programme: self.programme, role, standing, since: self.from_at, changeable })
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let mut f = f.clone().at(Place::People);
    f.roles = vec![Role::Administrator];
    let since = "2026-06-05T10:00:00+09:00".parse::<jiff::Timestamp>().map_or(Instant(0), Instant::from);
    let belonging = |number: u128, role, standing, changeable| Belonging {
        id: MembershipId(Uuid::from_u128(number)),
        programme: programmes::CONSULTATION.into(),
        role,
        standing,
        since,
        changeable,
    };
    let names = Names {
        family: "早川".into(),
        given: "直子".into(),
        kana: None,
        latin: Some(("Hayakawa".into(), "Naoko".into())),
    };
    let page = |belongings, last| Page {
        f: f.clone(),
        names: names.clone(),
        email: "naoko.hayakawa@example.test".into(),
        belongings,
        last,
    };
    let all = vec![
        belonging(1, Role::Supporter, Standing::Active, true),
        belonging(2, Role::Client, Standing::Suspended, true),
        belonging(3, Role::Client, Standing::Left, false),
    ];
    vec![
        Sample::new("person", &page(all, false)),
        Sample::new("person-last", &page(vec![belonging(1, Role::Administrator, Standing::Active, true)], true)),
    ]
}
