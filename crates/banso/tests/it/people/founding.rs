//! The first page of a house: its organisation and its first administrator.

use banso::people::founding;
use rstest::rstest;

use super::{EVENING, applicant};
use crate::support::{Client, On, TestApp};

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
