//! The other way round: 田中 offers three times, 早川 takes one, or not.

use jiff::SignedDuration;
use rstest::rstest;

use super::House;
use super::story::{booking_in, holds};
use crate::support::{Client, On};

const TIMES: [(&str, &str); 6] = [
    ("day-1", "2026-12-07"),
    ("time-1", "20:00"),
    ("day-2", "2026-12-09"),
    ("time-2", "6:30"),
    ("day-3", "２０２６-12-11"),
    ("time-3", "20:00"),
];

pub async fn offers(tanaka: &mut Client, house: &House) -> String {
    let supporter = house.hayakawa.to_string();
    let mut typed = vec![("supporter", supporter.as_str()), ("plan", "standard")];
    typed.extend(TIMES);
    booking_in(tanaka.post_only("/offers", &typed).await.is(303))
}

fn chosen(page: &crate::support::Page) -> String {
    page.after("name=\"time\" value=\"").unwrap().to_owned()
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn hayakawa_takes_one_of_three_and_the_others_are_free_again(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    tanaka.get(&format!("/offers/new?supporter={}", house.hayakawa)).await.is(200).says("早川さん");
    let offer = offers(&mut tanaka, &house).await;
    assert_eq!(house.app.count("SELECT count(*) AS value FROM occupancy").await, 6);
    let mut sato = house.app.as_person(house.sato).await;
    sato.get(&format!("/offers/{offer}")).await.is(404);
    holds(&mut sato, &house, "2026-12-07T11:00:00Z").await.is(409);
    let mail = house.app.outbox().await.pop().unwrap();
    assert_eq!((mail.kind.as_str(), mail.address.as_str()), ("meetings/offered", "naoko@example.test"));
    assert!(mail.body.unwrap().contains("12月9日（水） 6:30–8:00 JST"), "a time outside her openings may be asked for");
    let mut hayakawa = house.app.as_person(house.hayakawa).await;
    let page = hayakawa.get(&format!("/offers/{offer}")).await;
    page.is(200).says("この日時で受ける");
    hayakawa.post(&format!("/offers/{offer}/acceptance"), &[("time", "x")]).await.is(422);
    tanaka.post(&format!("/offers/{offer}/acceptance"), &[("time", &chosen(&page))]).await.is(404);
    let taken = hayakawa.post_only(&format!("/offers/{offer}/acceptance"), &[("time", &chosen(&page))]).await;
    taken.is(303);
    assert_eq!(house.app.count("SELECT count(*) AS value FROM occupancy").await, 2);
    hayakawa.post(&format!("/offers/{offer}/acceptance"), &[("time", &chosen(&page))]).await.is(409);
    hayakawa.post(&format!("/offers/{offer}/refusal"), &[]).await.is(409);
    let mails = house.app.outbox().await;
    assert_eq!(mails.iter().filter(|mail| mail.kind == "meetings/confirmed").count(), 2);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_offer_is_declined_kindly_or_taken_back_or_runs_out(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let mut hayakawa = house.app.as_person(house.hayakawa).await;
    let offer = offers(&mut tanaka, &house).await;
    let words = "翌週なら、どの夜でも。";
    hayakawa.post_only(&format!("/offers/{offer}/refusal"), &[("words", words)]).await.is(303);
    tanaka.get(&format!("/offers/{offer}")).await.is(200).says(words).says("どの日時も合いませんでした");
    assert_eq!(house.app.count("SELECT count(*) AS value FROM occupancy").await, 0);

    let offer = offers(&mut tanaka, &house).await;
    hayakawa.post(&format!("/offers/{offer}/withdrawal"), &[]).await.is(404);
    tanaka.post_only(&format!("/offers/{offer}/withdrawal"), &[]).await.is(303);
    assert_eq!(house.app.count("SELECT count(*) AS value FROM occupancy").await, 0);

    offers(&mut tanaka, &house).await;
    house.app.later(SignedDuration::from_hours(73));
    let mails = house.app.outbox().await;
    let kinds: Vec<&str> = mails.iter().map(|mail| mail.kind.as_str()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "meetings/offer-expired").count(), 2);
    assert!(kinds.contains(&"meetings/offer-declined") && kinds.contains(&"meetings/offer-withdrawn"), "{kinds:?}");
    assert!(mails.iter().all(|mail| !mail.body.clone().unwrap().contains("翌週")), "words stay in the house");
    assert_eq!(house.app.count("SELECT count(*) AS value FROM occupancy").await, 0);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_offer_that_cannot_be_says_so_at_its_field_and_keeps_what_was_typed(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let supporter = house.hayakawa.to_string();
    let mut typed = vec![("supporter", supporter.as_str()), ("plan", "x")];
    tanaka.post("/offers", &typed).await.is(422).says("選べるものの中から").says("まだ空欄です");
    typed = vec![("supporter", supporter.as_str()), ("plan", "light")];
    typed.extend([("day-1", "2026-12-03"), ("time-1", "11:00"), ("day-2", "2026-12-08"), ("time-2", "20:00")]);
    typed.extend([("day-3", "2026-12-08"), ("time-3", "20:30")]);
    let page = tanaka.post("/offers", &typed).await;
    page.is(422).says("id=\"day-1-fault\"").says("id=\"time-3-fault\"").says("value=\"2026-12-08\"");
    tanaka.post("/offers", &[("supporter", "nobody")]).await.is(404);
    house.ends().await;
}
