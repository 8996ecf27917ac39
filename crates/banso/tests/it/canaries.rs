//! A canary in every private field: nobody finds one that is not theirs to read, in no page, mail, calendar, job, log
//! line or file. That each author finds their own shows that the search sees.

pub mod crawl;
pub mod texts;

use std::cell::RefCell;
use std::io::Write;
use std::path::Path;
use std::sync::Once;

use banso::operations::backup;
use jiff::SignedDuration;
use kit::db::Sql;
use sea_orm::FromQueryResult;
use tempfile::TempDir;

use self::crawl::crawl;
use self::texts::{Aviary, Canary};
use crate::matrix::actors::Actor;
use crate::matrix::stage::Stage;
use crate::support::{On, TestApp};

thread_local! {
    /// What was logged on this thread, once somebody listens: each test runs its product on a thread of its own.
    static HEARD: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Writes what is logged to whoever listens on its thread. One for all tests: a listener of a single thread is lost
/// when another thread meets a log line first.
struct Ear;

impl Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        HEARD.with_borrow_mut(|heard| heard.iter_mut().for_each(|heard| heard.extend_from_slice(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let ears = tracing_subscriber::fmt().with_writer(|| Ear).with_max_level(tracing::Level::DEBUG).finish();
        tracing::subscriber::set_global_default(ears).unwrap();
    });
    HEARD.set(Some(Vec::new()));
}

#[derive(FromQueryResult)]
struct Job {
    kind: String,
    unique_key: String,
    last_error: Option<String>,
}

#[tokio::test]
async fn nobody_finds_a_canary_that_is_not_theirs_to_read() {
    listen();
    let stage = Stage::set(On::Sqlite).await;
    let canaries = Aviary::of(&stage).await;
    stage.app.later(SignedDuration::from_mins(11));
    let places: Vec<String> = canaries.iter().map(|canary| canary.at.clone()).collect();
    for actor in Actor::ALL {
        let person = actor.person(&stage.app);
        let mut browser = actor.browser(&stage.app).await;
        let answers = crawl(&stage, &mut browser, &places).await;
        assert!(answers.len() > 60, "{} saw {} pages", actor.name(), answers.len());
        for canary in &canaries {
            let found = answers.iter().find(|(_, page)| page.contains(canary.word));
            if let Some((path, _)) = found.filter(|_| !canary.is_read_by(person)) {
                panic!("{} reads {} at {path}", actor.name(), canary.word);
            }
            let own = Some(canary.author) == person;
            assert!(!own || found.is_some(), "{} does not find {} at {}", actor.name(), canary.word, canary.at);
        }
        let feed = browser.post("/calendar/feed", &[]).await;
        is_silent(&canaries, "a page with a calendar's address", &feed.html);
    }
    let (mut reads, mut shut) = (0, 0);
    for canary in &canaries {
        let readers = Actor::ALL.iter().filter(|actor| canary.is_read_by(actor.person(&stage.app))).count();
        (reads, shut) = (reads + readers, shut + Actor::ALL.len() - readers);
    }
    assert!(reads > canaries.len() && shut > reads, "some are read by two, most by nobody else: {reads}, {shut}");
    leaves_the_house(&stage.app, &canaries).await;
    let tag = "the-tag-of-a-mail-link";
    stage.app.nobody().get(&format!("/links/{}/{tag}", uuid::Uuid::nil())).await.is(404);
    let written = String::from_utf8(HEARD.take().unwrap()).unwrap();
    assert!(written.contains("audit"), "the log was heard");
    assert!(written.contains("/links/{id}/{tag}") && !written.contains(tag), "a link's secret stays out of the log");
    is_silent(&canaries, "the log", &written);
    stage.app.end().await;
}

/// Mails, calendars and jobs tell that something is there, never what.
async fn leaves_the_house(app: &TestApp, canaries: &[Canary]) {
    let mails = app.outbox().await;
    assert!(mails.iter().any(|mail| mail.kind.contains("letter")), "a letter was announced");
    assert!(mails.iter().any(|mail| mail.calendar.is_some()), "a meeting was taken out of calendars");
    for mail in &mails {
        let all = [&mail.subject, &mail.body, &mail.calendar].map(|text| text.clone().unwrap_or_default());
        is_silent(canaries, &format!("a mail: {}", mail.kind), &all.concat());
    }
    let jobs: Vec<Job> = app.db().all("SELECT kind, unique_key, last_error FROM jobs", vec![]).await.unwrap();
    assert!(jobs.len() > 5);
    for job in jobs {
        is_silent(canaries, &job.kind, &format!("{}{}", job.unique_key, job.last_error.unwrap_or_default()));
    }
    for key in ["tanaka", "hayakawa"] {
        let mut browser = app.as_person(app.cast(key)).await;
        let page = browser.get("/calendar").await;
        let file = page.html.split("/calendar/feed/").find_map(|rest| rest.split_once(".ics")).unwrap().0.to_owned();
        let feed = app.nobody().get(&format!("/calendar/feed/{file}.ics")).await;
        feed.is(200).says("BEGIN:VEVENT");
        is_silent(canaries, "a calendar", &feed.html);
    }
}

#[track_caller]
fn is_silent(canaries: &[Canary], place: &str, text: &str) {
    for canary in canaries {
        assert!(!text.contains(canary.word), "{place} says {}", canary.word);
    }
}

#[tokio::test]
async fn the_files_of_the_house_hold_no_private_word_in_the_open() {
    let stage = Stage::set(On::Sqlite).await;
    let canaries = Aviary::of(&stage).await;
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("copy");
    backup::create(&stage.app.app, &copy).await.unwrap();
    let (live, kept) = (files(stage.app.folder()), files(&copy));
    assert!(live.iter().any(|(name, bytes)| name.ends_with("-wal") && !bytes.is_empty()), "the log of writes is there");
    for (place, files) in [("live", &live), ("backup", &kept)] {
        let holds = |word: &str| files.iter().find(|(_, bytes)| contains(bytes, word.as_bytes()));
        assert!(holds("早川").is_some(), "{place}: a name stands in the open, so the search sees");
        for canary in &canaries {
            assert!(holds(canary.word).is_none(), "{place}: {} in {}", canary.word, holds(canary.word).unwrap().0);
        }
    }
    stage.app.end().await;
}

/// The files of a folder, database and log of writes among them.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: std::path::PathBuf| (path.display().to_string(), std::fs::read(&path).unwrap());
    entries.filter(|path| path.is_file()).map(read).collect()
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}
