//! What the slot page says of the next meeting is what a hold writes, although the page counts in its own question
//! (docs/decisions/0010-agreed-lengths-stay.md).

use kit::args;
use kit::db::Sql;
use rstest::rstest;
use sea_orm::FromQueryResult;

use super::House;
use super::offers::offers;
use super::story::{books, holds};
use crate::support::{Client, On};

#[derive(Debug, FromQueryResult)]
struct Held {
    ordinal: i64,
    length: i64,
}

/// Looks, then holds: both say the same ordinal and the same minutes. Answers the ordinal.
async fn looks_and_holds(tanaka: &mut Client, house: &House, start: &str) -> i64 {
    let page = tanaka.get(&format!("/supporters/{}/slots?plan=standard", house.hayakawa)).await;
    holds(tanaka, house, start).await.is(303);
    let question = "SELECT ordinal, (ends_at - starts_at) / 60000000 AS length FROM bookings WHERE status = 'held'";
    let held: Held = house.app.db().first(question, vec![]).await.unwrap().unwrap();
    page.is(200).says(&format!("スタンダード・{}回目・{}分", held.ordinal, held.length));
    held.ordinal
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_slot_page_says_the_meeting_that_will_be_booked(#[case] on: On) {
    let house = House::new(on).await;
    let publish = "INSERT INTO directory_entries (supporter, headline, about, work, published_at, changed_at)
                   VALUES ($1, 'headline', 'about', 'work', 0, 0)";
    house.tells(publish, args![house.hayakawa]).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let tanaka = &mut tanaka;
    assert_eq!(looks_and_holds(tanaka, &house, "2026-12-14T08:00:00Z").await, 1);
    assert_eq!(looks_and_holds(tanaka, &house, "2026-12-15T08:00:00Z").await, 1, "a hold is the next one itself");
    let first = books(tanaka, &house, "2026-12-16T08:00:00Z").await;
    assert_eq!(looks_and_holds(tanaka, &house, "2026-12-17T08:00:00Z").await, 2);
    offers(tanaka, &house).await;
    assert_eq!(looks_and_holds(tanaka, &house, "2026-12-18T08:00:00Z").await, 3, "three offered times are one meeting");
    tanaka.post_only(&format!("/bookings/{first}/cancellation"), &[]).await.is(303);
    assert_eq!(looks_and_holds(tanaka, &house, "2026-12-21T08:00:00Z").await, 2);
    house.ends().await;
}
