//! What 田中さん prepares, what 早川さん plans, and who can read which.

use banso::consent::{Between, Entered, Wording, enter};
use banso::meetings::BookingId;
use banso::people::PersonId;
use jiff::SignedDuration;
use kit::args;
use kit::db::Tx;
use kit::id::Id;
use rstest::rstest;
use rules::consent::{Decision, Method};
use rules::lang::Lang;

use crate::support::{Client, On, TestApp, person};

/// Two people of the consultation programme and the booking of their meeting in two days, and those who look on.
pub struct Pair {
    pub tanaka: PersonId,
    pub hayakawa: PersonId,
    /// Another supporter of the programme.
    pub sato: PersonId,
    pub manager: PersonId,
    pub administrator: PersonId,
    /// Signed in, and nothing else.
    pub stranger: PersonId,
    pub booking: BookingId,
}

impl Pair {
    pub async fn of(app: &TestApp) -> Self {
        let someone = async |family: &str, given: &str, email: &str, role: Option<&str>| {
            let id = person(app, family, given, email, "水曜の夜に話す").await;
            if let Some(role) = role {
                belongs(app, id, role).await;
            }
            id
        };
        let tanaka = someone("田中", "結", "yui@example.test", Some("client")).await;
        let hayakawa = someone("早川", "直子", "naoko@example.test", Some("supporter")).await;
        let sato = someone("佐藤", "健", "ken@example.test", Some("supporter")).await;
        let manager = someone("片桐", "文", "aya@example.test", Some("manager")).await;
        let administrator = someone("木南", "洋", "yo@example.test", Some("administrator")).await;
        let stranger = someone("水野", "亜紀", "aki@example.test", None).await;
        let booking = booked(app, tanaka, hayakawa, SignedDuration::from_hours(48), 2).await;
        Self { tanaka, hayakawa, sato, manager, administrator, stranger, booking }
    }

    /// Everybody who must not know that any of it exists.
    pub fn others(&self) -> [PersonId; 4] {
        [self.sato, self.manager, self.administrator, self.stranger]
    }

    pub fn meeting(&self, rest: &str) -> String {
        format!("/meetings/{}{rest}", self.booking)
    }
}

pub async fn belongs(app: &TestApp, person: PersonId, role: &str) {
    let tx = app.db().begin().await.unwrap();
    tx.run(
        "INSERT INTO memberships (id, person, programme, role, from_at) VALUES ($1, $2, 'consultation', $3, $4)",
        args![tx.id::<banso::people::MembershipId>(), person, role, tx.now()],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// A confirmed hour of the standard plan, from so far from now.
pub async fn booked(
    app: &TestApp,
    client: PersonId,
    supporter: PersonId,
    from_now: SignedDuration,
    ordinal: i64,
) -> BookingId {
    let tx = app.db().begin().await.unwrap();
    let (id, start): (BookingId, _) = (tx.id(), tx.now().plus(from_now));
    tx.run(
        "INSERT INTO bookings (id, programme, plan, client, supporter, status, ordinal, starts_at, ends_at, place,
           place_text, version, made_at, confirmed_at)
         VALUES ($1, 'consultation', 'standard', $2, $3, 'confirmed', $4, $5, $6, 'online', 'https://meet.example.test/x', 0, $7, $7)",
        args![id, client, supporter, ordinal, start, start.plus(SignedDuration::from_hours(1)), tx.now()],
    )
    .await
    .unwrap();
    promise(app, &tx, client, supporter, Decision::Given).await;
    tx.commit().await.unwrap();
    id
}

/// The client decides about the promise of confidence towards a supporter.
pub async fn promise(app: &TestApp, tx: &Tx, client: PersonId, supporter: PersonId, decision: Decision) {
    let words = Wording::of(tx, "consultation").await.unwrap();
    let (method, witness, at) = (Method::Screen, None, tx.now());
    let entered = Entered { wording: &words[0], lang: Lang::Ja, decision, method, witness, at };
    let pair = Between { client, supporter, programme: "consultation" };
    enter(&app.app, tx, pair, None, &[entered]).await.unwrap();
}

pub async fn suspend(app: &TestApp, person: PersonId) {
    let tx = app.db().begin().await.unwrap();
    let suspend = "UPDATE memberships SET suspended_at = $1 WHERE person = $2";
    tx.run(suspend, args![tx.now(), person]).await.unwrap();
    tx.commit().await.unwrap();
}

/// And puts them back.
pub async fn resume(app: &TestApp, person: PersonId) {
    let tx = app.db().begin().await.unwrap();
    tx.run("UPDATE memberships SET suspended_at = NULL WHERE person = $1", args![person]).await.unwrap();
    tx.commit().await.unwrap();
}

/// Keeps what a form saved by itself, as the address for drafts does.
pub async fn autosaved(app: &TestApp, person: PersonId, form: &str, field: (&str, &str)) {
    let tx = app.db().begin().await.unwrap();
    let entry = kit::web::Entry::default().with(field.0, field.1);
    kit::drafts::save(&tx, &app.app.masters, person.uuid(), form, &entry).await.unwrap();
    tx.commit().await.unwrap();
}

const TOPIC: [(&str, &str); 3] = [("q-most", "異動の希望を出すか"), ("q-ask", "専門の手放し方"), ("hand", "submit")];

async fn hands_in(browser: &mut Client, pair: &Pair) {
    browser.post_only(&pair.meeting("/sheets/what-to-talk-about"), &TOPIC).await.is(303);
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_tanaka_hands_in_hayakawa_reads_and_what_she_puts_away_nobody(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    let sheet = pair.meeting("/sheets/what-to-talk-about");
    tanaka.get(&sheet).await.is(200).says("あなた・早川さん（渡したあと）").says("12月4日（金） 10:12 JST");
    tanaka.post_only(&sheet, &[("q-most", "まだ迷っている"), ("hand", "draft")]).await.is(303);
    tanaka.get(&sheet).await.says("まだ迷っている");
    hayakawa.get(&sheet).await.is(404);
    tanaka
        .post_only(&sheet, &[("q-most", "  "), ("q-ask", "残る言葉"), ("hand", "submit")])
        .await
        .is(422)
        .says("残る言葉");
    hands_in(&mut tanaka, &pair).await;
    hayakawa.get(&sheet).await.is(200).says("異動の希望を出すか").says("読める人").is_silent_about("<textarea");
    hayakawa.post_only(&sheet, &TOPIC).await.is(404);
    assert_eq!(app.count("SELECT count(*) AS value FROM sheet_versions").await, 1);
    hands_in(&mut tanaka, &pair).await;
    assert_eq!(app.count("SELECT count(*) AS value FROM sheet_versions").await, 2);
    tanaka.post_only(&sheet, &[("q-most", "つづきは下書き"), ("hand", "draft")]).await.is(303);
    hayakawa.get(&sheet).await.says("異動の希望を出すか").is_silent_about("つづきは下書き");
    tanaka.get(&sheet).await.says("つづきは下書き");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_draft_survives_and_gives_way_to_what_was_saved_after_it(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    let form = format!("sheets/{}/what-to-talk-about", pair.booking);
    autosaved(&app, pair.tanaka, &form, ("q-most", "途中でブラウザーが閉じた")).await;
    let sheet = pair.meeting("/sheets/what-to-talk-about");
    tanaka.get(&sheet).await.says("途中でブラウザーが閉じた").says(&format!("data-draft=\"/drafts/{form}\""));
    hands_in(&mut tanaka, &pair).await;
    tanaka.get(&sheet).await.says("異動の希望を出すか").is_silent_about("途中でブラウザーが閉じた");
    assert_eq!(app.count("SELECT count(*) AS value FROM drafts").await, 0);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_next_questionnaire_starts_from_the_last_and_the_first_asks_less(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    let sheet = pair.meeting("/sheets/what-to-talk-about");
    let typed = [("q-most", "異動のこと"), ("q-last-promise", "三つのうち二つ伝えた"), ("hand", "submit")];
    tanaka.post_only(&sheet, &typed).await.is(303);
    let next = booked(&app, pair.tanaka, pair.sato, SignedDuration::from_hours(24 * 30), 3).await;
    let page = tanaka.get(&format!("/meetings/{next}/sheets/what-to-talk-about")).await;
    page.says("異動のこと").says("前回の約束は").is_silent_about("三つのうち二つ伝えた");
    let first = booked(&app, pair.tanaka, pair.sato, SignedDuration::from_hours(24), 1).await;
    tanaka.get(&format!("/meetings/{first}/sheets/what-to-talk-about")).await.is_silent_about("前回の約束は");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_promise_of_last_time_stands_beside_the_question_what_became_of_it(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    app.later(SignedDuration::from_hours(49));
    let record = [("q-said", "手放す順番"), ("q-promise", "二人に話してみる"), ("hand", "submit")];
    let mut hayakawa = app.as_person(pair.hayakawa).await;
    hayakawa.post_only(&pair.meeting("/sheets/shared-record"), &record).await.is(303);
    let next = booked(&app, pair.tanaka, pair.hayakawa, SignedDuration::from_hours(24 * 30), 3).await;
    let sheet = format!("/meetings/{next}/sheets/what-to-talk-about");
    let mut tanaka = app.as_person(pair.tanaka).await;
    tanaka.get(&sheet).await.says("前回の「二人の記録」から").says("二人に話してみる").is_silent_about("手放す順番");
    tanaka.post(&sheet, &[("hand", "submit")]).await.is(422).says("二人に話してみる");
    // a record that was not handed over is nobody's to recall
    let tx = app.db().begin().await.unwrap();
    tx.run("UPDATE sheets SET submitted_at = NULL WHERE kind = 'shared-record'", vec![]).await.unwrap();
    tx.commit().await.unwrap();
    tanaka.get(&sheet).await.says("前回の約束は").is_silent_about("二人に話してみる");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn three_lines_open_with_the_meeting_and_may_be_kept_to_oneself(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let lines = pair.meeting("/sheets/three-lines");
    let typed = |hand| [("q-one", "我慢ではなく設計"), ("hand", hand)];
    app.as_person(pair.tanaka).await.get(&lines).await.is(404);
    app.later(SignedDuration::from_hours(49));
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    tanaka.post_only(&lines, &typed("withhold")).await.is(303);
    tanaka.get(&lines).await.says("我慢ではなく設計");
    hayakawa.get(&lines).await.is(404);
    tanaka.post_only(&lines, &typed("submit")).await.is(303);
    hayakawa.get(&lines).await.says("我慢ではなく設計");
    tanaka.post_only(&lines, &typed("withhold")).await.is(303);
    hayakawa.get(&lines).await.is(404);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_plan_is_its_authors_and_a_record_is_shared_by_two(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let (plan, record) = (pair.meeting("/sheets/session-plan"), pair.meeting("/sheets/shared-record"));
    app.later(SignedDuration::from_hours(49));
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    hayakawa.post_only(&plan, &[("q-aim", "三つ目を待つ"), ("hand", "submit")]).await.is(303);
    hayakawa.get(&plan).await.says("三つ目を待つ").says("あなただけ");
    tanaka.get(&plan).await.is(404);
    tanaka.post_only(&plan, &[("q-aim", "書けない"), ("hand", "submit")]).await.is(404);
    hayakawa.post_only(&record, &[("q-said", "話したこと"), ("hand", "submit")]).await.is(303);
    tanaka.get(&record).await.says("話したこと");
    for url in [&plan, &record] {
        for other in pair.others() {
            app.as_person(other).await.get(url).await.is(404);
        }
    }
    suspend(&app, pair.hayakawa).await;
    hayakawa.get(&record).await.is(404);
    hayakawa.post_only(&plan, &[("q-aim", "x"), ("hand", "submit")]).await.is(404);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_profile_says_who_reads_it_by_name(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    tanaka.get("/profile").await.is(200).says("あなた・早川さん").is_silent_about("佐藤さん");
    tanaka
        .post("/profile", &[("q-now", "企画の八年目"), ("hand", "submit")])
        .await
        .says("企画の八年目")
        .says("保存しました");
    app.as_person(pair.hayakawa).await.get("/profile").await.says("あなただけ").is_silent_about("企画の八年目");
    app.as_person(pair.stranger).await.get("/profile").await.is(404);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn garbage_is_refused_at_its_field(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    let sheet = pair.meeting("/sheets/what-to-talk-about");
    let long = "あ".repeat(4001);
    tanaka.post_only(&sheet, &[("q-most", &long), ("hand", "submit")]).await.is(422).says("q-most-fault");
    tanaka.post_only(&sheet, &[("q-most", "よい"), ("hand", "publish")]).await.is(422);
    tanaka.post_only(&sheet, &[("q-most", "よい")]).await.is(422);
    tanaka.get(&pair.meeting("/sheets/no-such-sheet")).await.is(404);
    tanaka.get("/meetings/nonsense/sheets/three-lines").await.is(404);
    assert_eq!(app.count("SELECT count(*) AS value FROM sheets").await, 0);
    app.end().await;
}

#[tokio::test]
async fn a_sheet_costs_the_same_however_many_there_are() {
    let app = TestApp::new(On::Sqlite).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    let sheet = pair.meeting("/sheets/what-to-talk-about");
    hands_in(&mut tanaka, &pair).await;
    let cost = async |browser: &mut Client| {
        let before = app.db().statements();
        browser.get(&sheet).await.is(200);
        app.db().statements() - before
    };
    let few = cost(&mut tanaka).await;
    for weeks in 1..6 {
        let more = booked(&app, pair.tanaka, pair.sato, SignedDuration::from_hours(24 * 7 * weeks), 3).await;
        tanaka.post_only(&format!("/meetings/{more}/sheets/what-to-talk-about"), &TOPIC).await.is(303);
    }
    assert_eq!(cost(&mut tanaka).await, few);
    assert!(few <= 15, "{few}");
    app.end().await;
}
