//! Home, the manager's today, the administrator's pages and the manual.

use banso::app::{App, Start};
use banso::people::PersonId;
use jiff::SignedDuration;
use kit::args;
use kit::time::Instant;
use kit::vault::{KeyKind, Place, writing_key};
use rstest::rstest;
use uuid::Uuid;

use crate::support::{Client, On, TestApp, person, start};

const CANARY: &str = "カナリアが三回鳴いた";

/// An organisation with one person in each part.
struct House {
    yui: PersonId,
    naoko: PersonId,
    aya: PersonId,
    ken: PersonId,
}

fn hours(app: &TestApp, hours: i64) -> Instant {
    app.db().clock().now().plus(SignedDuration::from_hours(hours))
}

async fn tell(app: &TestApp, sql: &str, args: Vec<sea_orm::Value>) {
    let tx = app.db().begin().await.unwrap();
    tx.run(sql, args).await.unwrap();
    tx.commit().await.unwrap();
}

async fn joins(app: &TestApp, person: PersonId, role: &str) {
    let (id, now) = (app.db().dice().uuid(hours(app, 0)), hours(app, -1));
    let insert =
        "INSERT INTO memberships (id, person, programme, role, from_at) VALUES ($1, $2, 'consultation', $3, $4)";
    tell(app, insert, args![id, person, role, now]).await;
}

async fn house(app: &TestApp) -> House {
    let yui = person(app, "田中", "結", "yui@example.test", "水曜の夜に話す").await;
    let naoko = person(app, "早川", "直子", "naoko@example.test", "水曜の夜に話す").await;
    let aya = person(app, "片桐", "文", "aya@example.test", "水曜の夜に話す").await;
    let ken = person(app, "久保", "健", "ken@example.test", "水曜の夜に話す").await;
    for (who, role) in [(yui, "client"), (naoko, "supporter"), (aya, "manager"), (ken, "administrator")] {
        joins(app, who, role).await;
    }
    House { yui, naoko, aya, ken }
}

async fn meets(app: &TestApp, house: &House, starts: i64) -> Uuid {
    let (id, at, end) = (app.db().dice().uuid(hours(app, starts)), hours(app, starts), hours(app, starts + 1));
    tell(
        app,
        "INSERT INTO bookings (id, programme, plan, client, supporter, status, ordinal, starts_at, ends_at, place, version,
                               made_at, confirmed_at)
         VALUES ($1, 'consultation', 'standard', $2, $3, 'confirmed', 1, $4, $5, 'online', 0, $4, $4)",
        args![id, house.yui, house.naoko, at, end],
    )
    .await;
    id
}

/// A letter with these words, due then; sent and read where so said.
async fn letter(app: &TestApp, house: &House, booking: Uuid, due: i64, words: &str, sent: bool, read: bool) -> Uuid {
    let tx = app.db().begin().await.unwrap();
    let id = app.db().dice().uuid(tx.now());
    let key = writing_key(&tx, &app.app.masters, house.yui.0, KeyKind::Record).await.unwrap();
    let place = Place { column: "letters.body", row: id };
    let says = serde_json::json!({ "text": words, "strengths": [] }).to_string();
    let body = key.seal(place, says.as_bytes(), app.db().dice()).unwrap();
    let (sent, read) = (sent.then_some(hours(app, -2)), read.then_some(hours(app, -1)));
    tx.run(
        "INSERT INTO letters (id, booking, kind, author, addressee, owed_at, due_at, body, changed_at, sent_at, read_at)
         VALUES ($1, $2, 'strengths', $3, $4, $5, $6, $7, $5, $8, $9)",
        args![id, booking, house.naoko, house.yui, hours(app, -100), hours(app, due), body, sent, read],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn statements(app: &TestApp, browser: &mut Client, path: &str) -> u64 {
    let before = app.db().statements();
    browser.get(path).await.is(200);
    app.db().statements() - before
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn each_finds_the_one_next_step_and_the_page_costs_the_same_with_many_meetings(#[case] on: On) {
    let app = TestApp::new(on).await;
    let house = house(&app).await;
    let mut nobody = app.nobody();
    nobody.get("/").await.says("ログインする");
    let (mut yui, mut naoko) = (app.as_person(house.yui).await, app.as_person(house.naoko).await);
    yui.get("/").await.is(200).says("話してみたい人をさがす").says("/supporters");
    meets(&app, &house, 50).await;
    yui.get("/").await.says("早川さんとの面談の準備").says("早川さんとの面談</a>");
    naoko.get("/").await.says("田中さんの番です").says("話したいことを書いています");
    yui.lang = "en";
    let (few, few_of_naoko) = (statements(&app, &mut yui, "/").await, statements(&app, &mut naoko, "/").await);
    for day in 4..24 {
        meets(&app, &house, day * 24).await;
    }
    assert_eq!(statements(&app, &mut yui, "/").await, few);
    assert_eq!(statements(&app, &mut naoko, "/").await, few_of_naoko);
    assert!(few <= 12 && few_of_naoko <= 12, "{few} and {few_of_naoko} statements");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_word_is_quoted_from_a_letter_that_was_read_and_from_no_other(#[case] on: On) {
    let app = TestApp::new(on).await;
    let house = house(&app).await;
    let first = meets(&app, &house, -200).await;
    letter(&app, &house, first, -32, &format!("田中 結 様\n先に話を聞いてまわる姿に、{CANARY}。"), true, true).await;
    let mut yui = app.as_person(house.yui).await;
    yui.get("/").await.says(CANARY).says("早川さんの手紙を読む").is_silent_about("&#34;");
    app.as_person(house.naoko).await.get("/").await.is(200).is_silent_about(CANARY);
    let second = meets(&app, &house, -100).await;
    letter(&app, &house, second, 68, "まだ封を切っていない手紙の、はじめの一文です。", true, false).await;
    let page = yui.get("/").await;
    page.says("早川さんからの手紙").is_silent_about("まだ封を切っていない");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_manager_sees_who_waits_for_a_letter_and_nothing_of_it(#[case] on: On) {
    let app = TestApp::new(on).await;
    let house = house(&app).await;
    let booking = meets(&app, &house, -200).await;
    let letter_of = letter(&app, &house, booking, -30, CANARY, false, false).await;
    let mut aya = app.as_person(house.aya).await;
    let page = aya.get("/today").await;
    page.says("田中さんへの手紙（書く人 早川さん）").says("田中さんと早川さんの面談").is_silent_about(CANARY);
    aya.get("/").await.says("田中さんへの手紙（書く人 早川さん）").is_silent_about(CANARY);
    let about = letter_of.as_simple().to_string();
    for _ in 0..2 {
        aya.post("/today/reminders", &[("kind", "letter"), ("about", &about)]).await.is(200).says("声をかけました");
    }
    let mails = app.outbox().await;
    assert_eq!(mails.len(), 1, "one reminder a day");
    assert_eq!((mails[0].address.as_str(), mails[0].kind.as_str()), ("naoko@example.test", "home/remind-letter"));
    let body = mails[0].body.as_deref().unwrap();
    assert!(
        body.contains(&format!("/letters/{about}/edit")) && !body.contains(CANARY) && !body.contains("田中"),
        "{body}"
    );
    for fields in [[("kind", "letter"), ("about", "x")], [("kind", "moon"), ("about", about.as_str())]] {
        aya.post("/today/reminders", &fields).await.is(422);
    }
    let few = statements(&app, &mut aya, "/today").await;
    for day in 2..12 {
        let more = meets(&app, &house, -240 - 2 * day).await;
        letter(&app, &house, more, -day, CANARY, false, false).await;
    }
    assert_eq!(statements(&app, &mut aya, "/today").await, few);
    for other in [house.yui, house.naoko, house.ken] {
        app.as_person(other).await.get("/today").await.is(404);
    }
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_administrator_sees_the_machine_and_tries_a_given_up_job_again(#[case] on: On) {
    let app = TestApp::new(on).await;
    let house = house(&app).await;
    let job = app.db().dice().uuid(hours(&app, 0));
    tell(
        &app,
        "INSERT INTO jobs (id, kind, about, run_at, unique_key, attempts, left_at, dead_at)
         VALUES ($1, 'home/remind-offer', $1, $2, 'k', 10, $2, $2)",
        args![job, hours(&app, 1)],
    )
    .await;
    let mut ken = app.as_person(house.ken).await;
    ken.get("/health").await.says("1件の仕事を、十回ためしてあきらめました").says("希望日時の返事を待つ知らせ");
    ken.get("/").await.says("いまの具合");
    ken.get("/today").await.is(404);
    ken.get("/rooms").await.is(404);
    let path = format!("/health/jobs/{}/retry", job.as_simple());
    app.as_person(house.aya).await.post(&path, &[]).await.is(404);
    ken.post(&path, &[]).await.says("もう一度ためします").says("あきらめた仕事はありません");
    ken.post(&path, &[]).await.is(404);
    tell(&app, "DELETE FROM jobs", vec![]).await;
    app.end().await;
}

#[tokio::test]
async fn outside_a_demo_the_outbox_is_the_administrators_and_reset_links_stay_shut() {
    let app = TestApp::new(On::Sqlite).await;
    let house = house(&app).await;
    let (reset, booked) = (Uuid::from_u128(7), Uuid::from_u128(8));
    for (id, kind) in [(reset, "people/reset"), (booked, "meetings/confirmed")] {
        let insert = "INSERT INTO mails (job, address, kind, subject, body, sent_at) VALUES ($1, 'yui@example.test', $2, $3, $4, $5)";
        tell(&app, insert, args![id, kind, format!("subject of {kind}"), CANARY, hours(&app, -1)]).await;
    }
    app.nobody().get("/outbox").await.is(200).says("subject of people/reset");
    let masters = app.app.masters.clone();
    let live = App::start(Start { masters, demo: false, ..start(app.app.settings.clone()) }).await.unwrap();
    let router = banso::routes::router(&live);
    Client::new(router.clone()).get("/outbox").await.is(404);
    let tx = live.db.begin().await.unwrap();
    let ken = banso::people::login::begin(&tx, house.ken, "test").await.unwrap();
    let yui = banso::people::login::begin(&tx, house.yui, "test").await.unwrap();
    tx.commit().await.unwrap();
    Client::with_login(router.clone(), &yui).get("/outbox").await.is(404);
    let mut ken = Client::with_login(router, &ken);
    ken.get("/outbox").await.says("subject of meetings/confirmed").is_silent_about("subject of people/reset");
    ken.get(&format!("/outbox/{}", booked.as_simple())).await.is(200).says(CANARY);
    ken.get(&format!("/outbox/{}", reset.as_simple())).await.is(404);
    live.db.close().await.unwrap();
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_programme_is_one_readable_page_and_a_manager_keeps_the_rooms(#[case] on: On) {
    let app = TestApp::new(on).await;
    let house = house(&app).await;
    let mut yui = app.as_person(house.yui).await;
    let page = yui.get("/programmes/consultation").await;
    page.says("はじめは90分、2回目からは60分").says("面談の24時間前まで").says("7日以内に手紙");
    yui.get("/programmes/moon").await.is(404);
    yui.get("/rooms").await.is(404);
    let mut aya = app.as_person(house.aya).await;
    aya.post("/rooms", &[("name", "けやき")]).await.is(422).says("まだ空欄です").says("けやき");
    aya.post("/rooms", &[("name", "けやき"), ("address", "本館3階")]).await.is(200).says("本館3階");
    let page = aya.get("/rooms").await;
    let path = format!("/rooms/{}/closure", page.after("action=\"/rooms/").unwrap().split('/').next().unwrap());
    aya.post(&path, &[]).await.says("使っていません");
    assert_eq!(app.count("SELECT count(*) AS value FROM rooms WHERE closed_at IS NOT NULL").await, 1);
    app.end().await;
}

#[tokio::test]
async fn the_manual_is_open_to_everybody_in_both_languages() {
    let app = TestApp::new(On::Sqlite).await;
    let mut browser = app.nobody();
    for (lang, title, rule) in
        [("ja", "秘密の守られ方", "きまりの表"), ("en", "How the secret is kept", "The table of rules")]
    {
        browser.lang = lang;
        browser.get("/help").await.is(200).says(title).says("/help/operation").says("/help/design");
        browser.get("/help/confidence").await.says(rule).says("note.nobody-else").says("<table class=\"table\">");
        browser.get("/help/design").await.is(200);
    }
    browser.get("/help/moon").await.is(404);
    app.end().await;
}
