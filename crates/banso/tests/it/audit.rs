//! The audit log: nothing leaves unwritten, one reading is one row, and whatever is done to the rows afterwards is
//! seen. Each way of seeing has its control.

mod checkpoints;
mod table;
mod tampering;
mod written;

use std::process::Output;

use banso::app::Start;
use banso::audit::{Answer, Entry, Row};
use banso::people::PersonId;
use kit::db::{Engine, Sql};
use kit::vault::{DataKey, KeyKind, MasterKeys, existing_key};
use uuid::Uuid;

use crate::support::served::banso as command;
use crate::support::{Client, On, TestApp, crowd};

const WORDS: &str = "企画の八年目、まだ誰にも言っていないこと";

/// A product whose key file lies in its folder, so that commands can be run beside it.
async fn house(on: On) -> TestApp {
    TestApp::started(on, |start| {
        let keys = MasterKeys::fresh("first", &start.dice);
        std::fs::write(start.settings.key_path(), &keys).unwrap();
        Start { masters: MasterKeys::parse(&keys).unwrap(), ..start }
    })
    .await
}

/// Clients who have each written their profile.
async fn writers(app: &TestApp, many: usize) -> Vec<Client> {
    let tx = app.db().begin().await.unwrap();
    let mut people: Vec<PersonId> = Vec::new();
    for n in 0..many {
        people.push(crowd::client(&tx, n).await);
    }
    tx.commit().await.unwrap();
    let mut browsers = Vec::new();
    for person in people {
        let mut browser = app.as_person(person).await;
        browser.post_only("/profile", &[("q-now", WORDS), ("hand", "submit")]).await.is(303);
        browser.get("/profile").await.is(200).says(WORDS);
        browsers.push(browser);
    }
    browsers
}

/// A product with a log of at least forty rows.
async fn with_a_log(on: On) -> TestApp {
    let app = house(on).await;
    for browser in &mut writers(&app, 10).await {
        for _ in 0..3 {
            browser.get("/profile").await.is(200).says(WORDS);
        }
    }
    app
}

/// As the gate leaves one.
fn entry(id: Uuid) -> Entry {
    Entry {
        actor: Some(Uuid::from_u128(7)),
        subject: None,
        action: "read",
        purpose: "support",
        object: "letter",
        id,
        answer: Answer::Allowed,
        rule: "author",
        consent: "given",
        shown: false,
    }
}

async fn rows(app: &TestApp) -> Vec<Row> {
    app.db().all("SELECT * FROM audit_log ORDER BY seq", vec![]).await.unwrap()
}

async fn key(app: &TestApp) -> DataKey {
    existing_key(app.db(), &app.app.masters, Uuid::nil(), KeyKind::Audit).await.unwrap().unwrap()
}

async fn tell(app: &TestApp, statements: &[&str]) {
    let tx = app.db().begin().await.unwrap();
    for statement in statements {
        tx.run(statement, vec![]).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
    tx.commit().await.unwrap();
}

/// What somebody does who owns the database.
async fn take_the_triggers_away(app: &TestApp) {
    match app.db().engine() {
        Engine::Sqlite => {
            let [insert, update, delete] =
                ["insert", "update", "delete"].map(|on| format!("DROP TRIGGER audit_log_{on}"));
            tell(app, &[&insert, &update, &delete]).await;
        }
        Engine::Postgres => tell(app, &["DROP TRIGGER audit_log_update ON audit_log"]).await,
    }
}

fn banso(app: &TestApp, what: &[&str]) -> Output {
    command(&app.app.settings, what).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
