//! 早川さん hears of a danger; 沢村さん answers for it, 戸塚さん is the second person, 名取さん judges afterwards.

use banso::people::PersonId;
use jiff::SignedDuration;
use kit::args;
use kit::db::Sql;
use rstest::rstest;
use sea_orm::FromQueryResult;

use crate::sheets::{Pair, belongs, suspend};
use crate::support::{Client, On, TestApp, person};

const DANGER: &str = "今夜、橋へ行くと話していた";
const ASKS: &str = "お姉さんに会いに行ってもらう";
const SISTER: &str = "お姉さん（090-0000-0000）";
const FORTY: &str = "今夜のうちに命があぶないと、面談のなかで本人が話した。家族のほかに間に合う人がいない";

/// The people of a danger, all in the consultation programme.
struct House {
    app: TestApp,
    pair: Pair,
    sawamura: PersonId,
    totsuka: PersonId,
    natori: PersonId,
    satomi: PersonId,
}

impl House {
    async fn of(on: On) -> Self {
        let app = TestApp::new(on).await;
        let pair = Pair::of(&app).await;
        let someone = async |family: &str, email: &str, role: &str| {
            let id = person(&app, family, "澄", email, "水曜の夜に話す").await;
            belongs(&app, id, role).await;
            id
        };
        let sawamura = someone("沢村", "sawamura@example.test", "duty-officer").await;
        let totsuka = someone("戸塚", "totsuka@example.test", "duty-officer").await;
        let natori = someone("名取", "natori@example.test", "data-officer").await;
        let satomi = someone("里見", "satomi@example.test", "company-viewer").await;
        Self { pair, sawamura, totsuka, natori, satomi, app }
    }

    async fn as_(&self, person: PersonId) -> Client {
        self.app.as_person(person).await
    }

    /// 早川さん calls for somebody outside; the address of the packet.
    async fn calls(&self) -> String {
        self.calls_for(&[("to", "outside"), ("outside", SISTER)]).await
    }

    async fn calls_for(&self, to: &[(&str, &str)]) -> String {
        let fields = [&[("who", "client"), ("danger", DANGER), ("asks", ASKS)], to].concat();
        let page = self.as_(self.pair.hayakawa).await.post_only(&self.pair.meeting("/emergency"), &fields).await;
        page.is(303).headers["location"].to_str().unwrap().to_owned()
    }

    async fn takes_on(&self, officer: PersonId, at: &str) -> u16 {
        self.as_(officer).await.post_only(&format!("{at}/charge"), &reason(FORTY, "60")).await.status.as_u16()
    }

    async fn agrees(&self, officer: PersonId, at: &str) -> u16 {
        self.as_(officer).await.post_only(&format!("{at}/agreement"), &[]).await.status.as_u16()
    }

    async fn opens_alone(&self, officer: PersonId, at: &str) -> u16 {
        self.as_(officer).await.post_only(&format!("{at}/opening"), &[]).await.status.as_u16()
    }

    async fn reviews(&self, judge: PersonId, at: &str) -> u16 {
        let fields = [("finding", "justified"), ("words", "三回電話しても出ず、ほかに手だてはなかったと考える。")];
        self.as_(judge).await.post_only(&format!("{at}/review"), &fields).await.status.as_u16()
    }

    async fn opened(&self) -> String {
        let at = self.calls().await;
        assert_eq!(self.takes_on(self.sawamura, &at).await, 303);
        assert_eq!(self.agrees(self.totsuka, &at).await, 303);
        at
    }

    async fn steps(&self, at: &str) -> Vec<String> {
        #[derive(FromQueryResult)]
        struct Step {
            event: String,
        }
        let id: uuid::Uuid = at.trim_start_matches("/emergencies/").parse().unwrap();
        let question = "SELECT event FROM disclosure_steps WHERE disclosure = $1 ORDER BY seq";
        let steps: Vec<Step> = self.app.db().all(question, args![id]).await.unwrap();
        steps.into_iter().map(|step| step.event).collect()
    }

    /// To whom mails of a kind went.
    async fn told(&self, kind: &str) -> Vec<String> {
        let mails = self.app.outbox().await;
        let mut to: Vec<String> = mails.into_iter().filter(|mail| mail.kind == kind).map(|mail| mail.address).collect();
        to.sort_unstable();
        to
    }

    async fn another(&self, family: &str, email: &str, role: &str) -> PersonId {
        let id = person(&self.app, family, "慶", email, "水曜の夜に話す").await;
        belongs(&self.app, id, role).await;
        id
    }
}

fn reason<'a>(words: &'a str, minutes: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![("reason", words), ("told", "no"), ("untold", "電話に出ない"), ("minutes", minutes)]
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn two_let_it_out_its_client_hears_of_it_and_a_third_judges(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.calls().await;
    assert_eq!(house.told("disclosures/asked").await, ["sawamura@example.test", "totsuka@example.test"]);
    let (mut sawamura, mut totsuka) = (house.as_(house.sawamura).await, house.as_(house.totsuka).await);
    sawamura.get(&at).await.is(200).says(DANGER).says(SISTER).says("まだだれも引き受けていません").says("119");
    house.as_(house.pair.hayakawa).await.get(&at).await.is(200).says(ASKS).is_silent_about("引き受けて、二人目");
    assert_eq!(house.takes_on(house.sawamura, &at).await, 303);
    sawamura.get(&at).await.says("10:27 JSTまで待っています").is_silent_about("ひとりで出す");
    assert_eq!(house.told("disclosures/asked").await.len(), 3, "the other officer is called as the second person");
    totsuka.get(&at).await.says(FORTY).says("電話に出ない").says("あなたが二人目です");
    assert_eq!(house.agrees(house.totsuka, &at).await, 303);
    totsuka.get(&at).await.says("11:12 JSTまで開いています").says("いま、電話で伝えてください");
    assert_eq!(house.told("disclosures/told").await, ["yui@example.test"]);
    assert_eq!(house.told("disclosures/settled").await, ["naoko@example.test"]);
    assert_eq!(house.told("disclosures/review").await, ["natori@example.test"]);
    let mut tanaka = house.as_(house.pair.tanaka).await;
    let told = tanaka.get(&at).await;
    told.is(200).says("沢村さん").says("戸塚さん").says("団体の外の人か機関").says("12月4日（金） 10:12 JST");
    told.is_silent_about(DANGER).is_silent_about(SISTER).is_silent_about(FORTY);
    tanaka.get("/record").await.says("宛先の人が読めるようにした").says("緊急の知らせを開く");
    assert_eq!(house.reviews(house.natori, &at).await, 303);
    house.as_(house.natori).await.get(&at).await.says("もっともだった").says("ほかに手だてはなかった");
    assert_eq!(house.steps(&at).await, ["asked", "taken", "agreed", "opened", "reviewed"]);
    house.app.later(SignedDuration::from_mins(61));
    house.app.settle().await;
    assert_eq!(house.steps(&at).await.last().unwrap(), "closed");
    tanaka.get(&at).await.says("いまは閉じています").says("名取さんが確かめました");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn alone_after_a_quarter_of_an_hour_and_not_a_second_before(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.calls().await;
    assert_eq!(house.opens_alone(house.sawamura, &at).await, 410, "nobody answers for it yet");
    house.takes_on(house.sawamura, &at).await;
    house.app.later(SignedDuration::from_secs(14 * 60 + 59));
    house.as_(house.sawamura).await.get(&at).await.is_silent_about("ひとりで出す（");
    assert_eq!(house.opens_alone(house.sawamura, &at).await, 404);
    house.app.later(SignedDuration::from_secs(1));
    house
        .as_(house.sawamura)
        .await
        .get(&at)
        .await
        .says("ひとりで出す（60分間）")
        .says("24時間以内に、関わっていない人が確かめます");
    assert_eq!(house.opens_alone(house.totsuka, &at).await, 404, "who does not answer for it may still agree");
    assert_eq!(house.opens_alone(house.sawamura, &at).await, 303);
    assert_eq!(house.steps(&at).await, ["asked", "taken", "opened"]);
    house.as_(house.pair.tanaka).await.get(&at).await.says("15分待って、二人目の返事がありませんでした");
    assert_eq!(house.told("disclosures/review").await, ["natori@example.test"]);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_second_person_who_comes_late_is_better_than_none(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.calls().await;
    house.takes_on(house.sawamura, &at).await;
    house.app.later(SignedDuration::from_mins(16));
    assert_eq!(house.agrees(house.sawamura, &at).await, 404, "the first is not the second, at no hour");
    assert_eq!(house.agrees(house.totsuka, &at).await, 303);
    assert_eq!(house.steps(&at).await, ["asked", "taken", "agreed", "opened"]);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_second_person_is_somebody_else_and_not_of_the_case(#[case] on: On) {
    let house = House::of(on).await;
    for of_the_case in [house.pair.hayakawa, house.pair.tanaka] {
        belongs(&house.app, of_the_case, "duty-officer").await;
    }
    let at = house.calls().await;
    house.takes_on(house.sawamura, &at).await;
    for nobody in [house.sawamura, house.pair.hayakawa, house.pair.tanaka, house.natori, house.pair.stranger] {
        assert_eq!(house.agrees(nobody, &at).await, 404);
    }
    assert_eq!(house.takes_on(house.pair.tanaka, &at).await, 404, "nobody decides about their own packet");
    house.as_(house.pair.hayakawa).await.get(&at).await.is(200).is_silent_about("あなたが二人目です");
    assert_eq!(house.steps(&at).await, ["asked", "taken"]);
    assert_eq!(house.agrees(house.totsuka, &at).await, 303);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_reason_has_forty_characters_and_two_hours_are_the_most(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.calls().await;
    let charge = format!("{at}/charge");
    let mut sawamura = house.as_(house.sawamura).await;
    let short: String = FORTY.chars().take(39).collect();
    let page = sawamura.post_only(&charge, &reason(&short, "30")).await;
    page.is(422).says("あと1文字、書いてください").says(&short).says("電話に出ない").says("value=\"30\" selected");
    let untold = [("reason", FORTY), ("told", "no"), ("minutes", "60")];
    sawamura.post_only(&charge, &untold).await.is(422).says("まだ空欄です");
    let unasked = [("reason", FORTY), ("minutes", "60")];
    sawamura.post_only(&charge, &unasked).await.is(422).says("まだ空欄です");
    for minutes in ["14", "121", "1000", "-15", "よる"] {
        sawamura.post_only(&charge, &reason(FORTY, minutes)).await.is(422).says(FORTY);
    }
    assert_eq!(house.steps(&at).await, ["asked"]);
    let exactly: String = FORTY.chars().take(40).collect();
    sawamura.post_only(&charge, &reason(&exactly, "120")).await.is(303);
    assert_eq!(house.agrees(house.totsuka, &at).await, 303);
    sawamura.get(&at).await.says("12:12 JSTまで開いています");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn it_is_judged_once_by_somebody_without_a_part_in_it(#[case] on: On) {
    let house = House::of(on).await;
    let oba = house.another("大庭", "oba@example.test", "data-officer").await;
    // who let it out, who wrote it and whose record it is may hold the office as well
    for with_a_part in [house.sawamura, house.totsuka, house.pair.hayakawa, house.pair.tanaka] {
        belongs(&house.app, with_a_part, "data-officer").await;
    }
    let at = house.opened().await;
    for with_a_part in [house.sawamura, house.totsuka, house.pair.hayakawa, house.pair.tanaka] {
        assert_eq!(house.reviews(with_a_part, &at).await, 404);
    }
    let mut natori = house.as_(house.natori).await;
    natori.get(&at).await.is(200).says("どう考えますか").says(FORTY);
    let short = [("finding", "unclear"), ("words", "わからない")];
    natori.post_only(&format!("{at}/review"), &short).await.is(422).says("あと15文字").says("わからない");
    let unheard = [("finding", "fine"), ("words", "三回電話しても出ず、ほかに手だてはなかったと考える。")];
    natori.post_only(&format!("{at}/review"), &unheard).await.is(422);
    assert_eq!(house.reviews(house.natori, &at).await, 303);
    assert_eq!(house.reviews(oba, &at).await, 410);
    assert_eq!(house.steps(&at).await.iter().filter(|step| *step == "reviewed").count(), 1);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_waits_for_a_review_takes_on_no_other(#[case] on: On) {
    let house = House::of(on).await;
    let first = house.opened().await;
    let next = house.calls().await;
    let page = house.as_(house.sawamura).await.get(&next).await;
    page.is(200).says("いまは引き受けられません").says(&first).is_silent_about("引き受けて、二人目を呼ぶ");
    assert_eq!(house.takes_on(house.sawamura, &next).await, 422);
    assert_eq!(house.steps(&next).await, ["asked"]);
    assert_eq!(house.takes_on(house.totsuka, &next).await, 303, "the second person let nothing out");
    let last = house.calls().await;
    assert_eq!(house.takes_on(house.sawamura, &last).await, 422);
    assert_eq!(house.reviews(house.natori, &first).await, 303);
    house.as_(house.sawamura).await.get(&last).await.says(FORTY).says("引き受けて、二人目を呼ぶ");
    assert_eq!(house.takes_on(house.sawamura, &last).await, 303);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_review_that_is_late_is_asked_for_again(#[case] on: On) {
    let house = House::of(on).await;
    let (judged, late) = (house.opened().await, house.calls().await);
    assert_eq!(house.reviews(house.natori, &judged).await, 303);
    house.takes_on(house.sawamura, &late).await;
    house.agrees(house.totsuka, &late).await;
    house.app.later(SignedDuration::from_mins(24 * 60 - 1));
    assert_eq!(house.told("disclosures/overdue").await, Vec::<String>::new());
    house.as_(house.natori).await.get("/emergencies").await.is(200).says("12月4日（金） 10:12 JSTまでに");
    house.app.later(SignedDuration::from_mins(1));
    assert_eq!(house.told("disclosures/overdue").await, ["natori@example.test"]);
    let mut natori = house.as_(house.natori).await;
    natori.get("/emergencies").await.says("確かめる期限（12月4日（金） 10:12 JST）を過ぎています");
    natori.get(&late).await.says("を過ぎています");
    assert_eq!(house.reviews(house.natori, &late).await, 303);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn its_recipient_in_the_house_reads_it_while_it_is_open(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.calls_for(&[("to", &house.satomi.to_string())]).await;
    let mut satomi = house.as_(house.satomi).await;
    satomi.get(&at).await.is(404);
    house.takes_on(house.sawamura, &at).await;
    satomi.get(&at).await.is(404);
    house.agrees(house.totsuka, &at).await;
    assert_eq!(house.told("disclosures/opened").await, ["satomi@example.test"]);
    let page = satomi.get(&at).await;
    page.is(200).says(DANGER).says(ASKS).is_silent_about(FORTY).is_silent_about("電話に出ない");
    house.as_(house.pair.tanaka).await.get(&at).await.says("里見さん");
    house.app.later(SignedDuration::from_mins(59));
    satomi.get(&at).await.is(200);
    house.app.later(SignedDuration::from_mins(1));
    satomi.get(&at).await.is(404);
    house.app.settle().await;
    satomi.get(&at).await.is(404);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_declined_stays_inside_and_who_called_hears_of_it(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.calls().await;
    house.takes_on(house.sawamura, &at).await;
    house.as_(house.totsuka).await.post_only(&format!("{at}/refusal"), &[]).await.is(303);
    assert_eq!(house.told("disclosures/settled").await, ["naoko@example.test"]);
    assert_eq!(house.told("disclosures/told").await, Vec::<String>::new());
    house.as_(house.pair.hayakawa).await.get(&at).await.says("外に出さないと決めました");
    for nobody in [house.natori, house.pair.tanaka, house.satomi] {
        house.as_(nobody).await.get(&at).await.is(404);
    }
    assert_eq!(house.agrees(house.totsuka, &at).await, 410);
    house.app.later(SignedDuration::from_mins(16));
    assert_eq!(house.opens_alone(house.sawamura, &at).await, 410);
    assert_eq!(house.takes_on(house.sawamura, &house.calls().await).await, 303, "nothing of theirs waits for a review");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn to_who_is_no_party_it_does_not_exist(#[case] on: On) {
    let house = House::of(on).await;
    let (waiting, opened) = (house.calls().await, house.opened().await);
    let fields = [&reason(FORTY, "60")[..], &[("finding", "justified"), ("words", FORTY)]].concat();
    for other in house.pair.others().into_iter().chain([house.satomi]) {
        let mut browser = house.as_(other).await;
        for at in [&waiting, &opened] {
            browser.get(at).await.is(404);
            for door in ["charge", "agreement", "opening", "refusal", "review", "request", "request/answer"] {
                browser.post_only(&format!("{at}/{door}"), &fields).await.is(404);
            }
        }
        browser.get(&house.pair.meeting("/emergency")).await.is(404);
        browser.post_only(&house.pair.meeting("/emergency"), &fields).await.is(404);
        for list in ["/emergencies", "/emergencies/new"] {
            browser.get(list).await.is(404);
        }
    }
    let mut tanaka = house.as_(house.pair.tanaka).await;
    tanaka.get(&house.pair.meeting("/emergency")).await.is(404);
    tanaka.get(&waiting).await.is(404);
    tanaka.get(&opened).await.is(200);
    for door in ["charge", "agreement", "opening", "refusal", "review", "request/answer"] {
        tanaka.post_only(&format!("{opened}/{door}"), &fields).await.is(404);
    }
    let mut natori = house.as_(house.natori).await;
    natori.get(&waiting).await.is(404);
    tanaka.post_only(&format!("{waiting}/request"), &[]).await.is(404);
    for door in ["charge", "agreement", "opening", "refusal", "review", "request", "request/answer"] {
        natori.post_only(&format!("{waiting}/{door}"), &fields).await.is(404);
    }
    assert_eq!(house.steps(&waiting).await, ["asked"]);
    assert_eq!(house.steps(&opened).await, ["asked", "taken", "agreed", "opened"]);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_office_that_rests_shuts_the_next_request(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.calls().await;
    let mut sawamura = house.as_(house.sawamura).await;
    sawamura.get(&at).await.is(200);
    house.takes_on(house.sawamura, &at).await;
    suspend(&house.app, house.sawamura).await;
    sawamura.get(&at).await.is(404);
    sawamura.get("/emergencies").await.is(404);
    assert_eq!(house.agrees(house.totsuka, &at).await, 404, "nobody answers for it any more whom one could agree with");
    house.app.later(SignedDuration::from_mins(15));
    assert_eq!(house.opens_alone(house.sawamura, &at).await, 404);
    assert_eq!(house.agrees(house.totsuka, &at).await, 303, "the danger does not wait for an office");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn no_word_of_it_is_in_a_mail_a_job_or_a_row(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.opened().await;
    assert_eq!(house.reviews(house.natori, &at).await, 303);
    house.app.later(SignedDuration::from_hours(25));
    let secrets = [DANGER, ASKS, SISTER, FORTY, "電話に出ない", "手だて", "田中"];
    for mail in house.app.outbox().await.iter().filter(|mail| mail.kind.starts_with("disclosures/")) {
        let text = format!("{} {}", mail.subject.as_deref().unwrap(), mail.body.as_deref().unwrap());
        let own = mail.address == "yui@example.test";
        for secret in secrets.iter().filter(|secret| !own || **secret != "田中") {
            assert!(!text.contains(secret), "{} says {secret}", mail.kind);
        }
    }
    #[derive(FromQueryResult)]
    struct Sealed {
        body: Vec<u8>,
        outside: Vec<u8>,
        reason: Vec<u8>,
        verdict: Vec<u8>,
    }
    let question = "SELECT body, outside, reason, verdict FROM disclosures";
    let row: Sealed = house.app.db().first(question, vec![]).await.unwrap().unwrap();
    for sealed in [row.body, row.outside, row.reason, row.verdict] {
        let text = String::from_utf8_lossy(&sealed).into_owned();
        assert!(secrets.iter().all(|secret| !text.contains(secret)));
    }
    let entries = "SELECT count(*) AS value FROM audit_log WHERE object = 'disclosure' AND shown";
    assert_eq!(house.app.count(entries).await, 5, "asked, taken, agreed, opened, reviewed");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_officer_who_was_telephoned_writes_it_for_two_people_by_name(#[case] on: On) {
    let house = House::of(on).await;
    let mut sawamura = house.as_(house.sawamura).await;
    let page = sawamura.get("/emergencies/new").await;
    page.is(200).says("田中 結（支援者：早川 直子）");
    let packet = [("who", "other"), ("danger", DANGER), ("asks", ASKS), ("outside", SISTER)];
    let missing = sawamura.post_only("/emergencies/new", &packet).await;
    missing.is(422).says(DANGER).says(SISTER).says("まだ空欄です");
    let somewhere = uuid::Uuid::from_u128(7).to_string();
    let strange = [&packet[..], &[("pair", somewhere.as_str())]].concat();
    sawamura.post_only("/emergencies/new", &strange).await.is(422).says("選べるものの中から");
    let booking = house.pair.booking.to_string();
    let known = [&packet[..], &[("pair", booking.as_str())]].concat();
    let page = sawamura.post_only("/emergencies/new", &known).await;
    let at = page.is(303).headers["location"].to_str().unwrap().to_owned();
    assert_eq!(house.told("disclosures/asked").await, ["totsuka@example.test"]);
    assert_eq!(house.takes_on(house.sawamura, &at).await, 303);
    assert_eq!(house.agrees(house.sawamura, &at).await, 404);
    assert_eq!(house.agrees(house.totsuka, &at).await, 303);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_missing_stands_at_its_field_and_what_was_typed_stays(#[case] on: On) {
    let house = House::of(on).await;
    let mut hayakawa = house.as_(house.pair.hayakawa).await;
    let at = house.pair.meeting("/emergency");
    hayakawa
        .get(&at)
        .await
        .is(200)
        .says("119")
        .says("電話の代わりにはなりません")
        .says("沢村さん")
        .says("戸塚さん")
        .says("（当番）、あなた");
    hayakawa.post_only(&at, &[]).await.is(422).says("まだ空欄です");
    let page = hayakawa.post_only(&at, &[("danger", DANGER), ("to", "outside")]).await;
    page.is(422).says(DANGER);
    let company = house.pair.stranger.to_string();
    let elsewhere = [("who", "client"), ("danger", DANGER), ("asks", ASKS), ("to", company.as_str())];
    hayakawa.post_only(&at, &elsewhere).await.is(422).says("選べるものの中から").says(ASKS);
    let long = "危".repeat(601);
    let too_long = [("who", "client"), ("danger", long.as_str()), ("asks", ASKS), ("outside", SISTER)];
    hayakawa.post_only(&at, &too_long).await.is(422).says("600文字まで");
    assert_eq!(house.app.count("SELECT count(*) AS value FROM disclosures").await, 0);
    suspend(&house.app, house.pair.hayakawa).await;
    hayakawa.post_only(&at, &elsewhere).await.is(404);
    house.app.end().await;
}

/// Whose record it is reads the words when a data officer agrees, and for as long as that officer is one.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn its_client_reads_the_words_by_the_yes_of_a_data_officer(#[case] on: On) {
    let house = House::of(on).await;
    belongs(&house.app, house.pair.hayakawa, "data-officer").await;
    let oba = house.another("大庭", "oba@example.test", "data-officer").await;
    let at = house.opened().await;
    let (asks, answer) = (format!("{at}/request"), format!("{at}/request/answer"));
    let mut tanaka = house.as_(house.pair.tanaka).await;
    let mut natori = house.as_(house.natori).await;
    natori.post_only(&answer, &[("answer", "yes")]).await.is(404);
    tanaka.post_only(&asks, &[]).await.is(303);
    assert_eq!(house.told("disclosures/wanted").await, ["natori@example.test", "oba@example.test"]);
    tanaka.post_only(&asks, &[]).await.is(410);
    tanaka.get(&at).await.says("返事を待っています").is_silent_about(DANGER);
    for nobody in [house.pair.hayakawa, house.sawamura, house.pair.tanaka, house.satomi] {
        house.as_(nobody).await.post_only(&answer, &[("answer", "yes")]).await.is(404);
    }
    natori.get(&at).await.says("書かれたことを読みたいと申し出ています");
    natori.post_only(&answer, &[]).await.is(422).says("まだ空欄です");
    natori.post_only(&answer, &[("answer", "no"), ("why", "だめ")]).await.is(422).says("あと18文字").says("だめ");
    let why = "読むと、知らせた家族に危険が及ぶおそれがある。";
    natori.post_only(&answer, &[("answer", "no"), ("why", why)]).await.is(303);
    assert_eq!(house.told("disclosures/answered").await, ["yui@example.test"]);
    tanaka.get(&at).await.says("いまは読めません").says("名取さん").is_silent_about(DANGER).is_silent_about(why);
    house.as_(oba).await.get(&at).await.says(why);
    natori.post_only(&answer, &[("answer", "yes")]).await.is(410);
    house.app.later(SignedDuration::from_mins(1));
    tanaka.post_only(&asks, &[]).await.is(303);
    house.as_(oba).await.post_only(&answer, &[("answer", "yes")]).await.is(303);
    tanaka.get(&at).await.says(DANGER).says(ASKS).says(SISTER).is_silent_about(FORTY);
    let read = "SELECT count(*) AS value FROM audit_log WHERE rule = 'packet.subject-access' AND answer = 'allowed'";
    assert_eq!(house.app.count(read).await, 2, "the yes, and the reading");
    tanaka.post_only(&asks, &[]).await.is(410);
    suspend(&house.app, oba).await;
    tanaka.get(&at).await.is_silent_about(DANGER).says("読みたいと申し出る");
    house.app.end().await;
}

#[tokio::test]
async fn the_list_and_the_page_cost_the_same_however_many_there_are() {
    let house = House::of(On::Sqlite).await;
    let at = house.calls().await;
    let mut sawamura = house.as_(house.sawamura).await;
    let mut cost = async |path: &str| {
        let before = house.app.db().statements();
        sawamura.get(path).await.is(200);
        house.app.db().statements() - before
    };
    let (list, page) = (cost("/emergencies").await, cost(&at).await);
    for _ in 0..3 {
        house.calls().await;
    }
    assert_eq!((cost("/emergencies").await, cost(&at).await), (list, page));
    assert!(list <= 6 && page <= 20, "{list} {page}");
    house.app.end().await;
}

/// Both press at the same moment; one of them did it.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_at_once_and_one_of_them_did_it(#[case] on: On) {
    let house = House::of(on).await;
    let third = house.another("三宅", "miyake@example.test", "duty-officer").await;
    for _ in 0..4 {
        let at = house.calls().await;
        let taken = tokio::join!(house.takes_on(house.sawamura, &at), house.takes_on(house.totsuka, &at));
        assert_eq!([taken.0, taken.1].iter().filter(|status| **status == 303).count(), 1, "{taken:?}");
        let second = if taken.0 == 303 { house.totsuka } else { house.sawamura };
        let agreed = tokio::join!(house.agrees(second, &at), house.agrees(third, &at));
        let agreed = [agreed.0, agreed.1];
        assert_eq!(agreed.iter().filter(|status| **status == 303).count(), 1, "{agreed:?}");
        assert!(agreed.iter().all(|status| [303, 410].contains(status)), "{agreed:?}");
        assert_eq!(house.steps(&at).await, ["asked", "taken", "agreed", "opened"]);
        assert_eq!(house.reviews(house.natori, &at).await, 303);
    }
    house.app.end().await;
}

/// Who lets one out and takes another on at the same moment did one of them first: taken on after something had left,
/// it is refused.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_on_in_the_moment_in_which_another_leaves(#[case] on: On) {
    let house = House::of(on).await;
    for _ in 0..4 {
        let (leaves, next) = (house.calls().await, house.calls().await);
        assert_eq!(house.takes_on(house.sawamura, &leaves).await, 303);
        let both = tokio::join!(house.agrees(house.totsuka, &leaves), house.takes_on(house.sawamura, &next));
        assert_eq!(both.0, 303);
        let order = "SELECT a.seq AS value FROM audit_log a WHERE a.object = 'disclosure' AND a.action = ";
        let last = async |event: &str| house.app.count(&format!("{order}'{event}' ORDER BY seq DESC LIMIT 1")).await;
        let (opened, taken) = (last("opened").await, last("taken").await);
        match both.1 {
            303 => assert!(taken < opened, "taken on after another had left"),
            refused => assert_eq!(refused, 422),
        }
        assert_eq!(house.reviews(house.natori, &leaves).await, 303);
    }
    house.app.end().await;
}
