//! Signing up, where the organisation lets anybody in.

use jiff::SignedDuration;
use rstest::rstest;

use super::{EVENING, applicant, found, link, signs_in};
use crate::support::{On, TestApp};

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
async fn a_closed_organisation_takes_no_sign_ups(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    app.nobody().get("/sign-up").await.is(404);
    app.nobody().post_only("/sign-up", &applicant("yui@example.test", EVENING)).await.is(404);
    app.nobody().get("/sign-in").await.is_silent_about("/sign-up").says("招待のメール");
    app.end().await;
}
