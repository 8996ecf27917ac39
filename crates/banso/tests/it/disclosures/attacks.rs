//! What somebody tried at the exits and at the end of a record: each story is named after a finding, and keeps it shut.
//! The attempts that held from the start are listed in `docs/security/attempts.md`.

use banso::people::PersonId;
use jiff::SignedDuration;
use rstest::rstest;

use super::{House, digest, leads};
use crate::sheets::{autosaved, belongs, suspend};
use crate::support::{On, person};

const PASSWORD: &str = "水曜の夜に話す";
const FORTY: &str = "今夜のうちに命があぶないと、面談のなかで本人が話した。家族のほかに間に合う人がいない";
const ASKED: &str = "外に出してよいか、聞かれています";

impl House {
    async fn status(&self, who: PersonId, path: &str, fields: &[(&str, &str)]) -> u16 {
        self.app.as_person(who).await.post_only(path, fields).await.status.as_u16()
    }

    async fn on_duty(&self, family: &str, email: &str) -> PersonId {
        let officer = person(&self.app, family, "誠", email, PASSWORD).await;
        belongs(&self.app, officer, "duty-officer").await;
        officer
    }

    /// 早川さん calls whoever is on duty.
    async fn alarm(&self) -> String {
        let fields = [("who", "client"), ("danger", "今夜、橋へ行く"), ("asks", "会いに行く")];
        let outside = [("to", "outside"), ("outside", "お姉さん")];
        let mut hayakawa = self.app.as_person(self.pair.hayakawa).await;
        leads(&hayakawa.post_only(&self.pair.meeting("/emergency"), &[fields.as_slice(), &outside].concat()).await)
    }

    async fn takes_on(&self, officer: PersonId, at: &str) -> u16 {
        let reason = [("reason", FORTY), ("told", "no"), ("untold", "電話に出ない"), ("minutes", "60")];
        self.status(officer, &format!("{at}/charge"), &reason).await
    }

    async fn erases_the_record(&self) {
        let fields = [("scope", "record"), ("read", "yes"), ("password", PASSWORD)];
        assert_eq!(self.status(self.pair.tanaka, "/record/erasure", &fields).await, 303);
    }

    async fn order(&self) -> String {
        let case = format!("consultation/{}/{}", self.pair.tanaka, self.pair.hayakawa);
        let fields = [
            ("case", &*case),
            ("kind", "order"),
            ("by", "地方裁判所"),
            ("reference", "第41号"),
            ("dated", "2026-11-24"),
            ("scope", "勤務時間"),
        ];
        leads(&self.app.as_person(self.natori).await.post_only("/extracts", &fields).await)
    }

    async fn asks_to_hand_over(&self) -> String {
        let form = [("successor", &*self.pair.sato.to_string())];
        let mut hayakawa = self.app.as_person(self.pair.hayakawa).await;
        leads(&hayakawa.post_only(&self.pair.meeting("/handover"), &form).await)
    }
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_erasure_takes_what_others_had_begun_to_write_about_an_exit(#[case] on: On) {
    let house = House::of(on).await;
    let (at, packet) = (house.order().await, house.alarm().await);
    let form = |path: &str, rest: &str| format!("{}{rest}", path.trim_start_matches('/'));
    autosaved(&house.app, house.pair.hayakawa, &form(&at, "/passage"), ("passage", "帰りが二十三時をすぎる")).await;
    autosaved(&house.app, house.natori, &form(&packet, "/review"), ("words", "橋へは行かなかった")).await;
    autosaved(&house.app, house.pair.hayakawa, "directory", ("headline", "だれのことでもない")).await;
    house.erases_the_record().await;
    assert_eq!(house.count("SELECT count(*) AS value FROM drafts").await, 1, "what is about nobody stays");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_packet_whose_words_were_erased_binds_nobody_and_calls_nobody(#[case] on: On) {
    let house = House::of(on).await;
    let sawamura = house.on_duty("沢村", "sawamura@example.test").await;
    let totsuka = house.on_duty("戸塚", "totsuka@example.test").await;
    let opened = house.alarm().await;
    assert_eq!(house.takes_on(sawamura, &opened).await, 303);
    assert_eq!(house.status(totsuka, &format!("{opened}/agreement"), &[]).await, 303);
    let second = house.alarm().await;
    assert_eq!(house.takes_on(sawamura, &second).await, 422, "nobody has judged the first one");
    house.app.as_person(totsuka).await.get("/").await.says(ASKED);
    house.erases_the_record().await;
    let mut officer = house.app.as_person(totsuka).await;
    officer.get("/").await.is_silent_about(ASKED);
    officer.get("/emergencies").await.is(200).is_silent_about(&opened).is_silent_about(&second);
    let mut tanaka = house.app.as_person(house.pair.tanaka).await;
    tanaka.get(&opened).await.is(200).says("沢村さん").is_silent_about("読みたいと伝える");
    tanaka.post_only(&format!("{opened}/request"), &[]).await.is(410);
    let third = house.alarm().await;
    assert_eq!(house.takes_on(sawamura, &third).await, 303, "what can no longer be judged binds nobody");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_is_on_duty_hears_on_home_of_no_danger_that_is_about_them(#[case] on: On) {
    let house = House::of(on).await;
    let sawamura = house.on_duty("沢村", "sawamura@example.test").await;
    belongs(&house.app, house.pair.tanaka, "duty-officer").await;
    house.alarm().await;
    house.app.as_person(sawamura).await.get("/").await.says(ASKED);
    house.app.as_person(house.pair.tanaka).await.get("/").await.is_silent_about(ASKED);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_supporter_hears_nothing_of_a_danger_that_somebody_else_wrote_down(#[case] on: On) {
    let house = House::of(on).await;
    let sawamura = house.on_duty("沢村", "sawamura@example.test").await;
    house.on_duty("戸塚", "totsuka@example.test").await;
    let pair = house.pair.booking.to_string();
    let fields = [("who", "client"), ("danger", "早川さんを怖がっている"), ("asks", "席を離す"), ("to", "outside")];
    let outside = [("pair", &*pair), ("outside", "人事")];
    let mut officer = house.app.as_person(sawamura).await;
    let at = leads(&officer.post_only("/emergencies/new", &[fields.as_slice(), &outside].concat()).await);
    officer.get("/disclosures").await.says(&at);
    let mut hayakawa = house.app.as_person(house.pair.hayakawa).await;
    hayakawa.get(&at).await.is(404);
    hayakawa.get("/disclosures").await.is(200).is_silent_about(&at);
    hayakawa.get(&house.pair.meeting("/disclosures")).await.is(200).is_silent_about(&at);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_is_no_author_any_more_has_no_list_of_what_they_began(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.asks_to_hand_over().await;
    let mut hayakawa = house.app.as_person(house.pair.hayakawa).await;
    hayakawa.get("/disclosures").await.says(&at);
    suspend(&house.app, house.pair.hayakawa).await;
    hayakawa.get("/disclosures").await.is_silent_about(&at).is_silent_about("田中");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_said_no_to_a_handover_is_not_asked_until_they_are_silent(#[case] on: On) {
    let house = House::of(on).await;
    let first = house.asks_to_hand_over().await;
    let mut tanaka = house.app.as_person(house.pair.tanaka).await;
    let seen = digest(&tanaka.get(&first).await);
    tanaka.post_only(&format!("{first}/decision"), &[("answer", "no"), ("digest", &seen)]).await.is(303);
    let again = house.asks_to_hand_over().await;
    house.app.later(SignedDuration::from_hours(24 * 15));
    let mut hayakawa = house.app.as_person(house.pair.hayakawa).await;
    hayakawa.get(&again).await.is(200).is_silent_about("/asking");
    assert_eq!(house.status(house.pair.hayakawa, &format!("{again}/asking"), &[]).await, 410);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_officers_answer_that_is_neither_yes_nor_no_decides_nothing(#[case] on: On) {
    let house = House::of(on).await;
    let at = house.asks_to_hand_over().await;
    house.app.later(SignedDuration::from_hours(24 * 14));
    assert_eq!(house.status(house.pair.hayakawa, &format!("{at}/asking"), &[]).await, 303);
    let second = format!("{at}/second");
    for nothing in ["", "YES", "yes "] {
        assert_eq!(house.status(house.natori, &second, &[("answer", nothing)]).await, 410, "{nothing:?}");
    }
    assert_eq!(house.status(house.oba, &second, &[("answer", "yes")]).await, 303, "it still waits");
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_data_officer_does_not_lift_the_hold_on_their_own_record(#[case] on: On) {
    let house = House::of(on).await;
    let hold = [("email", "kei@example.test"), ("reason", "係争中の件が終わるまで")];
    assert_eq!(house.status(house.oba, "/legal-holds", &hold).await, 303);
    let mut natori = house.app.as_person(house.natori).await;
    let page = natori.get("/legal-holds").await;
    page.is(200).is_silent_about("/lifting\"");
    let page = house.app.as_person(house.oba).await.get("/legal-holds").await;
    let lifting = format!("/legal-holds/{}/lifting", page.after("/legal-holds/").unwrap().split('/').next().unwrap());
    assert_eq!(house.status(house.natori, &lifting, &[]).await, 404);
    assert_eq!(house.status(house.oba, &lifting, &[]).await, 303);
    house.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn no_words_are_written_about_somebody_who_left_and_nothing_breaks(#[case] on: On) {
    let house = House::of(on).await;
    house.on_duty("沢村", "sawamura@example.test").await;
    house.decides("yes").await;
    let packet = house.alarm().await;
    let fields = [("scope", "account"), ("read", "yes"), ("password", PASSWORD)];
    assert_eq!(house.status(house.pair.tanaka, "/record/erasure", &fields).await, 303);
    let (hayakawa, satomi) = (house.pair.hayakawa, house.satomi.to_string());
    let packet_fields = [("who", "client"), ("danger", "d"), ("asks", "a"), ("to", "outside"), ("outside", "o")];
    let copy = super::copy::sent_to(house.uno);
    let copy: Vec<(&str, &str)> = copy.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for (path, fields) in [
        ("/item", [("text", "在宅勤務"), ("reader", satomi.as_str())].as_slice()),
        ("/copy", &copy),
        ("/emergency", &packet_fields),
    ] {
        let status = house.status(hayakawa, &house.pair.meeting(path), fields).await;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
    for path in ["/charge", "/refusal", "/review"] {
        let status = house.status(house.natori, &format!("{packet}{path}"), &[]).await;
        assert!((400..500).contains(&status), "{path}: {status}");
    }
    house.app.end().await;
}
