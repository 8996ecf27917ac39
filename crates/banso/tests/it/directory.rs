//! Finding somebody: who is there, what we have in common, and when, in one's own zone.

use banso::meetings::availability::{Inquiry, next_ordinal, receiving};
use banso::people::PersonId;
use jiff::SignedDuration;
use kit::args;
use kit::time::Instant;
use rstest::rstest;
use rules::slots::{BusyKind, Window};

use crate::openings::{hayakawa, opens_weekly, supporter, tanaka};
use crate::support::{On, TestApp, person};

async fn shows(app: &TestApp, person: PersonId, words: &[(&str, &str, &str)]) {
    let tx = app.db().begin().await.unwrap();
    for (at, (kind, ja, en)) in (0_i64..).zip(words) {
        let insert = "INSERT INTO shown_tags (person, kind, word_ja, word_en, position) VALUES ($1, $2, $3, $4, $5)";
        tx.run(insert, args![person, *kind, *ja, *en, at]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Takes a time of two people, as a booking does.
async fn takes(
    app: &TestApp,
    (client, supporter): (PersonId, PersonId),
    start: &str,
    status: &str,
    held: Option<Instant>,
) {
    let start = Instant::from(start.parse::<jiff::Timestamp>().unwrap());
    let end = start.plus(SignedDuration::from_mins(60));
    let tx = app.db().begin().await.unwrap();
    let id: PersonId = tx.id();
    let insert = "INSERT INTO bookings (id, programme, plan, client, supporter, status, ordinal, starts_at, ends_at, place,
                  held_until, version, made_at) VALUES ($1, 'consultation', 'standard', $2, $3, $4, 1, $5, $6, 'online', $7, 0, $5)";
    tx.run(insert, args![id, client, supporter, status, start, end, held]).await.unwrap();
    for resource in [client, supporter] {
        let occupy = "INSERT INTO occupancy (booking, resource, starts_at, ends_at) VALUES ($1, $2, $3, $4)";
        tx.run(occupy, args![id, resource, start, end]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_reader_in_berlin_reads_berlin_times(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (naoko, mut browser) = hayakawa(&app).await;
    opens_weekly(&mut browser, "3", "20:00", "22:00").await;
    let (yui, mut reader) = tanaka(&app).await;
    let tx = app.db().begin().await.unwrap();
    tx.run("UPDATE people SET zone = 'Europe/Berlin' WHERE id = $1", args![yui]).await.unwrap();
    tx.commit().await.unwrap();
    let page = reader.get(&format!("/supporters/{naoko}/slots")).await;
    page.says("12:00–13:30").says("12:30–14:00").says("Europe/Berlin（CET）").is_silent_about("20:00–21:30");
    reader.get("/supporters").await.says("12月9日（水） 12:00").says("Europe/Berlin（CET）");
    // between noon and two in Berlin it is evening in Tokyo: the filter asks about the reader's own day
    reader.get("/supporters?from=12:00&to=14:00").await.says("早川 直子");
    reader.get("/supporters?when=evenings").await.is_silent_about("早川 直子").says("条件に合う人は");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn two_clients_see_each_what_they_have_in_common_and_only_from_what_was_shown(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (naoko, _) = hayakawa(&app).await;
    let (yui, mut tanaka) = tanaka(&app).await;
    let ken = person(&app, "佐藤", "健", "ken@example.test", "朝に話す").await;
    let mut sato = app.as_person(ken).await;
    shows(&app, naoko, &[("tag", "登山", "climbing"), ("tag", "読書会", "book club"), ("need", "異動", "a transfer")])
        .await;
    shows(&app, yui, &[("tag", "登山", "climbing"), ("need", "異動", "a transfer")]).await;
    shows(&app, ken, &[("tag", "読書会", "book club"), ("tag", "釣り", "fishing")]).await;
    for path in ["/supporters".to_owned(), format!("/supporters/{naoko}")] {
        tanaka
            .get(&path)
            .await
            .says("<mark>登山</mark>")
            .is_silent_about("<mark>読書会")
            .is_silent_about("<mark>異動")
            .is_silent_about("釣り");
        sato.get(&path).await.says("<mark>読書会</mark>").is_silent_about("<mark>登山").is_silent_about("<mark>釣り");
    }
    tanaka.get("/supporters?need=異動").await.says("早川 直子");
    tanaka.get("/supporters?need=退職").await.is_silent_about("早川 直子");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn taken_times_say_so_and_a_hold_that_ran_out_takes_nothing(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (naoko, mut browser) = hayakawa(&app).await;
    opens_weekly(&mut browser, "3", "20:00", "22:00").await;
    let (yui, mut reader) = tanaka(&app).await;
    let ken = person(&app, "佐藤", "健", "ken@example.test", "朝に話す").await;
    let other = supporter(&app, "石堂", "一馬", "kazuma@example.test").await;
    let now = app.db().clock().now();
    takes(&app, (ken, naoko), "2026-12-09T11:00:00Z", "confirmed", None).await;
    takes(&app, (ken, naoko), "2026-12-16T11:00:00Z", "held", Some(now)).await;
    // the reader's own meeting with somebody else
    takes(&app, (yui, other), "2026-12-23T11:30:00Z", "confirmed", None).await;
    let page = reader.get(&format!("/supporters/{naoko}/slots?plan=light")).await;
    page.says("20:00　うまりました").says("21:00–21:45").says("value=\"2026-12-16T11:00:00Z\"");
    page.is_silent_about("value=\"2026-12-09T11:00:00Z\"").is_silent_about("value=\"2026-12-23T11:30:00Z\"");
    page.says("2回目").is_silent_about("1回目");
    assert_eq!(next_ordinal(app.db(), yui, "consultation").await.unwrap().get(), 2);
    assert_eq!(next_ordinal(app.db(), naoko, "consultation").await.unwrap().get(), 1);
    browser.get("/openings/reasons?day=2026-12-09").await.says("面談が入っています");
    let window = Window { from: now.timestamp(), until: now.plus(SignedDuration::from_hours(24 * 30)).timestamp() };
    let alone = receiving(app.db(), &[naoko, other], window, now).await.unwrap();
    assert_eq!(alone.iter().map(|found| found.busy.len()).collect::<Vec<_>>(), [1, 1]);
    let inquiry = Inquiry { supporters: &[naoko], beside: Some(yui), but: None, window, now };
    let beside = inquiry.answer(app.db()).await.unwrap();
    assert_eq!(beside[0].busy.iter().map(|busy| busy.kind).collect::<Vec<_>>(), [BusyKind::Booking; 2]);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_entry_is_written_looked_at_published_and_taken_back(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (naoko, mut browser) = hayakawa(&app).await;
    let (_, mut reader) = tanaka(&app).await;
    let ishido = supporter(&app, "石堂", "一馬", "kazuma@example.test").await;
    shows(&app, ishido, &[("tag", "登山", "climbing")]).await;
    let words = [
        ("headline", "時計の話から"),
        ("about", "聞きます\n急ぎません"),
        ("work", "人事"),
        ("tags", "登山\n 釣り \n登山"),
        ("needs", "復職"),
    ];
    let with = |act: &'static str| [&words[..], &[("act", act)]].concat();
    browser.post("/directory-entry", &with("preview")).await.is(200).says("ほかの人からの見え方").says("時計の話から");
    reader.get("/supporters").await.is_silent_about("時計の話から");
    browser.post("/directory-entry", &with("publish")).await.is(200).says("保存しました").says("登山\n釣り</textarea>");
    reader
        .get(&format!("/supporters/{naoko}"))
        .await
        .says("時計の話から")
        .says("聞きます")
        .says("ログインしているすべての人");
    reader.get("/supporters").await.says("value=\"復職\"");
    assert_eq!(
        app.count("SELECT count(*) AS value FROM shown_tags WHERE word_ja = '登山' AND word_en = 'climbing'").await,
        2
    );
    browser
        .post("/directory-entry", &[("headline", ""), ("about", "x"), ("act", "publish")])
        .await
        .is(422)
        .says("まだ空欄です");
    browser.post("/directory-entry", &with("withdraw")).await.is(200).says("まだ公開していません");
    reader.get(&format!("/supporters/{naoko}")).await.is(404);
    reader.get(&format!("/supporters/{naoko}/slots")).await.is(404);
    let tx = app.db().begin().await.unwrap();
    tx.run("UPDATE memberships SET left_at = $1 WHERE person = $2", args![tx.now(), ishido]).await.unwrap();
    tx.commit().await.unwrap();
    reader.get("/supporters").await.is_silent_about("石堂").says("条件に合う人は");
    reader.get("/directory-entry").await.is(404);
    reader.get("/supporters/019a0000000070008000000000000001").await.is(404);
    app.nobody().get("/supporters").await.says("ログインする");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn thirty_supporters_cost_as_many_questions_as_three(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (yui, mut reader) = tanaka(&app).await;
    let mut asked = Vec::new();
    let mut all = Vec::new();
    for many in [3, 30] {
        for at in all.len()..many {
            let id = supporter(&app, "支援", &format!("{at}"), &format!("s{at}@example.test")).await;
            opens_weekly(&mut app.as_person(id).await, "3", "20:00", "22:00").await;
            all.push(id);
        }
        shows(&app, all[many - 1], &[("tag", "登山", "climbing")]).await;
        let before = app.db().statements();
        let page = reader.get("/supporters").await;
        assert_eq!(page.is(200).html.matches("class=\"person\"").count(), many);
        let listed = app.db().statements() - before;
        reader.get(&format!("/supporters/{}/slots", all[0])).await.is(200);
        let slots = app.db().statements() - before - listed;
        let now = app.db().clock().now();
        let window = Window { from: now.timestamp(), until: now.plus(SignedDuration::from_hours(92 * 24)).timestamp() };
        let before = app.db().statements();
        let found = receiving(app.db(), &all, window, now).await.unwrap();
        assert_eq!(found.iter().map(|found| found.supporter).collect::<Vec<_>>(), all);
        asked.push((listed, slots, app.db().statements() - before));
    }
    // three of them are the frame's; the slot page asks for times only
    assert_eq!(asked, [(7, 6, 3), (7, 6, 3)], "{yui}");
    app.end().await;
}
