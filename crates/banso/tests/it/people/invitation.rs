//! Invitations: who sends them, what they open, and whose they are.

use jiff::SignedDuration;
use rstest::rstest;

use super::{EVENING, MORNING, applicant, found, link, member, signs_in};
use crate::support::{On, TestApp};

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_invitation_leads_to_a_sign_in(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let mut katagiri = app.as_person(member(&app, "片桐", "fumi@example.test", "manager").await).await;
    katagiri.get("/people/invitation").await.is(200).says("支援者").is_silent_about("value=\"administrator\"");
    let invitation = |role| {
        [
            ("email", "ichika@example.test"),
            ("family", "沢"),
            ("given", "一花"),
            ("role", role),
            ("programme", "consultation"),
            ("lang", "ja"),
        ]
    };
    katagiri.post("/people/invitation", &invitation("administrator")).await.is(422).says("ichika@example.test");
    katagiri.post("/people/invitation", &invitation("supporter")).await.is(200).says("沢 一花");
    let link = link(&app, "ichika@example.test").await;
    let mut ichika = app.nobody();
    ichika.get(&link).await.is(200).says("伴走舎").says("支援者").says("一花");
    let typed = |password| [("family", "沢"), ("given", "一花"), ("password", password), ("lang", "ja")];
    ichika.post_only(&link, &typed("ichika@example.test")).await.is(422).says("思いつきそう");
    ichika.post(&link, &typed(MORNING)).await.is(200).says("参加しました");
    ichika.post_only(&link, &typed(EVENING)).await.is(410);
    signs_in(&mut ichika, "ichika@example.test", MORNING).await.is(303);
    ichika.get("/me").await.is(200).says("一花");
    katagiri.get("/people?role=supporter").await.says("沢 一花").is_silent_about("片桐 文</a>");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_is_here_already_just_joins_and_a_withdrawn_invitation_is_void(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "invited").await;
    let mut kinami = app.as_person(member(&app, "木南", "satoshi@example.test", "administrator").await).await;
    let naoko = member(&app, "早川", "naoko@example.test", "client").await;
    let invite = |email| [("email", email), ("role", "manager"), ("programme", "consultation"), ("lang", "en")];
    kinami.post("/people/invitation", &invite("naoko@example.test")).await.is(200);
    let mut naoko = app.as_person(naoko).await;
    naoko.get("/people").await.is(404);
    let known = link(&app, "naoko@example.test").await;
    naoko.get(&known).await.is(200).says("登録されています").is_silent_about("new-password");
    naoko.post_only(&known, &[]).await.is(303);
    naoko.get("/people").await.is(200);
    kinami.post("/people/invitation", &invite("late@example.test")).await;
    let late = link(&app, "late@example.test").await;
    let page = kinami.get("/people").await;
    let withdrawal = page.after("action=\"/people/invitation/").unwrap();
    kinami.post(&format!("/people/invitation/{withdrawal}"), &[]).await.is(200).is_silent_about("late@example.test");
    app.nobody().get(&late).await.is(410);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_took_an_address_first_does_not_inherit_its_invitation(#[case] on: On) {
    let app = TestApp::new(on).await;
    found(&app, "open").await;
    let mut thief = app.nobody();
    thief.post_only("/sign-up", &applicant("ichika@example.test", EVENING)).await.is(200);
    let mut kinami = app.as_person(member(&app, "木南", "satoshi@example.test", "administrator").await).await;
    app.later(SignedDuration::from_secs(1));
    let invite = [("email", "ichika@example.test"), ("role", "manager"), ("programme", "consultation"), ("lang", "ja")];
    kinami.post("/people/invitation", &invite).await.is(200);
    let link = link(&app, "ichika@example.test").await;
    let mut ichika = app.nobody();
    ichika.get(&link).await.is(200).says("new-password");
    let typed = [("family", "沢"), ("given", "一花"), ("password", MORNING), ("lang", "ja")];
    ichika.post_only(&link, &typed).await.is(303);
    signs_in(&mut thief, "ichika@example.test", EVENING).await.is(422);
    app.later(SignedDuration::from_secs(1));
    signs_in(&mut ichika, "ichika@example.test", MORNING).await.is(303);
    ichika.get("/people").await.is(200).says("沢 一花").is_silent_about("田中 結");
    app.end().await;
}
