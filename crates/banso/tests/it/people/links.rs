//! Links in mails: opening one changes nothing, and each works once.

use axum::http::StatusCode;
use rstest::rstest;

use super::{EVENING, MORNING, applicant, found, link, member};
use crate::support::{On, TestApp};

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
