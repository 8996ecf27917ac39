//! 田中さん has her record destroyed, and then there is nothing: in no table, no file, no backup, and in nobody's page.
//! What others need stays, without her name.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use banso::audit::whole;
use banso::demo::PASSWORD;
use banso::operations::{backup, restoration};
use banso::people::PersonId;
use jiff::SignedDuration;
use kit::args;
use kit::db::{Sql, Text};
use kit::vault::{KeyKind, Place, VaultError, destroy_keys, ring};
use rstest::rstest;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::canaries::crawl::crawl;
use crate::canaries::texts::{Aviary, Canary};
use crate::letters::held;
use crate::matrix::stage::Stage;
use crate::sheets::{Pair, autosaved, belongs, booked};
use crate::support::{Client, On, TestApp};

/// What a person says about themselves, in the open.
const NAMES: [&str; 7] = [
    "かなりあ姓",
    "かなりあ名",
    "かなりあ・みょう",
    "かなりあ・めい",
    "Kanarienvogel",
    "Kanaria",
    "kanaria@example.test",
];
/// Canaries of other people, which must stay.
const OTHERS: [&str; 3] = ["canary-14", "canary-15", "canary-16"];
const EVERYTHING: [(&str, &str); 2] = [("scope", "account"), ("read", "yes")];
const COLUMNS: [(&str, &str); 16] = [
    ("sheets.body", "id"),
    ("sheet_versions.body", "id"),
    ("notes.body", "id"),
    ("letters.body", "id"),
    ("replies.body", "id"),
    ("cancellations.words", "booking"),
    ("offers.words", "id"),
    ("drafts.body", "id"),
    ("held_posts.body", "id"),
    ("clause_questions.body", "id"),
    ("disclosures.body", "id"),
    ("disclosures.outside", "id"),
    ("disclosures.reason", "id"),
    ("disclosures.verdict", "id"),
    ("packet_requests.reason", "disclosure"),
    ("legal_holds.reason", "id"),
];

#[derive(FromQueryResult)]
struct Sealed {
    id: Uuid,
    sealed: Vec<u8>,
}

/// Every text that still opens with the organisation's keys.
async fn texts(app: &TestApp) -> Vec<String> {
    let mut found = Vec::new();
    for (column, id) in COLUMNS {
        let (table, field) = column.split_once('.').unwrap();
        let question = format!("SELECT {id} AS id, {field} AS sealed FROM {table} WHERE {field} IS NOT NULL");
        let rows: Vec<Sealed> = app.db().all(&question, vec![]).await.unwrap();
        let keys = ring(app.db(), &app.app.masters, rows.iter().map(|row| row.sealed.as_slice())).await.unwrap();
        for row in rows {
            match keys.open(Place { column, row: row.id }, &row.sealed) {
                Ok(text) => found.push(String::from_utf8(text.to_vec()).unwrap()),
                Err(error) => assert!(matches!(error, VaultError::Destroyed), "{column}: {error}"),
            }
        }
    }
    found
}

/// Everything that stands in the database in the open: the rows of every table of a server, the files of a folder.
async fn everything(app: &TestApp, on: On) -> Vec<(String, Vec<u8>)> {
    match on {
        On::Sqlite => files(app.folder()),
        On::Postgres => {
            let mut found = Vec::new();
            for table in app.db().tables().await.unwrap() {
                let question = format!("SELECT CAST(t AS TEXT) AS value FROM \"{table}\" t");
                let rows: Vec<Text> = app.db().all(&question, vec![]).await.unwrap();
                found.extend(rows.into_iter().map(|row| (table.clone(), row.value.into_bytes())));
            }
            found
        }
    }
}

/// Every file of a folder and of the folders in it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push((path.display().to_string(), std::fs::read(&path).unwrap())),
        }
    }
    found
}

fn holding<'a>(places: &'a [(String, Vec<u8>)], word: &str) -> Option<&'a str> {
    let holds = |bytes: &[u8]| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    places.iter().find(|(_, bytes)| holds(bytes)).map(|(name, _)| name.as_str())
}

async fn tells(app: &TestApp, sql: &str, values: Vec<sea_orm::Value>) {
    let tx = app.db().begin().await.unwrap();
    tx.run(sql, values).await.unwrap();
    tx.commit().await.unwrap();
}

/// The whole stage with a canary in every private field, and 田中さん under names that nobody else has.
async fn aviary(on: On) -> (Stage, Vec<Canary>) {
    let stage = Stage::set(on).await;
    let (tanaka, [family, given, kana, kana_given, latin, latin_given, email]) = (stage.pair().0, NAMES);
    // mails that are in the outbox already were written to another name
    tells(&stage.app, "DELETE FROM mails", vec![]).await;
    tells(
        &stage.app,
        "UPDATE people SET family = $1, given = $2, family_kana = $3, given_kana = $4, family_latin = $5,
           given_latin = $6, email = $7 WHERE id = $8",
        args![family, given, kana, kana_given, latin, latin_given, email, tanaka],
    )
    .await;
    let canaries = Aviary::of(&stage).await;
    // the hold in which a canary sits is over
    tells(&stage.app, "UPDATE legal_holds SET lifted_by = placed_by, lifted_at = placed_at", vec![]).await;
    stage.app.settle().await;
    (stage, canaries)
}

fn is_tanakas(canary: &Canary) -> bool {
    !OTHERS.iter().any(|other| canary.word.starts_with(other))
}

async fn erases(browser: &mut Client, scope: &str, password: &str) -> crate::support::Page {
    browser.post_only("/record/erasure", &[("scope", scope), ("read", "yes"), ("password", password)]).await
}

async fn chain_holds(app: &TestApp) {
    let verdict = whole(&app.app, &[]).await.unwrap();
    assert!(verdict.is_ok_and(|verified| verified.entries > 0), "the chain is whole");
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn nothing_of_who_left_stands_in_any_table_file_or_new_backup(#[case] on: On) {
    let (stage, canaries) = aviary(on).await;
    let (app, tanaka) = (&stage.app, stage.pair().0);
    let mut browser = app.as_person(tanaka).await;
    browser.get("/record").await.is(200);
    let before = texts(app).await;
    let opens = |texts: &[String], word: &str| texts.iter().any(|text| text.contains(word));
    let unseen: Vec<_> = canaries.iter().map(|canary| canary.word).filter(|word| !opens(&before, word)).collect();
    assert!(unseen.is_empty(), "the search does not see {unseen:?}");
    let places = everything(app, on).await;
    assert!(NAMES.iter().all(|name| holding(&places, name).is_some()), "and every name");
    chain_holds(app).await;
    let old = pseudonym(app, tanaka).await;
    let known = "SELECT count(*) AS value FROM audit_log a JOIN people p ON p.pseudonym IN (a.actor, a.subject)
                 WHERE p.id = $1";
    assert!(count(app, known, tanaka).await > 0);

    let page = erases(&mut browser, "account", PASSWORD).await;
    assert_eq!(page.is(303).headers["location"], "/farewell");
    browser.get("/farewell").await.is(200).says("消し終えました");
    browser.get("/record").await.says("ログイン");
    if let On::Sqlite = on {
        let left = everything(app, on).await;
        assert!(NAMES.iter().any(|name| holding(&left, name).is_some()), "the engine forgets by a job, not by itself");
    }
    app.settle().await;

    let after = texts(app).await;
    for canary in &canaries {
        assert_eq!(opens(&after, canary.word), !is_tanakas(canary), "{} opens", canary.word);
    }
    let copy = app.folder().join("backup");
    backup::create(&app.app, &copy).await.unwrap();
    let mut places = everything(app, on).await;
    places.extend(files(&copy));
    for name in NAMES {
        assert_eq!(holding(&places, name), None, "{name}");
    }
    for (table, owner) in [("sheets", "person"), ("letters", "addressee"), ("mails", "person"), ("logins", "person")] {
        assert_eq!(count(app, &format!("SELECT count(*) AS value FROM {table} WHERE {owner} = $1"), tanaka).await, 0);
    }
    let keys = "SELECT count(*) AS value FROM data_keys WHERE owner = $1 AND wrapped IS NOT NULL";
    assert_eq!(count(app, keys, tanaka).await, 0);
    chain_holds(app).await;
    let entries = "SELECT count(*) AS value FROM audit_log WHERE actor = $1 OR subject = $1";
    assert!(app.db().first::<kit::db::Count>(entries, args![old]).await.unwrap().unwrap().value > 1);
    assert_eq!(app.count(&known.replace("WHERE p.id = $1", "WHERE p.family = ''")).await, 0, "they are nobody's");
    let row = "SELECT count(*) AS value FROM audit_log a JOIN people p ON p.id = a.object_id";
    assert_eq!(app.count(row).await, 0, "no entry names a person");
    stage.app.end().await;
}

async fn count(app: &TestApp, sql: &str, person: PersonId) -> i64 {
    app.db().first::<kit::db::Count>(sql, args![person]).await.unwrap().unwrap().value
}

async fn pseudonym(app: &TestApp, person: PersonId) -> Uuid {
    let question = "SELECT id, CAST(NULL AS TEXT) AS none, pseudonym FROM people WHERE id = $1";
    app.db().rows(question, args![person]).await.unwrap()[0].try_get("", "pseudonym").unwrap()
}

/// Every page on which 早川さん would meet her.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn her_supporter_reads_somebody_who_left_and_stumbles_nowhere(#[case] on: On) {
    let (stage, _) = aviary(on).await;
    let (app, (tanaka, hayakawa)) = (&stage.app, stage.pair());
    let met = app.meeting("tanaka-hayakawa-1");
    let letter = stage.path("/letters/{id}");
    let mut supporter = app.as_person(hayakawa).await;
    supporter.get(&letter).await.is(200);
    erases(&mut app.as_person(tanaka).await, "account", PASSWORD).await.is(303);
    let mut browser = app.as_person(hayakawa).await;
    for path in ["/", "/writing", "/supporters", "/record", "/me"] {
        browser.get(path).await.is(200).is_silent_about("かなりあ");
    }
    browser.get("/calendar").await.is(200).says("退会した方").is_silent_about("かなりあ");
    for tab in ["prepare", "meet", "reflect", "follow-up"] {
        let page = browser.get(&format!("/meetings/{met}?tab={tab}")).await;
        page.is(200).says("退会した方").is_silent_about("かなりあ");
    }
    for path in [format!("/meetings/{met}/note"), format!("/meetings/{met}/agreement")] {
        browser.get(&path).await.is(200).says("退会した方").is_silent_about("かなりあ").is_silent_about("canary");
    }
    browser.get(&letter).await.is(404);
    for key in ["mizuno", "katagiri", "kinami"] {
        let mut other = app.as_person(app.cast(key)).await;
        for path in ["/", "/calendar", "/record", "/demo"] {
            other.get(path).await.is(200).is_silent_about("かなりあ");
        }
        if key != "mizuno" {
            other.get("/people").await.is(200).says("退会した方").is_silent_about("かなりあ");
            other.get(&format!("/people/{tanaka}")).await.is(200).says("退会した方").is_silent_about("left.invalid");
        }
    }
    let record = format!("/meetings/{met}/sheets/shared-record");
    let filled = [("q-said", "もういない方について"), ("hand", "submit")];
    browser.post_only(&record, &filled).await.is(404);
    let english = "UPDATE people SET lang = 'en' WHERE id = $1";
    tells(app, english, args![hayakawa]).await;
    browser.get("/calendar").await.says("somebody who left");
    stage.app.end().await;
}

/// What the page says is what then happens.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_numbers_of_the_preview_are_what_is_destroyed(#[case] on: On) {
    let (stage, _) = aviary(on).await;
    let (app, tanaka) = (&stage.app, stage.pair().0);
    app.later(SignedDuration::from_mins(11));
    let kinds = [
        ("シート", "SELECT count(*) AS value FROM sheets WHERE person = $1 AND kind <> 'session-plan'"),
        ("届いた手紙", "SELECT count(*) AS value FROM letters WHERE addressee = $1 AND sent_at IS NOT NULL"),
        ("手紙への返事", "SELECT count(*) AS value FROM replies WHERE author = $1"),
        (
            "取りやめや希望日時に添えたことば",
            "SELECT (SELECT count(*) FROM cancellations c JOIN bookings b ON b.id = c.booking
               WHERE b.client = $1 AND c.words IS NOT NULL)
             + (SELECT count(*) FROM offers WHERE client = $1 AND words IS NOT NULL) AS value",
        ),
        (
            "書きかけ",
            "SELECT (SELECT count(*) FROM drafts WHERE person = $1)
             + (SELECT count(*) FROM held_posts WHERE person = $1) AS value",
        ),
        (
            "これからの面談と希望日時",
            "SELECT count(*) AS value FROM bookings WHERE client = $1
               AND (status = 'confirmed' AND starts_at > 1796260920000000 OR status = 'held')",
        ),
        (
            "カレンダーの購読アドレス",
            "SELECT count(*) AS value FROM calendar_feeds WHERE person = $1 AND withdrawn_at IS NULL",
        ),
        ("あなたへのメールの写し", "SELECT count(*) AS value FROM mails WHERE person = $1"),
    ];
    tells(app, "UPDATE bookings SET held_until = held_until + 3600000000 WHERE status = 'held'", vec![]).await;
    let mut browser = app.as_person(tanaka).await;
    let page = browser.get("/record/erasure").await;
    page.is(200).says("支援者が、自分のために書いたもの").is_silent_about("手控え2");
    let said = |kind: &str| -> i64 {
        let row = page.html.split("<li>").find(|row| row.contains(&format!("\"what\">{kind}")));
        let status = row.and_then(|row| row.split("class=\"status\">").nth(1));
        status.map_or(0, |status| status.split('件').next().unwrap().parse().unwrap())
    };
    let mut held = Vec::new();
    for (kind, sql) in kinds {
        assert_eq!(said(kind), count(app, sql, tanaka).await, "{kind}");
        held.push(said(kind));
    }
    assert!(held.iter().all(|many| *many > 0), "there is some of each: {held:?}");
    let facts = "SELECT count(*) AS value FROM bookings WHERE client = $1 AND status = 'confirmed'";
    let ahead = facts.replace("'confirmed'", "'confirmed' AND starts_at > 1796260920000000");
    let (all, ahead) = (count(app, facts, tanaka).await, count(app, &ahead, tanaka).await);
    erases(&mut browser, "record", PASSWORD).await.is(303);
    for (kind, sql) in kinds {
        assert_eq!(count(app, sql, tanaka).await, 0, "{kind}");
    }
    for table in ["notes", "sheets", "letters"] {
        let left =
            format!("SELECT count(*) AS value FROM {table} t JOIN bookings b ON b.id = t.booking WHERE b.client = $1");
        assert_eq!(count(app, &left, tanaka).await, 0, "{table}");
    }
    assert_eq!(count(app, facts, tanaka).await, all - ahead, "that they met stays");
    browser.get("/record").await.is(200).says("記録を消しました");
    browser.get("/record/erasure").await.is(200).is_silent_about("届いた手紙");
    let mails = app.outbox().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.kind == "journey/erased").collect();
    assert_eq!(told.len(), 1, "who stays is told");
    stage.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_stolen_login_destroys_nothing_and_a_box_must_be_ticked(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    let before = everything_counted(&app).await;
    tanaka.post("/record/erasure", &EVERYTHING).await.is(422).says("まだ空欄です");
    let wrong = [("scope", "account"), ("read", "yes"), ("password", "ちがうもの")];
    tanaka.post("/record/erasure", &wrong).await.is(422).says("合いません");
    let unread = [("scope", "account"), ("password", "水曜の夜に話す")];
    tanaka.post("/record/erasure", &unread).await.is(422);
    let neither = [("scope", "everything"), ("read", "yes"), ("password", "水曜の夜に話す")];
    tanaka.post("/record/erasure", &neither).await.is(422).says("選べるものの中から選んでください");
    assert_eq!(everything_counted(&app).await, before, "nothing changed");
    app.later(SignedDuration::from_mins(10));
    erases(&mut tanaka, "account", "水曜の夜に話す").await.is(303);
    tanaka.get("/").await.says("ログイン");
    let sign_in = [("email", "yui@example.test"), ("password", "水曜の夜に話す")];
    app.nobody().post("/sign-in", &sign_in).await.is(422);
    app.end().await;
}

async fn everything_counted(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["people", "memberships", "bookings", "occupancy", "data_keys", "audit_log", "erasures", "passwords"] {
        counts.push(app.count(&format!("SELECT count(*) AS value FROM {table}")).await);
    }
    counts
}

/// The meeting ahead is called off as always: its time is free, and the other one hears of it, without a name.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_ahead_is_called_off_and_the_supporter_hears_of_it(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    erases(&mut tanaka, "account", "水曜の夜に話す").await.is(303);
    assert_eq!(app.count("SELECT count(*) AS value FROM occupancy").await, 0);
    let mails = app.outbox().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.kind == "meetings/cancelled").collect();
    assert_eq!(told.len(), 1, "who left has no address");
    assert_eq!(told[0].address, "naoko@example.test");
    let body = told[0].body.as_deref().unwrap();
    assert!(body.contains("退会した方") && !body.contains("田中"), "{body}");
    let mut hayakawa = app.as_person(pair.hayakawa).await;
    hayakawa.get(&pair.meeting("")).await.is(200).says("退会した方");
    app.end().await;
}

/// 早川さん is a client too: what she writes as a supporter is not hers to destroy, and stays hers to go on with.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_supporter_who_is_a_client_too_erases_her_own_record_only(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    belongs(&app, pair.hayakawa, "client").await;
    let own = booked(&app, pair.hayakawa, pair.sato, SignedDuration::from_hours(-72), 1).await;
    let mut hayakawa = app.as_person(pair.hayakawa).await;
    let topic = [("q-most", "自分の独立のこと"), ("hand", "submit")];
    hayakawa.post_only("/profile", &[("q-now", "支援者、十年目"), ("hand", "submit")]).await.is(303);
    hayakawa.post_only(&pair.meeting("/note"), &[("note", "田中さんの声が明るい")]).await.is(303);
    hayakawa
        .post_only(&pair.meeting("/sheets/session-plan"), &[("q-aim", "三つ聞く"), ("hand", "submit")])
        .await
        .is(303);
    let letter = Uuid::from_u128(77);
    autosaved(&app, pair.hayakawa, &format!("letters/{}", letter.as_simple()), ("body", "拝啓、書きかけの手紙")).await;
    autosaved(&app, pair.hayakawa, &format!("sheets/{own}/three-lines"), ("q-one", "消える下書き")).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    tanaka.post_only(&pair.meeting("/sheets/what-to-talk-about"), &topic).await.is(303);

    hayakawa.get("/record/erasure").await.is(200).says("役割が残っている").is_silent_about("記録とアカウント");
    erases(&mut hayakawa, "account", "水曜の夜に話す").await.is(422);
    erases(&mut hayakawa, "record", "水曜の夜に話す").await.is(303);
    hayakawa.get("/profile").await.is(200).is_silent_about("十年目");
    hayakawa.get(&pair.meeting("/note")).await.is(200).says("田中さんの声が明るい");
    hayakawa.get(&pair.meeting("/sheets/session-plan")).await.is(200).says("三つ聞く");
    hayakawa.get(&pair.meeting("/sheets/what-to-talk-about")).await.is(200).says("自分の独立のこと");
    let opened = texts(&app).await;
    assert!(
        opened
            .iter()
            .any(|text| text.contains(&kit::web::Entry::default().with("body", "拝啓、書きかけの手紙").encoded()))
    );
    assert!(!opened.iter().any(|text| text.contains("消える下書き")));
    // a fresh key is made when she writes again
    hayakawa.post_only("/profile", &[("q-now", "また書きはじめる"), ("hand", "submit")]).await.is(303);
    hayakawa.get("/profile").await.says("また書きはじめる");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_legal_hold_stops_it_and_both_stand_in_her_list(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    belongs(&app, pair.sato, "data-officer").await;
    let (mut tanaka, mut officer) = (app.as_person(pair.tanaka).await, app.as_person(pair.sato).await);
    for other in [pair.tanaka, pair.hayakawa, pair.manager, pair.administrator] {
        app.as_person(other).await.get("/legal-holds").await.is(404);
    }
    officer.get("/legal-holds").await.is(200).says("だれの記録もとめていません");
    let short = [("email", "yui@example.test"), ("reason", "急ぎで")];
    officer.post("/legal-holds", &short).await.is(422).says("急ぎで");
    let unknown = [("email", "nobody@example.test"), ("reason", "裁判所からの文書の求め")];
    officer.post("/legal-holds", &unknown).await.is(422);
    let good = [("email", "yui@example.test"), ("reason", "裁判所からの文書の求め")];
    officer.post("/legal-holds", &good).await.is(200).says("田中 結さん").says("裁判所からの文書の求め");
    let stored = "SELECT count(*) AS value FROM legal_holds WHERE reason = $1";
    let plain = "裁判所からの文書の求め".as_bytes().to_vec();
    let open = app.db().first::<kit::db::Count>(stored, args![plain]).await.unwrap().unwrap().value;
    assert_eq!(open, 0, "a reason is sealed");
    tanaka.get("/record/erasure").await.is(200).says("いまは消せません").is_silent_about("裁判所");
    erases(&mut tanaka, "account", "水曜の夜に話す").await.is(409).says("いまは消せません");
    assert_eq!(app.count("SELECT count(*) AS value FROM bookings WHERE status = 'confirmed'").await, 1);
    tanaka.get("/record").await.says("法のもとめによる、消去のとめおき").says("佐藤さん").is_silent_about("裁判所");
    let page = officer.get("/legal-holds").await;
    let hold = page.html.split("/legal-holds/").nth(1).unwrap().split("/lifting").next().unwrap().to_owned();
    officer.post_only(&format!("/legal-holds/{hold}/lifting"), &[]).await.is(303);
    officer.post_only(&format!("/legal-holds/{hold}/lifting"), &[]).await.is(303);
    tanaka.get("/record").await.says("とめおきの終わり");
    erases(&mut tanaka, "account", "水曜の夜に話す").await.is(303);
    officer.get("/legal-holds").await.is(200).says("退会した方").is_silent_about("田中");
    chain_holds(&app).await;
    app.end().await;
}

/// An older backup has her in it. Brought back, it has not.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_backup_from_before_is_brought_back_without_her(#[case] on: On) {
    let (stage, canaries) = aviary(on).await;
    let (app, tanaka) = (&stage.app, stage.pair().0);
    let copy = app.folder().join("before");
    backup::create(&app.app, &copy).await.unwrap();
    app.later(SignedDuration::from_hours(1));
    erases(&mut app.as_person(tanaka).await, "account", PASSWORD).await.is(303);
    app.settle().await;
    let elsewhere = crate::operations::Elsewhere::new(on).await;
    let settings = elsewhere.settings();
    std::fs::copy(app.app.settings.erasures_path(), settings.erasures_path()).unwrap();
    let restored = restoration::create(&settings, &copy).await.unwrap();
    assert_eq!(restored.erased_again, 1);
    let back = elsewhere.open(&app.app).await;
    let gone = "SELECT count(*) AS value FROM people WHERE family = '' AND email LIKE '%@left.invalid'";
    assert_eq!(back.db.first::<kit::db::Count>(gone, vec![]).await.unwrap().unwrap().value, 1);
    let sheets = "SELECT count(*) AS value FROM sheets WHERE person = $1";
    assert_eq!(back.db.first::<kit::db::Count>(sheets, args![tanaka]).await.unwrap().unwrap().value, 0);
    back.db.close().await.unwrap();
    if let On::Sqlite = on {
        let places = files(&settings.data);
        assert!(NAMES.iter().all(|name| holding(&places, name).is_none()), "in no file of the place it came to");
        let old = files(&copy);
        assert!(NAMES.iter().all(|name| holding(&old, name).is_some()), "the backup itself had her");
    }
    assert!(canaries.len() > 20);
    elsewhere.end().await;

    let copy = app.folder().join("after");
    backup::create(&app.app, &copy).await.unwrap();
    let elsewhere = crate::operations::Elsewhere::new(on).await;
    std::fs::copy(app.app.settings.erasures_path(), elsewhere.settings().erasures_path()).unwrap();
    let restored = restoration::create(&elsewhere.settings(), &copy).await.unwrap();
    assert_eq!(restored.erased_again, 0, "what a backup knows to be erased is let be");
    elsewhere.end().await;
    stage.app.end().await;
}

/// What is written in the moment of an erasure may stay under a key that is gone: it says so, or is not there.
#[tokio::test]
async fn a_text_without_its_key_breaks_nobodys_page() {
    let (stage, canaries) = aviary(On::Sqlite).await;
    let (tanaka, hayakawa) = stage.pair();
    stage.app.later(SignedDuration::from_mins(11));
    let tx = stage.app.db().begin().await.unwrap();
    for owner in [tanaka, hayakawa] {
        for kind in [KeyKind::Record, KeyKind::Note] {
            destroy_keys(&tx, owner.0, kind).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    let places: Vec<String> = canaries.iter().map(|canary| canary.at.clone()).collect();
    for person in [tanaka, hayakawa] {
        let mut browser = stage.app.as_person(person).await;
        let answers = crawl(&stage, &mut browser, &places).await;
        let broken: Vec<_> = answers.iter().filter(|(_, page)| page.contains("うまくいきませんでした")).collect();
        assert!(broken.is_empty(), "{:?}", broken.iter().map(|(path, _)| path).collect::<Vec<_>>());
        assert!(answers.iter().any(|(_, page)| page.contains("持ち主の望みで、消されました")), "a letter says so");
        browser.send("POST", "/record/export", Some(String::new())).await.is(200);
    }
    stage.app.end().await;
}

/// The page costs the same for who has written much.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_preview_costs_the_same_however_much_there_is(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    let mut cost = async || {
        let before = app.db().statements();
        tanaka.get("/record/erasure").await.is(200);
        app.db().statements() - before
    };
    let few = cost().await;
    for n in 0..20 {
        booked(&app, pair.tanaka, pair.sato, SignedDuration::from_hours(100 + n), 2).await;
        autosaved(
            &app,
            pair.tanaka,
            &format!("replies/{}", Uuid::from_u128(n.unsigned_abs().into())),
            ("body", "返事"),
        )
        .await;
    }
    assert_eq!(cost().await, few);
    assert!(few <= 9, "{few}");
    app.end().await;
}

/// 佐藤さん was a supporter once. What he gave to others stays theirs, without his name; what he gave to nobody goes.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_former_supporter_leaves_what_was_given_and_takes_the_rest(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let met = |hours| booked(&app, pair.tanaka, pair.sato, SignedDuration::from_hours(hours), 1);
    let (sent, begun) = (met(-72).await, met(-48).await);
    let mut sato = app.as_person(pair.sato).await;
    let letter = |body| [("body", body), ("strength", "先に聞く力"), ("then", "preview")];
    let (given, kept) = (held(&app, sent).await, held(&app, begun).await);
    sato.post_only(&format!("/letters/{given}/edit"), &letter("渡した手紙です。")).await.is(303);
    sato.post_only(&format!("/letters/{given}/sending"), &[]).await.is(303);
    sato.post_only(&format!("/letters/{kept}/edit"), &letter("渡さなかった手紙です。")).await.is(303);
    sato.post_only(&format!("/meetings/{sent}/note"), &[("note", "佐藤の手控え")]).await.is(303);
    app.later(SignedDuration::from_mins(11));
    app.settle().await;
    let leave = "UPDATE memberships SET left_at = from_at WHERE person = $1";
    tells(&app, leave, args![pair.sato]).await;
    sato.get("/record/erasure").await.is(200).says("だれにも渡していないもの");
    erases(&mut sato, "account", "水曜の夜に話す").await.is(303);
    let opened = texts(&app).await;
    assert!(opened.iter().any(|text| text.contains("渡した手紙")));
    assert!(!opened.iter().any(|text| text.contains("渡さなかった") || text.contains("佐藤の手控え")));
    let mut tanaka = app.as_person(pair.tanaka).await;
    tanaka.get(&format!("/letters/{given}")).await.is(200).says("渡した手紙です。").says("退会した方");
    for path in ["/", "/writing", "/calendar", "/record"] {
        tanaka.get(path).await.is(200).is_silent_about("佐藤");
    }
    let bodies = "SELECT count(*) AS value FROM mails WHERE body LIKE '%佐藤%' OR calendar LIKE '%佐藤%'";
    assert_eq!(app.count(bodies).await, 0);
    app.end().await;
}

/// The two go on writing until the last moment: nobody stumbles, and not a word that was written for her opens after.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_while_she_leaves_goes_as_well(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let met = booked(&app, pair.tanaka, pair.hayakawa, SignedDuration::from_hours(-26), 1).await;
    let letter = held(&app, met).await;
    let over = Arc::new(AtomicBool::new(false));
    let writes = |mut browser: Client, path: String, fields: Vec<(&'static str, &'static str)>| {
        let over = over.clone();
        tokio::spawn(async move {
            let mut written = 0;
            while !over.load(Ordering::Relaxed) {
                let status = browser.post_only(&path, &fields).await.status;
                assert!(!status.is_server_error(), "{path}: {status}");
                written += i32::from(status == 303);
            }
            written
        })
    };
    let said = "canary-while-leaving";
    let (record, plan) = (format!("/meetings/{met}/sheets/shared-record"), pair.meeting("/sheets/what-to-talk-about"));
    let words = vec![("body", said), ("strength", "先に聞く力"), ("then", "preview")];
    let writers = [
        writes(app.as_person(pair.hayakawa).await, record, vec![("q-said", said), ("hand", "draft")]),
        writes(app.as_person(pair.hayakawa).await, format!("/letters/{letter}/edit"), words),
        writes(app.as_person(pair.tanaka).await, plan, vec![("q-most", said), ("hand", "submit")]),
        writes(app.as_person(pair.tanaka).await, "/profile".into(), vec![("q-now", said), ("hand", "submit")]),
    ];
    let mut tanaka = app.as_person(pair.tanaka).await;
    let forms = ["\"now\"", "\"said\"", "\"most\"", "\"strengths\""];
    let begun =
        |texts: &[String]| forms.iter().all(|form| texts.iter().any(|text| text.contains(said) && text.contains(form)));
    while !begun(&texts(&app).await) {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    erases(&mut tanaka, "account", "水曜の夜に話す").await.is(303);
    over.store(true, Ordering::Relaxed);
    for writer in writers {
        // two of them are signed out in the midst of it, which leads to the sign-in
        assert!(writer.await.unwrap() > 0);
    }
    let left = texts(&app).await;
    assert!(!left.iter().any(|text| text.contains(said)), "{left:?}");
    chain_holds(&app).await;
    app.end().await;
}
