//! The whole way: hold, write, check, agree, hear of it; and what comes in between.

use jiff::SignedDuration;
use kit::args;
use rstest::rstest;

use super::House;
use crate::support::{Client, On, Page};

const MONDAY: &str = "2026-12-07T11:00:00Z";
const MOST: &str = "異動の希望を出すかどうか";

pub async fn holds(browser: &mut Client, house: &House, start: &str) -> Page {
    let supporter = house.hayakawa.to_string();
    let typed = [("supporter", supporter.as_str()), ("plan", "standard"), ("start", start)];
    browser.post_only("/holds", &typed).await
}

pub fn booking_in(page: &Page) -> String {
    let to = page.headers["location"].to_str().unwrap();
    to.split('/').nth(2).unwrap().to_owned()
}

/// Holds, writes and agrees; answers the booking's id.
pub async fn books(browser: &mut Client, house: &House, start: &str) -> String {
    let id = booking_in(holds(browser, house, start).await.is(303));
    let form = format!("/bookings/{id}/form");
    browser.post(&form, &[("q-most", MOST)]).await.is(200).says(MOST);
    let agreed = browser.post_only(&format!("/bookings/{id}/confirmation"), &[]).await;
    agreed.is(303);
    booking_in(&agreed)
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn tanaka_holds_a_time_writes_checks_and_books_and_both_hear_of_it(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let held = holds(&mut tanaka, &house, MONDAY).await;
    let id = booking_in(held.is(303));
    let again = holds(&mut tanaka, &house, MONDAY).await;
    assert_eq!(booking_in(&again), id, "the same wish is the same hold");
    let form = format!("/bookings/{id}/form");
    tanaka.get(&form).await.is(200).says("あと20分").says("12月7日（月） 20:00–21:30 JST").says("あなた・早川さん");
    tanaka
        .post(&form, &[("q-most", " "), ("q-ask", "聞きたいこと")])
        .await
        .is(422)
        .says("まだ空欄です")
        .says("聞きたいこと");
    let check = tanaka.post(&form, &[("q-most", MOST), ("q-ask", "聞きたいこと")]).await;
    check.is(200).says("予約の確かめ").says(MOST).says("聞きたいこと").says("スタンダード・1回目・90分");
    let db = house.app.db();
    let (statements, commits) = (db.statements(), db.commits());
    let agreed = tanaka.post_only(&format!("/bookings/{id}/confirmation"), &[]).await;
    assert_eq!(db.commits() - commits, 1);
    // three tell who is looking and one finds the booking; the transaction itself takes eleven, and one more where
    // a later meeting of the client is counted again
    assert_eq!(db.statements() - statements, 15);
    assert_eq!(agreed.is(303).headers["location"], format!("/meetings/{id}").as_str());
    tanaka.post_only(&format!("/bookings/{id}/confirmation"), &[]).await.is(303);
    let mails = house.app.outbox().await;
    assert_eq!(mails.len(), 2);
    for mail in &mails {
        let (subject, body) = (mail.subject.clone().unwrap(), mail.body.clone().unwrap());
        assert!(subject.contains("面談の予約ができました"), "{subject}");
        assert!(body.contains("12月7日（月） 20:00–21:30 JST") && body.contains("https://video.test/naoko"), "{body}");
        assert!(body.contains(&format!("http://banso.test/meetings/{id}")), "{body}");
        let calendar = mail.calendar.clone().unwrap();
        for text in [&subject, &body, &calendar] {
            assert!(!text.contains("異動") && !text.contains("スタンダード"), "no topic and no plan: {text}");
        }
        assert!(calendar.contains("METHOD:REQUEST") && calendar.contains("SEQUENCE:0"), "{calendar}");
        assert!(calendar.contains("DTSTART;TZID=Asia/Tokyo:20261207T200000"), "{calendar}");
        assert!(calendar.contains("SUMMARY:打合せ"), "{calendar}");
    }
    assert_eq!(house.app.count("SELECT count(*) AS value FROM drafts").await, 0);
    assert_eq!(house.app.count("SELECT count(*) AS value FROM sheets WHERE submitted_at IS NOT NULL").await, 1);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_second_client_is_shown_three_other_times_and_takes_one(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let mut sato = house.app.as_person(house.sato).await;
    holds(&mut tanaka, &house, MONDAY).await.is(303);
    let late = holds(&mut sato, &house, MONDAY).await;
    late.is(409).says("この時間は、さきほどうまりました");
    assert_eq!(late.html.matches("この時間にする").count(), 3);
    let other = late.after("name=\"start\" value=\"").unwrap().to_owned();
    holds(&mut sato, &house, &other).await.is(303);
    holds(&mut sato, &house, "2026-12-03T11:00:00Z").await.is(409).says("予約できる時間ではなくなりました");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_hold_that_ran_out_is_taken_again_and_a_lost_one_keeps_every_word(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let id = booking_in(holds(&mut tanaka, &house, MONDAY).await.is(303));
    tanaka.post(&format!("/bookings/{id}/form"), &[("q-most", MOST)]).await.is(200);
    house.app.later(SignedDuration::from_mins(21));
    let agreed = tanaka.post_only(&format!("/bookings/{id}/confirmation"), &[]).await;
    assert!(agreed.is(303).headers["location"].to_str().unwrap().starts_with("/meetings/"), "silently taken again");

    let mut sato = house.app.as_person(house.sato).await;
    let tuesday = "2026-12-08T11:00:00Z";
    let id = booking_in(holds(&mut sato, &house, tuesday).await.is(303));
    sato.post(&format!("/bookings/{id}/form"), &[("q-most", "佐藤の言葉")]).await.is(200);
    house.app.later(SignedDuration::from_mins(21));
    books(&mut tanaka, &house, tuesday).await;
    let lost = sato.post_only(&format!("/bookings/{id}/confirmation"), &[]).await;
    lost.is(409).says("この時間は、さきほどうまりました");
    let (start, from) = (lost.after("name=\"start\" value=\"").unwrap(), lost.after("name=\"from\" value=\"").unwrap());
    let supporter = house.hayakawa.to_string();
    let typed = [("supporter", supporter.as_str()), ("plan", "standard"), ("start", start), ("from", from)];
    sato.post("/holds", &typed).await.is(200).says("佐藤の言葉");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_has_met_before_agrees_from_the_form_and_keeps_every_word(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let mut sato = house.app.as_person(house.sato).await;
    books(&mut tanaka, &house, MONDAY).await;
    let wednesday = "2026-12-09T11:00:00Z";
    let id = booking_in(holds(&mut tanaka, &house, wednesday).await.is(303));
    let agreement = format!("/bookings/{id}/confirmation");
    tanaka.get(&format!("/bookings/{id}/form")).await.says(&agreement);
    let unsound = [("q-most", " "), ("q-ask", "聞きたいこと")];
    tanaka.post_only(&agreement, &unsound).await.is(422).says("まだ空欄です").says("聞きたいこと");
    house.app.later(SignedDuration::from_mins(21));
    holds(&mut sato, &house, wednesday).await.is(303);
    let lost = tanaka.post_only(&agreement, &[("q-most", "田中の言葉")]).await;
    let (start, from) = (lost.is(409).after("name=\"start\" value=\"").unwrap(), id.as_str());
    let supporter = house.hayakawa.to_string();
    let typed = [("supporter", supporter.as_str()), ("plan", "standard"), ("start", start), ("from", from)];
    let form = tanaka.post("/holds", &typed).await;
    let agreement = form.is(200).says("田中の言葉").after("formaction=\"").unwrap().to_owned();
    tanaka.post_only(&agreement, &[("q-most", "田中の言葉")]).await.is(303);
    assert_eq!(house.app.count("SELECT count(*) AS value FROM sheets WHERE submitted_at IS NOT NULL").await, 2);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_first_meeting_is_longer_and_the_answers_start_from_last_time(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let first = books(&mut tanaka, &house, MONDAY).await;
    let id = booking_in(holds(&mut tanaka, &house, "2026-12-09T11:00:00Z").await.is(303));
    let form = tanaka.get(&format!("/bookings/{id}/form")).await;
    form.says("20:00–21:00 JST").says(MOST).says("前回の答え").says("前回の約束は");
    tanaka.post(&format!("/bookings/{id}/form"), &[("q-most", MOST)]).await.says("2回目・60分");
    tanaka.post_only(&format!("/bookings/{id}/confirmation"), &[]).await.is(303);
    tanaka.post_only(&format!("/bookings/{first}/cancellation"), &[]).await.is(303);
    let ordinals = "SELECT count(*) AS value FROM bookings WHERE status = 'confirmed' AND ordinal = 1
                    AND ends_at - starts_at = 3600000000";
    assert_eq!(house.app.count(ordinals).await, 1, "counted again, and the agreed length stays");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn others_do_not_know_that_a_booking_exists_and_garbage_is_a_4xx(#[case] on: On) {
    let house = House::new(on).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let mut sato = house.app.as_person(house.sato).await;
    let id = booking_in(holds(&mut tanaka, &house, MONDAY).await.is(303));
    for path in ["form", "check", "move", "cancellation"] {
        sato.get(&format!("/bookings/{id}/{path}")).await.is(404);
    }
    for path in ["form", "confirmation", "move", "cancellation", "attendance"] {
        sato.post(&format!("/bookings/{id}/{path}"), &[("q-most", "x")]).await.is(404);
    }
    let mut hayakawa = house.app.as_person(house.hayakawa).await;
    hayakawa.get(&format!("/bookings/{id}/form")).await.is(404);
    let supporter = house.hayakawa.to_string();
    for typed in [
        vec![],
        vec![("supporter", "x"), ("plan", "standard"), ("start", MONDAY)],
        vec![("supporter", supporter.as_str()), ("plan", "x"), ("start", MONDAY)],
        vec![("supporter", supporter.as_str()), ("plan", "standard"), ("start", "きのう")],
    ] {
        tanaka.post("/holds", &typed).await.is(404);
    }
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_room_is_taken_like_a_person(#[case] on: On) {
    let house = House::new(on).await;
    let other = crate::support::person(&house.app, "木村", "誠", "makoto@example.test", "x").await;
    house.joins(other, "supporter").await;
    house.opens(other).await;
    let room = uuid::Uuid::from_u128(77);
    house.tells("INSERT INTO rooms (id, name, address) VALUES ($1, '小部屋', '三階')", args![room]).await;
    house.tells("UPDATE receiving SET room = $1", args![room]).await;
    let mut tanaka = house.app.as_person(house.tanaka).await;
    let mut sato = house.app.as_person(house.sato).await;
    holds(&mut tanaka, &house, MONDAY).await.is(303);
    let elsewhere = other.to_string();
    let typed = [("supporter", elsewhere.as_str()), ("plan", "light"), ("start", MONDAY)];
    sato.post("/holds", &typed).await.is(409).says("さきほどうまりました");
    assert_eq!(house.app.count("SELECT count(*) AS value FROM occupancy").await, 3);
    house.ends().await;
}
