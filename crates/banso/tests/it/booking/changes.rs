//! A meeting moves, or does not take place; reminders follow the meeting that there is.

use jiff::SignedDuration;
use kit::args;
use rstest::rstest;

use super::House;
use super::story::books;
use crate::support::{MailRow, On};

const MONDAY: &str = "2026-12-07T11:00:00Z";
const WEDNESDAY: &str = "2026-12-09T11:00:00Z";

fn of_kind<'a>(mails: &'a [MailRow], kind: &str) -> Vec<&'a MailRow> {
    mails.iter().filter(|mail| mail.kind == kind).collect()
}

fn line(mail: &MailRow, start: &str) -> String {
    let text = mail.calendar.clone().unwrap().replace("\r\n ", "");
    text.split("\r\n").find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no {start} in {text}")).to_owned()
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_moved_meeting_keeps_its_event_and_reminds_at_its_new_time_only(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let id = books(&mut tanaka, &house, MONDAY).await;
    assert_eq!(of_kind(&house.app.outbox().await, "meetings/confirmed").len(), 2);
    let page = tanaka.get(&format!("/bookings/{id}/move")).await;
    page.is(200).says("12月6日（日） 20:00 JST までは");
    tanaka.post(&format!("/bookings/{id}/move"), &[("start", "x")]).await.is(422);
    tanaka.post_only(&format!("/bookings/{id}/move"), &[("start", "2026-12-03T11:00:00Z")]).await.is(409);
    tanaka.post_only(&format!("/bookings/{id}/move"), &[("start", WEDNESDAY)]).await.is(303);
    let mails = house.app.outbox().await;
    let (was, is) = (of_kind(&mails, "meetings/confirmed"), of_kind(&mails, "meetings/moved"));
    assert_eq!(is.len(), 2);
    assert_eq!(line(is[0], "UID:"), line(was[0], "UID:"));
    assert_eq!(line(is[0], "SEQUENCE:"), "SEQUENCE:1");
    assert_eq!(line(is[0], "DTSTART;"), "DTSTART;TZID=Asia/Tokyo:20261209T200000");
    assert_eq!(house.app.count("SELECT count(*) AS value FROM moves").await, 1);
    house.app.later(SignedDuration::from_hours(24 * 4));
    assert!(of_kind(&house.app.outbox().await, "meetings/day-before").is_empty(), "Monday's reminder says nothing");
    house.app.later(SignedDuration::from_hours(24 + 10));
    assert_eq!(of_kind(&house.app.outbox().await, "meetings/day-before").len(), 2);
    house.app.later(SignedDuration::from_hours(23));
    assert_eq!(of_kind(&house.app.outbox().await, "meetings/hour-before").len(), 2);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_cancelled_meeting_frees_its_time_leaves_both_calendars_and_never_reminds(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let id = books(&mut tanaka, &house, MONDAY).await;
    let path = format!("/bookings/{id}/cancellation");
    tanaka.get(&path).await.is(200).says("予定が変わることは、だれにでもあります");
    tanaka.post_only(&path, &[("words", "熱を出してしまいました。")]).await.is(303);
    tanaka.post_only(&path, &[]).await.is(303);
    assert_eq!(house.app.count("SELECT count(*) AS value FROM occupancy").await, 0);
    assert_eq!(house.app.count("SELECT count(*) AS value FROM cancellations WHERE words IS NOT NULL").await, 1);
    let mails = house.app.outbox().await;
    let cancelled = of_kind(&mails, "meetings/cancelled");
    assert_eq!(cancelled.len(), 2);
    assert_eq!(line(cancelled[0], "METHOD:"), "METHOD:CANCEL");
    assert_eq!(line(cancelled[0], "SEQUENCE:"), "SEQUENCE:1");
    assert_eq!(line(cancelled[0], "STATUS:"), "STATUS:CANCELLED");
    assert!(!cancelled[1].body.clone().unwrap().contains("熱"), "words stay in the house");
    let mut sato = house.app.as_person(house.sato).await;
    books(&mut sato, &house, MONDAY).await;
    house.app.later(SignedDuration::from_hours(24 * 5));
    let reminded: Vec<String> =
        of_kind(&house.app.outbox().await, "meetings/day-before").iter().map(|mail| mail.address.clone()).collect();
    assert!(!reminded.contains(&"yui@example.test".to_owned()), "{reminded:?}");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_cut_off_binds_the_client_and_not_the_supporter(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let id = books(&mut tanaka, &house, MONDAY).await;
    house.app.later(SignedDuration::from_hours(24 * 4));
    let mut tanaka = house.app.as_person(house.tanaka).await;
    tanaka.post(&format!("/bookings/{id}/cancellation"), &[]).await.is(409).says("12月6日（日） 20:00 JST まで");
    tanaka.post(&format!("/bookings/{id}/move"), &[("start", WEDNESDAY)]).await.is(409);
    let mut hayakawa = house.app.as_person(house.hayakawa).await;
    hayakawa.post_only(&format!("/bookings/{id}/cancellation"), &[]).await.is(303);
    assert_eq!(house.app.count("SELECT count(*) AS value FROM cancellations").await, 1);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_meeting_that_was_held_owes_a_letter_in_seven_days(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let id = books(&mut tanaka, &house, MONDAY).await;
    let path = format!("/bookings/{id}/attendance");
    let mut hayakawa = house.app.as_person(house.hayakawa).await;
    hayakawa.post_only(&path, &[("outcome", "held")]).await.is(303);
    assert_eq!(house.app.count("SELECT count(*) AS value FROM attendances").await, 0, "it has not begun");
    house.app.later(SignedDuration::from_hours(24 * 4 + 12));
    let mut hayakawa = house.app.as_person(house.hayakawa).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    tanaka.post_only(&path, &[("outcome", "held")]).await.is(404);
    hayakawa.post_only(&path, &[("outcome", "nonsense")]).await.is(404);
    hayakawa.post_only(&path, &[("outcome", "held")]).await.is(303);
    let owed = "SELECT count(*) AS value FROM letters l JOIN bookings b ON b.id = l.booking
                WHERE l.due_at = b.ends_at + 604800000000";
    assert_eq!(house.app.count(owed).await, 1);
    hayakawa.post_only(&path, &[("outcome", "client-absent")]).await.is(303);
    assert_eq!(house.app.count(owed).await, 0);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn in_berlin_page_mail_and_calendar_name_the_same_instant(#[case] on: On) {
    let house = House::new(on).await;
    house.tells("UPDATE people SET zone = 'Europe/Berlin' WHERE id = $1", args![house.tanaka]).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let id = books(&mut tanaka, &house, MONDAY).await;
    tanaka.get(&format!("/bookings/{id}/move")).await.says("12月7日（月） 12:00–13:30 CET");
    let mails = house.app.outbox().await;
    let hers = mails.iter().find(|mail| mail.address == "yui@example.test").unwrap();
    assert!(hers.body.clone().unwrap().contains("12月7日（月） 12:00–13:30 CET"));
    assert_eq!(line(hers, "DTSTART;"), "DTSTART;TZID=Europe/Berlin:20261207T120000");
    let naokos = mails.iter().find(|mail| mail.address == "naoko@example.test").unwrap();
    assert_eq!(line(naokos, "DTSTART;"), "DTSTART;TZID=Asia/Tokyo:20261207T200000");
    house.ends().await;
}
