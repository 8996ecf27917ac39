//! The demo: the same people on every planting, nobody in two places, nothing readable in the raw file, and anybody
//! to become by one button.

use std::process::Stdio;

use kit::db::Sql;
use kit::vault::{Place, ring};
use rstest::rstest;
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use uuid::Uuid;

use crate::support::{NOW, On, TestApp, person};

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn two_plantings_at_the_same_moment_are_the_same_people_and_meetings(#[case] on: On) {
    let (one, other) = (TestApp::with_cast(on).await, TestApp::with_cast_in(on, Lang::En).await);
    assert_eq!(one.planted().people, other.planted().people);
    assert_eq!(one.planted().meetings, other.planted().meetings);
    assert_ne!(one.cast("tanaka"), one.cast("hayakawa"));
    assert_ne!(one.meeting("tanaka-hayakawa-1"), one.meeting("tanaka-hayakawa-2"));
    for table in ["people", "bookings", "sheets", "letters", "replies", "notes", "offers"] {
        let ids = format!("SELECT id FROM {table} ORDER BY id");
        let ids = |app: &TestApp| {
            let (db, ids) = (app.db().clone(), ids.clone());
            async move { db.all::<Id>(&ids, vec![]).await.unwrap().iter().map(|row| row.id).collect::<Vec<_>>() }
        };
        let (ones, others) = (ids(&one).await, ids(&other).await);
        assert!(!ones.is_empty(), "{table}");
        assert_eq!(ones, others, "{table}");
    }
    one.end().await;
    other.end().await;
}

#[derive(Debug, FromQueryResult)]
struct Id {
    id: Uuid,
}

#[rstest]
#[case(On::Sqlite, Lang::Ja)]
#[case(On::Postgres, Lang::En)]
#[tokio::test]
async fn a_visitor_becomes_anybody_and_the_bar_says_who_in_which_role(#[case] on: On, #[case] lang: Lang) {
    let app = TestApp::with_cast_in(on, lang).await;
    let mut visitor = app.nobody();
    visitor.lang = lang.code();
    let page = visitor.get("/demo").await;
    page.is(200);
    for person in app.planted().people.values() {
        page.says(&person.to_string());
        let page = visitor.post_only("/demo/become", &[("person", &person.to_string())]).await;
        page.is(303);
        assert_eq!(page.headers["location"], "/");
        let page = visitor.get("/demo").await;
        page.is(200);
        assert_eq!(page.html.matches("demo-bar").count(), 1);
    }
    visitor.post_only("/demo/become", &[("person", &app.cast("hayakawa").to_string())]).await.is(303);
    let bar = match lang {
        Lang::Ja => "いま 早川 直子さん（支援者）として見ています。",
        Lang::En => "You are looking as Naoko Hayakawa (Supporter).",
    };
    visitor.get("/demo").await.says(bar);
    let open = app.count("SELECT count(*) AS value FROM logins WHERE ended_at IS NULL").await;
    assert_eq!(open, 1, "becoming somebody else ends the login before");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_page_of_the_cast_asks_once_for_everybody(#[case] on: On) {
    let app = TestApp::with_cast(on).await;
    let mut visitor = app.nobody();
    visitor.get("/demo").await;
    let before = app.db().statements();
    visitor.get("/demo").await.says("早川 直子").says("今夜は面談が二つあります");
    assert_eq!(app.db().statements() - before, 1);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite, "00000000000070008000000000000000")]
#[case(On::Postgres, "somebody")]
#[case(On::Sqlite, "")]
#[tokio::test]
async fn an_unknown_person_is_a_choice_that_there_is_not(#[case] on: On, #[case] person: &str) {
    let app = TestApp::with_cast(on).await;
    let page = app.nobody().post_only("/demo/become", &[("person", person)]).await;
    page.is(422).says("role=\"alert\"").says("早川 直子");
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_real_house_has_no_demo(#[case] on: On) {
    let app = TestApp::started(on, |start| banso::app::Start { demo: false, ..start }).await;
    person(&app, "片桐", "文", "aya@example.test", "水曜の夜に話す").await;
    let mut browser = app.nobody();
    browser.get("/demo").await.is(404).is_silent_about("demo-bar");
    browser.post_only("/demo/become", &[("person", "x")]).await.is(404);
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_documented_password_opens_everybodys_account(#[case] on: On) {
    let app = TestApp::with_cast(on).await;
    let fields = [("email", "yui.tanaka@example.test"), ("password", banso::demo::PASSWORD)];
    app.nobody().post_only("/sign-in", &fields).await.is(303);
    app.end().await;
}

/// Each question finds rows that the product could not have written.
const IMPOSSIBLE: [&str; 12] = [
    "SELECT count(*) AS value FROM occupancy a JOIN occupancy b ON a.resource = b.resource AND a.booking <> b.booking
     WHERE a.starts_at < b.ends_at AND b.starts_at < a.ends_at",
    "SELECT count(*) AS value FROM bookings b WHERE b.status IN ('held', 'offered', 'confirmed')
     AND (SELECT count(*) FROM occupancy o WHERE o.booking = b.id) < 2",
    "SELECT count(*) AS value FROM bookings b JOIN occupancy o ON o.booking = b.id
     WHERE b.status IN ('cancelled', 'released') OR o.starts_at <> b.starts_at OR o.ends_at <> b.ends_at",
    "SELECT count(*) AS value FROM bookings b JOIN people p ON p.id = b.client OR p.id = b.supporter
     WHERE p.joined_at > b.made_at OR b.made_at > b.starts_at",
    "SELECT count(*) AS value FROM bookings WHERE (status = 'confirmed') <> (confirmed_at IS NOT NULL)
     AND status <> 'cancelled'",
    "SELECT count(*) AS value FROM bookings WHERE (place = 'room') <> (room IS NOT NULL)",
    "SELECT count(*) AS value FROM attendances a JOIN bookings b ON b.id = a.booking
     WHERE b.status <> 'confirmed' OR a.said_at < b.starts_at",
    "SELECT count(*) AS value FROM letters l JOIN bookings b ON b.id = l.booking
     WHERE l.author <> b.supporter OR l.addressee <> b.client OR l.owed_at <> b.ends_at OR l.sent_at < l.owed_at
        OR l.read_at < l.sent_at OR (l.sent_at IS NOT NULL AND l.body IS NULL)",
    "SELECT count(*) AS value FROM replies r JOIN letters l ON l.id = r.letter
     WHERE r.author <> l.addressee OR l.sent_at IS NULL OR r.sent_at < l.read_at",
    "SELECT count(*) AS value FROM notes n JOIN bookings b ON b.id = n.booking
     WHERE n.author <> b.supporter OR n.changed_at < b.starts_at",
    "SELECT count(*) AS value FROM sheets s LEFT JOIN bookings b ON b.id = s.booking
     WHERE s.changed_at < b.made_at OR (s.kind = 'three-lines' AND s.changed_at < b.ends_at)",
    "SELECT count(*) AS value FROM offers o WHERE (SELECT count(*) FROM bookings b WHERE b.offer = o.id) <> 3
     OR o.answered_at > o.expires_at",
];

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_cast_did_nothing_that_the_product_would_not_have_let_them(#[case] on: On) {
    let app = TestApp::with_cast(on).await;
    for question in IMPOSSIBLE {
        assert_eq!(app.count(question).await, 0, "{question}");
    }
    let now = app.db().clock().now().0;
    for (table, at) in
        [("sheets", "changed_at"), ("letters", "read_at"), ("replies", "read_at"), ("people", "joined_at")]
    {
        let later = format!("SELECT count(*) AS value FROM {table} WHERE {at} > {now}");
        assert_eq!(app.count(&later).await, 0, "{table} from the future");
    }
    let told = include_str!("../../../../demo/meetings.toml");
    let agreed = ["held", "confirmed", "no-show"].map(|state| told.matches(&format!("state = \"{state}\"\n")).count());
    let planted = app.count("SELECT count(*) AS value FROM bookings WHERE status = 'confirmed'").await;
    assert_eq!(usize::try_from(planted).unwrap(), agreed.iter().sum::<usize>());
    app.end().await;
}

#[derive(Debug, FromQueryResult)]
struct Sealed {
    id: Uuid,
    body: Vec<u8>,
}

/// Every confidential column, and the row that its ciphertext is bound to.
const SEALED: [(&str, &str); 7] = [
    ("sheets.body", "SELECT id, body FROM sheets"),
    ("sheet_versions.body", "SELECT id, body FROM sheet_versions"),
    ("notes.body", "SELECT id, body FROM notes"),
    ("letters.body", "SELECT id, body FROM letters WHERE body IS NOT NULL"),
    ("replies.body", "SELECT id, body FROM replies"),
    ("drafts.body", "SELECT id, body FROM drafts"),
    ("cancellations.words", "SELECT booking AS id, words AS body FROM cancellations WHERE words IS NOT NULL"),
];

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn everything_that_was_written_opens_in_its_place(#[case] on: On) {
    let app = TestApp::with_cast(on).await;
    for (column, question) in SEALED {
        let rows: Vec<Sealed> = app.db().all(question, vec![]).await.unwrap();
        assert!(!rows.is_empty(), "{column}");
        let ring = ring(app.db(), &app.app.masters, rows.iter().map(|row| row.body.as_slice())).await.unwrap();
        for row in rows {
            let text = ring.open(Place { column, row: row.id }, &row.body).unwrap();
            assert!(!text.is_empty(), "{column}");
        }
    }
    app.end().await;
}

/// Every sentence of a file of the story that is long enough to be nobody else's.
fn sentences(toml: &str) -> Vec<String> {
    fn collect(value: &toml::Value, found: &mut Vec<String>) {
        match value {
            toml::Value::String(text) => found.extend(text.lines().filter(|line| line.len() >= 40).map(str::to_owned)),
            toml::Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
            toml::Value::Table(table) => table.values().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(&toml::from_str(toml).unwrap(), &mut found);
    found
}

#[tokio::test]
async fn the_raw_file_holds_no_sentence_of_what_people_wrote() {
    let app = TestApp::with_cast(On::Sqlite).await;
    let mut raw = Vec::new();
    for file in std::fs::read_dir(app.folder()).unwrap() {
        raw.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    // a text crosses pages, so its beginning is looked for
    let holds = |text: &str| {
        let start: String = text.chars().take(12).collect();
        raw.windows(start.len()).any(|window| window == start.as_bytes())
    };
    assert!(holds("「やりたいことがない」と感じている人と、"), "the control: a published headline is there");
    let story = sentences(include_str!("../../../../demo/ja/story.toml"));
    assert!(story.len() > 200);
    for sentence in story.iter().filter(|text| !text.starts_with("川べり")).step_by(7) {
        assert!(!holds(sentence), "{sentence}");
    }
    app.end().await;
}

struct Running {
    child: Child,
    address: String,
}

fn demo(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banso"));
    command.args(["demo", "--listen", "127.0.0.1:0"]).args(args).kill_on_drop(true);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

async fn running(args: &[&str]) -> Running {
    let mut child = demo(args).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().expect("it says when it is ready");
    let address = line.strip_prefix("ready http://").expect("the first line is the address").to_owned();
    Running { child, address }
}

impl Running {
    async fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    async fn stop(mut self) {
        self.child.kill().await.unwrap();
    }
}

#[tokio::test]
async fn the_command_plants_a_fresh_folder_and_takes_it_up_again() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let person = |page: &str| page.split("name=\"person\" value=\"").nth(1).unwrap()[..32].to_owned();
    let first = running(&["--data", data, "--now", NOW, "--lang", "en"]).await;
    let page = first.get("/demo").await;
    assert!(page.contains("片桐 文") || page.contains("Fumi Katagiri"), "{page}");
    first.stop().await;
    let second = running(&["--data", data, "--now", NOW]).await;
    assert_eq!(person(&second.get("/demo").await), person(&page));
    second.stop().await;
}

#[tokio::test]
async fn the_command_refuses_a_folder_that_is_somebodys() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("banso.sqlite3"), b"a real house").unwrap();
    let output = demo(&["--data", folder.path().to_str().unwrap()]).output().await.unwrap();
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("something else than a demo"));
    assert_eq!(std::fs::read(folder.path().join("banso.sqlite3")).unwrap(), b"a real house");
}
