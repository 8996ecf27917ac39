//! How people come in, how they get back in, and who may change where they belong.

use axum::http::StatusCode;
use banso::people::{PersonId, founding};
use jiff::SignedDuration;
use kit::args;
use rstest::rstest;
use rules::lang::Lang;

use crate::support::{Client, On, Page, TestApp, person};

pub const EVENING: &str = "水曜の夜は河原で話す";
pub const MORNING: &str = "木曜の朝は駅まで走る";

pub async fn found(app: &TestApp, sign_up: &str) {
    let tx = app.db().begin().await.unwrap();
    let found = "INSERT INTO organisation (id, name_ja, name_en, zone, sign_up, founded_at)
                 VALUES (1, '伴走舎', 'Bansosha', 'Asia/Tokyo', $1, $2)";
    tx.run(found, args![sign_up, tx.now()]).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody with a role in the consultation programme.
pub async fn member(app: &TestApp, family: &str, email: &str, role: &str) -> PersonId {
    let id = person(app, family, "文", email, EVENING).await;
    let tx = app.db().begin().await.unwrap();
    let belongs =
        "INSERT INTO memberships (id, person, programme, role, from_at) VALUES ($1, $2, 'consultation', $3, $4)";
    tx.run(belongs, args![tx.db().dice().uuid(tx.now()), id, role, tx.now()]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The path of the newest link that was mailed to an address.
async fn link(app: &TestApp, address: &str) -> String {
    let mails = app.outbox().await;
    let mail = mails.iter().rev().find(|mail| mail.address == address).expect("a mail to that address");
    let body = mail.body.as_deref().unwrap();
    body.lines()
        .find_map(|line| line.strip_prefix("http://banso.test/links/"))
        .map(|rest| format!("/links/{rest}"))
        .unwrap()
}

async fn signs_in(client: &mut Client, email: &str, password: &str) -> Page {
    client.post_only("/sign-in", &[("email", email), ("password", password)]).await
}

fn applicant<'a>(email: &'a str, password: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("family", "田中"),
        ("given", "結"),
        ("family-kana", "ﾀﾅｶ"),
        ("given-kana", "ユイ"),
        ("email", email),
        ("password", password),
        ("lang", "ja"),
    ]
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_runs_the_machine_founds_the_organisation_once(#[case] on: On) {
    let app = TestApp::new(on).await;
    let mut browser = app.nobody();
    browser.get("/sign-in").await.is(200).says("はじめの準備");
    browser.get("/people").await.is(200).says("はじめの準備");
    let late = browser.post_only("/sign-up", &applicant("early@example.test", EVENING)).await;
    assert_eq!(late.is(303).headers["location"], "/founding");
    let code = founding::code(&app.app).await.unwrap().unwrap();
    assert_eq!(founding::code(&app.app).await.unwrap().unwrap(), code, "the same until it is used");
    let plan = |code: String| {
        let mut fields = applicant("satoshi@example.test", EVENING);
        fields.retain(|(name, _)| *name != "lang");
        fields.extend([("name-ja", "伴走舎"), ("name-en", "Bansosha"), ("sign-up", "open")]);
        let fields: Vec<(String, String)> = fields.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        fields.into_iter().chain([("code".to_owned(), code)]).collect::<Vec<_>>()
    };
    let post = async |browser: &mut Client, fields: &[(String, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        browser.post_only("/founding", &fields).await
    };
    let wrong = post(&mut browser, &plan("ABCD-EFGH-IJKL-MNOP".into())).await;
    wrong.is(422).says("合いません").says("satoshi@example.test");
    post(&mut browser, &plan(code.to_lowercase())).await.is(303);
    browser.get("/me").await.is(200).says("田中");
    browser.get("/people").await.is(200).says("管理者");
    assert_eq!(founding::code(&app.app).await.unwrap(), None);
    post(&mut app.nobody(), &plan(code)).await.is(404);
    app.nobody().get("/founding").await.is(404);
    assert_eq!(app.count("SELECT count(*) AS value FROM organisation").await, 1);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_invitation_leads_to_a_sign_in(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let mut katagiri = app.as_person(member(&app, "片桐", "fumi@example.test", "manager").await).await;
    katagiri.get("/people/invitation").await.is(200).says("支援者").is_silent_about("value=\"administrator\"");
    let invitation = |role| {
        [
            ("email", "ichika@example.test"),
            ("family", "沢"),
            ("given", "一花"),
            ("role", role),
            ("programme", "consultation"),
            ("lang", "ja"),
        ]
    };
    katagiri.post("/people/invitation", &invitation("administrator")).await.is(422).says("ichika@example.test");
    katagiri.post("/people/invitation", &invitation("supporter")).await.is(200).says("沢 一花");
    let link = link(&app, "ichika@example.test").await;
    let mut ichika = app.nobody();
    ichika.get(&link).await.is(200).says("伴走舎").says("支援者").says("一花");
    let typed = |password| [("family", "沢"), ("given", "一花"), ("password", password), ("lang", "ja")];
    ichika.post_only(&link, &typed("ichika@example.test")).await.is(422).says("思いつきそう");
    ichika.post(&link, &typed(MORNING)).await.is(200).says("参加しました");
    ichika.post_only(&link, &typed(EVENING)).await.is(410);
    signs_in(&mut ichika, "ichika@example.test", MORNING).await.is(303);
    ichika.get("/me").await.is(200).says("一花");
    katagiri.get("/people?role=supporter").await.says("沢 一花").is_silent_about("片桐 文</a>");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_is_here_already_just_joins_and_a_withdrawn_invitation_is_void(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let mut kinami = app.as_person(member(&app, "木南", "satoshi@example.test", "administrator").await).await;
    let naoko = member(&app, "早川", "naoko@example.test", "client").await;
    let invite = |email| [("email", email), ("role", "manager"), ("programme", "consultation"), ("lang", "en")];
    kinami.post("/people/invitation", &invite("naoko@example.test")).await.is(200);
    let mut naoko = app.as_person(naoko).await;
    naoko.get("/people").await.is(404);
    let known = link(&app, "naoko@example.test").await;
    naoko.get(&known).await.is(200).says("登録されています").is_silent_about("new-password");
    naoko.post_only(&known, &[]).await.is(303);
    naoko.get("/people").await.is(200);
    kinami.post("/people/invitation", &invite("late@example.test")).await;
    let late = link(&app, "late@example.test").await;
    let page = kinami.get("/people").await;
    let withdrawal = page.after("action=\"/people/invitation/").unwrap();
    kinami.post(&format!("/people/invitation/{withdrawal}"), &[]).await.is(200).is_silent_about("late@example.test");
    app.nobody().get(&late).await.is(410);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_bytes(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "open").await;
    member(&app, "田中", "known@example.test", "client").await;
    let same = |known: &Page, unknown: &Page| {
        assert_eq!(known.status, unknown.status);
        assert_eq!(known.html.replace("known@example.test", "other@example.test"), unknown.html);
    };
    for path in ["/reset", "/sign-up"] {
        let known = app.nobody().post_only(path, &applicant("known@example.test", MORNING)).await;
        let unknown = app.nobody().post_only(path, &applicant("other@example.test", MORNING)).await;
        same(known.is(200), &unknown);
    }
    for _ in 0..3 {
        let known = signs_in(&mut app.nobody(), "known@example.test", "ちがう言葉です").await;
        let unknown = signs_in(&mut app.nobody(), "nobody@example.test", "ちがう言葉です").await;
        assert_eq!(known.html.replace("known@", "nobody@"), unknown.html);
        assert_eq!(known.status, unknown.status);
    }
    let mut kinds: Vec<String> =
        app.outbox().await.into_iter().map(|mail| format!("{} {}", mail.address, mail.kind)).collect();
    kinds.sort_unstable();
    let expected =
        ["known@example.test people/reset", "known@example.test people/tried", "other@example.test people/confirm"];
    assert_eq!(kinds, expected);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_signs_up_becomes_a_client_when_the_address_is_confirmed(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "open").await;
    let mut yui = app.nobody();
    yui.get("/sign-in").await.says("/sign-up");
    yui.get("/sign-up").await.is(200);
    yui.post_only("/sign-up", &applicant("yui@example.test", EVENING)).await.is(200);
    signs_in(&mut yui, "yui@example.test", EVENING).await.is(422);
    app.later(SignedDuration::from_secs(1));
    assert_eq!(app.count("SELECT count(*) AS value FROM memberships").await, 0);
    let link = link(&app, "yui@example.test").await;
    yui.get(&link).await.is(200).says("確認する");
    yui.post(&link, &[]).await.is(200).says("メールアドレスを確かめました");
    let client = "SELECT count(*) AS value FROM memberships WHERE role = 'client' AND programme = 'consultation'";
    assert_eq!(app.count(client).await, 1);
    signs_in(&mut yui, "yui@example.test", EVENING).await.is(303);
    yui.get("/me").await.says("たなか").says("ゆい");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_took_an_address_first_does_not_inherit_its_invitation(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "open").await;
    let mut thief = app.nobody();
    thief.post_only("/sign-up", &applicant("ichika@example.test", EVENING)).await.is(200);
    let mut kinami = app.as_person(member(&app, "木南", "satoshi@example.test", "administrator").await).await;
    app.later(SignedDuration::from_secs(1));
    let invite = [("email", "ichika@example.test"), ("role", "manager"), ("programme", "consultation"), ("lang", "ja")];
    kinami.post("/people/invitation", &invite).await.is(200);
    let link = link(&app, "ichika@example.test").await;
    let mut ichika = app.nobody();
    ichika.get(&link).await.is(200).says("new-password");
    let typed = [("family", "沢"), ("given", "一花"), ("password", MORNING), ("lang", "ja")];
    ichika.post_only(&link, &typed).await.is(303);
    signs_in(&mut thief, "ichika@example.test", EVENING).await.is(422);
    app.later(SignedDuration::from_secs(1));
    signs_in(&mut ichika, "ichika@example.test", MORNING).await.is(303);
    ichika.get("/people").await.is(200).says("沢 一花").is_silent_about("田中 結");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_closed_organisation_takes_no_sign_ups(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    app.nobody().get("/sign-up").await.is(404);
    app.nobody().post_only("/sign-up", &applicant("yui@example.test", EVENING)).await.is(404);
    app.nobody().get("/sign-in").await.is_silent_about("/sign-up").says("招待のメール");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_reset_ends_every_login_and_signs_nobody_in(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let yui = member(&app, "田中", "yui@example.test", "client").await;
    let (mut desk, mut phone) = (app.as_person(yui).await, app.as_person(yui).await);
    desk.get("/me").await.is(200);
    let mut stranger = app.nobody();
    stranger.post_only("/reset", &[("email", "yui@example.test")]).await.is(200);
    let link = link(&app, "yui@example.test").await;
    stranger.post_only(&link, &[("password", "みじかい")]).await.is(422).says("短すぎます");
    stranger.post(&link, &[("password", MORNING)]).await.is(200).says("パスワードを変えました").says("name=\"email\"");
    for browser in [&mut desk, &mut phone, &mut stranger] {
        browser.get("/me").await.says("ログインする");
    }
    signs_in(&mut stranger, "yui@example.test", EVENING).await.is(422);
    app.later(SignedDuration::from_secs(1));
    signs_in(&mut stranger, "yui@example.test", MORNING).await.is(303);
    assert!(app.outbox().await.iter().any(|mail| mail.kind == "people/password-changed"));
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_reset_link_is_good_for_half_an_hour_and_a_wrong_tag_is_no_page(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    member(&app, "田中", "yui@example.test", "client").await;
    app.nobody().post_only("/reset", &[("email", "yui@example.test")]).await.is(200);
    let link = link(&app, "yui@example.test").await;
    let id = link.split('/').nth(2).unwrap();
    for tag in ["AAAA", "", "%20", "x/y"] {
        app.nobody().get(&format!("/links/{id}/{tag}")).await.is(404);
    }
    app.nobody().get("/links/00000000000000000000000000000000/AAAA").await.is(404);
    app.later(SignedDuration::from_mins(30) - SignedDuration::from_secs(1));
    app.nobody().get(&link).await.is(200);
    app.later(SignedDuration::from_secs(1));
    app.nobody().get(&link).await.is(410);
    app.nobody().post_only(&link, &[("password", MORNING)]).await.is(410);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn nobody_fills_a_mailbox_with_resets(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    member(&app, "田中", "yui@example.test", "client").await;
    for _ in 0..9 {
        app.nobody().post_only("/reset", &[("email", "yui@example.test")]).await.is(200);
        app.later(SignedDuration::from_secs(60));
    }
    assert_eq!(app.outbox().await.len(), 4);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_mail_scanner_that_opens_every_link_changes_nothing(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "open").await;
    let mut kinami = app.as_person(member(&app, "木南", "satoshi@example.test", "administrator").await).await;
    let invite = [("email", "new@example.test"), ("role", "client"), ("programme", "consultation"), ("lang", "ja")];
    kinami.post("/people/invitation", &invite).await.is(200);
    app.nobody().post_only("/sign-up", &applicant("yui@example.test", EVENING)).await.is(200);
    app.nobody().post_only("/reset", &[("email", "satoshi@example.test")]).await.is(200);
    let mut links = Vec::new();
    for address in ["new@example.test", "yui@example.test", "satoshi@example.test"] {
        links.push(link(&app, address).await);
    }
    let before = app.db().commits();
    for link in &links {
        app.nobody().get(link).await.is(200);
        app.nobody().send("HEAD", link, None).await.is(200);
    }
    assert_eq!(app.db().commits(), before, "opening wrote nothing");
    assert_eq!(app.count("SELECT count(*) AS value FROM mail_links WHERE used_at IS NOT NULL").await, 0);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn of_sixteen_who_use_a_link_at_once_one_succeeds(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    member(&app, "田中", "yui@example.test", "client").await;
    app.nobody().post_only("/reset", &[("email", "yui@example.test")]).await.is(200);
    let link = link(&app, "yui@example.test").await;
    let mut tries = tokio::task::JoinSet::new();
    for number in 0..16 {
        let (mut browser, link) = (app.nobody(), link.clone());
        let password = format!("{MORNING}、{number}番目の道で");
        tries.spawn(async move { browser.post_only(&link, &[("password", &password)]).await.status });
    }
    let mut outcomes = tries.join_all().await;
    outcomes.sort_unstable();
    assert_eq!(outcomes[0], StatusCode::SEE_OTHER);
    assert!(outcomes[1..].iter().all(|status| *status == StatusCode::GONE), "{outcomes:?}");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn guessing_slows_down_and_a_known_browser_stays_welcome(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    member(&app, "田中", "yui@example.test", "client").await;
    let mut desk = app.nobody();
    signs_in(&mut desk, "yui@example.test", EVENING).await.is(303);
    desk.post("/sign-out", &[]).await.is(200);
    let mut heard = 0;
    for second in 0..180 {
        let page = signs_in(&mut app.nobody(), "yui@example.test", &format!("当てずっぽう{second}")).await;
        heard += i32::from(page.status == StatusCode::UNPROCESSABLE_ENTITY);
        app.later(SignedDuration::from_secs(1));
    }
    assert!(heard <= 10, "{heard} guesses in three minutes");
    let page = signs_in(&mut app.nobody(), "yui@example.test", EVENING).await;
    page.is(429).says("待って").says("yui@example.test").is_silent_about(EVENING);
    signs_in(&mut desk, "yui@example.test", EVENING).await.is(303);
    app.later(SignedDuration::from_mins(5));
    signs_in(&mut app.nobody(), "yui@example.test", EVENING).await.is(303);
    assert_eq!(app.count("SELECT count(*) AS value FROM sign_in_failures WHERE account LIKE '%@%'").await, 0);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_storm_of_guesses_at_once_is_not_a_storm_of_answers(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    member(&app, "田中", "yui@example.test", "client").await;
    signs_in(&mut app.nobody(), "yui@example.test", "はじめの一回").await.is(422);
    app.later(SignedDuration::from_secs(2));
    let mut guesses = tokio::task::JoinSet::new();
    for number in 0..24 {
        let mut browser = app.nobody();
        guesses.spawn(async move { signs_in(&mut browser, "yui@example.test", &format!("当て{number}")).await.status });
    }
    let heard = guesses.join_all().await.into_iter().filter(|status| *status != StatusCode::TOO_MANY_REQUESTS).count();
    assert_eq!(heard, 1);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_change_of_password_asks_the_old_one_and_ends_other_logins(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let yui = member(&app, "田中", "yui@example.test", "client").await;
    let (mut desk, mut phone) = (app.as_person(yui).await, app.as_person(yui).await);
    desk.get("/me/password").await.is(200);
    desk.post_only("/me/password", &[("current", "ちがいます"), ("password", MORNING)])
        .await
        .is(422)
        .says("合いません");
    app.later(SignedDuration::from_secs(1));
    desk.post("/me/password", &[("current", EVENING), ("password", MORNING)])
        .await
        .is(200)
        .says("パスワードを変えました");
    desk.get("/me").await.is(200);
    phone.get("/me").await.says("ログインする");
    assert!(app.outbox().await.iter().any(|mail| mail.kind == "people/password-changed"));
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn logins_can_be_ended_from_elsewhere_by_their_owner_alone(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let yui = member(&app, "田中", "yui@example.test", "client").await;
    let (mut desk, mut phone, mut tablet) =
        (app.as_person(yui).await, app.as_person(yui).await, app.as_person(yui).await);
    let page = desk.get("/me/logins").await;
    page.says("このブラウザ");
    assert_eq!(page.html.matches("終わらせる</button></form></li>").count(), 2);
    let end = format!("/me/logins/{}", page.after("action=\"/me/logins/").unwrap());
    let mut naoko = app.as_person(member(&app, "早川", "naoko@example.test", "supporter").await).await;
    naoko.post_only(&end, &[]).await.is(404);
    desk.post(&end, &[]).await.is(200);
    let gone = [&mut phone, &mut tablet];
    let mut out = 0;
    for browser in gone {
        out += i32::from(browser.get("/me").await.html.contains("ログインする"));
    }
    assert_eq!(out, 1);
    desk.post("/me/logins/end", &[]).await.is(200).says("すべて終わらせました");
    assert_eq!(app.count("SELECT count(*) AS value FROM logins WHERE ended_at IS NULL").await, 2);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn about_me_keeps_what_is_typed_and_says_what_does_not_fit(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let mut browser = app.as_person(member(&app, "田中", "yui@example.test", "client").await).await;
    let about = |family_kana, zone| {
        [
            ("family", "田中"),
            ("given", "結"),
            ("family-kana", family_kana),
            ("given-kana", "ﾕｲ"),
            ("family-latin", "Ｔａｎａｋａ"),
            ("given-latin", "Yui"),
            ("lang", "en"),
            ("zone", zone),
            ("theme", "dark"),
        ]
    };
    let page = browser.post("/me", &about("tanaka", "Asia/Nowhere")).await;
    page.is(422).says("ひらがなかカタカナで").says("選べるものの中から").says("ﾕｲ");
    browser.post("/me", &about("タナカ", "Europe/Berlin")).await.is(200).says("Saved.").says("たなか");
    let page = browser.get("/me").await;
    page.says("Yui Tanaka").says("data-theme=\"dark\"").says("value=\"Europe/Berlin\" selected");
    browser.post("/me/shown", &[("tag", "宝くじ")]).await.is(422);
    browser.post("/me", &[]).await.is(422);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_last_administrator_stays(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let satoshi = member(&app, "木南", "satoshi@example.test", "administrator").await;
    let mut kinami = app.as_person(satoshi).await;
    let page = kinami.get(&format!("/people/{satoshi}")).await;
    let end = format!("/people/memberships/{}", page.after("action=\"/people/memberships/").unwrap());
    kinami.post(&end, &[]).await.is(422).says("最後の管理者");
    kinami.post(&end.replace("/end", "/suspension"), &[]).await.is(422).says("最後の管理者");
    let fumi = member(&app, "片桐", "fumi@example.test", "administrator").await;
    let mut katagiri = app.as_person(fumi).await;
    let theirs = katagiri.get(&format!("/people/{fumi}")).await;
    let theirs = format!("/people/memberships/{}", theirs.after("action=\"/people/memberships/").unwrap());
    let (one, other) = tokio::join!(kinami.post_only(&theirs, &[]), katagiri.post_only(&end, &[]));
    assert_ne!(one.status, other.status, "two who end each other at once: one stays");
    let left = "SELECT count(*) AS value FROM memberships WHERE role = 'administrator' AND left_at IS NULL";
    assert_eq!(app.count(left).await, 1);
    assert_eq!(app.count("SELECT count(*) AS value FROM membership_changes WHERE change = 'ended'").await, 1);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_manager_lets_clients_rest_and_not_administrators(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let satoshi = member(&app, "木南", "satoshi@example.test", "administrator").await;
    let yui = member(&app, "田中", "yui@example.test", "client").await;
    let mut katagiri = app.as_person(member(&app, "片桐", "fumi@example.test", "manager").await).await;
    let mut kinami = app.as_person(satoshi).await;
    let page = kinami.get(&format!("/people/{satoshi}")).await;
    let end = format!("/people/memberships/{}", page.after("action=\"/people/memberships/").unwrap());
    katagiri.get(&format!("/people/{satoshi}")).await.is(200).is_silent_about("/people/memberships/");
    katagiri.post_only(&end, &[]).await.is(404);
    let page = katagiri.get(&format!("/people/{yui}")).await;
    let rest = format!("/people/memberships/{}", page.after("action=\"/people/memberships/").unwrap())
        .replace("/end", "/suspension");
    katagiri.post(&rest, &[]).await.is(200).says("お休み中").says("再開する");
    katagiri.post_only(&rest, &[]).await.is(410);
    katagiri.get("/people").await.says("相談者（お休み中）");
    katagiri.post(&rest.replace("suspension", "resumption"), &[]).await.is(200).says("参加中");
    katagiri.post(&rest.replace("suspension", "end"), &[]).await.is(200).says("終わり");
    let changes = "SELECT count(*) AS value FROM membership_changes WHERE changed_by IS NOT NULL";
    assert_eq!(app.count(changes).await, 3);
    app.as_person(yui).await.get(&format!("/people/{yui}")).await.is(404);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn pages_ask_the_same_number_of_questions_whatever_the_number_of_people(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "open").await;
    let satoshi = member(&app, "木南", "satoshi@example.test", "administrator").await;
    let mut kinami = app.as_person(satoshi).await;
    let pages = [
        ("/people", 5),
        ("/people?role=client&page=2", 5),
        ("/me", 4),
        ("/me/shown", 5),
        ("/me/logins", 5),
        ("/people/invitation", 4),
    ];
    for number in 0..60 {
        member(&app, "人", &format!("person{number}@example.test"), "client").await;
        if number != 1 && number != 59 {
            continue;
        }
        for (path, most) in pages {
            let before = app.db().statements();
            kinami.get(path).await.is(200);
            let asked = app.db().statements() - before;
            assert!(asked <= most, "{path} asks {asked}");
        }
    }
    app.end().await;
}

#[test]
fn every_page_about_people_renders_in_both_languages() {
    for lang in [Lang::Ja, Lang::En] {
        let samples = banso::frame::all_samples(lang);
        for name in
            ["founding-wrong", "sign-in-wait", "acceptance-known", "shown-long", "person-last", "people-nobody", "held"]
        {
            let sample = samples.iter().find(|sample| sample.name == name).expect(name);
            let html = sample.html.as_ref().expect(name);
            assert_eq!(html.matches("<h1>").count(), 1, "{name}");
            assert!(html.matches("primary").count() <= 1, "{name}");
        }
    }
}
