//! One exact text for one reader in the company, after its client said yes to exactly that.

use jiff::SignedDuration;
use rstest::rstest;

use super::{House, digest, leads};
use crate::record::unpacked;
use crate::sheets::{resume, suspend};
use crate::support::On;

const WORDS: &str = "週に二日の在宅勤務を続けたいと考えています。";

impl House {
    /// An item that waits for 田中さん; where it opens.
    async fn item(&self) -> String {
        let mut hayakawa = self.app.as_person(self.pair.hayakawa).await;
        let form = [("text", WORDS), ("reader", &*self.satomi.to_string())];
        leads(&hayakawa.post_only(&self.pair.meeting("/item"), &form).await)
    }
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_text_reaches_its_one_reader_after_its_client_agreed_to_exactly_that(#[case] on: On) {
    let house = House::of(on).await;
    let item = house.item().await;
    let mut tanaka = house.app.as_person(house.pair.tanaka).await;
    let mut hayakawa = house.app.as_person(house.pair.hayakawa).await;
    let mut satomi = house.app.as_person(house.satomi).await;
    satomi.get(&item).await.is(404);
    satomi.get("/disclosures").await.is(200).is_silent_about(&item);
    hayakawa.get(&item).await.is(200).says(WORDS).says("返事を待っています");
    tanaka.get("/").await.says("外に出してよいか、聞かれています");
    tanaka.get("/disclosures").await.says("読んで決める").says(&item);
    let page = tanaka.get(&item).await;
    page.is(200).says(WORDS).says("里見さん");
    let yes = [("answer", "yes"), ("digest", &*digest(&page))];
    tanaka.post_only(&format!("{item}/decision"), &yes).await.is(303);
    satomi.get("/disclosures").await.says(&item);
    satomi.get(&item).await.is(200).says(WORDS).says("写しを取らないでください");
    let everybody_else = [house.natori].into_iter().chain(house.pair.others()).collect::<Vec<_>>();
    house.is_hidden(&item, &everybody_else).await;
    let record = tanaka.get("/record").await;
    record.says("会社に伝えることを開く").says("item.company").says("里見さん").is_silent_about(WORDS);
    let file = tanaka.send("POST", "/record/export", Some(String::new())).await;
    let kept: serde_json::Value = serde_json::from_str(&unpacked(&file.bytes, "record.json")).unwrap();
    assert_eq!(kept["exits"][0]["text"], WORDS);
    assert_eq!(kept["exits"][0]["steps"].as_array().unwrap().len(), 3, "shown, given, opened");
    let back = [("answer", "back"), ("digest", &*digest(&page))];
    tanaka.post_only(&format!("{item}/decision"), &back).await.is(303);
    satomi.get(&item).await.is(404);
    tanaka.get(&item).await.is(200).says("承諾を取り消した");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_no_closes_it_for_good_and_nobody_but_the_client_decides(#[case] on: On) {
    let house = House::of(on).await;
    let item = house.item().await;
    let decision = format!("{item}/decision");
    let mut tanaka = house.app.as_person(house.pair.tanaka).await;
    let seen = digest(&tanaka.get(&item).await);
    for other in [house.pair.hayakawa, house.satomi, house.pair.manager, house.pair.sato] {
        let mut browser = house.app.as_person(other).await;
        browser.post_only(&decision, &[("answer", "yes"), ("digest", &seen)]).await.is(404);
    }
    let other_words = "0".repeat(64);
    tanaka.post_only(&decision, &[("answer", "yes"), ("digest", &other_words)]).await.is(410);
    tanaka.post_only(&decision, &[("answer", "perhaps"), ("digest", &seen)]).await.is(410);
    tanaka.post_only(&decision, &[("answer", "no"), ("digest", &seen)]).await.is(303);
    tanaka.post_only(&decision, &[("answer", "yes"), ("digest", &seen)]).await.is(410);
    house.app.as_person(house.satomi).await.get(&item).await.is(404);
    house.app.as_person(house.pair.hayakawa).await.get(&item).await.says("本人が断った");
    let mails = house.app.outbox().await;
    assert!(mails.iter().any(|mail| mail.kind == "disclosures/decided"), "its author hears of it");
    assert!(mails.iter().all(|mail| !mail.body.as_deref().unwrap_or_default().contains(WORDS)));
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn words_that_were_changed_after_the_yes_reach_nobody(#[case] on: On) {
    let house = House::of(on).await;
    let item = house.item().await;
    let mut tanaka = house.app.as_person(house.pair.tanaka).await;
    let seen = digest(&tanaka.get(&item).await);
    tanaka.post_only(&format!("{item}/decision"), &[("answer", "yes"), ("digest", &seen)]).await.is(303);
    let mut satomi = house.app.as_person(house.satomi).await;
    satomi.get(&item).await.is(200);
    let tx = house.app.db().begin().await.unwrap();
    tx.run("UPDATE disclosures SET digest = $1", kit::args!["another".to_owned()]).await.unwrap();
    tx.commit().await.unwrap();
    satomi.get(&item).await.is(404);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn it_closes_by_itself_and_with_the_readers_office(#[case] on: On) {
    let house = House::of(on).await;
    let item = house.item().await;
    let mut tanaka = house.app.as_person(house.pair.tanaka).await;
    let seen = digest(&tanaka.get(&item).await);
    tanaka.post_only(&format!("{item}/decision"), &[("answer", "yes"), ("digest", &seen)]).await.is(303);
    let mut satomi = house.app.as_person(house.satomi).await;
    suspend(&house.app, house.satomi).await;
    satomi.get(&item).await.is(404);
    resume(&house.app, house.satomi).await;
    satomi.get(&item).await.is(200);
    house.app.later(SignedDuration::from_hours(24 * 30));
    let mut satomi = house.app.as_person(house.satomi).await;
    satomi.get(&item).await.is(404);
    house.app.outbox().await;
    assert_eq!(house.count("SELECT count(*) AS value FROM disclosure_steps WHERE event = 'closed'").await, 1);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn bad_input_comes_back_with_what_was_typed_and_only_the_supporter_writes(#[case] on: On) {
    let house = House::of(on).await;
    let form = house.pair.meeting("/item");
    let mut hayakawa = house.app.as_person(house.pair.hayakawa).await;
    hayakawa.get(&form).await.is(200).says("里見");
    let page = hayakawa.post_only(&form, &[("text", WORDS), ("reader", &*house.pair.manager.to_string())]).await;
    page.is(422).says(WORDS);
    hayakawa.post_only(&form, &[("text", ""), ("reader", &*house.satomi.to_string())]).await.is(422);
    let all =
        [house.pair.tanaka, house.satomi, house.natori].into_iter().chain(house.pair.others()).collect::<Vec<_>>();
    house.is_hidden(&form, &all).await;
    let item = house.item().await;
    hayakawa.post_only(&format!("{item}/end"), &[]).await.is(303);
    hayakawa.post_only(&format!("{item}/end"), &[]).await.is(410);
    assert_eq!(house.count("SELECT count(*) AS value FROM disclosures").await, 1);
    house.app.end().await;
}

#[tokio::test]
async fn the_lists_cost_the_same_however_much_left() {
    let house = House::of(On::Sqlite).await;
    let mut tanaka = house.app.as_person(house.pair.tanaka).await;
    house.item().await;
    let mut cost = async |path: &str| {
        let before = house.app.db().statements();
        tanaka.get(path).await.is(200);
        house.app.db().statements() - before
    };
    let (list, record) = (cost("/disclosures").await, cost("/record").await);
    for _ in 0..4 {
        house.item().await;
    }
    assert_eq!((cost("/disclosures").await, cost("/record").await), (list, record));
    house.app.end().await;
}
