//! A supporter opens times, takes them back, keeps the promise; clients see exactly that.

use banso::people::PersonId;
use kit::args;
use rstest::rstest;

use crate::support::{Client, On, TestApp, person};

/// A supporter with a published entry.
pub async fn supporter(app: &TestApp, family: &str, given: &str, email: &str) -> PersonId {
    let id = person(app, family, given, email, "夜に話す").await;
    let tx = app.db().begin().await.unwrap();
    let membership: PersonId = tx.id();
    let member = "INSERT INTO memberships (id, person, programme, role, from_at) VALUES ($1, $2, 'consultation', 'supporter', $3)";
    tx.run(member, args![membership, id, tx.now()]).await.unwrap();
    let entry = "INSERT INTO directory_entries (supporter, headline, about, work, published_at, changed_at)
                 VALUES ($1, '迷いを並べます', '急がずに聞きます', '人事', $2, $2)";
    tx.run(entry, args![id, tx.now()]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub async fn hayakawa(app: &TestApp) -> (PersonId, Client) {
    let id = supporter(app, "早川", "直子", "naoko@example.test").await;
    (id, app.as_person(id).await)
}

pub async fn tanaka(app: &TestApp) -> (PersonId, Client) {
    let id = person(app, "田中", "結", "yui@example.test", "水曜の夜に話す").await;
    (id, app.as_person(id).await)
}

/// Opens a weekday for good, as the form does it.
pub async fn opens_weekly(browser: &mut Client, weekday: &str, from: &str, to: &str) {
    let row = [("weekly-0-id", ""), ("weekly-0-weekday", weekday), ("weekly-0-from", from), ("weekly-0-to", to)];
    browser.post("/openings/weekly", &row).await.is(200).says("枠を変えました");
}

fn slots(supporter: PersonId, rest: &str) -> String {
    format!("/supporters/{supporter}/slots?{rest}")
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn what_hayakawa_opens_tanaka_can_book(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (supporter, mut naoko) = hayakawa(&app).await;
    let (_, mut yui) = tanaka(&app).await;
    yui.get(&slots(supporter, ""))
        .await
        .is(200)
        .says("空いている時間がまだありません")
        .is_silent_about("この時間で申し込む");
    opens_weekly(&mut naoko, "3", "20:00", "22:00").await;
    let page = yui.get(&slots(supporter, "")).await;
    page.is(200)
        .says("12月9日（水）")
        .says("20:00–21:30")
        .says("20:30–22:00")
        .says("スタンダード・1回目・90分・手紙つき");
    page.says("開始の24時間前までは変えられます").says("value=\"2026-12-09T11:00:00Z\"").is_silent_about("21:00–22:30");
    yui.get(&slots(supporter, "plan=light")).await.says("20:00–20:45").says("21:00–21:45");
    let chosen = yui.get(&slots(supporter, "plan=standard&start=2026-12-16T11:00:00Z")).await;
    chosen.says("12月16日（水） 20:00–21:30 JST</b>").is_silent_about("その時間はうまりました");
    yui.get(&slots(supporter, "start=2026-12-16T09:00:00Z")).await.says("その時間はうまりました");
    naoko.get("/openings").await.says("value=\"20:00\"").says("value=\"22:00\"");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_national_holiday_closes_weekly_times_unless_the_supporter_works_on_it(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (supporter, mut naoko) = hayakawa(&app).await;
    let (_, mut yui) = tanaka(&app).await;
    opens_weekly(&mut naoko, "1", "20:00", "22:00").await;
    let january = slots(supporter, "month=2027-01");
    yui.get(&january).await.says("2027年1月4日（月）").is_silent_about("2027年1月11日（月）");
    naoko
        .get("/openings/reasons?day=2027-01-11")
        .await
        .says("成人の日で、毎週の時間は休みです")
        .is_silent_about("申し込めます");
    let settings = [("place", "online"), ("before", "0"), ("after", "15"), ("zone", "Asia/Tokyo"), ("holidays", "yes")];
    naoko.post("/openings/settings", &settings).await.is(200).says("保存しました").says("value=\"Asia/Tokyo\"");
    yui.get(&january).await.says("2027年1月11日（月）").says("（月・祝）");
    naoko.get("/openings/reasons?day=2027-01-11").await.says("申し込めます").says("開いていません");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_withdrawn_opening_disappears_and_stays_in_the_history(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (supporter, mut naoko) = hayakawa(&app).await;
    let (_, mut yui) = tanaka(&app).await;
    let two = [
        ("dated-0-day", "2026-12-07"),
        ("dated-0-from", "20:00"),
        ("dated-0-to", "21:30"),
        ("dated-1-day", "２０２６／１２／８"),
        ("dated-1-from", "９：３０"),
        ("dated-1-to", "11:00"),
    ];
    naoko.post("/openings/dated", &two).await.is(200);
    yui.get(&slots(supporter, "")).await.says("12月7日（月）").says("12月8日（火）").says("9:30–11:00");
    let page = naoko.get("/openings").await;
    let id = page.after("name=\"dated-0-id\" value=\"").unwrap().to_owned();
    let row = [
        ("dated-0-id", id.as_str()),
        ("dated-0-day", "2026-12-07"),
        ("dated-0-from", "20:00"),
        ("dated-0-to", "21:30"),
        ("withdraw", "dated-0"),
    ];
    naoko.post("/openings/dated", &row).await.is(200).says("12月7日（月） 20:00–21:30").says("取り下げました");
    yui.get(&slots(supporter, "")).await.is_silent_about("12月7日（月）").says("12月8日（火）");
    assert_eq!(app.count("SELECT count(*) AS value FROM openings WHERE withdrawn_at IS NOT NULL").await, 1);
    // the same row once more: it is no longer there to be edited
    naoko.post("/openings/dated", &row[..4]).await.is(422).says("選べるものの中から選んでください");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn last_month_is_repeated_in_one_tap_and_the_promise_counts(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (supporter, mut naoko) = hayakawa(&app).await;
    let (_, mut yui) = tanaka(&app).await;
    let tx = app.db().begin().await.unwrap();
    let id: PersonId = tx.id();
    let november = "INSERT INTO openings (id, supporter, weekday, first_day, last_day, from_minute, to_minute, made_at)
                    VALUES ($1, $2, 3, '2026-10-01', '2026-11-30', 1200, 1290, $3)";
    tx.run(november, args![id, supporter, tx.now()]).await.unwrap();
    tx.commit().await.unwrap();
    let page = naoko.get("/openings").await;
    page.says("先月と同じ曜日で開く（3件）").says("あと5つ、待っている人がいます。いま0つ").says("急ぎません");
    let page = naoko.post("/openings/repeat", &[("month", "2026-12")]).await;
    page.is(200).says("いま3つ、約束は5つ").is_silent_about("name=\"month\" value=\"2026-12\"");
    // January lacks all five, December the last two
    assert_eq!((page.html.matches("3つ目").count(), page.html.matches("4つ目").count()), (1, 2));
    // a second tap, from a page that was still open, adds nothing
    naoko.post("/openings/repeat", &[("month", "2026-12")]).await.is(200).says("いま3つ");
    assert_eq!(app.count("SELECT count(*) AS value FROM openings WHERE day IS NOT NULL").await, 3);
    for day in ["12月9日（水）", "12月16日（水）", "12月23日（水）"] {
        yui.get(&slots(supporter, "")).await.says(day);
    }
    naoko.post("/openings/repeat", &[("month", "2026-11")]).await.is(422);
    naoko.post("/openings/repeat", &[("month", "来月")]).await.is(422);
    opens_weekly(&mut naoko, "6", "10:00", "12:00").await;
    naoko.get("/openings").await.says("約束の5つがそろいました");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn rows_that_do_not_fit_come_back_as_they_were_typed(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (supporter, mut naoko) = hayakawa(&app).await;
    let (_, mut yui) = tanaka(&app).await;
    let rows = [
        ("weekly-0-weekday", "3"),
        ("weekly-0-from", "20:00"),
        ("weekly-0-to", "22:00"),
        ("weekly-1-weekday", "3"),
        ("weekly-1-from", "21:00"),
        ("weekly-1-to", "23:00"),
        ("weekly-2-weekday", "9"),
        ("weekly-2-from", "夜"),
        ("weekly-2-to", ""),
    ];
    let page = naoko.post("/openings/weekly", &rows).await;
    page.is(422).says("ほかの行と時間が重なっています").says("value=\"夜\"").says("value=\"23:00\"");
    page.says("id=\"weekly-2-to-fault\"").says("id=\"weekly-2-weekday-fault\"");
    assert_eq!(app.count("SELECT count(*) AS value FROM openings").await, 0);
    let settings = [("place", "room"), ("room", "x"), ("before", "九"), ("after", "999"), ("zone", "Mars/Base")];
    naoko.post("/openings/settings", &settings).await.is(422).says("id=\"zone-fault\"").says("value=\"九\"");
    naoko.post("/openings/closings", &[("closings-0-day", "2026-12-01")]).await.is(422).says("もう過ぎた日です");
    naoko.get("/openings/reasons?day=%00%FF").await.is(422);
    // who is no supporter has no such page
    yui.get("/openings").await.is(404);
    yui.post("/openings/weekly", &rows).await.is(404);
    opens_weekly(&mut naoko, "3", "20:00", "22:00").await;
    naoko.post("/openings/closings", &[("closings-0-day", "2026-12-09")]).await.is(200);
    yui.get(&slots(supporter, "")).await.is_silent_about("12月9日（水）").says("12月16日（水）");
    naoko.get("/openings/reasons?day=2026-12-09").await.says("休みにしています");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_page_of_free_times_asks_the_same_number_of_questions_for_any_number_of_rows(#[case] on: On) {
    let app = TestApp::new(on).await;
    let (_, mut naoko) = hayakawa(&app).await;
    let before = app.db().statements();
    naoko.get("/openings").await.is(200);
    let few = app.db().statements() - before;
    let rows: Vec<(String, String)> = (0..20)
        .flat_map(|n| {
            [
                (format!("dated-{n}-day"), format!("2026-12-{:02}", n + 8)),
                (format!("dated-{n}-from"), "9:00".into()),
                (format!("dated-{n}-to"), "10:00".into()),
            ]
        })
        .collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    naoko.post_only("/openings/dated", &rows).await.is(303);
    let before = app.db().statements();
    naoko.get("/openings").await.is(200).says("dated-19-day");
    assert_eq!(app.db().statements() - before, few);
    assert!(few <= 9, "{few}");
    app.end().await;
}
