//! What enters the log: one reading is one row, no row says who, and the database itself keeps the rows.

use std::time::Duration;

use banso::audit::{Verified, append, whole};
use kit::args;
use kit::db::{Engine, Sql};
use rstest::rstest;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{WORDS, banso, entry, house, rows, said, tell, writers};
use crate::support::{On, TestApp, person};

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
