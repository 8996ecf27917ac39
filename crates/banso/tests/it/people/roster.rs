//! The people of an organisation, and who may change where they belong.

use rstest::rstest;
use rules::lang::Lang;

use super::{found, member};
use crate::support::{On, TestApp};

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
