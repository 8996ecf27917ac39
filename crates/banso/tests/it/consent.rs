//! What 田中さん and 早川さん agree on: clause by clause, never written over, and in force from the next request on.

use banso::consent::{Agreement, Between};
use jiff::SignedDuration;
use kit::args;
use kit::db::Sql;
use rstest::rstest;
use rules::consent::{Clause, Consent};
use serde_json::Value;

use crate::sheets::{Pair, booked};
use crate::support::{Client, On, TestApp};

const YES: [(&str, &str); 5] = [
    ("answer-confidentiality", "yes"),
    ("answer-purpose", "yes"),
    ("answer-introduction", "yes"),
    ("answer-case-use", "no"),
    ("answer-continuation", "yes"),
];
const TOPIC: [(&str, &str); 2] = [("q-most", "異動の希望を出すか"), ("hand", "submit")];

/// Two who have agreed on nothing yet: 佐藤さん is met for the first time.
struct First {
    app: TestApp,
    pair: Pair,
    at: String,
}

impl First {
    async fn of(on: On) -> Self {
        let app = TestApp::new(on).await;
        let pair = Pair::of(&app).await;
        let booking = booked(&app, pair.tanaka, pair.sato, SignedDuration::from_hours(72), 3).await;
        let lapse = "UPDATE agreements SET lapsed_at = opened_at";
        let forget = [lapse, "DELETE FROM signatures", "DELETE FROM consents", "DELETE FROM agreements"];
        let tx = app.db().begin().await.unwrap();
        for sql in forget {
            tx.run(sql, vec![]).await.unwrap();
        }
        tx.commit().await.unwrap();
        Self { app, pair, at: format!("/meetings/{booking}") }
    }

    async fn client(&self) -> Client {
        self.app.as_person(self.pair.tanaka).await
    }

    async fn supporter(&self) -> Client {
        self.app.as_person(self.pair.sato).await
    }

    fn agreement(&self) -> String {
        format!("{}/agreement", self.at)
    }

    async fn stands(&self, clause: Clause) -> Consent {
        let pair = Between { client: self.pair.tanaka, supporter: self.pair.sato, programme: "consultation" };
        let agreement = Agreement::between(self.app.db(), pair).await.unwrap();
        agreement.state(clause, self.app.db().clock().now())
    }
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_written_opens_with_the_promise_and_closes_when_it_is_taken_back(#[case] on: On) {
    let first = First::of(on).await;
    let (mut tanaka, mut sato) = (first.client().await, first.supporter().await);
    let sheet = format!("{}/sheets/what-to-talk-about", first.at);
    tanaka.post_only(&sheet, &TOPIC).await.is(303);
    sato.get(&sheet).await.is(404);
    sato.get(&first.at).await.is(200).says("守秘の約束を読むと、ここに開きます").is_silent_about("異動の希望");
    tanaka.get(&first.at).await.says("はじめの約束ごと");
    tanaka.get(&first.agreement()).await.says("ここで話したことは、外に出ません").says("学びのための事例として");
    tanaka.post_only(&first.agreement(), &YES).await.is(303);
    sato.get(&sheet).await.is(200).says("異動の希望を出すか");
    assert_eq!(first.stands(Clause::CaseUse).await, Consent::Refused);
    let take_back = format!("{}/withdrawal", first.agreement());
    tanaka.post_only(&take_back, &[("clause", "confidentiality")]).await.is(303);
    sato.get(&sheet).await.is(404);
    sato.get(&first.at).await.is(200).is_silent_about("異動の希望");
    tanaka.post_only(&take_back, &[("clause", "confidentiality")]).await.is(410);
    tanaka.post_only(&first.agreement(), &[("answer-confidentiality", "yes")]).await.is(303);
    sato.get(&sheet).await.is(200);
    let rows = "SELECT count(*) AS value FROM consents WHERE clause = 'confidentiality'";
    let rows: Option<kit::db::Count> = first.app.db().first(rows, vec![]).await.unwrap();
    assert_eq!(rows.unwrap().value, 3, "nothing was written over");
    first.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_question_stays_open_into_the_meeting_and_is_read_by_the_two(#[case] on: On) {
    let first = First::of(on).await;
    let (mut tanaka, mut sato) = (first.client().await, first.supporter().await);
    tanaka.post(&first.agreement(), &[]).await.is(422).says("選べるものの中から選んでください");
    let asks = [("answer-confidentiality", "yes"), ("question-case-use", "途中でやめられますか")];
    tanaka.post_only(&first.agreement(), &asks).await.is(303);
    tanaka.get(&first.agreement()).await.says("途中でやめられますか").says("学びのための事例として");
    let page = sato.get(&first.agreement()).await;
    page.is(200).says("途中でやめられますか");
    let question = page.html.split("name=\"question\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answered = format!("{}/answered", first.agreement());
    sato.post_only(&answered, &[("question", question.as_str())]).await.is(303);
    sato.post_only(&answered, &[("question", question.as_str())]).await.is(404);
    let sealed = "SELECT count(*) AS value FROM clause_questions WHERE body = $1";
    let open: Option<kit::db::Count> =
        first.app.db().first(sealed, args!["途中でやめられますか".as_bytes().to_vec()]).await.unwrap();
    assert_eq!(open.unwrap().value, 0, "a question is sealed");
    assert_eq!(first.stands(Clause::CaseUse).await, Consent::NotAsked);
    first.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn both_sign_and_the_receipt_is_the_clients(#[case] on: On) {
    let first = First::of(on).await;
    let (mut tanaka, mut sato) = (first.client().await, first.supporter().await);
    let receipt = format!("{}/receipt", first.agreement());
    tanaka.get(&receipt).await.is(404);
    tanaka.post_only(&first.agreement(), &YES).await.is(303);
    sato.post_only(&format!("{}/signature", first.agreement()), &[]).await.is(303);
    tanaka.post_only(&format!("{}/signature", first.agreement()), &[]).await.is(404);
    let page = tanaka.get(&receipt).await;
    page.is(200).says("断りました").says("ここで話したことは、外に出ません").is_silent_about("まだです");
    let json = tanaka.get(&format!("{receipt}.json")).await;
    let told: Value = serde_json::from_str(&json.is(200).html).unwrap();
    assert_eq!(told["decisions"].as_array().unwrap().len(), 5);
    assert_eq!(told["signatures"].as_array().unwrap().len(), 2);
    assert_eq!(told["signatures"][0]["digest"], told["signatures"][1]["digest"]);
    assert_eq!(told["digest"], told["signatures"][1]["digest"]);
    sato.get(&format!("{receipt}.json")).await.is(404);
    tanaka.post_only(&format!("{}/withdrawal", first.agreement()), &[("clause", "continuation")]).await.is(303);
    sato.get(&first.agreement()).await.says("この内容に署名する");
    first.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn in_the_room_the_supporter_writes_it_down_and_the_client_hears_of_it(#[case] on: On) {
    let first = First::of(on).await;
    first.app.later(SignedDuration::from_hours(72));
    let mut sato = first.supporter().await;
    sato.post(&first.agreement(), &YES).await.is(422).says("どのように答えましたか");
    let screen: Vec<_> = YES.into_iter().chain([("method", "screen")]).collect();
    sato.post(&first.agreement(), &screen).await.is(422);
    let room: Vec<_> = YES.into_iter().chain([("method", "room")]).collect();
    sato.post_only(&first.agreement(), &room).await.is(303);
    first.client().await.get(&first.agreement()).await.says("佐藤さんの端末で");
    let mails = first.app.outbox().await;
    let told = mails.iter().filter(|mail| mail.kind == "consent/entered").collect::<Vec<_>>();
    assert_eq!(told.len(), 1);
    let body = told[0].body.clone().unwrap();
    assert!(body.contains("佐藤さん") && body.contains("/agreement") && !body.contains("事例"), "{body}");
    let mut supporter = first.supporter().await;
    let taken = [("clause", "purpose")];
    supporter.post_only(&format!("{}/withdrawal", first.agreement()), &taken).await.is(404);
    first.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn to_everybody_else_there_is_no_agreement(#[case] on: On) {
    let first = First::of(on).await;
    first.client().await.post_only(&first.agreement(), &YES).await.is(303);
    for other in [first.pair.hayakawa, first.pair.manager, first.pair.administrator, first.pair.stranger] {
        let mut browser = first.app.as_person(other).await;
        for path in ["", "/receipt", "/receipt.json"] {
            browser.get(&format!("{}{path}", first.agreement())).await.is(404);
        }
        browser.post_only(&first.agreement(), &YES).await.is(404);
        browser.post_only(&format!("{}/withdrawal", first.agreement()), &[("clause", "purpose")]).await.is(404);
    }
    first.app.end().await;
}

/// The row that a question finds and the rule over the whole ledger say the same.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_promise_beside_a_booking_is_what_the_ledger_says(#[case] on: On) {
    let first = First::of(on).await;
    let mut tanaka = first.client().await;
    let mut seen = Vec::new();
    for answer in ["no", "yes", "withdraw", "no", "yes", "withdraw", "yes"] {
        let (path, fields) = match answer {
            "withdraw" => (format!("{}/withdrawal", first.agreement()), ("clause", "confidentiality")),
            _ => (first.agreement(), ("answer-confidentiality", answer)),
        };
        tanaka.post_only(&path, &[fields]).await.is(303);
        let id = first.at.trim_start_matches("/meetings/").parse().unwrap();
        let booking = banso::meetings::Booking::find(first.app.db(), id).await.unwrap().unwrap();
        assert_eq!(booking.promise, first.stands(Clause::Confidentiality).await, "after {answer}");
        seen.push(booking.promise);
    }
    let all = [Consent::Refused, Consent::Given, Consent::Withdrawn];
    assert!(all.iter().all(|state| seen.contains(state)), "{seen:?}");
    first.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn new_words_are_a_new_version_and_another_meaning_is_asked_again(#[case] on: On) {
    let first = First::of(on).await;
    let (mut tanaka, mut sato) = (first.client().await, first.supporter().await);
    tanaka.post_only(&first.agreement(), &YES).await.is(303);
    let mut aya = first.app.as_person(first.pair.manager).await;
    let at = "/clauses/consultation/confidentiality";
    aya.get("/clauses/consultation").await.is(200).says("第1版").says("ここで話したことは、外に出ません");
    let words = |ja: &'static str| {
        [("title-ja", ja), ("title-en", "Safe here"), ("body-ja", "守ります。"), ("body-en", "We keep it.")]
    };
    aya.post(at, &words("")).await.is(422).says("まだ空欄です");
    aya.post_only(at, &words("外に出しません")).await.is(303);
    assert_eq!(first.stands(Clause::Confidentiality).await, Consent::Given, "other words, the same meaning");
    aya.get("/clauses/consultation").await.says("第2版").says("外に出しません");
    let meaning: Vec<_> = words("何があっても外に出しません").into_iter().chain([("material", "yes")]).collect();
    aya.post_only(at, &meaning).await.is(303);
    assert_eq!(first.stands(Clause::Confidentiality).await, Consent::NotAsked);
    assert_eq!(first.stands(Clause::Purpose).await, Consent::Given, "the other clauses stay");
    let sheet = format!("{}/sheets/what-to-talk-about", first.at);
    tanaka.post_only(&sheet, &TOPIC).await.is(303);
    sato.get(&sheet).await.is(404);
    tanaka.get(&first.agreement()).await.says("何があっても外に出しません");
    tanaka.post_only(&first.agreement(), &[("answer-confidentiality", "yes")]).await.is(303);
    sato.get(&sheet).await.is(200);
    let receipt = tanaka.get(&format!("{}/receipt", first.agreement())).await;
    receipt.says("ここで話したことは、外に出ません").says("何があっても外に出しません").says("文面が新しくなりました");
    for other in [first.pair.tanaka, first.pair.sato, first.pair.administrator] {
        let mut browser = first.app.as_person(other).await;
        browser.get(at).await.is(404);
        browser.post_only(at, &words("ひらきます")).await.is(404);
    }
    aya.get("/clauses/consultation/handover").await.is(404);
    aya.get("/clauses/elsewhere").await.is(404);
    first.app.end().await;
}
