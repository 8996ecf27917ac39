//! 早川さん writes to 田中さん: from the questionnaire to the answer, and what nobody else ever sees.

use banso::letters::{LetterId, owe, owed_by, unread_for};
use banso::meetings::{Booking, BookingId};
use jiff::SignedDuration;
use kit::args;
use kit::db::Sql;
use rstest::rstest;
use sea_orm::FromQueryResult;

use crate::sheets::{Pair, autosaved, booked, suspend};
use crate::support::{Client, On, TestApp};

#[derive(FromQueryResult)]
struct Row {
    id: LetterId,
}

/// The meeting was held, as the page for attendance says it: a letter is owed.
pub async fn held(app: &TestApp, booking: BookingId) -> LetterId {
    let tx = app.db().begin().await.unwrap();
    let found = Booking::find(&tx, booking).await.unwrap().unwrap();
    tx.run(
        "INSERT INTO attendances (booking, outcome, said_by, said_at) VALUES ($1, 'held', $2, $3)",
        args![booking, found.supporter.id, tx.now()],
    )
    .await
    .unwrap();
    owe(&tx, &found, found.ends_at).await.unwrap();
    owe(&tx, &found, found.ends_at).await.unwrap();
    tx.commit().await.unwrap();
    let row: Option<Row> = app.db().first("SELECT id FROM letters WHERE booking = $1", args![booking]).await.unwrap();
    row.unwrap().id
}

const WORDS: &str = "あれは我慢ではなく、設計だったのだと思います。";

/// Writes, checks and sends.
async fn sends(hayakawa: &mut Client, letter: LetterId) {
    let written = [("body", WORDS), ("strength", "先に聞いてまわる力"), ("then", "preview")];
    hayakawa.post(&format!("/letters/{letter}/edit"), &written).await.is(200).says(WORDS).says("送る");
    hayakawa.post(&format!("/letters/{letter}/sending"), &[]).await.is(200).says("10分のあいだは");
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn from_questionnaire_to_a_letter_that_is_read_and_answered(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    let topic = [("q-most", "異動のこと"), ("hand", "submit")];
    tanaka.post(&pair.meeting("/sheets/what-to-talk-about"), &topic).await.says("保存しました");
    hayakawa.get(&pair.meeting("")).await.says("異動のこと").says("この面談のねらい");
    hayakawa.post(&pair.meeting("/sheets/session-plan"), &[("q-aim", "待つ"), ("hand", "submit")]).await.is(200);
    app.later(SignedDuration::from_hours(50));
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    let note = [("note", "急がない"), ("quotes", "段取りが好きなだけ"), ("strengths", "先に聞いてまわる力")];
    hayakawa.post(&pair.meeting("/note"), &note).await.says("保存しました");
    let letter = held(&app, pair.booking).await;
    let owed = owed_by(app.db(), pair.hayakawa).await.unwrap();
    assert_eq!((owed.len(), owed[0].letter, owed[0].begun), (1, letter, false));
    let page = hayakawa.get(&format!("/letters/{letter}/edit")).await;
    page.says("急がない").says("<blockquote>段取りが好きなだけ</blockquote>").says("value=\"先に聞いてまわる力\"");
    page.says("12月12日（土）").says("あと7日").says("田中さん").says("あなただけ。ずっと");
    sends(&mut hayakawa, letter).await;
    assert_eq!(app.outbox().await.len(), 0, "not announced while it can be taken back");
    assert_eq!(unread_for(app.db(), pair.tanaka).await.unwrap(), []);
    tanaka.get("/writing").await.is_silent_about("早川さんの手紙");
    app.later(SignedDuration::from_mins(10));
    let mails = app.outbox().await;
    assert_eq!((mails.len(), mails[0].address.as_str()), (1, "yui@example.test"));
    let body = mails[0].body.clone().unwrap();
    assert!(body.contains(&format!("/letters/{letter}")) && !body.contains("設計"), "{body}");
    assert_eq!(unread_for(app.db(), pair.tanaka).await.unwrap()[0].letter, letter);
    tanaka.get("/writing").await.says("早川さんの手紙").says("未読");
    hayakawa.get(&format!("/letters/{letter}")).await.says("まだ読まれていません");
    tanaka.get(&format!("/letters/{letter}")).await.says(WORDS).says("一、先に聞いてまわる力").says("田中 結 様");
    hayakawa.get(&format!("/letters/{letter}")).await.says("に読まれました");
    assert_eq!(unread_for(app.db(), pair.tanaka).await.unwrap(), []);
    tanaka.post(&format!("/letters/{letter}/reply"), &[("body", " ")]).await.is(422);
    tanaka.post(&format!("/letters/{letter}/reply"), &[("body", "二度読みました")]).await.says("二度読みました");
    assert_eq!(app.outbox().await[1].address, "naoko@example.test");
    let answer = unread_for(app.db(), pair.hayakawa).await.unwrap();
    assert!(answer[0].reply && answer[0].letter == letter);
    hayakawa.get(&format!("/letters/{letter}")).await.says("二度読みました");
    assert_eq!(unread_for(app.db(), pair.hayakawa).await.unwrap(), []);
    tanaka.post_only(&format!("/letters/{letter}/reply"), &[("body", "もう一通")]).await.is(410);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite, 9, true)]
#[case(On::Postgres, 9, true)]
#[case(On::Sqlite, 10, false)]
#[case(On::Postgres, 10, false)]
#[tokio::test]
async fn a_letter_is_taken_back_in_minute_nine_and_not_in_minute_ten(
    #[case] on: On,
    #[case] minutes: i64,
    #[case] works: bool,
) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    app.later(SignedDuration::from_hours(50));
    let letter = held(&app, pair.booking).await;
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    sends(&mut hayakawa, letter).await;
    let other_window = format!("{WORDS}追伸も書きました。");
    hayakawa.post(&format!("/letters/{letter}/edit"), &[("body", &other_window)]).await.is(200).is_silent_about("追伸");
    app.later(SignedDuration::from_mins(minutes));
    tanaka.post_only(&format!("/letters/{letter}/recall"), &[]).await.is(404);
    let answer = hayakawa.post(&format!("/letters/{letter}/recall"), &[]).await;
    app.later(SignedDuration::from_mins(30));
    if !works {
        answer.is(410);
        assert_eq!(app.outbox().await.len(), 1);
        return app.end().await;
    }
    answer.is(200).says("取りもどしました").says(&other_window);
    assert_eq!(app.outbox().await.len(), 0, "what was taken back is never announced");
    tanaka.get(&format!("/letters/{letter}")).await.is(404);
    assert_eq!(app.count("SELECT count(*) AS value FROM letter_recalls").await, 1);
    sends(&mut hayakawa, letter).await;
    app.later(SignedDuration::from_mins(11));
    assert_eq!(app.outbox().await.len(), 1, "and what is sent again is announced once");
    tanaka.get(&format!("/letters/{letter}")).await.says(WORDS);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_interrupted_letter_goes_on_where_it_stopped(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    app.later(SignedDuration::from_hours(50));
    let letter = held(&app, pair.booking).await;
    let mut hayakawa = app.as_person(pair.hayakawa).await;
    let edit = format!("/letters/{letter}/edit");
    hayakawa.post(&edit, &[("body", "一行目"), ("then", "stay")]).await.says("一行目");
    app.later(SignedDuration::from_mins(5));
    autosaved(&app, pair.hayakawa, &format!("letters/{letter}"), ("body", "一行目と、その続き")).await;
    hayakawa.get(&edit).await.says("一行目と、その続き");
    hayakawa.post(&edit, &[("body", ""), ("then", "preview")]).await.is(422);
    let four = [("body", "x"), ("strength", "一"), ("strength", "二"), ("strength", "三"), ("own", "四")];
    hayakawa.post(&edit, &four).await.is(422).says("三つまでにしてください");
    hayakawa.post(&edit, &[("body", &"長".repeat(12_001))]).await.is(422);
    hayakawa.get(&edit).await.says("一行目と、その続き");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn to_everybody_else_a_letter_does_not_exist(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    app.later(SignedDuration::from_hours(50));
    let letter = held(&app, pair.booking).await;
    let mut hayakawa = app.as_person(pair.hayakawa).await;
    let at = |rest: &str| format!("/letters/{letter}{rest}");
    let (pages, forms) = (["", "/edit", "/preview", "/reply"], ["/edit", "/sending", "/recall", "/reply"]);
    for round in ["owed", "sent"] {
        for other in pair.others() {
            let mut browser = app.as_person(other).await;
            for page in pages {
                browser.get(&at(page)).await.is(404);
            }
            for form in forms {
                browser.post_only(&at(form), &[("body", "x")]).await.is(404);
            }
        }
        if round == "owed" {
            let mut tanaka = app.as_person(pair.tanaka).await;
            for page in pages {
                tanaka.get(&at(page)).await.is(404);
            }
            sends(&mut hayakawa, letter).await;
            tanaka.get(&at("")).await.is(404);
            app.later(SignedDuration::from_mins(10));
            for page in ["/edit", "/preview"] {
                tanaka.get(&at("")).await.is(200);
                assert_ne!(tanaka.send("GET", &at(page), None).await.status, 200, "{page}");
            }
        }
    }
    suspend(&app, pair.hayakawa).await;
    hayakawa.get(&at("")).await.is(404);
    hayakawa.post_only(&at("/recall"), &[]).await.is(404);
    hayakawa.get("/letters/0").await.is(404);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_light_meeting_owes_no_letter(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let tx = app.db().begin().await.unwrap();
    tx.run("UPDATE bookings SET plan = 'light' WHERE id = $1", args![pair.booking]).await.unwrap();
    let booking = Booking::find(&tx, pair.booking).await.unwrap().unwrap();
    owe(&tx, &booking, booking.ends_at).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(app.count("SELECT count(*) AS value FROM letters").await, 0);
    app.end().await;
}

#[tokio::test]
async fn every_text_lies_encrypted_in_the_file_and_its_log() {
    const CANARY: &str = "カナリアは歌わない";
    let app = TestApp::new(On::Sqlite).await;
    let pair = Pair::of(&app).await;
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    tanaka
        .post_only(&pair.meeting("/sheets/what-to-talk-about"), &[("q-most", CANARY), ("hand", "submit")])
        .await
        .is(303);
    tanaka.post_only("/profile", &[("q-now", CANARY), ("hand", "submit")]).await.is(303);
    hayakawa.post_only(&pair.meeting("/sheets/session-plan"), &[("q-aim", CANARY), ("hand", "submit")]).await.is(303);
    app.later(SignedDuration::from_hours(50));
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    tanaka.post_only(&pair.meeting("/sheets/three-lines"), &[("q-one", CANARY), ("hand", "withhold")]).await.is(303);
    hayakawa.post_only(&pair.meeting("/sheets/shared-record"), &[("q-said", CANARY), ("hand", "draft")]).await.is(303);
    hayakawa.post_only(&pair.meeting("/note"), &[("note", CANARY)]).await.is(303);
    let letter = held(&app, pair.booking).await;
    hayakawa.post_only(&format!("/letters/{letter}/edit"), &[("body", CANARY), ("own", CANARY)]).await.is(303);
    hayakawa.post_only(&format!("/letters/{letter}/sending"), &[]).await.is(303);
    app.later(SignedDuration::from_mins(10));
    tanaka.post_only(&format!("/letters/{letter}/reply"), &[("body", CANARY)]).await.is(303);
    autosaved(&app, pair.tanaka, "sheets/x", ("q-most", CANARY)).await;
    hayakawa.get(&format!("/letters/{letter}")).await.says(CANARY);
    let files = std::fs::read_dir(app.folder()).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    let bytes: Vec<u8> = files.flatten().collect();
    let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(!holds(CANARY));
    assert!(holds("早川"), "what is no secret is found, so the search works");
    app.end().await;
}

#[tokio::test]
async fn letters_cost_the_same_however_many_there_are() {
    let app = TestApp::new(On::Sqlite).await;
    let pair = Pair::of(&app).await;
    app.later(SignedDuration::from_hours(50));
    let letter = held(&app, pair.booking).await;
    let mut hayakawa = app.as_person(pair.hayakawa).await;
    sends(&mut hayakawa, letter).await;
    let cost = async |browser: &mut Client, path: &str| {
        let before = app.db().statements();
        browser.get(path).await.is(200);
        app.db().statements() - before
    };
    let page = format!("/letters/{letter}");
    let few = (cost(&mut hayakawa, &page).await, cost(&mut hayakawa, "/writing").await);
    for days in 1..6 {
        let more = booked(&app, pair.tanaka, pair.hayakawa, SignedDuration::from_hours(-24 * days), 3).await;
        held(&app, more).await;
    }
    assert_eq!((cost(&mut hayakawa, &page).await, cost(&mut hayakawa, "/writing").await), few);
    assert!(few.0 <= 14 && few.1 <= 5, "{few:?}");
    app.end().await;
}
