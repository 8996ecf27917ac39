//! A case without names for one supervisor: lent with consent, answered, and destroyed when somebody says so.

use banso::people::PersonId;
use jiff::SignedDuration;
use kit::args;
use rstest::rstest;

use kit::db::Sql;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{House, leads};
use crate::sheets::suspend;
use crate::support::{Client, On, Page};

pub const CASE: [(&str, &str); 3] = [
    ("about", "三十代の方。三年ほど調整役をしてきて、三か月目に話が止まった。"),
    ("done", "得意なことを書き出し、残る理由と離れる理由を並べた。"),
    ("ask", "沈黙が長くなったとき、待つ以外にできたことはあったか。"),
];
const ADVICE: &str = "待てたことが支えになっています。止まったことを話題にしてみてください。";
const CHECKS: [&str; 5] = ["names", "dates", "age", "rare", "unrecognised"];

/// The whole form, as its author sends it.
pub fn sent_to(supervisor: PersonId) -> Vec<(&'static str, String)> {
    let words = CASE.map(|(name, text)| (name, text.to_owned()));
    let checks = CHECKS.map(|check| ("check", check.to_owned()));
    let rest = [("supervisor", supervisor.to_string()), ("days", "90".to_owned())];
    words.into_iter().chain(checks).chain(rest).collect()
}

async fn sends(browser: &mut Client, path: &str, fields: &[(&str, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post_only(path, &fields).await
}

/// 早川さん lends a copy; answers where it opens.
pub async fn lent(house: &House, supervisor: PersonId) -> String {
    let mut hayakawa = house.as_person(house.pair.hayakawa).await;
    let page = sends(&mut hayakawa, &house.pair.meeting("/copy"), &sent_to(supervisor)).await;
    leads(&page)
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    body: Option<Vec<u8>>,
}

impl House {
    pub async fn as_person(&self, person: PersonId) -> Client {
        self.app.as_person(person).await
    }

    /// Everybody who has no part in anything of 田中さん's.
    pub fn strangers(&self) -> [PersonId; 4] {
        [self.pair.sato, self.pair.manager, self.pair.administrator, self.pair.stranger]
    }

    /// 田中さん answers the clause about cases.
    pub async fn decides(&self, answer: &str) {
        let mut tanaka = self.as_person(self.pair.tanaka).await;
        let agreement = self.pair.meeting("/agreement");
        tanaka.post_only(&agreement, &[("answer-case-use", answer)]).await.is(303);
    }

    async fn takes_back(&self) {
        let mut tanaka = self.as_person(self.pair.tanaka).await;
        let withdrawal = self.pair.meeting("/agreement/withdrawal");
        tanaka.post_only(&withdrawal, &[("clause", "case-use")]).await.is(303);
    }

    /// The ids of all disclosures, and whether their words still stand.
    pub async fn disclosed(&self) -> Vec<(Uuid, bool)> {
        let rows: Vec<Row> = self.app.db().all("SELECT id, body FROM disclosures ORDER BY id", args![]).await.unwrap();
        rows.into_iter().map(|row| (row.id, row.body.is_some())).collect()
    }

    pub async fn ends(self) {
        self.app.end().await;
    }
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_copy_is_lent_with_consent_answered_and_gone_when_the_consent_is(#[case] on: On) {
    let house = House::of(on).await;
    let (mut tanaka, mut hayakawa) =
        (house.as_person(house.pair.tanaka).await, house.as_person(house.pair.hayakawa).await);
    let form = house.pair.meeting("/copy");
    hayakawa.get(&form).await.is(200).says("いまは同意していません").is_silent_about("この写しを渡す");
    let refused = sends(&mut hayakawa, &form, &sent_to(house.uno)).await;
    refused.is(422).says("いまは同意していません").says(CASE[0].1).is_silent_about("この写しを渡す");
    house.decides("no").await;
    sends(&mut hayakawa, &form, &sent_to(house.uno)).await.is(422);
    assert!(house.disclosed().await.is_empty());
    house.decides("yes").await;
    hayakawa.get(&form).await.is(200).says("宇野 千景さん").says("この写しを渡す").says("90日間");
    let copy = lent(&house, house.uno).await;

    let mails = house.app.outbox().await;
    let told: Vec<(&str, &str)> = mails
        .iter()
        .map(|mail| (mail.address.as_str(), mail.kind.as_str()))
        .filter(|(_, kind)| kind.starts_with("disclosures/"))
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.contains(&("chikage@example.test", "disclosures/opened")), "{told:?}");
    assert!(told.contains(&("yui@example.test", "disclosures/told")), "{told:?}");
    let content = |mail: &crate::support::MailRow| mail.body.as_deref().unwrap_or("").contains("調整役");
    assert!(!mails.iter().any(content), "no content in a mail");

    let mut uno = house.as_person(house.uno).await;
    let page = uno.get(&copy).await;
    page.is(200).says(CASE[0].1).says(CASE[1].1).says(CASE[2].1).says("早川さんから、あなたへ");
    page.says("宇野 千景さんが12月3日（木） 10:12 JSTに開いた写し").says("写したり、転送したりしないでください");
    page.is_silent_about("田中").is_silent_about("結さん");
    let ids = [house.pair.tanaka.to_string(), house.pair.booking.to_string()];
    assert!(ids.iter().all(|id| !page.html.contains(id)), "no way back to whose case it is");
    tanaka.get(&copy).await.is(200).says(CASE[0].1).says("早川さんから宇野さんへ").says("約束ごとを開いて取り消す");
    hayakawa.get(&copy).await.is(200).says(CASE[0].1).says("まだ届いていません");

    uno.post(&format!("{copy}/advice"), &[("advice", " ")]).await.is(422).says("まだ空欄です").says(CASE[0].1);
    uno.post_only(&format!("{copy}/advice"), &[("advice", ADVICE)]).await.is(303);
    hayakawa.get(&copy).await.is(200).says(ADVICE);
    tanaka.get(&copy).await.is(200).is_silent_about(ADVICE);
    let mails = house.app.outbox().await;
    let moved = mails.iter().filter(|mail| mail.kind == "disclosures/moved").collect::<Vec<_>>();
    assert_eq!(moved.iter().map(|mail| mail.address.as_str()).collect::<Vec<_>>(), ["naoko@example.test"]);

    assert!(house.disclosed().await[0].1, "the words stand");
    house.takes_back().await;
    assert!(!house.disclosed().await[0].1, "destroyed with the consent");
    let page = uno.get(&copy).await;
    page.is(200)
        .says("破棄されました")
        .says("本人が承諾を取り消した")
        .is_silent_about(CASE[0].1)
        .is_silent_about("田中");
    tanaka.get(&copy).await.is(200).says("破棄されました").is_silent_about(CASE[0].1);
    hayakawa.get(&copy).await.is(200).says("破棄されました").says(ADVICE).is_silent_about(CASE[0].1);
    uno.post_only(&format!("{copy}/advice"), &[("advice", ADVICE)]).await.is(410);
    hayakawa.post_only(&format!("{copy}/end"), &[]).await.is(410);
    hayakawa.get(&form).await.says("いまは同意していません");

    let record = tanaka.get("/record").await;
    record.says("宛先の人が読めるようにした").says("事例の写しを開く").says("copy.supervisor");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn to_whoever_has_no_part_in_it_there_is_no_copy(#[case] on: On) {
    let house = House::of(on).await;
    house.decides("yes").await;
    let (form, copy) = (house.pair.meeting("/copy"), lent(&house, house.uno).await);
    let offices = [house.kuroki, house.natori, house.satomi];
    for other in house.strangers().into_iter().chain(offices) {
        let mut browser = house.as_person(other).await;
        browser.get(&form).await.is(404);
        sends(&mut browser, &form, &sent_to(house.uno)).await.is(404);
        browser.get(&copy).await.is(404);
        browser.post_only(&format!("{copy}/end"), &[]).await.is(404);
        browser.post_only(&format!("{copy}/advice"), &[("advice", ADVICE)]).await.is(404);
    }
    for (part, closed) in [
        (house.pair.tanaka, vec!["/end", "/advice"]),
        (house.pair.hayakawa, vec!["/advice"]),
        (house.uno, vec!["/end"]),
    ] {
        let mut browser = house.as_person(part).await;
        for path in closed {
            browser.post_only(&format!("{copy}{path}"), &[("advice", ADVICE)]).await.is(404);
        }
    }
    house.as_person(house.pair.tanaka).await.get(&form).await.is(404);
    house.as_person(house.uno).await.get(&form).await.is(404);
    suspend(&house.app, house.uno).await;
    suspend(&house.app, house.pair.hayakawa).await;
    for rests in [house.uno, house.pair.hayakawa] {
        let mut browser = house.as_person(rests).await;
        browser.get(&copy).await.is(404);
        browser.post_only(&format!("{copy}/end"), &[]).await.is(404);
        browser.post_only(&format!("{copy}/advice"), &[("advice", ADVICE)]).await.is(404);
    }
    house.as_person(house.pair.tanaka).await.get(&copy).await.is(200).says(CASE[0].1);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn its_time_is_over_and_the_words_are_destroyed(#[case] on: On) {
    let house = House::of(on).await;
    house.decides("yes").await;
    let mut hayakawa = house.as_person(house.pair.hayakawa).await;
    let mut fields = sent_to(house.uno);
    fields.retain(|(name, _)| *name != "days");
    fields.push(("days", "30".to_owned()));
    let page = sends(&mut hayakawa, &house.pair.meeting("/copy"), &fields).await;
    let copy = leads(&page);
    house.app.settle().await;
    house.app.later(SignedDuration::from_hours(24 * 30) - SignedDuration::from_mins(1));
    house.app.settle().await;
    house.as_person(house.uno).await.get(&copy).await.is(200).says(CASE[0].1);
    house.app.later(SignedDuration::from_mins(1));
    let mut uno = house.as_person(house.uno).await;
    uno.get(&copy).await.is(200).says("この写しは終わり").is_silent_about(CASE[0].1);
    uno.post_only(&format!("{copy}/advice"), &[("advice", ADVICE)]).await.is(410);
    house.app.settle().await;
    assert!(!house.disclosed().await[0].1, "destroyed");
    let mut hayakawa = house.as_person(house.pair.hayakawa).await;
    hayakawa.get(&copy).await.is(200).says("閉じた").is_silent_about(CASE[0].1);
    hayakawa.post_only(&format!("{copy}/end"), &[]).await.is(410);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn its_author_ends_it_before_its_time_and_lends_another(#[case] on: On) {
    let house = House::of(on).await;
    house.decides("yes").await;
    let mut hayakawa = house.as_person(house.pair.hayakawa).await;
    let copy = lent(&house, house.uno).await;
    let form = house.pair.meeting("/copy");
    let again = sends(&mut hayakawa, &form, &sent_to(house.uno)).await;
    again.is(422).says("もう一つの写しを見てもらっています").says(CASE[1].1);
    lent(&house, house.kuroki).await;
    hayakawa.post_only(&format!("{copy}/end"), &[]).await.is(303);
    hayakawa.post_only(&format!("{copy}/end"), &[]).await.is(410);
    for (id, stands) in house.disclosed().await {
        assert_eq!(stands, copy != format!("/copies/{}", id.as_simple()), "the other supervisor's stays");
    }
    house.as_person(house.uno).await.get(&copy).await.is(200).says("破棄されました").is_silent_about(CASE[0].1);
    lent(&house, house.uno).await;
    house.takes_back().await;
    assert!(house.disclosed().await.into_iter().all(|(_, stands)| !stands), "all of them go with the consent");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_missing_is_said_at_its_field(#[case] on: On) {
    let house = House::of(on).await;
    house.decides("yes").await;
    let mut hayakawa = house.as_person(house.pair.hayakawa).await;
    let form = house.pair.meeting("/copy");
    for (name, value, said) in [
        ("check", None, "五つとも確かめてから"),
        ("supervisor", None, "見てもらうスーパーバイザー：まだ空欄です"),
        ("supervisor", Some(house.natori.to_string()), "選べるものの中から"),
        ("supervisor", Some(house.pair.hayakawa.to_string()), "選べるものの中から"),
        ("days", Some("365".to_owned()), "選べるものの中から"),
        ("about", Some("あ".repeat(4001)), "長すぎます"),
        ("ask", Some(" ".to_owned()), "聞きたいこと：まだ空欄です"),
    ] {
        let mut fields = sent_to(house.uno);
        fields.retain(|(field, _)| *field != name);
        fields.extend(value.map(|value| (name, value)));
        sends(&mut hayakawa, &form, &fields).await.is(422).says(said).says(CASE[1].1);
    }
    let mut fields = sent_to(house.uno);
    fields.retain(|(_, value)| value != "rare");
    sends(&mut hayakawa, &form, &fields).await.is(422).says("五つとも確かめてから");
    suspend(&house.app, house.uno).await;
    hayakawa.get(&form).await.is_silent_about("宇野").says("黒木");
    sends(&mut hayakawa, &form, &sent_to(house.uno)).await.is(422);
    assert!(house.disclosed().await.is_empty());
    house.ends().await;
}

/// Pressed twice at once, it is lent once; and no copy survives a withdrawal that came at the same moment.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn two_presses_are_one_copy_and_a_withdrawal_in_between_wins(#[case] on: On) {
    let house = House::of(on).await;
    house.decides("yes").await;
    let form = house.pair.meeting("/copy");
    let (mut one, mut other) = (house.as_person(house.pair.hayakawa).await, house.as_person(house.pair.hayakawa).await);
    let fields = sent_to(house.uno);
    let (first, second) = tokio::join!(sends(&mut one, &form, &fields), sends(&mut other, &form, &fields));
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422]);
    let fields = sent_to(house.kuroki);
    let (copied, ()) = tokio::join!(sends(&mut one, &form, &fields), house.takes_back());
    assert!([303, 422].contains(&copied.status.as_u16()), "{}", copied.status);
    assert!(house.disclosed().await.into_iter().all(|(_, stands)| !stands), "nothing is left");
    house.ends().await;
}

/// The audit log knows each step and each reading; nothing in it or in a job is content.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn every_step_and_reading_stands_in_the_audit_log(#[case] on: On) {
    let house = House::of(on).await;
    house.decides("yes").await;
    let copy = lent(&house, house.uno).await;
    house.as_person(house.uno).await.get(&copy).await.is(200);
    house.as_person(house.kuroki).await.get(&copy).await.is(404);
    let entries = async |condition: &str| {
        house.app.count(&format!("SELECT count(*) AS value FROM audit_log WHERE {condition}")).await
    };
    assert_eq!(entries("object = 'disclosure' AND action = 'opened' AND rule = 'case-copy' AND shown").await, 1);
    assert_eq!(entries("object = 'case-copy' AND rule = 'copy.supervisor' AND answer = 'allowed' AND shown").await, 1);
    assert_eq!(entries("object = 'case-copy' AND rule = 'copy.nobody-else' AND answer = 'denied'").await, 1);
    house.as_person(house.pair.hayakawa).await.post_only(&format!("{copy}/end"), &[]).await.is(303);
    assert_eq!(entries("object = 'disclosure' AND action = 'closed'").await, 1);
    house.ends().await;
}

#[tokio::test]
async fn the_pages_cost_the_same_however_many_people_and_copies_there_are() {
    let house = House::of(On::Sqlite).await;
    house.decides("yes").await;
    let copy = lent(&house, house.uno).await;
    let form = house.pair.meeting("/copy");
    let (mut hayakawa, mut uno) = (house.as_person(house.pair.hayakawa).await, house.as_person(house.uno).await);
    let mut cost = async || {
        let before = house.app.db().statements();
        hayakawa.get(&form).await.is(200);
        hayakawa.get(&copy).await.is(200);
        uno.get(&copy).await.is(200);
        sends(&mut hayakawa, &form, &sent_to(house.uno)).await.is(422);
        house.app.db().statements() - before
    };
    let few = cost().await;
    lent(&house, house.kuroki).await;
    for n in 0..5 {
        let who = crate::support::person(&house.app, "客", "一", &format!("guest{n}@example.test"), "x").await;
        crate::sheets::belongs(&house.app, who, if n % 2 == 0 { "client" } else { "supervisor" }).await;
    }
    let mut answering = house.as_person(house.uno).await;
    answering.post_only(&format!("{copy}/advice"), &[("advice", ADVICE)]).await.is(303);
    assert_eq!(cost().await, few);
    house.ends().await;
}

/// What saved itself is there again, and gone when it was sent.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_copy_and_an_answer_save_themselves_while_they_are_written(#[case] on: On) {
    let house = House::of(on).await;
    house.decides("yes").await;
    let form = house.pair.meeting("/copy");
    let mut hayakawa = house.as_person(house.pair.hayakawa).await;
    hayakawa.post_only(&format!("/drafts{form}"), &[CASE[0]]).await.is(200);
    hayakawa.get(&form).await.says(CASE[0].1);
    let copy = lent(&house, house.uno).await;
    hayakawa.get(&form).await.is_silent_about(CASE[0].1);
    let mut uno = house.as_person(house.uno).await;
    uno.post_only(&format!("/drafts{copy}/advice"), &[("advice", ADVICE)]).await.is(200);
    uno.get(&copy).await.says(ADVICE);
    let stored = "SELECT count(*) AS value FROM disclosures WHERE verdict IS NOT NULL";
    assert_eq!(house.app.count(stored).await, 0);
    uno.post_only(&format!("{copy}/advice"), &[("advice", ADVICE)]).await.is(303);
    assert_eq!(house.app.count(stored).await, 1);
    assert_eq!(house.app.count("SELECT count(*) AS value FROM drafts").await, 0);
    let plain = "SELECT count(*) AS value FROM disclosures WHERE body = $1 OR verdict = $2";
    let words = args![CASE[0].1.as_bytes().to_vec(), ADVICE.as_bytes().to_vec()];
    let open: Option<kit::db::Count> = kit::db::Sql::first(house.app.db(), plain, words).await.unwrap();
    assert_eq!(open.unwrap().value, 0, "sealed");
    house.ends().await;
}
