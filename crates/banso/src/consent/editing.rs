//! The organisation's own words for a clause. A manager writes a new version; the old ones stay, because somebody saw
//! them. Where the meaning changed, everybody who had agreed is asked again.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::Tx;
use kit::web::Entry;
use rules::access::Role;
use rules::consent::{Clause, Decision, Method};
use rules::lang::{Lang, Words};
use uuid::Uuid;

use super::Wording;
use crate::audit::{self, Answer as Answered};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Sample};
use crate::people::Viewer;
use crate::problem::{Answer, Problem};
use crate::programmes;

const TITLE: usize = 120;
const BODY: usize = 6000;

#[derive(Template)]
#[template(path = "consent/clauses.html")]
struct List {
    f: Frame,
    programme: String,
    name: String,
    clauses: Vec<(Clause, String, i64)>,
}

#[derive(Template)]
#[template(path = "consent/clause.html")]
struct Form {
    f: Frame,
    programme: String,
    clause: Clause,
    title: String,
    version: i64,
    entry: Entry,
}

/// The clauses of a programme.
pub(super) async fn index(cx: Cx, Path(programme): Path<String>) -> Answer {
    manages(&cx, &programme)?;
    let f = cx.frame();
    let words = Wording::of(&cx.app.db, &programme).await?;
    let line = |one: Wording| (one.clause, one.title.of(f.lang).to_owned(), one.version);
    let name = programmes::definition(&programme)?.name.of(f.lang).to_owned();
    cx.page(&List { clauses: words.into_iter().map(line).collect(), programme, name, f })
}

/// The form, with the present words.
pub(super) async fn show(cx: Cx, Path((programme, clause)): Path<(String, String)>) -> Answer {
    let wording = wording(&cx, &programme, &clause).await?;
    let entry = Entry::default()
        .with("title-ja", wording.title.ja.trim())
        .with("title-en", wording.title.en.trim())
        .with("body-ja", wording.body.ja.trim())
        .with("body-en", wording.body.en.trim());
    cx.page(&Form::of(cx.frame(), programme, &wording, entry))
}

/// Keeps a new version.
pub(super) async fn update(cx: Cx, Path((programme, clause)): Path<(String, String)>, mut entry: Entry) -> Answer {
    let wording = wording(&cx, &programme, &clause).await?;
    let title = Words { ja: entry.text("title-ja", TITLE), en: entry.text("title-en", TITLE) };
    let body = Words { ja: entry.text("body-ja", BODY), en: entry.text("body-en", BODY) };
    let material = entry.value("material") == "yes";
    if !entry.is_sound() {
        return cx.refuse(&Form::of(cx.frame(), programme, &wording, entry));
    }
    let viewer = cx.viewer()?;
    let tx = cx.app.db.begin().await?;
    tx.run(
        "INSERT INTO clause_versions
           (programme, clause, version, title_ja, title_en, body_ja, body_en, material, made_by, made_at)
         SELECT $1, $2, COALESCE(max(version), 1) + 1, $3, $4, $5, $6, $7, $8, $9 FROM clause_versions
         WHERE programme = $1 AND clause = $2",
        args![
            programme.as_str(),
            wording.clause.word(),
            title.ja,
            title.en,
            body.ja,
            body.en,
            material,
            viewer.person,
            tx.now()
        ],
    )
    .await?;
    if material {
        supersede(&cx, &tx, &programme, wording.clause, viewer).await?;
    }
    tx.commit().await?;
    cx.go_saying(&format!("/clauses/{programme}"), Flash::Saved)
}

/// Whoever had agreed to the old words has not agreed to these: a row in each of their ledgers.
async fn supersede(cx: &Cx, tx: &Tx, programme: &str, clause: Clause, by: &Viewer) -> Result<(), Problem> {
    let many = tx
        .run(
            "INSERT INTO consents (agreement, seq, clause, decision, words, method, decided_by, decided_at)
             SELECT k.agreement, (SELECT max(m.seq) + 1 FROM consents m WHERE m.agreement = k.agreement), k.clause, $1,
                    k.words, $2, $3, $4
             FROM consents k JOIN agreements g ON g.id = k.agreement
             WHERE g.programme = $5 AND k.clause = $6 AND k.decision = 'given'
               AND k.seq = (SELECT max(o.seq) FROM consents o
                 WHERE o.agreement = k.agreement AND o.clause = k.clause AND o.decision <> 'shown')",
            args![Decision::Superseded.word(), Method::Screen.word(), by.person, tx.now(), programme, clause.word()],
        )
        .await?;
    if many == 0 {
        return Ok(());
    }
    let told = audit::Entry {
        actor: Some(by.pseudonym),
        subject: None,
        action: Decision::Superseded.word(),
        purpose: Method::Screen.word(),
        object: "consent",
        id: Uuid::nil(),
        answer: Answered::Allowed,
        rule: clause.word(),
        consent: Decision::Superseded.word(),
        shown: false,
    };
    audit::append(&cx.app, tx, &[told]).await
}

/// Only who runs the programme writes its clauses.
fn manages(cx: &Cx, programme: &str) -> Result<(), Problem> {
    if cx.viewer()?.is(Role::Manager, programme) { Ok(()) } else { Err(Problem::NotFound) }
}

async fn wording(cx: &Cx, programme: &str, clause: &str) -> Result<Wording, Problem> {
    manages(cx, programme)?;
    let words = Wording::of(&cx.app.db, programme).await?;
    words.into_iter().find(|wording| wording.clause.word() == clause).ok_or(Problem::NotFound)
}

impl Form {
    fn of(f: Frame, programme: String, wording: &Wording, entry: Entry) -> Self {
        let title = wording.title.of(f.lang).to_owned();
        Self { clause: wording.clause, version: wording.version, title, programme, entry, f }
    }

    fn list(&self) -> String {
        format!("/clauses/{}", self.programme)
    }

    fn labels(&self) -> [(&'static str, String); 4] {
        let t = self.f.t;
        [
            ("title-ja", t.clause_title_in(t.people_shown_ja())),
            ("title-en", t.clause_title_in(t.people_shown_en())),
            ("body-ja", t.clause_body_in(t.people_shown_ja())),
            ("body-en", t.clause_body_in(t.people_shown_en())),
        ]
    }

    fn label(&self, name: &str) -> String {
        self.labels().into_iter().find(|(field, _)| *field == name).map_or_else(String::new, |(_, label)| label)
    }
}

impl List {
    fn back(&self) -> String {
        format!("/programmes/{}", self.programme)
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let Ok(definition) = programmes::definition(programmes::CONSULTATION) else { return vec![] };
    let mut f = f.clone();
    f.roles = vec![Role::Manager];
    let words: Vec<Wording> = definition.clauses.iter().map(Wording::first).collect();
    let line = |one: &Wording| (one.clause, one.title.of(f.lang).to_owned(), one.version);
    let list = List {
        f: f.clone(),
        programme: programmes::CONSULTATION.to_owned(),
        name: definition.name.of(f.lang).to_owned(),
        clauses: words.iter().map(line).collect(),
    };
    let mut samples = vec![Sample::new("clauses", &list)];
    for wording in words.iter().take(1) {
        let body = |lang: Lang| wording.body.of(lang).trim();
        let entry = Entry::default()
            .with("title-ja", wording.title.ja.as_str())
            .with("title-en", wording.title.en.as_str())
            .with("body-ja", body(Lang::Ja))
            .with("body-en", body(Lang::En));
        let mut wrong = entry.clone();
        wrong.refuse("title-en", kit::web::Fault::Missing);
        let form = |entry| Form::of(f.clone(), programmes::CONSULTATION.to_owned(), wording, entry);
        samples.push(Sample::new("clause", &form(entry)));
        samples.push(Sample::new("clause-error", &form(wrong)));
    }
    samples
}
