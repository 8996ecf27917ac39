//! The list of one's meetings, and the private feed.

use rstest::rstest;

use super::House;
use super::story::{books, holds};
use crate::support::On;

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn each_sees_their_own_meetings_at_a_constant_cost(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    tanaka.get("/calendar").await.is(200).says("予定はまだありません");
    let mut costs = Vec::new();
    for start in ["2026-12-07T11:00:00Z", "2026-12-08T11:00:00Z", "2026-12-09T11:00:00Z"] {
        books(&mut tanaka, &house, start).await;
        let before = house.app.db().statements();
        tanaka.get("/calendar").await.is(200).says("早川さんに相談する面談");
        costs.push(house.app.db().statements() - before);
    }
    assert_eq!(costs, [7, 7, 7]);
    holds(&mut tanaka, &house, "2026-12-10T11:00:00Z").await.is(303);
    tanaka.get("/calendar").await.says("お取りしています").says("続きを書く");
    let mut hayakawa = house.app.as_person(house.hayakawa).await;
    hayakawa.get("/calendar").await.says("田中さんの相談を受ける面談").is_silent_about("お取りしています");
    let mut sato = house.app.as_person(house.sato).await;
    sato.get("/calendar").await.is_silent_about("早川さん");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_feed_says_when_and_nothing_else_until_its_address_is_renewed(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    books(&mut tanaka, &house, "2026-12-07T11:00:00Z").await;
    let page = tanaka.post("/calendar/feed", &[]).await;
    let feed = page.after("readonly value=\"http://banso.test").unwrap().to_owned();
    let mut program = house.app.nobody();
    let text = program.get(&feed).await.is(200).html.clone();
    assert!(text.contains("SUMMARY:打合せ") && text.contains("DTSTART;TZID=Asia/Tokyo:20261207T200000"), "{text}");
    for hidden in ["早川", "video.test", "異動", "yui@"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
    program.get(&feed.replace(".ics", "")).await.is(404);
    let longer = feed.replace(".ics", "AAAA.ics");
    program.get(&longer).await.is(404);
    let renewed = tanaka.post("/calendar/feed", &[]).await;
    program.get(&feed).await.is(404);
    let feed = renewed.after("readonly value=\"http://banso.test").unwrap().to_owned();
    program.get(&feed).await.is(200);
    tanaka.post("/calendar/feed/withdrawal", &[]).await.is(200).says("住所をつくる");
    program.get(&feed).await.is(404);
    house.ends().await;
}
