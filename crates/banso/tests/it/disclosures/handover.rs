//! Another supporter goes on with the record: by the client's yes, or by a data officer's where the client is not to be
//! reached, who is told.

use jiff::SignedDuration;
use rstest::rstest;

use super::{House, digest, leads};
use crate::sheets::{resume, suspend};
use crate::support::On;

const TOPIC: &str = "異動の希望を出すか";

impl House {
    /// Something to hand over, and the handover to 佐藤さん that waits; where it opens.
    async fn handover(&self) -> String {
        let sheet = self.pair.meeting("/sheets/what-to-talk-about");
        let mut tanaka = self.app.as_person(self.pair.tanaka).await;
        tanaka.post_only(&sheet, &[("q-most", TOPIC), ("hand", "submit")]).await.is(303);
        let mut hayakawa = self.app.as_person(self.pair.hayakawa).await;
        let note = [("note", "手控えの中身"), ("quotes", ""), ("strengths", "")];
        hayakawa.post_only(&self.pair.meeting("/note"), &note).await;
        let form = [("successor", &*self.pair.sato.to_string())];
        leads(&hayakawa.post_only(&self.pair.meeting("/handover"), &form).await)
    }
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_successor_reads_what_was_handed_over_and_no_note(#[case] on: On) {
    let house = House::of(on).await;
    let path = house.handover().await;
    let record = format!("{path}/record");
    let mut sato = house.app.as_person(house.pair.sato).await;
    sato.get(&path).await.is(404);
    sato.get(&record).await.is(404);
    let mut tanaka = house.app.as_person(house.pair.tanaka).await;
    let seen = digest(tanaka.get(&path).await.is(200).says("佐藤さん"));
    tanaka.post_only(&format!("{path}/decision"), &[("answer", "yes"), ("digest", &seen)]).await.is(303);
    sato.get(&path).await.is(200).says("引き継いだ記録を読む");
    sato.get(&record).await.is(200).says(TOPIC).is_silent_about("手控えの中身");
    tanaka.get("/record").await.says("handover.agreed").says("佐藤さん");
    house.is_hidden(&record, &[house.pair.tanaka, house.pair.hayakawa, house.natori, house.satomi]).await;
    house.is_hidden(&path, &[house.natori, house.satomi, house.pair.manager, house.pair.stranger]).await;
    suspend(&house.app, house.pair.sato).await;
    sato.get(&record).await.is(404);
    resume(&house.app, house.pair.sato).await;
    tanaka.post_only(&format!("{path}/decision"), &[("answer", "back"), ("digest", &seen)]).await.is(303);
    sato.get(&record).await.is(404);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn where_the_client_is_silent_for_two_weeks_a_data_officer_answers_and_the_client_is_told(#[case] on: On) {
    let house = House::of(on).await;
    let path = house.handover().await;
    let asking = format!("{path}/asking");
    let mut hayakawa = house.app.as_person(house.pair.hayakawa).await;
    hayakawa.post_only(&asking, &[]).await.is(410);
    house.app.later(SignedDuration::from_hours(24 * 14));
    let mut hayakawa = house.app.as_person(house.pair.hayakawa).await;
    let mut natori = house.app.as_person(house.natori).await;
    natori.get(&path).await.is(404);
    hayakawa.post_only(&asking, &[]).await.is(303);
    natori.get("/disclosures").await.says(&path);
    natori.get(&path).await.is(200).is_silent_about(TOPIC);
    let second = format!("{path}/second");
    for other in [house.pair.hayakawa, house.pair.sato, house.pair.tanaka, house.pair.administrator] {
        house.app.as_person(other).await.post_only(&second, &[("answer", "yes")]).await.is(404);
    }
    natori.post_only(&second, &[("answer", "yes")]).await.is(303);
    let record = format!("{path}/record");
    let mut sato = house.app.as_person(house.pair.sato).await;
    sato.get(&record).await.is(200).says(TOPIC);
    let told = house.app.outbox().await;
    assert!(told.iter().any(|mail| mail.kind == "disclosures/told" && mail.address == "yui@example.test"));
    let mut tanaka = house.app.as_person(house.pair.tanaka).await;
    tanaka.get("/record").await.says("handover.unreachable");
    // the office on which it rests is asked for again at every reading
    suspend(&house.app, house.natori).await;
    sato.get(&record).await.is(404);
    resume(&house.app, house.natori).await;
    let seen = digest(&tanaka.get(&path).await);
    tanaka.post_only(&format!("{path}/decision"), &[("answer", "back"), ("digest", &seen)]).await.is(303);
    sato.get(&record).await.is(404);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn nobody_hands_over_to_themselves_to_the_client_or_to_who_supports_nobody(#[case] on: On) {
    let house = House::of(on).await;
    let form = house.pair.meeting("/handover");
    let mut hayakawa = house.app.as_person(house.pair.hayakawa).await;
    for wrong in [house.pair.hayakawa, house.pair.tanaka, house.pair.manager, house.pair.stranger] {
        hayakawa.post_only(&form, &[("successor", &*wrong.to_string())]).await.is(422);
    }
    hayakawa.post_only(&form, &[]).await.is(422);
    house.is_hidden(&form, &[house.pair.sato, house.pair.tanaka, house.natori]).await;
    assert_eq!(house.count("SELECT count(*) AS value FROM disclosures").await, 0);
    house.app.end().await;
}
