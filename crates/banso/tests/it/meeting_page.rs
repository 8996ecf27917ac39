//! The page on which two people meet: its tabs, its rows for each of them, and who never sees it.

use jiff::SignedDuration;
use kit::args;
use rstest::rstest;

use crate::letters::held;
use crate::sheets::{Pair, booked, suspend};
use crate::support::{Client, On, TestApp};

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_tab_is_the_state_of_the_meeting(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let current = |tab: &str| format!("{}?tab={tab}\" aria-current=\"page\"", pair.meeting(""));
    let mut tanaka = app.as_person(pair.tanaka).await;
    let before = tanaka.get(&pair.meeting("")).await;
    before.is(200).says("早川さんとの面談").says(&current("prepare")).says("相談者として");
    before.says("<span class=\"tab\">ふりかえる<small>面談のあと</small>").says("手紙は12月12日（土）");
    before.says(&format!("/bookings/{}/move", pair.booking));
    tanaka.get(&pair.meeting("?tab=reflect")).await.says(&current("prepare"));
    tanaka.get(&pair.meeting("?tab=meet")).await.says(&current("meet")).says("https://meet.example.test/x");
    app.later(SignedDuration::from_mins(48 * 60 + 10));
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    tanaka.get(&pair.meeting("")).await.says(&current("meet")).is_silent_about("/attendance").is_silent_about("/move");
    let during = hayakawa.get(&pair.meeting("")).await;
    during.says(&format!("/bookings/{}/attendance", pair.booking)).says("支援者として").says("あなただけ。ずっと");
    app.later(SignedDuration::from_hours(1));
    tanaka.get(&pair.meeting("")).await.says(&current("reflect")).says("自分だけに残す");
    tanaka.post(&pair.meeting("/sheets/three-lines"), &[("q-one", "我慢ではなく"), ("hand", "withhold")]).await.is(200);
    tanaka.get(&pair.meeting("")).await.says(&current("follow-up"));
    let page = hayakawa.get(&pair.meeting("?tab=reflect")).await;
    page.says("田中さんが書きおえると").is_silent_about("我慢ではなく");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_supporter_plans_beside_profile_topic_and_history(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let earlier = booked(&app, pair.tanaka, pair.hayakawa, SignedDuration::from_hours(-24 * 30), 1).await;
    let letter = held(&app, earlier).await;
    let tx = app.db().begin().await.unwrap();
    for (person, word) in [(pair.tanaka, "地方の大学"), (pair.hayakawa, "地方の大学"), (pair.hayakawa, "登山")]
    {
        let show =
            "INSERT INTO shown_tags (person, kind, word_ja, word_en, position) VALUES ($1, 'tag', $2, 'a tag', 1)";
        tx.run(show, args![person, word]).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    hayakawa.get(&pair.meeting("")).await.says("田中さんが書きおえると").is_silent_about(&format!("/letters/{letter}"));
    tanaka.post("/profile", &[("q-now", "企画の八年目"), ("hand", "submit")]).await.is(200);
    tanaka.post(&pair.meeting("/sheets/what-to-talk-about"), &[("q-most", "異動"), ("hand", "submit")]).await.is(200);
    let sent = [("body", "手紙です"), ("then", "stay")];
    hayakawa.post(&format!("/letters/{letter}/edit"), &sent).await.is(200);
    hayakawa.post(&format!("/letters/{letter}/sending"), &[]).await.is(200);
    app.later(SignedDuration::from_mins(10));
    let page = hayakawa.get(&pair.meeting("")).await;
    page.says("企画の八年目")
        .says("異動")
        .says("この面談のねらい")
        .says("<mark>地方の大学</mark>")
        .is_silent_about("登山");
    page.says(&format!("/letters/{letter}")).says("11月3日");
    tanaka.get(&pair.meeting("")).await.says("<mark>地方の大学</mark>").says(&format!("/letters/{letter}"));
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_profile_closes_with_the_last_letter_of_the_meeting(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    app.as_person(pair.tanaka).await.post("/profile", &[("q-now", "企画の八年目"), ("hand", "submit")]).await.is(200);
    app.later(SignedDuration::from_hours(50));
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    let letter = held(&app, pair.booking).await;
    let prepare = pair.meeting("?tab=prepare");
    hayakawa.get(&prepare).await.says("企画の八年目");
    tanaka.get("/profile").await.says("早川さん");
    hayakawa.post(&format!("/letters/{letter}/edit"), &[("body", "手紙です")]).await.is(200);
    hayakawa.post(&format!("/letters/{letter}/sending"), &[]).await.is(200);
    hayakawa.get(&prepare).await.is(200).is_silent_about("企画の八年目");
    tanaka.get("/profile").await.says("あなただけ");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn when_it_is_over_the_supporter_is_first_asked_how_it_went(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    app.later(SignedDuration::from_hours(50));
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    tanaka.get(&pair.meeting("")).await.is(200).is_silent_about("会えませんでした");
    hayakawa.get(&pair.meeting("")).await.says("会えませんでした").says("手控え");
    let attendance = format!("/bookings/{}/attendance", pair.booking);
    hayakawa.post(&attendance, &[("outcome", "held")]).await.says("会えました。").says("手控え");
    hayakawa.get(&pair.meeting("")).await.says("二人の記録").is_silent_about("会えませんでした");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_note_is_its_authors_for_ever_and_nobody_elses(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let mut hayakawa = app.as_person(pair.hayakawa).await;
    let note = pair.meeting("/note");
    hayakawa.post(&note, &[("note", "声が小さくなる"), ("quotes", "段取り")]).await.is(200).says("声が小さくなる");
    hayakawa.post_only(&note, &[("note", &"長".repeat(10_001))]).await.is(422);
    hayakawa.get(&note).await.says("声が小さくなる");
    let mut tanaka = app.as_person(pair.tanaka).await;
    tanaka.get(&note).await.is(404);
    tanaka.post_only(&note, &[("note", "のぞき見")]).await.is(404);
    for tab in ["prepare", "meet", "reflect", "follow-up"] {
        tanaka.get(&pair.meeting(&format!("?tab={tab}"))).await.is_silent_about("声が小さくなる");
    }
    for other in pair.others() {
        let mut browser = app.as_person(other).await;
        browser.get(&note).await.is(404);
        browser.post_only(&note, &[("note", "のぞき見")]).await.is(404);
    }
    assert_eq!(app.count("SELECT count(*) AS value FROM notes").await, 1);
    suspend(&app, pair.hayakawa).await;
    hayakawa.get(&note).await.is(404);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn tanaka_says_whether_to_go_on_and_finds_the_next_time(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let choice = pair.meeting("/continuation");
    app.as_person(pair.tanaka).await.post_only(&choice, &[("choice", "continue")]).await.is(410);
    app.later(SignedDuration::from_hours(50));
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    tanaka.post_only(&choice, &[("choice", "forever")]).await.is(422).says("選べるものの中から");
    hayakawa.post_only(&choice, &[("choice", "continue")]).await.is(404);
    tanaka.post(&choice, &[("choice", "pause")]).await.says("お休みすることにしました").is_silent_about("次の予約へ");
    let page = tanaka.post(&choice, &[("choice", "continue")]).await;
    page.says(&format!("/supporters/{}/slots?plan=standard", pair.hayakawa)).says("次の予約へ");
    hayakawa.get(&pair.meeting("?tab=follow-up")).await.says("田中さんは、続けたいと思っています");
    assert_eq!(app.count("SELECT count(*) AS value FROM continuations").await, 1);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn to_everybody_else_a_meeting_does_not_exist(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    for other in pair.others() {
        let mut browser = app.as_person(other).await;
        for path in ["", "?tab=meet", "?tab=follow-up", "/note", "/sheets/three-lines"] {
            browser.get(&pair.meeting(path)).await.is(404);
        }
        browser.post_only(&pair.meeting("/continuation"), &[("choice", "continue")]).await.is(404);
    }
    let mut hayakawa = app.as_person(pair.hayakawa).await;
    hayakawa.get(&pair.meeting("")).await.is(200);
    suspend(&app, pair.hayakawa).await;
    hayakawa.get(&pair.meeting("")).await.is(404);
    app.end().await;
}

#[tokio::test]
async fn the_page_costs_the_same_however_long_two_people_know_each_other() {
    let app = TestApp::new(On::Sqlite).await;
    let pair = Pair::of(&app).await;
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    let cost = async |browser: &mut Client| {
        let before = app.db().statements();
        browser.get(&pair.meeting("")).await.is(200);
        app.db().statements() - before
    };
    let few = (cost(&mut tanaka).await, cost(&mut hayakawa).await);
    for weeks in 1..6 {
        let more = booked(&app, pair.tanaka, pair.hayakawa, SignedDuration::from_hours(-24 * 7 * weeks), 1).await;
        held(&app, more).await;
    }
    assert_eq!((cost(&mut tanaka).await, cost(&mut hayakawa).await), few);
    assert!(few.0 <= 15 && few.1 <= 15, "{few:?}");
    app.end().await;
}
