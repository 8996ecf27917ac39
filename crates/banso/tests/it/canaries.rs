//! A canary in every private field: nobody finds one that is not theirs to read, in no page, mail, calendar, job, log
//! line or file. That each author finds their own shows that the search sees.

mod answers;
pub mod crawl;
mod exits;
mod readers;
pub mod texts;
mod troubles;
mod withdrawal;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::Once;

use banso::operations::backup;
use jiff::SignedDuration;
use kit::db::Sql;
use rules::access::Rule;
use rules::access::control::Broken;
use sea_orm::FromQueryResult;
use tempfile::TempDir;

use self::crawl::crawl;
use self::readers::Reader;
use self::texts::{Aviary, Canary};
use crate::matrix::actors::{Actor, Promise};
use crate::matrix::stage::Stage;
use crate::support::{On, TestApp, full};

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

/// A canary that somebody found and may not read.
#[derive(Debug)]
struct Leak {
    who: &'static str,
    word: &'static str,
    at: String,
}

/// The product with a text of everybody everywhere, long enough ago for letters to have arrived.
struct Garden {
    stage: Stage,
    canaries: Vec<Canary>,
    places: Vec<String>,
}

impl Garden {
    async fn of(on: On) -> Self {
        let stage = Stage::set(on).await;
        let canaries = Aviary::of(&stage).await;
        stage.app.later(SignedDuration::from_mins(11));
        let places: BTreeSet<String> = canaries.iter().map(|canary| canary.at.clone()).collect();
        let places = places.into_iter().collect();
        Self { stage, canaries, places }
    }

    /// The words that somebody may read.
    async fn readable(&self, actor: Actor, promise: Promise) -> BTreeSet<&'static str> {
        let reader = Reader::of(&self.stage.app, actor).await;
        let open = self.canaries.iter().filter(|canary| canary.is_read_by(reader.as_ref(), promise.consent()));
        open.map(|canary| canary.word).collect()
    }

    /// Crawls as somebody and answers what is foreign. Of their own they find everything that they may read.
    async fn leaks(&self, actor: Actor, readable: &BTreeSet<&'static str>) -> Vec<Leak> {
        let mut browser = actor.browser(&self.stage.app).await;
        let answers = crawl(&self.stage, &mut browser, &self.places).await;
        assert!(answers.len() > 60, "{} saw {} pages", actor.name(), answers.len());
        let (reader, mut leaks) = (Reader::of(&self.stage.app, actor).await, Vec::new());
        for canary @ Canary { word, at, .. } in &self.canaries {
            let found = answers.iter().find(|(_, page)| page.contains(word));
            if let Some((path, _)) = found.filter(|_| !readable.contains(word)) {
                leaks.push(Leak { who: actor.name(), word, at: path.clone() });
            }
            let meant = readable.contains(word) && reader.as_ref().is_some_and(|reader| canary.is_found_by(reader));
            assert!(!meant || found.is_some(), "{} does not find {word} at {at}", actor.name());
        }
        leaks
    }
}

impl Garden {
    /// With a rule broken, the crawl finds that word, on a page where it stands.
    async fn leaks_where(&self, rule: Rule, (actor, promise): (Actor, Promise), word: &str) {
        let readable = self.readable(actor, promise).await;
        let broken = Broken::rule(rule);
        let leaks = self.leaks(actor, &readable).await;
        drop(broken);
        let seen = leaks.iter().find(|leak| leak.word == word && leak.who == actor.name());
        let at = seen.map(|leak| leak.at.trim_start_matches('/').split('/').next().unwrap());
        assert!(matches!(at, Some("meetings" | "letters" | "copies")), "{rule} as {}: {leaks:#?}", actor.name());
    }
}

#[tokio::test]
async fn nobody_finds_a_canary_that_is_not_theirs_to_read() {
    listen();
    let garden = Garden::of(On::Sqlite).await;
    let Garden { stage, canaries, .. } = &garden;
    let (mut reads, mut shut) = (0, 0);
    for actor in Actor::all() {
        let readable = garden.readable(actor, Promise::Given).await;
        let leaks = garden.leaks(actor, &readable).await;
        assert!(leaks.is_empty(), "{leaks:#?}");
        (reads, shut) = (reads + readable.len(), shut + canaries.len() - readable.len());
    }
    assert!(reads > canaries.len() && shut > reads, "some are read by two, most by nobody else: {reads}, {shut}");
    leaves_the_house(&stage.app, canaries).await;
    let tag = "the-tag-of-a-mail-link";
    stage.app.nobody().get(&format!("/links/{}/{tag}", uuid::Uuid::nil())).await.is(404);
    is_refused(stage, canaries).await;
    let written = String::from_utf8(HEARD.take().unwrap()).unwrap();
    assert!(written.contains("audit"), "the log was heard");
    assert!(written.contains("/links/{id}/{tag}") && !written.contains(tag), "a link's secret stays out of the log");
    is_silent(canaries, "the log", &written);
    garden.stage.app.end().await;
}

/// What is typed into addresses and broken bodies stands in no log line, audit entry, job or mail.
async fn is_refused(stage: &Stage, canaries: &[Canary]) {
    let mut tanaka = stage.app.as_person(stage.app.cast("tanaka")).await;
    for canary in canaries {
        let word = canary.word;
        tanaka.get(&format!("/{word}")).await.is(404);
        tanaka.get(&format!("/meetings/{word}?next={word}")).await.is(404);
        let json = format!("{{\"q-most\":\"{word}\"}}").into_bytes();
        tanaka.deliver("POST", "/profile", Some(("application/json", json))).await.is(415).is_silent_about(word);
        let long = format!("{word}{}", "あ".repeat(100_000));
        tanaka.post_only("/me", &[("family", &long)]).await;
    }
    let mut out = Vec::new();
    assert!(banso::audit::export(&stage.app.app, &mut out).await.unwrap() > 100);
    is_silent(canaries, "the audit log taken away", &String::from_utf8(out).unwrap());
}

/// The control: with one rule broken on purpose the same crawl finds what it lets through, and names the page.
#[tokio::test]
async fn a_crawl_sees_the_rule_that_is_broken() {
    let garden = Garden::of(On::Sqlite).await;
    let strangers = [Actor::AnotherClient, Actor::AnotherSupporter, Actor::Manager];
    let given: [(Rule, &[Actor], &str); 5] = [
        (Rule::LetterAddressee, if full() { &strangers } else { &strangers[..1] }, "canary-18-sent"),
        (Rule::NoteAuthor, &[Actor::Client], "canary-09-note"),
        (Rule::PlanAuthor, &[Actor::Client], "canary-03-aim"),
        (Rule::UnsentAuthor, &[Actor::Client], "canary-19-draft"),
        (Rule::CopyAuthor, &[Actor::AnotherSupporter], "canary-29-case"),
    ];
    // without the promise, what its rules open to the supporter of the client
    let withdrawn: [(Rule, &[Actor], &str); 3] = [
        (Rule::SupporterReads, &[Actor::Supporter], "canary-01-most"),
        (Rule::ProfileSupporter, &[Actor::Supporter], "canary-12-now"),
        (Rule::ReplyAddressee, &[Actor::Supporter], "canary-20-reply"),
    ];
    for (promise, leaky) in [(Promise::Given, &given[..]), (Promise::Withdrawn, &withdrawn[..])] {
        promise.befalls(&garden.stage, &garden.stage.app).await;
        let readable = garden.readable(Actor::Supporter, promise).await;
        let sound = garden.leaks(Actor::Supporter, &readable).await;
        assert!(sound.is_empty(), "{promise:?}: {sound:#?}");
        let shown = if full() { leaky.len() } else { 2 };
        for (rule, actors, word) in &leaky[..shown] {
            for actor in *actors {
                garden.leaks_where(*rule, (*actor, promise), word).await;
            }
        }
    }
    garden.stage.app.end().await;
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
