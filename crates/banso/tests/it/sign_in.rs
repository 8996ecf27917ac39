//! Signing in, being held, signing out.

use jiff::SignedDuration;
use rstest::rstest;

use crate::support::{On, TestApp, person};

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_right_password_opens_and_a_wrong_one_says_the_same_as_an_unknown_address(#[case] on: On) {
    let app = TestApp::new(on).await;
    person(&app, "田中", "結", "yui@example.test", "水曜の夜に話す").await;
    let mut browser = app.nobody();
    let wrong = browser.post("/sign-in", &[("email", "yui@example.test"), ("password", "x")]).await;
    let unknown = browser.post("/sign-in", &[("email", "nobody@example.test"), ("password", "x")]).await;
    assert_eq!(wrong.is(422).html.replace("yui@", "nobody@"), unknown.is(422).html);
    app.later(SignedDuration::from_secs(1));
    let typed = [("email", "ＹＵＩ＠example.test"), ("password", "水曜の夜に話す"), ("next", "//evil.test")];
    let page = browser.post_only("/sign-in", &typed).await;
    page.is(303);
    assert_eq!(page.headers["location"], "/", "an address outside is not followed");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_quiet_login_ends_after_twelve_hours(#[case] on: On) {
    let app = TestApp::new(on).await;
    let yui = person(&app, "田中", "結", "yui@example.test", "水曜の夜に話す").await;
    let mut browser = app.as_person(yui).await;
    app.later(SignedDuration::from_hours(11));
    browser.post_only("/theme", &[("theme", "dark"), ("back", "/")]).await.is(303);
    app.later(SignedDuration::from_hours(12));
    let page = browser.get("/me").await;
    page.says("ログインする");
    app.end().await;
}
