//! A part of a record that an order names, or without which a company cannot protect: written out by the supporter, let
//! out by two officers, and for a company only with its client's yes to exactly that.

use banso::people::PersonId;
use jiff::SignedDuration;
use kit::db::Sql;
use rstest::rstest;

use super::{House, digest, leads};
use crate::sheets::{belongs, suspend};
use crate::support::{On, Page, TestApp, person};

const PASSAGE: &str = "十月のはじめから、帰りが二十三時をすぎる日が週に三日あったと話されました。";
const STEPS: [&str; 6] = ["passage", "showing", "decision", "asking", "second", "end"];

impl House {
    fn case(&self) -> String {
        format!("consultation/{}/{}", self.pair.tanaka, self.pair.hayakawa)
    }

    fn request(&self, kind: &str) -> Vec<(&'static str, String)> {
        let recipient = if kind == "hazard" { self.satomi.to_string() } else { String::new() };
        vec![
            ("case", self.case()),
            ("kind", kind.to_owned()),
            ("recipient", recipient),
            ("by", "地方裁判所".to_owned()),
            ("reference", "令和8年（文）第41号".to_owned()),
            ("dated", "2026-11-24".to_owned()),
            ("scope", "勤務時間についての部分".to_owned()),
        ]
    }

    async fn begins(&self, fields: &[(&'static str, String)]) -> Page {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.as_person(self.natori).await.post_only("/extracts", &fields).await
    }

    /// 名取さん has begun it.
    async fn begun(&self, kind: &str) -> String {
        leads(&self.begins(&self.request(kind)).await)
    }

    /// Somebody takes a step; answers the status.
    async fn step(&self, who: PersonId, path: String, fields: &[(&str, &str)]) -> u16 {
        self.as_person(who).await.post_only(&path, fields).await.status.as_u16()
    }

    /// 早川さん has written it out.
    async fn written(&self, kind: &str) -> String {
        let at = self.begun(kind).await;
        assert_eq!(self.step(self.pair.hayakawa, format!("{at}/passage"), &[("passage", PASSAGE)]).await, 303);
        at
    }

    /// 田中さん has read it and said yes.
    async fn given(&self) -> String {
        let at = self.written("hazard").await;
        assert_eq!(self.step(self.natori, format!("{at}/showing"), &[]).await, 303);
        assert_eq!(self.answers(self.pair.tanaka, &at, ("decision", "yes")).await, 303);
        at
    }

    /// Answers what stands on the page.
    async fn answers(&self, who: PersonId, at: &str, (step, answer): (&str, &str)) -> u16 {
        let mut browser = self.as_person(who).await;
        let page = browser.get(at).await;
        let digest = digest(page.is(200));
        browser.post_only(&format!("{at}/{step}"), &[("answer", answer), ("digest", &digest)]).await.status.as_u16()
    }

    async fn stands(&self) -> bool {
        self.disclosed().await[0].1
    }

    async fn mailed(&self, kind: &str) -> Vec<String> {
        let mails = self.app.outbox().await;
        assert!(mails.iter().all(|mail| !mail.body.as_deref().unwrap_or("").contains("二十三時")));
        mails.into_iter().filter(|mail| mail.kind == kind).map(|mail| mail.address).collect()
    }
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_an_order_names_is_written_out_by_the_supporter_and_let_out_by_two(#[case] on: On) {
    let house = House::of(on).await;
    let (tanaka, hayakawa) = (house.pair.tanaka, house.pair.hayakawa);
    house.as_person(house.natori).await.get("/extracts/new").await.is(200).says("田中 結さんと早川 直子さん");
    let at = house.begun("order").await;
    assert_eq!(house.mailed("disclosures/passage").await, ["naoko@example.test"]);
    house.as_person(tanaka).await.get(&at).await.is(404);
    let lead = house.as_person(house.natori).await.get(&at).await;
    lead.is(200).says("早川さんが書き出すのを待っています").says("令和8年（文）第41号").says("11月24日");
    assert_eq!(house.step(house.natori, format!("{at}/asking"), &[]).await, 410, "nothing is written yet");
    let page = house.as_person(hayakawa).await.get(&at).await;
    page.is(200).says("勤務時間についての部分").says("あなただけです");
    let mut writer = house.as_person(hayakawa).await;
    writer.post(&format!("{at}/passage"), &[("passage", " ")]).await.is(422).says("まだ空欄です");
    writer.post_only(&format!("{at}/passage"), &[("passage", "下書き")]).await.is(303);
    writer.post_only(&format!("{at}/passage"), &[("passage", PASSAGE)]).await.is(303);
    assert_eq!(house.mailed("disclosures/moved").await, ["kei@example.test"]);

    assert_eq!(house.step(house.natori, format!("{at}/showing"), &[]).await, 410, "an order asks for no consent");
    assert_eq!(house.step(house.natori, format!("{at}/asking"), &[]).await, 303);
    assert_eq!(house.mailed("disclosures/asked").await, ["sumiko@example.test"]);
    writer.post_only(&format!("{at}/passage"), &[("passage", "あとから")]).await.is(410);
    writer.get(&at).await.is(200).is_silent_about("二十三時");
    house.as_person(house.oba).await.get(&at).await.is(200).says(PASSAGE).says("あなたの確かめを待っています");
    assert_eq!(house.answers(house.oba, &at, ("second", "yes")).await, 303);
    assert_eq!(house.mailed("disclosures/told").await, ["yui@example.test"]);
    house.as_person(house.natori).await.get(&at).await.is(200).says(PASSAGE).says("class=\"running\"");
    let page = house.as_person(tanaka).await.get(&at).await;
    page.is(200).says(PASSAGE).says("地方裁判所").says("もう一人が確かめて同意した").says("大庭さん");
    house.as_person(tanaka).await.get("/record").await.says("もう一人が確かめて同意した").says("法の命令で");

    house.app.settle().await;
    house.app.later(SignedDuration::from_hours(24 * 30));
    house.as_person(house.natori).await.get(&at).await.is(200).is_silent_about("二十三時");
    house.app.settle().await;
    assert!(!house.stands().await, "what was written out is destroyed");
    for who in [tanaka, house.natori] {
        let page = house.as_person(who).await.get(&at).await;
        page.is(200)
            .says("令和8年（文）第41号")
            .says("地方裁判所")
            .says("文面は消しました")
            .is_silent_about("二十三時");
    }
    assert_eq!(house.step(house.natori, format!("{at}/end"), &[]).await, 410);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_company_reads_what_its_client_read_and_agreed_to(#[case] on: On) {
    let house = House::of(on).await;
    let tanaka = house.pair.tanaka;
    let at = house.written("hazard").await;
    house.as_person(tanaka).await.get(&at).await.is(404);
    assert_eq!(house.step(house.natori, format!("{at}/asking"), &[]).await, 410, "its client comes first");
    assert_eq!(house.step(house.natori, format!("{at}/showing"), &[]).await, 303);
    assert_eq!(house.mailed("disclosures/shown").await, ["yui@example.test"]);
    let mut reader = house.as_person(tanaka).await;
    reader.get(&at).await.is(200).says(PASSAGE).says("里見さんに届くことになる文面です").says("勤務時間についての部分");
    let other = "0".repeat(64);
    reader.post_only(&format!("{at}/decision"), &[("answer", "yes"), ("digest", &other)]).await.is(410);
    reader.post_only(&format!("{at}/decision"), &[("answer", "yes")]).await.is(410);
    assert_eq!(house.answers(tanaka, &at, ("decision", "yes")).await, 303);
    assert_eq!(house.step(house.natori, format!("{at}/asking"), &[]).await, 303);
    house.as_person(house.satomi).await.get(&at).await.is(404);
    assert_eq!(house.step(house.oba, format!("{at}/second"), &[("answer", "yes"), ("digest", &other)]).await, 410);
    let page = house.as_person(house.oba).await.post(&format!("{at}/second"), &[("answer", "perhaps")]).await;
    page.is(422).says("選べるものの中から").says(PASSAGE);
    assert_eq!(house.answers(house.oba, &at, ("second", "yes")).await, 303);
    assert_eq!(house.mailed("disclosures/opened").await, ["toru@example.test"]);
    let page = house.as_person(house.satomi).await.get(&at).await;
    page.is(200).says(PASSAGE).says("里見 徹さんが").is_silent_about("勤務時間についての部分");

    let mut back = house.as_person(tanaka).await;
    let digest = digest(back.get(&at).await.is(200));
    back.post_only(&format!("{at}/decision"), &[("answer", "back"), ("digest", &digest)]).await.is(303);
    assert!(!house.stands().await, "destroyed with the consent");
    house.as_person(house.satomi).await.get(&at).await.is(200).says("文面は消しました").is_silent_about("二十三時");
    back.post_only(&format!("{at}/decision"), &[("answer", "back"), ("digest", &digest)]).await.is(410);
    house.as_person(tanaka).await.get("/record").await.says("本人が承諾を取り消した").says("hazard.recipient");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn nobody_lets_it_out_alone_or_in_their_own_case(#[case] on: On) {
    let house = House::of(on).await;
    let (tanaka, hayakawa) = (house.pair.tanaka, house.pair.hayakawa);
    // both of the case are officers as well
    for who in [tanaka, hayakawa] {
        belongs(&house.app, who, "data-officer").await;
    }
    let at = house.written("order").await;
    assert_eq!(house.step(house.natori, format!("{at}/asking"), &[]).await, 303);
    assert_eq!(house.mailed("disclosures/asked").await, ["sumiko@example.test"], "nobody of the case is asked");
    let page = house.as_person(house.oba).await.get(&at).await;
    let digest = digest(&page);
    for who in [house.natori, tanaka, hayakawa, house.pair.sato, house.satomi] {
        for answer in ["yes", "no"] {
            let typed = [("answer", answer), ("digest", digest.as_str())];
            assert_eq!(house.step(who, format!("{at}/second"), &typed).await, 404);
        }
    }
    suspend(&house.app, hayakawa).await;
    belongs(&house.app, hayakawa, "data-officer").await;
    let typed = [("answer", "no"), ("digest", digest.as_str())];
    assert_eq!(house.step(hayakawa, format!("{at}/second"), &typed).await, 404, "an office makes up for nothing");
    assert!(house.stands().await);
    // they answer for no record of their own, or of those beside whom they are
    let mut officer = house.as_person(tanaka).await;
    officer.get("/extracts/new").await.is(200).is_silent_about(&house.case());
    let fields = house.request("order");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    officer.post_only("/extracts", &fields).await.is(422);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn to_whoever_has_no_part_in_it_there_is_no_extract(#[case] on: On) {
    let house = House::of(on).await;
    let begun = house.begun("order").await;
    let shown = house.written("hazard").await;
    assert_eq!(house.step(house.natori, format!("{shown}/showing"), &[]).await, 303);
    let offices = [house.uno, house.satomi];
    for other in house.strangers().into_iter().chain(offices) {
        let mut browser = house.as_person(other).await;
        browser.get("/extracts/new").await.is(404);
        browser.post_only("/extracts", &[("kind", "order")]).await.is(404);
        for at in [&begun, &shown] {
            browser.get(at).await.is(404);
            for step in STEPS {
                browser.post_only(&format!("{at}/{step}"), &[("passage", "x"), ("answer", "yes")]).await.is(404);
            }
        }
    }
    // who has a part has that part alone
    for (who, theirs) in [
        (house.pair.tanaka, vec!["decision"]),
        (house.pair.hayakawa, vec!["passage"]),
        (house.natori, vec!["showing", "asking", "end"]),
        (house.oba, vec!["second"]),
    ] {
        for step in STEPS.into_iter().filter(|step| !theirs.contains(step)) {
            let typed = [("passage", "x"), ("answer", "yes")];
            assert_eq!(house.step(who, format!("{shown}/{step}"), &typed).await, 404, "{step}");
        }
    }
    suspend(&house.app, house.natori).await;
    house.as_person(house.natori).await.get(&shown).await.is(404);
    house.app.nobody().get(&shown).await.says("ログイン");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn in_the_place_of_a_supporter_who_is_gone_the_officer_writes(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.begun("order").await;
    let passage = format!("{at}/passage");
    assert_eq!(house.step(house.natori, passage.clone(), &[("passage", PASSAGE)]).await, 404);
    suspend(&house.app, house.pair.hayakawa).await;
    house.as_person(house.pair.hayakawa).await.get(&at).await.is(404);
    assert_eq!(house.step(house.pair.hayakawa, passage.clone(), &[("passage", PASSAGE)]).await, 404);
    assert_eq!(house.step(house.oba, passage.clone(), &[("passage", PASSAGE)]).await, 404, "who may be the second");
    house.as_person(house.natori).await.get(&at).await.is(200).says("あなただけです");
    assert_eq!(house.step(house.natori, passage, &[("passage", PASSAGE)]).await, 303);
    assert_eq!(house.step(house.natori, format!("{at}/asking"), &[]).await, 303);
    assert_eq!(house.answers(house.oba, &at, ("second", "no")).await, 303);
    assert!(!house.stands().await, "what was declined is destroyed");
    house.as_person(house.natori).await.get(&at).await.is(200).says("確かめて、出さないと決めた");
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_no_ends_it_and_so_does_who_began_it(#[case] on: On) {
    let house = House::of(on).await;
    let refused = house.written("hazard").await;
    assert_eq!(house.step(house.natori, format!("{refused}/showing"), &[]).await, 303);
    assert_eq!(house.answers(house.pair.tanaka, &refused, ("decision", "no")).await, 303);
    assert!(!house.stands().await, "what was refused is destroyed");
    assert_eq!(house.step(house.natori, format!("{refused}/asking"), &[]).await, 410);
    let gone = house.written("order").await;
    assert_eq!(house.step(house.natori, format!("{gone}/end"), &[]).await, 303);
    assert_eq!(house.step(house.natori, format!("{gone}/end"), &[]).await, 410);
    assert_eq!(house.step(house.natori, format!("{gone}/asking"), &[]).await, 410);
    let agreed = house.given().await;
    suspend(&house.app, house.pair.tanaka).await;
    assert_eq!(house.answers(house.pair.tanaka, &agreed, ("decision", "back")).await, 303, "theirs, whatever happens");
    assert!(house.disclosed().await.into_iter().all(|(_, stands)| !stands));
    house.ends().await;
}

/// Two officers press at once: one of them decides.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn of_two_who_answer_at_once_one_decides(#[case] on: On) {
    let house = House::of(on).await;
    let third = person(&house.app, "三枝", "歩", "ayumu@example.test", "x").await;
    belongs(&house.app, third, "data-officer").await;
    let at = house.written("order").await;
    assert_eq!(house.step(house.natori, format!("{at}/asking"), &[]).await, 303);
    let digest = digest(&house.as_person(house.oba).await.get(&at).await);
    let (yes, no) = ([("answer", "yes"), ("digest", digest.as_str())], [("answer", "no"), ("digest", digest.as_str())]);
    let second = || format!("{at}/second");
    let mut answers: [u16; 2] =
        tokio::join!(house.step(house.oba, second(), &yes), house.step(third, second(), &no)).into();
    answers.sort_unstable();
    assert_eq!(answers, [303, 410]);
    let ends = "SELECT count(*) AS value FROM disclosure_steps WHERE event IN ('agreed', 'declined')";
    assert_eq!(house.count(ends).await, 1);
    house.ends().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_missing_in_a_request_is_said_at_its_field(#[case] on: On) {
    let house = House::of(on).await;
    for (kind, field, value, said) in [
        ("order", "case", "", "どの二人のことか：まだ空欄です"),
        ("order", "case", "consultation/0/0", "どの二人のことか：選べるもの"),
        ("order", "kind", "handover", "選べるものの中から"),
        ("order", "by", " ", "求めているところ：まだ空欄です"),
        ("order", "reference", "", "書面の番号や表題：まだ空欄です"),
        ("order", "dated", "", "書面の日付：まだ空欄です"),
        ("order", "dated", "きのう", "日付として読めません"),
        ("order", "scope", "", "求められている範囲：まだ空欄です"),
        ("hazard", "recipient", "", "会社で受け取る人：まだ空欄です"),
        ("hazard", "recipient", "0", "会社で受け取る人：選べるもの"),
    ] {
        let mut fields = house.request(kind);
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value.to_owned()));
        let page = house.begins(&fields).await;
        page.is(422).says(said);
        assert!(field == "by" || page.html.contains("地方裁判所"), "what was typed is kept");
    }
    assert!(house.disclosed().await.is_empty());
    let mut wide = house.request("order");
    wide.retain(|(name, _)| *name != "dated");
    wide.push(("dated", "２０２６／１１／４".to_owned()));
    house.begins(&wide).await.is(303);
    house.ends().await;
}

/// What is asked for and what was written out are sealed; both sides of each decision stand in the audit log.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn every_step_of_an_extract_is_written_down_and_no_word_of_it(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.given().await;
    assert_eq!(house.step(house.natori, format!("{at}/asking"), &[]).await, 303);
    assert_eq!(house.answers(house.oba, &at, ("second", "yes")).await, 303);
    house.as_person(house.satomi).await.get(&at).await.is(200);
    let entries = async |condition: &str| {
        house.count(&format!("SELECT count(*) AS value FROM audit_log WHERE {condition}")).await
    };
    for event in ["shown", "given", "asked", "agreed", "opened"] {
        assert_eq!(entries(&format!("object = 'disclosure' AND action = '{event}' AND shown")).await, 1, "{event}");
    }
    assert_eq!(entries("rule = 'hazard.second' AND action = 'send' AND answer = 'allowed' AND shown").await, 1);
    assert_eq!(entries("rule = 'hazard.recipient' AND answer = 'allowed' AND shown").await, 1);
    for words in [PASSAGE, "地方裁判所"] {
        let sealed = "SELECT count(*) AS value FROM disclosures WHERE body = $1 OR reason = $1";
        let words = kit::args![words.as_bytes().to_vec()];
        assert_eq!(house.app.db().first::<kit::db::Count>(sealed, words).await.unwrap().unwrap().value, 0);
    }
    house.ends().await;
}

#[tokio::test]
async fn the_pages_of_an_extract_cost_the_same_however_many_cases_there_are() {
    let house = House::of(On::Sqlite).await;
    let at = house.written("order").await;
    let mut natori = house.as_person(house.natori).await;
    let mut cost = async |app: &TestApp| {
        let before = app.db().statements();
        natori.get("/extracts/new").await.is(200);
        natori.get(&at).await.is(200);
        app.db().statements() - before
    };
    let few = cost(&house.app).await;
    for n in 0..5 {
        let who = person(&house.app, "客", "一", &format!("guest{n}@example.test"), "x").await;
        belongs(&house.app, who, "client").await;
        crate::sheets::booked(&house.app, who, house.pair.sato, SignedDuration::from_hours(50 + n), 1).await;
    }
    house.written("order").await;
    assert_eq!(cost(&house.app).await, few);
    house.ends().await;
}
