//! A forgotten password.

use jiff::SignedDuration;
use rstest::rstest;

use super::{EVENING, MORNING, found, link, member, signs_in};
use crate::support::{On, TestApp};

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
