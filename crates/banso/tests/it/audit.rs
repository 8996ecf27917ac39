//! The audit log: nothing leaves unwritten, one reading is one row, and whatever is done to the rows afterwards is
//! seen. Each way of seeing has its control.

use std::process::Output;
use std::time::Duration;

use banso::app::Start;
use banso::audit::{
    Answer, Broken, Checkpoint, Entry, Row, Verified, append, checkpoint, export, newest, verify, whole,
};
use banso::operations::doctor::{Check, Depth, Standing, look};
use banso::people::PersonId;
use jiff::SignedDuration;
use kit::args;
use kit::db::{Engine, Sql};
use kit::jobs::NewJob;
use kit::vault::{DataKey, KeyKind, MasterKeys, existing_key};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rstest::rstest;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::support::served::{Served, banso as command};
use crate::support::{Client, On, TestApp, crowd, person};

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

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn one_reading_is_one_row_and_no_row_says_who(#[case] on: On) {
    let app = house(on).await;
    let yui = person(&app, "田中", "結", "yui@example.test", "水曜の夜に話す").await;
    let membership = "INSERT INTO memberships (id, person, programme, role, from_at)
                      VALUES ($1, $2, 'consultation', 'client', 0)";
    let tx = app.db().begin().await.unwrap();
    tx.run(membership, args![tx.db().dice().uuid(tx.now()), yui]).await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = app.as_person(yui).await;
    browser.get("/profile").await.is(200);
    assert_eq!(rows(&app).await, [], "an empty sheet is nothing to read");
    browser.post_only("/profile", &[("q-now", WORDS), ("hand", "submit")]).await.is(303);
    let before = rows(&app).await;
    browser.get("/profile").await.is(200).says(WORDS);
    let after = rows(&app).await;
    assert_eq!(after[..before.len()], before);
    let [read] = &after[before.len()..] else { panic!("one reading, {} rows", after.len() - before.len()) };
    let told = (read.action.as_str(), read.object.as_str(), read.answer.as_str(), read.at);
    assert_eq!(told, ("read", "profile", "allowed", app.db().clock().now()));
    browser.get("/help").await.is(200);
    assert_eq!(rows(&app).await.len(), after.len(), "what is nobody's secret is not written down");

    let known = Uuid::from_u128(yui.for_gate().0);
    let exported = said(&banso(&app, &["audit", "export"]));
    assert_eq!(exported.lines().count(), after.len() + 1, "and that it was taken away");
    assert!(exported.lines().last().unwrap().contains("\"action\":\"export\""));
    for row in &after {
        assert!(row.actor.is_some() && row.actor == row.subject, "{row:?}");
        assert!(![row.actor, row.subject, Some(row.object_id)].contains(&Some(known)), "{row:?}");
    }
    for secret in [WORDS, "田中", "結", "yui@example.test", &known.to_string(), &known.as_simple().to_string()] {
        assert!(!exported.contains(secret), "{secret} stands in the log");
        assert!(!format!("{after:?}").contains(secret), "{secret} stands in the log");
    }
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_page_whose_entry_cannot_be_written_does_not_leave(#[case] on: On) {
    let app = house(on).await;
    let browser = &mut writers(&app, 1).await[0];
    browser.get("/profile").await.is(200).says(WORDS);
    tell(&app, &["ALTER TABLE audit_head RENAME TO audit_head_away"]).await;
    let page = browser.get("/profile").await;
    assert!(page.status.is_server_error(), "{}", page.status);
    page.is_silent_about(WORDS);
    tell(&app, &["ALTER TABLE audit_head_away RENAME TO audit_head"]).await;
    // while somebody else appends, an answer waits
    let before = rows(&app).await.len();
    let tx = app.db().begin().await.unwrap();
    tx.run("UPDATE audit_head SET seq = seq", vec![]).await.unwrap();
    let waiting = tokio::time::timeout(Duration::from_millis(700), browser.get("/profile")).await;
    assert!(waiting.is_err(), "left without its entry: {:?}", waiting.map(|page| page.status));
    assert_eq!(rows(&app).await.len(), before, "nothing was written past the lock");
    drop(tx);
    browser.get("/profile").await.is(200).says(WORDS);
    assert!(whole(&app.app, &[]).await.unwrap().is_ok());
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn sixteen_people_who_read_at_once_leave_one_chain_with_nobody_missing(#[case] on: On) {
    const EACH: usize = 8;
    let app = house(on).await;
    let writers = writers(&app, 16).await;
    let before = rows(&app).await.len();
    let reading = writers.into_iter().map(|mut browser| {
        tokio::spawn(async move {
            for _ in 0..EACH {
                browser.get("/profile").await.is(200).says(WORDS);
            }
        })
    });
    let reading: Vec<_> = reading.collect();
    while !reading.iter().all(tokio::task::JoinHandle::is_finished) {
        assert!(whole(&app.app, &[]).await.unwrap().is_ok(), "it can be verified while it grows");
    }
    for reader in reading {
        reader.await.unwrap();
    }
    let rows = rows(&app).await;
    assert_eq!(rows.len() - before, 16 * EACH);
    let mut readers: Vec<_> = rows.iter().map(|row| row.actor).collect();
    readers.sort_unstable();
    readers.dedup();
    assert_eq!(readers.len(), 16);
    let verified = whole(&app.app, &[]).await.unwrap().unwrap();
    assert_eq!(usize::try_from(verified.entries).unwrap(), rows.len());
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_first_entries_of_two_servers_are_under_one_key(#[case] on: On) {
    let app = house(on).await;
    let entry = entry(Uuid::nil());
    let first = (0..8).map(|_| {
        let app = app.app.clone();
        tokio::spawn(async move {
            let tx = app.db.begin().await.unwrap();
            append(&app, &tx, &[entry]).await.unwrap();
            tx.commit().await.unwrap();
        })
    });
    for writer in first.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    assert_eq!(app.count("SELECT count(*) AS value FROM data_keys WHERE kind = 'audit'").await, 1);
    // a change that did not happen takes its entries with it, and the key that it would have made
    let tx = app.db().begin().await.unwrap();
    append(&app.app, &tx, &[entry]).await.unwrap();
    drop(tx);
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Ok(Verified { entries: 8, checkpoints: 0 }));
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_database_itself_refuses_to_change_or_drop_a_row(#[case] on: On) {
    let app = house(on).await;
    writers(&app, 1).await;
    let mut attempts = vec![
        "UPDATE audit_log SET shown = TRUE",
        "DELETE FROM audit_log",
        "DELETE FROM audit_log WHERE seq = 1",
        "UPDATE audit_log SET seq = 99 WHERE seq = 1",
    ];
    attempts.push(match app.db().engine() {
        Engine::Sqlite => "INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log",
        Engine::Postgres => "TRUNCATE audit_log",
    });
    let before = rows(&app).await;
    assert!(!before.is_empty());
    for attempt in attempts {
        let tx = app.db().begin().await.unwrap();
        let refused = tx.run(attempt, vec![]).await;
        assert!(refused.is_err_and(|error| error.to_string().contains("append_only")), "{attempt}");
    }
    assert_eq!(rows(&app).await, before);
    app.end().await;
}

/// One thing that somebody does to the rows.
fn tamper(rows: &mut Vec<Row>, chance: &mut StdRng) -> String {
    let at = chance.random_range(0..rows.len());
    let other = chance.random_range(0..rows.len());
    match chance.random_range(0..5) {
        0 | 1 => {
            let column = chance.random_range(0..13);
            let from = rows[other].clone();
            edit(&mut rows[at], column, &from, chance);
            format!("edit of column {column} in row {}", at + 1)
        }
        2 => {
            rows.remove(at);
            if chance.random() {
                renumber(rows);
            }
            format!("deletion of row {}", at + 1)
        }
        3 => {
            let mut added = rows[other].clone();
            added.seq = i64::try_from(at).unwrap() + 1;
            rows.insert(at, added);
            if chance.random() {
                renumber(rows);
            }
            format!("row {} inserted at {}", other + 1, at + 1)
        }
        _ => {
            rows.swap(at, other);
            if chance.random() {
                renumber(rows);
            }
            format!("rows {} and {} swapped", at + 1, other + 1)
        }
    }
}

/// As somebody would who knows that numbers are looked at.
fn renumber(rows: &mut [Row]) {
    for (seq, row) in (1..).zip(rows) {
        row.seq = seq;
    }
}

fn edit(row: &mut Row, column: usize, from: &Row, chance: &mut StdRng) {
    let word = |ours: &str, theirs: &str| if ours == theirs { format!("{ours}x") } else { theirs.to_owned() };
    let somebody = Uuid::from_u128(chance.random());
    match column {
        0 => row.seq += chance.random_range(1..9),
        1 => row.at = row.at.plus(SignedDuration::from_micros(chance.random_range(1..9_000_000))),
        2 => row.actor = if chance.random() { None } else { Some(somebody) },
        3 => row.subject = if chance.random() { None } else { Some(somebody) },
        4 => row.action = word(&row.action, &from.action),
        5 => row.purpose = word(&row.purpose, &from.purpose),
        6 => row.object = word(&row.object, &from.object),
        7 => row.object_id = somebody,
        8 => row.answer = word(&row.answer, &from.answer),
        9 => row.rule = word(&row.rule, &from.rule),
        10 => row.consent = word(&row.consent, &from.consent),
        11 => row.shown = !row.shown,
        _ => {
            let byte = chance.random_range(0..32);
            row.code[byte] ^= 1 << chance.random_range(0..8);
        }
    }
}

#[tokio::test]
async fn a_thousand_edits_deletions_insertions_and_reorderings_are_all_seen() {
    let app = with_a_log(On::Sqlite).await;
    let (rows, key) = (rows(&app).await, key(&app).await);
    let last = rows.last().unwrap();
    let at = app.db().clock().now().timestamp();
    let checkpoints = [Checkpoint { seq: last.seq, code: last.code.clone(), at }];
    assert!(rows.len() >= 40);
    assert!(verify(&rows, &key, &checkpoints).is_ok(), "the control: untouched, it holds");
    let mut chance = StdRng::seed_from_u64(20_261_203);
    let mut seen = 0;
    while seen < 1_000 {
        let mut tampered = rows.clone();
        let what = tamper(&mut tampered, &mut chance);
        if tampered == rows {
            continue;
        }
        assert!(verify(&tampered, &key, &checkpoints).is_err(), "{what} was not seen");
        seen += 1;
    }
    app.end().await;
}

#[tokio::test]
async fn a_tail_that_was_cut_off_is_seen_by_the_checkpoint_and_not_without_it() {
    let app = with_a_log(On::Sqlite).await;
    let (rows, key) = (rows(&app).await, key(&app).await);
    let at = app.db().clock().now().timestamp();
    let last = rows.last().unwrap();
    let checkpoints = [Checkpoint { seq: last.seq, code: last.code.clone(), at }];
    for kept in 0..rows.len() {
        assert!(verify(&rows[..kept], &key, &[]).is_ok(), "the control: the chain alone cannot know");
        assert_eq!(verify(&rows[..kept], &key, &checkpoints), Err(Broken::CutBefore(last.seq)), "{kept} kept");
    }
    app.end().await;
}

/// Each is done to rows in the database by somebody who owns it, and named by the command.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_done_to_the_table_is_named_by_the_command(#[case] on: On) {
    let app = with_a_log(on).await;
    let last = rows(&app).await.len();
    let line = Checkpoint::now(app.db()).await.unwrap().unwrap();
    checkpoint::append(&app.app.settings.checkpoints_path(), &line).unwrap();
    let sound = banso(&app, &["audit", "verify"]);
    assert!(sound.status.success(), "{sound:?}");
    assert_eq!(said(&sound).trim(), format!("{last} entries, the chain holds, one checkpoint agrees."));

    take_the_triggers_away(&app).await;
    tell(&app, &["CREATE TABLE kept AS SELECT * FROM audit_log", "CREATE TABLE kept_head AS SELECT * FROM audit_head"])
        .await;
    let cut = format!("ends before row {last}");
    let done: [(&[&str], &str); 9] = [
        (&["UPDATE audit_log SET answer = 'denied' WHERE seq = 7"], "at row 7:"),
        (&["UPDATE audit_log SET shown = NOT shown WHERE seq = 3"], "at row 3:"),
        (&["UPDATE audit_log SET actor = NULL WHERE seq = 4"], "at row 4:"),
        (&["UPDATE audit_log SET object_id = subject WHERE seq = 12"], "at row 12:"),
        (&["DELETE FROM audit_log WHERE seq = 9"], "at row 9:"),
        (&["DELETE FROM audit_log WHERE seq = 1"], "at row 1:"),
        (
            &[
                "UPDATE audit_log SET seq = 1000 WHERE seq = 5",
                "UPDATE audit_log SET seq = 5 WHERE seq = 6",
                "UPDATE audit_log SET seq = 6 WHERE seq = 1000",
            ],
            "at row 5:",
        ),
        (
            &["INSERT INTO audit_log SELECT seq + 1000, at, actor, subject, action, purpose, object, object_id, answer,
               rule, consent, shown, code FROM audit_log WHERE seq = 2"],
            "breaks at row",
        ),
        (
            &[
                "DELETE FROM audit_log WHERE seq > 30",
                "UPDATE audit_head SET seq = 30, code = (SELECT code FROM audit_log WHERE seq = 30)",
            ],
            &cut,
        ),
    ];
    for (statements, words) in done {
        tell(&app, statements).await;
        let output = banso(&app, &["audit", "verify"]);
        assert!(!output.status.success(), "{statements:?}: {output:?}");
        assert!(said(&output).contains(words), "{statements:?}: {}", said(&output));
        tell(&app, &["DELETE FROM audit_log", "INSERT INTO audit_log SELECT * FROM kept", "DELETE FROM audit_head"])
            .await;
        tell(&app, &["INSERT INTO audit_head SELECT * FROM kept_head"]).await;
        assert!(banso(&app, &["audit", "verify"]).status.success());
    }
    // the control: with the file of checkpoints gone, a cut end is not seen
    tell(&app, done[8].0).await;
    std::fs::remove_file(app.app.settings.checkpoints_path()).unwrap();
    assert!(banso(&app, &["audit", "verify"]).status.success());
    tell(&app, &["DELETE FROM audit_log", "DELETE FROM audit_head", "DROP TABLE kept", "DROP TABLE kept_head"]).await;
    app.end().await;
}

#[tokio::test]
async fn a_row_that_cannot_even_be_read_is_named() {
    let app = with_a_log(On::Sqlite).await;
    take_the_triggers_away(&app).await;
    tell(&app, &["UPDATE audit_log SET at = 'yesterday' WHERE seq = 17"]).await;
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(17)));
    assert_eq!(newest(&app.app, 30, &[]).await.unwrap(), Err(Broken::Row(17)));
    tell(&app, &["UPDATE data_keys SET wrapped = x'00' WHERE kind = 'audit'"]).await;
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(1)), "the key is not the one");
    tell(&app, &["DELETE FROM data_keys WHERE kind = 'audit'"]).await;
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(1)), "the key is gone");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_newest_rows_are_walked_without_the_others(#[case] on: On) {
    let app = with_a_log(on).await;
    take_the_triggers_away(&app).await;
    tell(&app, &["UPDATE audit_log SET rule = 'none' WHERE seq = 5"]).await;
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(5)));
    assert_eq!(newest(&app.app, 10, &[]).await.unwrap(), Ok(Verified { entries: 10, checkpoints: 0 }));
    let found = look(&app.app, Depth::All).await.unwrap();
    let log = found.iter().find(|finding| finding.check == Check::AuditLog).unwrap();
    assert_eq!((log.standing, log.count), (Standing::Trouble, 5));
    tell(&app, &["DELETE FROM audit_log WHERE seq = (SELECT max(seq) FROM audit_log)"]).await;
    assert!(matches!(newest(&app.app, 10, &[]).await.unwrap(), Err(Broken::CutBefore(_))), "the head knows more rows");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn every_day_a_checkpoint_is_written_and_mailed_to_those_who_watch(#[case] on: On) {
    let app = house(on).await;
    let mut browser = writers(&app, 1).await.remove(0);
    let (aya, rei) = (
        person(&app, "片桐", "文", "aya@example.test", "水曜の夜に話す").await,
        person(&app, "水野", "礼", "rei@example.test", "水曜の夜に話す").await,
    );
    let mut tx = app.db().begin().await.unwrap();
    for (person, role) in [(aya, "administrator"), (rei, "administrator")] {
        let sql =
            "INSERT INTO memberships (id, person, programme, role, from_at) VALUES ($1, $2, 'consultation', $3, 0)";
        tx.run(sql, args![tx.db().dice().uuid(tx.now()), person, role]).await.unwrap();
    }
    let job =
        NewJob { kind: "audit/checkpoint", about: Uuid::nil(), person: None, run_at: tx.now(), key: "first".into() };
    tx.leave(job).await.unwrap();
    tx.commit().await.unwrap();
    let path = app.app.settings.checkpoints_path();
    let age = |found: Vec<banso::operations::doctor::Finding>| {
        let finding = found.into_iter().find(|finding| finding.check == Check::Checkpoint).unwrap();
        (finding.standing, finding.count)
    };
    assert_eq!(age(look(&app.app, Depth::Quick).await.unwrap()), (Standing::Note, -1));
    for day in 1..=3 {
        let mails = app.outbox().await;
        let lines = checkpoint::read(&path).unwrap();
        assert_eq!(lines.len(), day);
        let today: Vec<_> =
            mails.iter().filter(|mail| mail.kind == "audit/checkpoint-mail").skip(2 * (day - 1)).collect();
        let addresses: Vec<&str> = today.iter().map(|mail| mail.address.as_str()).collect();
        assert!(addresses.contains(&"aya@example.test") && addresses.contains(&"rei@example.test"), "{addresses:?}");
        for mail in today {
            assert!(mail.body.as_ref().unwrap().contains(&lines[day - 1].to_string()), "{mail:?}");
        }
        app.settle().await;
        assert_eq!(checkpoint::read(&path).unwrap().len(), day, "once a day");
        browser.get("/profile").await.is(200);
        app.later(SignedDuration::from_hours(24));
    }
    let checkpoints = checkpoint::read(&path).unwrap();
    let verified = whole(&app.app, &checkpoints).await.unwrap().unwrap();
    assert_eq!(verified.checkpoints, 3);
    app.later(SignedDuration::from_hours(40));
    assert_eq!(age(look(&app.app, Depth::Quick).await.unwrap()), (Standing::Note, 64));
    app.end().await;
}

/// Ids and words by which somebody could be found.
#[derive(FromQueryResult)]
struct Known {
    id: Uuid,
    email: String,
    family: String,
    given: String,
}

#[tokio::test]
async fn whatever_the_cast_opens_no_row_names_one_of_them() {
    let app = TestApp::with_cast(On::Sqlite).await;
    let meetings: Vec<String> = app.planted().meetings.values().map(|id| format!("/meetings/{id}")).collect();
    for person in app.planted().people.values() {
        let mut browser = app.as_person(*person).await;
        for path in ["/", "/profile"].into_iter().chain(meetings.iter().map(String::as_str)) {
            browser.send("GET", path, None).await;
        }
    }
    let people: Vec<Known> = app.db().all("SELECT id, email, family, given FROM people", vec![]).await.unwrap();
    let rows = rows(&app).await;
    assert!(people.len() > 5 && rows.len() > 100, "{} people, {} rows", people.len(), rows.len());
    for row in &rows {
        let ids = [row.actor, row.subject, Some(row.object_id)];
        let words = [&row.action, &row.purpose, &row.object, &row.answer, &row.rule, &row.consent];
        for Known { id, email, family, given } in &people {
            assert!(!ids.contains(&Some(*id)), "{row:?}");
            assert!(words.iter().all(|word| ![email, family, given].contains(word)), "{row:?}");
        }
        assert!(words.iter().all(|word| word.chars().all(|c| c.is_ascii_lowercase() || "-/.()0123456789".contains(c))));
    }
    assert!(whole(&app.app, &[]).await.unwrap().is_ok());
    app.end().await;
}

#[tokio::test]
async fn who_serves_writes_a_checkpoint_a_day_however_often_they_start() {
    let app = with_a_log(On::Sqlite).await;
    let path = app.app.settings.checkpoints_path();
    for start in 0..2 {
        let served = Served::start(&app.app.settings);
        for _ in 0..100 {
            if !checkpoint::read(&path).unwrap().is_empty() {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        // a second start has nothing to wait for: long enough for the job that must not be there
        std::thread::sleep(Duration::from_millis(300 * start));
        drop(served);
    }
    assert_eq!(checkpoint::read(&path).unwrap().len(), 1);
    assert!(banso(&app, &["audit", "verify"]).status.success());
    let left = "SELECT count(*) AS value FROM jobs WHERE kind = 'audit/checkpoint' AND done_at IS NULL";
    assert_eq!(app.count(left).await, 1, "the next day's");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_long_log_is_walked_and_taken_away_page_by_page(#[case] on: On) {
    let app = house(on).await;
    for _ in 0..45 {
        let tx = app.db().begin().await.unwrap();
        let entries: Vec<Entry> = (0..100).map(|_| entry(app.db().dice().pseudonym())).collect();
        append(&app.app, &tx, &entries).await.unwrap();
        tx.commit().await.unwrap();
    }
    let statements = app.db().statements();
    assert_eq!(whole(&app.app, &[]).await.unwrap(), Ok(Verified { entries: 4_500, checkpoints: 0 }));
    assert!(app.db().statements() - statements < 10, "some pages, not a question for each row");
    let mut out = Vec::new();
    assert_eq!(export(&app.app, &mut out).await.unwrap(), 4_501);
    let seqs: Vec<i64> = String::from_utf8(out)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["seq"].as_i64().unwrap())
        .collect();
    assert_eq!(seqs, (1..=4_501).collect::<Vec<_>>());
    take_the_triggers_away(&app).await;
    for row in [4_321, 2_001, 2_000] {
        tell(&app, &[&format!("UPDATE audit_log SET purpose = 'curiosity' WHERE seq = {row}")]).await;
        assert_eq!(whole(&app.app, &[]).await.unwrap(), Err(Broken::Row(row)));
    }
    app.end().await;
}
