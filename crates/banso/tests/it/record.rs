//! A person's own record: what is held, what was agreed on, and who opened what.

use std::io::{Cursor, Read as _};

use kit::db::Sql;
use rstest::rstest;
use serde_json::Value;

use crate::sheets::Pair;
use crate::support::{On, TestApp};

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn tanaka_sees_who_opened_what_and_nobody_else_sees_it(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    tanaka.get("/record").await.is(200).is_silent_about("話したいことを開く");
    let sheet = pair.meeting("/sheets/what-to-talk-about");
    tanaka.post_only(&sheet, &[("q-most", "異動の希望を出すか"), ("hand", "submit")]).await.is(303);
    tanaka.get("/record").await.says("話したいこと").is_silent_about("話したいことを開く");
    hayakawa.get(&sheet).await.is(200);
    let page = tanaka.get("/record").await;
    page.is(200).says("話したいことを開く").says("早川さん").says("支援のため").says("supporter.reads");
    page.is_silent_about("異動の希望");
    hayakawa.get("/record").await.is(200).is_silent_about("話したいことを開く");
    for other in pair.others() {
        app.as_person(other).await.get("/record").await.is_silent_about("話したいことを開く");
    }
    app.nobody().get("/record").await.says("ログイン");
    app.end().await;
}

/// A name that changed is shown as it is now, and one who was forgotten as nobody: the log itself holds no names.
#[tokio::test]
async fn the_record_costs_the_same_however_much_was_opened() {
    let app = TestApp::new(On::Sqlite).await;
    let pair = Pair::of(&app).await;
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    let sheet = pair.meeting("/sheets/what-to-talk-about");
    tanaka.post_only(&sheet, &[("q-most", "異動の希望を出すか"), ("hand", "submit")]).await.is(303);
    hayakawa.get(&sheet).await.is(200);
    let mut cost = async || {
        let before = app.db().statements();
        tanaka.get("/record").await.is(200);
        app.db().statements() - before
    };
    let few = cost().await;
    for _ in 0..5 {
        hayakawa.get(&sheet).await.is(200);
    }
    assert_eq!(cost().await, few);
    assert!(few <= 14, "{few}");
    app.end().await;
}

/// What is in the file, by name.
pub fn unpacked(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn everything_of_ones_own_comes_in_one_file_and_nothing_of_anybody_elses(#[case] on: On) {
    let app = TestApp::with_cast(on).await;
    let mut tanaka = app.as_person(app.cast("tanaka")).await;
    let answer = tanaka.send("POST", "/record/export", Some(String::new())).await;
    answer.is(200);
    assert_eq!(answer.headers["content-type"], "application/zip");
    let record: Value = serde_json::from_str(&unpacked(&answer.bytes, "record.json")).unwrap();
    let many = |key: &str| record[key].as_array().unwrap().len();
    assert!(many("meetings") >= 2 && many("sheets") >= 3 && many("letters") >= 1, "{record}");
    assert!(many("agreements") == 1 && many("opened") >= 5, "{record}");
    let letter = record["letters"][0]["text"].as_str().unwrap();
    let page = unpacked(&answer.bytes, "record.html");
    assert!(page.contains(letter.lines().next().unwrap()), "the letter can be read");
    assert!(!page.contains("src=") && !page.contains("href="), "it stands alone");
    let notes = "SELECT count(*) AS value FROM notes";
    let notes: Option<kit::db::Count> = app.db().first(notes, vec![]).await.unwrap();
    assert!(notes.unwrap().value > 0 && !record.to_string().contains("手控え"), "a note is its author's");
    assert!(!record.to_string().contains("session-plan"));
    tanaka.get("/record").await.says("記録の持ち出し");
    let mut mizuno = app.as_person(app.cast("mizuno")).await;
    let other = mizuno.send("POST", "/record/export", Some(String::new())).await;
    assert!(!unpacked(&other.bytes, "record.json").contains(letter.lines().next().unwrap()));
    app.end().await;
}
