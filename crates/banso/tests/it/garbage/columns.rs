//! Every form of the product, sent as it is and sent again with the name of every column of every table added: nothing
//! may be written that the form alone does not write.
//!
//! Both are sent in twins of the product with the same dice and the same clock, so that ids, ciphertexts and times are
//! equal to the byte and nothing has to be left out of the comparison.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use banso::app::Start;
use kit::args;
use kit::id::Dice;
use kit::web::Entry;
use tempfile::TempDir;

use super::forms::{Field, Target, targets};
use crate::matrix::actors::Actor;
use crate::matrix::stage::Stage;
use crate::people::EVENING;
use crate::support::rows::{Column, Reading, Rows};
use crate::support::{Client, On, TestApp, full};

/// What the routes read although the page of the form did not offer it: an optional part of the form, to be looked at
/// by hand. A time is held in the programme that a link names.
const PARTS: [(&str, &str); 1] = [("/holds", "programme")];
/// Keeps any form as it was typed, for its writer alone: the one place where what was added may stand, in this table.
const AS_TYPED: (&str, &str) = ("/drafts/{*form}", "drafts: ");
/// What is typed where no guess would be sound.
const TYPED: &[(&str, &[(&str, &str)])] = &[
    ("/sign-in", &[("email", "auditor@example.test"), ("password", SECRET)]),
    ("/sign-up", &[("email", "ichika@example.test"), ("password", EVENING), KANA.0, KANA.1, LATIN.0, LATIN.1]),
    ("/links/{id}/{tag}", &[("password", EVENING), KANA.0, KANA.1, LATIN.0, LATIN.1]),
    ("/openings/weekly", &[("weekly-2-from", "19:00"), ("weekly-2-to", "20:30")]),
    ("/offers", &[("day-1", "2026-12-14"), ("time-1", "20:00")]),
    ("/offers", &[("day-2", "2026-12-15"), ("time-2", "20:00")]),
    ("/offers", &[("day-3", "2026-12-17"), ("time-3", "20:00")]),
    (
        "/meetings/{booking}/copy",
        &[("about", "三十代の方のこと。"), ("ask", "待てたか。"), CHECKS[0], CHECKS[1], CHECKS[2]],
    ),
    ("/meetings/{booking}/copy", &[CHECKS[3], CHECKS[4]]),
    ("/extracts", &[("kind", "order"), ("recipient", ""), ("dated", "2026-11-24")]),
    ("/emergencies/{id}/charge", &[("reason", ACCOUNT), ("told", "yes"), ("minutes", "60")]),
    ("/emergencies/{id}/review", &[("finding", "justified"), ("words", ACCOUNT)]),
    ("/emergencies/{id}/request/answer", &[("answer", "no"), ("why", ACCOUNT)]),
    ("/legal-holds", &[("email", "auditor@example.test"), ("reason", ACCOUNT)]),
    ("/meetings/{booking}/agreement", &[("answer-case-use", "no"), ("question-case-use", "誰が読みますか")]),
];
const CHECKS: [(&str, &str); 5] =
    [("check", "names"), ("check", "dates"), ("check", "age"), ("check", "rare"), ("check", "unrecognised")];
const ACCOUNT: &str = "今夜のうちに命があぶないと、面談のなかで本人が話した。家族のほかに間に合う人がいない。";
const KANA: ((&str, &str), (&str, &str)) = (("family-kana", "サワ"), ("given-kana", "イチカ"));
const LATIN: ((&str, &str), (&str, &str)) = (("family-latin", "Sawa"), ("given-latin", "Ichika"));
/// A form of rows, of which the last one waits empty for a new one.
const IN_ROWS: &str = "/openings/";
const SECRET: &str = "水曜の夜に話す";
/// What no actor of the stage can send even as it is, and why.
const UNSOUND: [(&str, &str); 4] = [
    ("/founding", "a house is founded once"),
    ("/me/password", "the cast keeps its passwords to itself"),
    ("/people/memberships/{id}/resumption", "nobody of the stage is suspended"),
    ("/record/erasure", "asks for a password of the cast"),
];

/// What is put into the columns.
struct Hostile {
    by_kind: BTreeMap<&'static str, String>,
}

impl Hostile {
    /// Others' ids, the highest office, the beginning of time, yes.
    fn first(stage: &Stage) -> Self {
        let other = stage.app.cast("mizuno").to_string();
        Self::of([
            ("UUID", other),
            ("TEXT", "administrator".into()),
            ("BIGINT", "0".into()),
            ("BOOLEAN", "TRUE".into()),
        ])
    }

    /// One's own ids everywhere, words that the columns know, a far future.
    fn second(stage: &Stage) -> Self {
        let own = stage.app.cast("katagiri").to_string();
        Self::of([
            ("UUID", own),
            ("TEXT", "confirmed".into()),
            ("BIGINT", "4102444800000000".into()),
            ("BOOLEAN", "on".into()),
        ])
    }

    /// Nothing at all, and what SQL would make of it.
    fn third(stage: &Stage) -> Self {
        let meeting = stage.app.meeting("mizuno-hayakawa-1").to_string();
        Self::of([("UUID", meeting), ("TEXT", "NULL".into()), ("BIGINT", "-1".into()), ("BOOLEAN", "1".into())])
    }

    fn of(values: [(&'static str, String); 4]) -> Self {
        Self { by_kind: values.into() }
    }

    fn value(&self, kind: &str) -> &str {
        self.by_kind.get(kind).map_or("00", String::as_str)
    }
}

/// Two products that begin alike.
struct Bench<'a> {
    stage: &'a Stage,
    file: PathBuf,
    browsers: BTreeMap<Actor, Client>,
    columns: Vec<Column>,
    reading: Reading,
    _folder: TempDir,
}

impl<'a> Bench<'a> {
    async fn of(stage: &'a Stage) -> Self {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("stage");
        let mut browsers = BTreeMap::new();
        for actor in Actor::all() {
            browsers.insert(actor, actor.browser(&stage.app).await);
        }
        stage.app.copied(&file).await;
        let columns = stage.app.columns().await;
        let reading = Reading::of(&columns);
        Self { stage, file, browsers, columns, reading, _folder: folder }
    }

    async fn twin(&self) -> TestApp {
        alike(self.stage, &self.file).await
    }

    /// Whether the form was taken, and what is written down afterwards.
    async fn sent(&self, target: &Target, form: &Entry) -> (bool, Rows) {
        let app = self.twin().await;
        let mut browser = self.browsers[&target.actor].before(app.router.clone());
        let page = browser.send("POST", &target.path, Some(form.encoded())).await;
        let rows = app.rows(&self.reading).await;
        app.leave().await;
        (page.status.is_success() || page.status.is_redirection(), rows)
    }
}

async fn alike(stage: &Stage, file: &Path) -> TestApp {
    let (dice, clock) = (Dice::seeded(20_261_122), stage.app.db().clock().clone());
    stage.app.twin_as(file, |start| Start { dice, clock, ..start }).await
}

/// The form as somebody would fill it in: what is asked for, and every field for longer words.
fn filled(stage: &Stage, target: &Target) -> Entry {
    let typed = |field: &Field| match (field.value.is_empty(), field.kind.as_str()) {
        (true, "email") => "somebody@example.test".to_owned(),
        (true, "text" | "textarea") if !target.spec.path.starts_with(IN_ROWS) => "ことば".to_owned(),
        _ => field.value.clone(),
    };
    let known = TYPED.iter().filter(|(path, _)| *path == target.spec.path).flat_map(|(_, fields)| *fields);
    let named = Entry::parse(stage.body(target.spec.path).as_bytes());
    let named = known.fold(named, |entry, (name, value)| entry.with(name, *value));
    let is_open = |field: &&Field| named.fields().iter().all(|(name, _)| *name != field.name);
    let offered = target.fields.iter().filter(is_open);
    offered.fold(named.clone(), |entry, field| entry.with(&field.name, typed(field)))
}

/// The same with every column that is no part of the form.
fn with_every_column(columns: &[Column], target: &Target, form: &Entry, hostile: &Hostile) -> (Entry, usize) {
    let (mut all, mut added) = (form.clone(), 0);
    for column in columns {
        let is_part = PARTS.contains(&(target.spec.path, column.name.as_str()));
        let is_there = all.fields().iter().any(|(name, _)| *name == column.name);
        if !is_part && !is_there {
            all = all.with(&column.name, hostile.value(&column.kind));
            added += 1;
        }
    }
    (all, added)
}

#[tokio::test]
async fn a_form_with_the_name_of_every_column_writes_what_the_form_alone_writes() {
    let stage = Stage::set(On::Sqlite).await;
    let (targets, bench) = (targets(&stage).await, Bench::of(&stage).await);
    let all = [Hostile::first(&stage), Hostile::second(&stage), Hostile::third(&stage)];
    let rounds = if full() { &all[..] } else { &all[..1] };
    let (mut wrong, mut unsound) = (Vec::new(), Vec::new());
    for target in &targets {
        let form = filled(&stage, target);
        let (taken, plain) = bench.sent(target, &form).await;
        if !taken {
            unsound.push(target.spec.path);
        }
        for hostile in rounds {
            let (form, added) = with_every_column(&bench.columns, target, &form, hostile);
            assert!(added > 80, "{added} columns");
            let (still, more) = bench.sent(target, &form).await;
            let mut differ = if plain == more { Vec::new() } else { plain.beside(&more) };
            differ.retain(|row| target.spec.path != AS_TYPED.0 || !row.starts_with(AS_TYPED.1));
            if !differ.is_empty() || still != taken {
                wrong.push(format!("{}: taken {taken}, then {still}\n{}", target.spec.path, differ.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} forms:\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(targets.len() > 50, "{} forms", targets.len());
    unsound.sort_unstable();
    assert_eq!(unsound, UNSOUND.map(|(path, _)| path), "not taken even as they are");
    stage.app.end().await;
}

/// The control: of two that did the same, one column that was changed is seen.
#[tokio::test]
async fn a_single_column_that_differs_is_seen() {
    let stage = Stage::set(On::Sqlite).await;
    let bench = Bench::of(&stage).await;
    let (one, other) = (bench.twin().await, bench.twin().await);
    assert_eq!(one.rows(&bench.reading).await, other.rows(&bench.reading).await);
    let tx = other.db().begin().await.unwrap();
    let change = "UPDATE memberships SET role = 'administrator' WHERE person = $1";
    tx.run(change, args![stage.app.cast("tanaka")]).await.unwrap();
    tx.commit().await.unwrap();
    let differ = one.rows(&bench.reading).await.beside(&other.rows(&bench.reading).await);
    assert_eq!(differ.len(), 2, "as it was, and as it is: {differ:?}");
    assert!(differ.iter().all(|row| row.starts_with("memberships: ")));
    one.leave().await;
    other.leave().await;
    stage.app.end().await;
}
