//! What is written stays: forms that save themselves, and posts that came after the login had ended.

use jiff::SignedDuration;
use kit::id::Id;
use rstest::rstest;

use crate::people::{EVENING, MORNING, found, member};
use crate::support::{On, TestApp};

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_expired_login_loses_no_text(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let yui = member(&app, "田中", "yui@example.test", "client").await;
    let mut browser = app.as_person(yui).await;
    browser.get("/me/shown").await.is(200);
    app.later(SignedDuration::from_hours(13));
    let written = [("tag", "読書会"), ("tag-1-ja", "古い時計を直す"), ("tag-1-en", "Mends old clocks")];
    let page = browser.post("/me/shown", &written).await;
    page.is(200).says("書いたものはお預かりしています");
    let next = page.after("name=\"next\" value=\"").unwrap().to_owned();
    let typed = [("email", "yui@example.test"), ("password", EVENING), ("next", next.as_str())];
    let held = browser.post("/sign-in", &typed).await;
    held.is(200).says("古い時計を直す").says("action=\"/me/shown\"");
    assert_eq!(app.count("SELECT count(*) AS value FROM shown_tags").await, 0);
    let mut naoko = app.as_person(member(&app, "早川", "naoko@example.test", "supporter").await).await;
    naoko.get(&next).await.is(404);
    browser.post("/me/shown", &written).await.is(200).says("保存しました");
    assert_eq!(app.count("SELECT count(*) AS value FROM shown_tags").await, 2);
    naoko.post_only(&format!("{next}/discard"), &[]).await.is(404);
    browser.post_only(&format!("{next}/discard"), &[]).await.is(303);
    browser.get(&next).await.is(404);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_form_saves_itself_and_says_when(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let yui = member(&app, "田中", "yui@example.test", "client").await;
    let mut browser = app.as_person(yui).await;
    let saved = browser.post_only("/drafts/letters/1", &[("body", "書きかけの手紙")]).await;
    assert_eq!(saved.is(200).html, "10:12 保存済み");
    assert_eq!(saved.headers["content-type"], "text/plain; charset=utf-8");
    let kept = kit::drafts::load(app.db(), &app.app.masters, yui.uuid(), "letters/1").await.unwrap().unwrap();
    assert_eq!(kept.entry.value("body"), "書きかけの手紙");
    let long = "あ".repeat(100_000);
    browser.post_only("/drafts/letters/1", &[("body", &long)]).await.is(413);
    let kept = kit::drafts::load(app.db(), &app.app.masters, yui.uuid(), "letters/1").await.unwrap().unwrap();
    assert_eq!(kept.entry.value("body"), "書きかけの手紙", "what was saved before stays");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_password_that_comes_too_late_is_not_kept(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let mut browser = app.as_person(member(&app, "田中", "yui@example.test", "client").await).await;
    app.later(SignedDuration::from_hours(13));
    browser.post_only("/me/password", &[("current", EVENING), ("password", MORNING)]).await.is(303);
    browser.post_only("/drafts/letters/1", &[("body", "手紙")]).await.is(303);
    assert_eq!(app.count("SELECT count(*) AS value FROM held_posts").await, 0);
    app.end().await;
}
