//! What a person changes about themselves: names, password, logins.

use jiff::SignedDuration;
use rstest::rstest;

use super::{EVENING, MORNING, found, member};
use crate::support::{On, TestApp};

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
