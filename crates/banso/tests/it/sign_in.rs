//! Signing in, being held, signing out.

use axum::http::header::SET_COOKIE;
use banso::app::Start;
use banso::settings::Settings;
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

/// docs/decisions/0002-own-logins.md: what a library would have done is held here.
#[rstest]
#[case("http://banso.test", "")]
#[case("https://banso.test", "__Host-")]
#[tokio::test]
async fn a_cookie_is_for_this_site_only_and_for_no_script(#[case] url: &str, #[case] prefix: &str) {
    let https = url.starts_with("https");
    let reached = |start: Start| Start { settings: Settings { url: url.into(), ..start.settings }, ..start };
    let app = TestApp::started(On::Sqlite, reached).await;
    person(&app, "田中", "結", "yui@example.test", "水曜の夜に話す").await;
    let mut browser = app.nobody();
    let typed = [("email", "yui@example.test"), ("password", "水曜の夜に話す")];
    let signed_in = browser.post_only("/sign-in", &typed).await;
    let preferred = browser.post_only("/theme", &[("theme", "dark"), ("back", "/")]).await;
    let signed_out = browser.post_only("/sign-out", &[]).await;
    let mut names = Vec::new();
    for page in [&signed_in, &preferred, &signed_out] {
        page.is(303);
        for cookie in page.headers.get_all(SET_COOKIE) {
            let mut parts = cookie.to_str().unwrap().split("; ");
            names.push(parts.next().unwrap().split('=').next().unwrap().to_owned());
            let attributes: Vec<&str> = parts.collect();
            for wanted in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(attributes.contains(&wanted), "{wanted} is not in {cookie:?}");
            }
            assert_eq!(attributes.contains(&"Secure"), https, "{cookie:?}");
            assert!(!attributes.iter().any(|attribute| attribute.starts_with("Domain")), "{cookie:?}");
        }
    }
    assert!(names.contains(&format!("{prefix}banso")), "{names:?}");
    assert!(names.iter().all(|name| name.starts_with(prefix)), "{names:?}");
    app.end().await;
}
