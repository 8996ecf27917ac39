//! `/legal-holds`, for data officers: for whom nothing is destroyed now, since when and why; one more, and one that is
//! lifted. Facts of the office: no page of anybody opens here. The person sees both in their own list.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::{Sql, Tx};
use kit::time::Instant;
use kit::vault::{KeyKind, Place as Bound, VaultError, ring, writing_key};
use kit::web::{Entry, Fault};
use rules::access::{Consent, Purpose};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::audit;
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Names, Sample};
use crate::people::{PersonId, Viewer};
use crate::problem::{Answer, Problem};

const REASON: &str = "legal_holds.reason";
const SHORTEST: usize = 10;
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "journey/legal_holds.html")]
struct Page {
    f: Frame,
    entry: Entry,
    holds: Vec<Hold>,
}

/// A hold as the officers see it.
#[derive(Clone, Debug)]
struct Hold {
    id: Uuid,
    who: Names,
    by: Names,
    placed_at: Instant,
    /// Nothing where it went with the record.
    reason: Option<String>,
    lifted_at: Option<Instant>,
    /// Whether it is about who looks: somebody else lifts it.
    own: bool,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    person: PersonId,
    reason: Option<Vec<u8>>,
    placed_at: Instant,
    lifted_at: Option<Instant>,
    family: String,
    given: String,
    family_latin: Option<String>,
    given_latin: Option<String>,
    by_family: String,
    by_given: String,
    by_family_latin: Option<String>,
    by_given_latin: Option<String>,
}

#[derive(Debug, FromQueryResult)]
struct Found {
    id: PersonId,
}

/// The page: the latest first, those that stand before those that were lifted.
pub(super) async fn show(cx: Cx) -> Answer {
    cx.page(&Page::load(&cx, Entry::default()).await?)
}

/// Places one.
pub(super) async fn create(cx: Cx, mut entry: Entry) -> Answer {
    let officer = cx.viewer()?;
    let email = entry.email("email");
    let reason = entry.text("reason", LONGEST);
    if !reason.is_empty() && reason.chars().count() < SHORTEST {
        entry.refuse("reason", Fault::TooShort(SHORTEST));
    }
    if !entry.is_sound() {
        return cx.refuse(&Page::load(&cx, entry).await?);
    }
    let tx = cx.app.db.begin().await?;
    // who is being forgotten in this moment is forgotten before, or not at all
    let question = format!("SELECT id FROM people WHERE email = $1 {}", tx.db().engine().for_update());
    let Some(Found { id: person }) = tx.first(&question, args![email]).await? else {
        drop(tx);
        entry.refuse("email", Fault::Wrong);
        return cx.refuse(&Page::load(&cx, entry).await?);
    };
    let id = tx.db().dice().uuid(tx.now());
    let key = writing_key(&tx, &cx.app.masters, person.0, KeyKind::Record).await?;
    let sealed = key.seal(Bound { column: REASON, row: id }, reason.as_bytes(), tx.db().dice())?;
    let place = "INSERT INTO legal_holds (id, person, reason, placed_by, placed_at) VALUES ($1, $2, $3, $4, $5)";
    tx.run(place, args![id, person, sealed, officer.person, tx.now()]).await?;
    write_down(&cx, &tx, person, "placed").await?;
    tx.commit().await?;
    cx.go_saying("/legal-holds", Flash::HoldPlaced)
}

/// Lifts somebody else's; lifted twice, it is lifted.
pub(super) async fn destroy(cx: Cx, Path(id): Path<Uuid>) -> Answer {
    let officer = cx.viewer()?;
    let tx = cx.app.db.begin().await?;
    let known = "SELECT person AS id FROM legal_holds WHERE id = $1";
    let Found { id: person } = tx.first(known, args![id]).await?.ok_or(Problem::NotFound)?;
    // not their own: who is held back by one does not let themselves go
    if person == officer.person {
        return Err(Problem::NotFound);
    }
    let lift = "UPDATE legal_holds SET lifted_by = $1, lifted_at = $2 WHERE id = $3 AND lifted_at IS NULL";
    if tx.run(lift, args![officer.person, tx.now(), id]).await? == 0 {
        return cx.go("/legal-holds");
    }
    write_down(&cx, &tx, person, "lifted").await?;
    tx.commit().await?;
    cx.go_saying("/legal-holds", Flash::HoldLifted)
}

async fn write_down(cx: &Cx, tx: &Tx, person: PersonId, action: &'static str) -> Result<(), Problem> {
    let officer: &Viewer = cx.viewer()?;
    let entry = audit::Entry {
        actor: Some(officer.pseudonym),
        subject: Some(person),
        action,
        purpose: Purpose::LegalOrder.word(),
        object: "legal-hold",
        // the hold's own row would tell later whom the entry is about
        id: Uuid::nil(),
        answer: audit::Answer::Allowed,
        rule: "retention.hold",
        consent: Consent::NotAsked.word(),
        shown: true,
    };
    audit::append(&cx.app, tx, &[entry]).await
}

impl Page {
    async fn load(cx: &Cx, entry: Entry) -> Result<Self, Problem> {
        let question =
            "SELECT h.id, h.person, h.reason, h.placed_at, h.lifted_at, p.family, p.given, p.family_latin, p.given_latin,
              o.family AS by_family, o.given AS by_given, o.family_latin AS by_family_latin,
              o.given_latin AS by_given_latin
            FROM legal_holds h JOIN people p ON p.id = h.person JOIN people o ON o.id = h.placed_by
            ORDER BY COALESCE(h.lifted_at, $1) DESC, h.placed_at DESC, h.id LIMIT 200";
        let rows: Vec<Row> = cx.app.db.all(question, args![i64::MAX]).await?;
        let sealed = rows.iter().filter_map(|row| row.reason.as_deref());
        let ring = ring(&cx.app.db, &cx.app.masters, sealed).await?;
        let me = cx.viewer()?.person;
        let opened = |row: Row| {
            let open = |sealed: &Vec<u8>| match ring.open(Bound { column: REASON, row: row.id }, sealed) {
                Ok(text) => Ok(Some(String::from_utf8_lossy(&text).into_owned())),
                Err(VaultError::Destroyed) => Ok(None),
                Err(error) => Err(Problem::from(error)),
            };
            let reason = row.reason.as_ref().map(open).transpose()?.flatten();
            Ok(row.hold(reason, me))
        };
        let holds = rows.into_iter().map(opened).collect::<Result<_, Problem>>()?;
        Ok(Self { f: cx.frame(), entry, holds })
    }

    fn standing(&self) -> impl Iterator<Item = &Hold> {
        self.holds.iter().filter(|hold| hold.lifted_at.is_none())
    }

    fn lifted(&self) -> Vec<(&Hold, Instant)> {
        self.holds.iter().filter_map(|hold| Some((hold, hold.lifted_at?))).collect()
    }
}

impl Row {
    fn hold(self, reason: Option<String>, me: PersonId) -> Hold {
        let names = |family, given, latin| Names { family, given, kana: None, latin };
        Hold {
            id: self.id,
            who: names(self.family, self.given, self.family_latin.zip(self.given_latin)),
            by: names(self.by_family, self.by_given, self.by_family_latin.zip(self.by_given_latin)),
            placed_at: self.placed_at,
            reason,
            lifted_at: self.lifted_at,
            own: self.person == me,
        }
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let named = |family: &str, given: &str, latin: (&str, &str)| Names {
        family: family.into(),
        given: given.into(),
        kana: None,
        latin: Some((latin.0.into(), latin.1.into())),
    };
    let at = Instant(1_796_641_200_000_000);
    let reason = if f.ja() {
        "裁判所からの文書の求め（2026年11月）が済むまで。"
    } else {
        "Until the court’s request for documents of November 2026 is settled."
    };
    let hold = |n, lifted_at: Option<Instant>| Hold {
        id: Uuid::from_u128(n),
        who: named("田中", "結", ("Tanaka", "Yui")),
        by: named("木南", "洋", ("Kinami", "Yo")),
        placed_at: at,
        reason: lifted_at.is_none().then(|| reason.to_owned()),
        lifted_at,
        own: false,
    };
    let mut wrong = Entry::default().with("email", "yui@example.test").with("reason", "late");
    wrong.refuse("email", Fault::Wrong);
    wrong.refuse("reason", Fault::TooShort(SHORTEST));
    let page = |entry, holds| Page { f: f.clone(), entry, holds };
    vec![
        Sample::new("legal-holds", &page(Entry::default(), vec![hold(1, None), hold(2, Some(at))])),
        Sample::new("legal-holds-empty", &page(Entry::default(), vec![])),
        Sample::new("legal-holds-wrong", &page(wrong, vec![])),
    ]
}
