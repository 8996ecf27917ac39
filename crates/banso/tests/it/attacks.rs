//! What somebody tried who should not read or change it: each story is named after a finding, and keeps it shut.
//! The attempts that held from the start are listed in `docs/security/attempts.md`.

use banso::people::PersonId;
use jiff::SignedDuration;
use kit::args;
use kit::db::{Count, Sql};
use rstest::rstest;

use crate::letters::held;
use crate::matrix::stage::Stage;
use crate::sheets::{Pair, booked, suspend};
use crate::support::{Client, On, TestApp};

const TOPIC: [(&str, &str); 2] = [("q-most", "異動の希望を出すか"), ("hand", "submit")];

struct Case {
    app: TestApp,
    pair: Pair,
    tanaka: Client,
    hayakawa: Client,
}

impl Case {
    /// 田中さん has acknowledged the promise, and 早川さん reads what was handed in.
    async fn of(on: On) -> Self {
        let app = TestApp::new(on).await;
        let pair = Pair::of(&app).await;
        let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
        let sheet = pair.meeting("/sheets/what-to-talk-about");
        tanaka.post_only(&sheet, &TOPIC).await.is(303);
        hayakawa.get(&sheet).await.is(200);
        Self { app, pair, tanaka, hayakawa }
    }

    fn agreement(&self, rest: &str) -> String {
        self.pair.meeting(&format!("/agreement{rest}"))
    }

    /// Time passes; a login does not last as long, so both come back.
    async fn later(&mut self, span: SignedDuration) {
        self.app.later(span);
        self.tanaka = self.app.as_person(self.pair.tanaka).await;
        self.hayakawa = self.app.as_person(self.pair.hayakawa).await;
    }

    async fn reads(&mut self) -> u16 {
        self.hayakawa.get(&self.pair.meeting("/sheets/what-to-talk-about")).await.status.as_u16()
    }

    async fn takes_back(&mut self) -> u16 {
        let path = self.agreement("/withdrawal");
        self.tanaka.post_only(&path, &[("clause", "confidentiality")]).await.status.as_u16()
    }

    async fn count(&self, question: &str) -> i64 {
        self.app.db().first::<Count>(question, vec![]).await.unwrap().unwrap().value
    }
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_supporter_undoes_neither_a_withdrawal_nor_a_refusal(#[case] on: On) {
    let mut case = Case::of(on).await;
    case.later(SignedDuration::from_hours(48)).await;
    assert_eq!(case.takes_back().await, 303);
    let agreement = case.agreement("");
    for method in ["spoken", "room", "paper"] {
        let enters = [("answer-confidentiality", "yes"), ("method", method)];
        case.hayakawa.post(&agreement, &enters).await.is(422);
        assert_eq!(case.reads().await, 404, "{method} after a withdrawal");
    }
    case.tanaka.post_only(&agreement, &[("answer-confidentiality", "no")]).await.is(303);
    case.hayakawa.post(&agreement, &[("answer-confidentiality", "yes"), ("method", "room")]).await.is(422);
    assert_eq!(case.reads().await, 404, "after a refusal");
    case.tanaka.post_only(&agreement, &[("answer-confidentiality", "yes")]).await.is(303);
    assert_eq!(case.reads().await, 200, "the client's own answer counts");
    case.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_was_suspended_still_takes_a_consent_back_and_nobody_answers_for_them(#[case] on: On) {
    let mut case = Case::of(on).await;
    suspend(&case.app, case.pair.tanaka).await;
    assert_eq!(case.reads().await, 200);
    assert_eq!(case.takes_back().await, 303);
    assert_eq!(case.reads().await, 404);
    case.later(SignedDuration::from_hours(48)).await;
    let enters = [("answer-purpose", "yes"), ("method", "room")];
    case.hayakawa.post_only(&case.agreement(""), &enters).await.is(410);
    case.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn nothing_is_written_down_for_a_client_before_the_two_meet_or_when_they_never_did(#[case] on: On) {
    let mut case = Case::of(on).await;
    let enters = [("answer-purpose", "yes"), ("method", "room")];
    let agreement = case.agreement("");
    case.hayakawa.post_only(&agreement, &enters).await.is(410);
    case.hayakawa.get(&agreement).await.is(200).is_silent_about("name=\"method\"");
    case.later(SignedDuration::from_hours(48) - SignedDuration::from_mins(30)).await;
    case.hayakawa.get(&agreement).await.says("name=\"method\"");
    case.hayakawa.post_only(&agreement, &enters).await.is(303);
    let called_off = booked(&case.app, case.pair.tanaka, case.pair.hayakawa, SignedDuration::from_mins(10), 3).await;
    let tx = case.app.db().begin().await.unwrap();
    tx.run("UPDATE bookings SET status = 'cancelled' WHERE id = $1", args![called_off]).await.unwrap();
    tx.commit().await.unwrap();
    let other = [("answer-continuation", "yes"), ("method", "paper")];
    case.hayakawa.post_only(&format!("/meetings/{called_off}/agreement"), &other).await.is(410);
    case.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn words_beside_a_cancellation_are_opened_with_an_entry(#[case] on: On) {
    let mut case = Case::of(on).await;
    let id = case.pair.booking;
    let words = [("words", "子どもの熱が下がりません")];
    case.tanaka.post_only(&format!("/bookings/{id}/cancellation"), &words).await.is(303);
    let before = case.count("SELECT count(*) AS value FROM audit_log WHERE object = 'message' AND shown").await;
    case.hayakawa.get(&case.pair.meeting("")).await.is(200).says("子どもの熱");
    let after = case.count("SELECT count(*) AS value FROM audit_log WHERE object = 'message' AND shown").await;
    assert_eq!(after, before + 1);
    case.app.end().await;
}

#[tokio::test]
async fn an_agreement_that_comes_back_with_faults_was_read() {
    let mut case = Case::of(On::Sqlite).await;
    case.later(SignedDuration::from_hours(48)).await;
    let read = "SELECT count(*) AS value FROM audit_log WHERE object = 'consent-ledger' AND action = 'read'";
    let before = case.count(read).await;
    case.hayakawa.post(&case.agreement(""), &[]).await.is(422);
    assert_eq!(case.count(read).await, before + 1);
    case.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_letter_that_can_be_taken_back_reached_nobody(#[case] on: On) {
    let mut case = Case::of(on).await;
    let past = booked(&case.app, case.pair.tanaka, case.pair.hayakawa, SignedDuration::from_hours(-24), 1).await;
    let letter = held(&case.app, past).await;
    let fields = [("body", "よく聞いてくださいました。")];
    let edit = format!("/letters/{letter}/edit");
    case.hayakawa.get(&edit).await.is(200);
    case.hayakawa.post_only(&edit, &fields).await.is(303);
    case.hayakawa.post_only(&format!("/letters/{letter}/sending"), &[]).await.is(303);
    case.tanaka.get(&format!("/letters/{letter}")).await.is(404);
    case.tanaka.post_only(&format!("/letters/{letter}/reply"), &[("body", "早すぎる返事")]).await.is(404);
    let record = case.tanaka.get("/record").await;
    record.is(200).is_silent_about(">手紙<");
    case.app.later(SignedDuration::from_mins(10));
    case.tanaka.get(&format!("/letters/{letter}")).await.is(200).says("よく聞いて");
    case.tanaka.get("/record").await.says(">手紙<");
    let _mails = case.app.outbox().await;
    case.app.end().await;
}

#[tokio::test]
async fn a_refusal_stands_in_the_log_where_the_page_is_not_there() {
    let mut case = Case::of(On::Sqlite).await;
    let denied = "SELECT count(*) AS value FROM audit_log WHERE answer = 'denied'";
    for path in ["/note", "/sheets/session-plan"] {
        let before = case.count(denied).await;
        case.tanaka.get(&case.pair.meeting(path)).await.is(404);
        assert!(case.count(denied).await > before, "{path}");
    }
    case.takes_back().await;
    let before = case.count(denied).await;
    assert_eq!(case.reads().await, 404);
    assert!(case.count(denied).await > before, "after a withdrawal");
    case.app.end().await;
}

#[tokio::test]
async fn a_way_back_with_a_control_character_leads_home() {
    let app = TestApp::new(On::Sqlite).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    for back in ["/\t/evil.example", "/\n/evil.example", "//evil.example", "/\\evil.example", "https://evil.example"] {
        let page = tanaka.post_only("/theme", &[("theme", "dark"), ("back", back)]).await;
        assert_eq!(page.is(303).headers["location"], "/", "{back:?}");
    }
    app.end().await;
}

#[tokio::test]
async fn drafts_under_made_up_names_have_an_end() {
    let app = TestApp::new(On::Sqlite).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    let mut kept = 0;
    for many in 0..230 {
        let page = tanaka.post_only(&format!("/drafts/flood/{many}"), &[("text", "x")]).await;
        kept += i64::from(page.status == 200);
    }
    assert_eq!(kept, 200);
    tanaka.post_only("/drafts/flood/7", &[("text", "y")]).await.is(200);
    app.end().await;
}

#[tokio::test]
async fn a_page_read_ahead_is_not_there_for_anybody_who_is_signed_in() {
    let app = TestApp::new(On::Sqlite).await;
    let pair = Pair::of(&app).await;
    let mut tanaka = app.as_person(pair.tanaka).await;
    let answer = tanaka.ahead("/").await;
    assert_eq!(answer.status, 503);
    app.end().await;
}

/// Who closes the connection while the answer is under way leaves an entry all the same.
#[tokio::test(flavor = "multi_thread")]
async fn who_hangs_up_was_there() {
    let mut case = Case::of(On::Sqlite).await;
    let stranger: PersonId = case.pair.sato;
    let path = case.pair.meeting("");
    let before = case.app.audited().await;
    for _ in 0..20 {
        let mut browser = case.app.as_person(stranger).await;
        let asks = browser.get(&path);
        let _gone = tokio::time::timeout(std::time::Duration::from_micros(900), asks).await;
    }
    let mut waited = 0;
    while case.app.audited().await < before + 1 && waited < 200 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        waited += 1;
    }
    assert!(case.app.audited().await > before);
    assert_eq!(case.reads().await, 200);
    case.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_question_that_was_never_asked_leaves_no_agreement_behind(#[case] on: On) {
    let mut case = Case::of(on).await;
    let lapses = "UPDATE agreements SET lapsed_at = opened_at";
    let forget = [lapses, "DELETE FROM signatures", "DELETE FROM consents", "DELETE FROM agreements"];
    let tx = case.app.db().begin().await.unwrap();
    for sql in forget {
        tx.run(sql, vec![]).await.unwrap();
    }
    tx.commit().await.unwrap();
    let answered = case.agreement("/answered");
    let made_up = uuid::Uuid::from_u128(7).as_simple().to_string();
    case.hayakawa.post_only(&answered, &[("question", &made_up)]).await.is(404);
    assert_eq!(case.count("SELECT count(*) AS value FROM agreements").await, 0);
    case.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_stray_field_at_the_agreement_forgets_nothing_that_was_written(#[case] on: On) {
    let stage = Stage::set(on).await;
    let agreement = stage.path("/bookings/{id}/confirmation");
    let mut tanaka = stage.app.as_person(stage.app.cast("tanaka")).await;
    tanaka.get(&agreement.replace("confirmation", "check")).await.is(200).says(TOPIC[0].1);
    let agreed = tanaka.post_only(&agreement, &[("ordinal", "1"), ("status", "cancelled")]).await;
    let meeting = agreed.is(303).headers["location"].to_str().unwrap().to_owned();
    tanaka.get(&meeting).await.is(200).says(TOPIC[0].1);
    let _mails = stage.app.outbox().await;
    stage.app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_is_no_answer_declines_nothing_in_the_place_of_a_client(#[case] on: On) {
    let stage = Stage::set(on).await;
    let second = stage.path("/handovers/{id}/second");
    let mut officer = stage.app.as_person(stage.app.cast("data-officer")).await;
    for answer in [&[][..], &[("answer", "")], &[("answer", "maybe")], &[("answer ", "yes")]] {
        officer.post_only(&second, answer).await.is(410);
    }
    officer.post_only(&second, &[("answer", "yes")]).await.is(303);
    let _mails = stage.app.outbox().await;
    stage.app.end().await;
}
