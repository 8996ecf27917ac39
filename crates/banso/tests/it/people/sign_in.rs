//! Who guesses waits, and whoever is not guessing comes in.

use axum::http::StatusCode;
use jiff::SignedDuration;
use rstest::rstest;
use rules::throttle::ADDRESS_BUDGET;

use super::{EVENING, MORNING, applicant, found, member, signs_in};
use crate::support::{On, Page, TestApp};

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
async fn who_tries_many_accounts_is_slowed_and_the_office_around_them_still_comes_in(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    member(&app, "田中", "yui@example.test", "client").await;
    member(&app, "早川", "naoko@example.test", "supporter").await;
    let (office, elsewhere) = ("203.0.113.7", "198.51.100.4");
    let mut desk = app.nobody().at(office);
    signs_in(&mut desk, "naoko@example.test", EVENING).await.is(303);
    let mut stranger = app.nobody().at(office);
    for number in 0..=ADDRESS_BUDGET {
        signs_in(&mut stranger, &format!("guess-{number}@example.test"), MORNING).await.is(422);
    }
    let page = signs_in(&mut stranger, "one-more@example.test", MORNING).await;
    page.is(429).says("2秒ほど待って、もう一度ためしてください").says("one-more@example.test");
    // who has signed in with this browser before does not notice, and elsewhere nothing has happened
    signs_in(&mut desk, "naoko@example.test", EVENING).await.is(303);
    signs_in(&mut app.nobody().at(elsewhere), "yui@example.test", EVENING).await.is(303);
    // behind the address itself one try is heard every two seconds, whoever makes it
    signs_in(&mut app.nobody().at(office), "yui@example.test", EVENING).await.is(429);
    app.later(SignedDuration::from_secs(2));
    signs_in(&mut app.nobody().at(office), "yui@example.test", EVENING).await.is(303);
    app.later(SignedDuration::from_secs(2));
    signs_in(&mut stranger, "one-more@example.test", MORNING).await.is(422);
    signs_in(&mut stranger, "another@example.test", MORNING).await.is(429);
    app.end().await;
}
