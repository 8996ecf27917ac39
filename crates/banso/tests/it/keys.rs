//! Master keys change while people work, whenever the power goes; ciphertexts stay in their places; without its keys
//! the product does not start; and with them a backup can be read without it.

use std::net::SocketAddr;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use banso::app::{App, Limits, MIGRATIONS, Start};
use banso::operations::backup;
use banso::operations::doctor::{Check, Depth, Standing, look};
use banso::operations::keys::{self, Part, RotationError};
use banso::settings::Settings;
use kit::args;
use kit::db::{Db, Durability, Sql, Text};
use kit::drafts;
use kit::id::Dice;
use kit::time::Clock;
use kit::vault::{KeyFile, KeyKind, MasterKeys, Place, every_key, key_of, wraps, writing_key};
use kit::web::Entry;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rstest::rstest;
use rules::lang::Lang;
use sea_orm::FromQueryResult;
use tempfile::TempDir;
use uuid::Uuid;

use crate::support::served::{Served, banso};
use crate::support::wire::Wire;
use crate::support::{Client, On, TestApp, crowd, full};

const WORDS: &str = "企画の八年目、まだ誰にも言っていないこと";

/// A product that follows the key file in its folder.
async fn followed(on: On) -> TestApp {
    TestApp::started(on, |start| {
        let path = start.settings.key_path();
        KeyFile::create(&path, "first", &Dice::system()).unwrap();
        Start { masters: MasterKeys::of_file(&path).unwrap(), ..start }
    })
    .await
}

fn lines(bytes: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect()
}

async fn profile(app: &TestApp, n: usize, words: &str) -> Client {
    let tx = app.db().begin().await.unwrap();
    let person = crowd::client(&tx, n).await;
    tx.commit().await.unwrap();
    let mut browser = app.as_person(person).await;
    browser.post_only("/profile", &[("q-now", words), ("hand", "submit")]).await.is(303);
    browser
}

/// An organisation on the disk: many people with a draft each, and some who write while keys change.
struct House {
    folder: TempDir,
    owners: Vec<Uuid>,
    reader: String,
    newcomers: Vec<(Uuid, String)>,
}

impl House {
    async fn new(many: usize) -> Self {
        let folder = TempDir::new().unwrap();
        let settings = Settings { data: folder.path().to_owned(), ..Settings::default() };
        let (dice, clock) = (Dice::system(), Clock::system());
        KeyFile::create(&settings.key_path(), "first", &dice).unwrap();
        let masters = MasterKeys::of_file(&settings.key_path()).unwrap();
        let (durability, limits) = (Durability::Full, Limits::for_tests());
        let start = Start { settings, clock, dice, durability, masters, limits, demo: true, lang: Lang::Ja };
        let app = App::start(start).await.unwrap();
        MIGRATIONS.apply(&app.db).await.unwrap();
        let tx = app.db.begin().await.unwrap();
        let mut owners = Vec::new();
        for n in 0..many {
            let owner = app.db.dice().pseudonym();
            let entry = Entry::default().with("body", format!("{WORDS} {n}"));
            drafts::save(&tx, &app.masters, owner, "letters/1", &entry).await.unwrap();
            owners.push(owner);
        }
        let reader = crowd::client(&tx, 0).await;
        let reader = banso::people::login::begin(&tx, reader, "test").await.unwrap();
        let mut newcomers = Vec::new();
        for n in 1..=200 {
            let person = crowd::client(&tx, n).await;
            newcomers.push((person.0, banso::people::login::begin(&tx, person, "test").await.unwrap()));
        }
        tx.commit().await.unwrap();
        let mut browser = Client::with_login(banso::routes::router(&app), &reader);
        browser.post_only("/profile", &[("q-now", WORDS), ("hand", "submit")]).await.is(303);
        app.db.close().await.unwrap();
        Self { folder, owners, reader, newcomers }
    }

    fn settings(&self) -> Settings {
        Settings { data: self.folder.path().to_owned(), ..Settings::default() }
    }

    fn masters(&self) -> MasterKeys {
        MasterKeys::of_file(&self.settings().key_path()).unwrap()
    }

    async fn db(&self) -> Db {
        Db::open(&self.settings().database_url(), Durability::Full, Clock::system(), Dice::system()).await.unwrap()
    }

    /// Returns when data keys are under two master keys, or when the rotation is over.
    async fn until_halfway(&self, rotation: &mut Child) {
        let db = self.db().await;
        while wraps(&db).await.unwrap().len() < 2 && rotation.try_wait().unwrap().is_none() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        db.close().await.unwrap();
    }

    /// How many drafts do not open with the key file as it lies there, and under how many master keys they are.
    async fn unreadable(&self) -> (usize, usize) {
        let (db, masters) = (self.db().await, self.masters());
        let mut unreadable = 0;
        for (n, owner) in self.owners.iter().enumerate() {
            let draft = drafts::load(&db, &masters, *owner, "letters/1").await;
            let read = draft.is_ok_and(|draft| draft.unwrap().entry.value("body") == format!("{WORDS} {n}"));
            unreadable += usize::from(!read);
        }
        let under = wraps(&db).await.unwrap().len();
        db.close().await.unwrap();
        (unreadable, under)
    }
}

/// Tells everybody to stop when it goes, also when the test stumbles.
struct Bell<'a>(&'a AtomicBool);

impl Drop for Bell<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What people met while keys changed.
#[derive(Debug, Default)]
struct Met {
    read: usize,
    written: Vec<Uuid>,
    strange: Vec<String>,
}

/// Reads what is old, and lets newcomers write their first words, until told to stop. A server on which nobody writes
/// a first word learns of new keys by reading alone.
fn people_work(house: &House, address: SocketAddr, newcomers: &[(Uuid, String)], stop: &AtomicBool) -> Met {
    let mut met = Met::default();
    let reader = Wire::new(address, &house.reader);
    let mut newcomers = newcomers.iter();
    while !stop.load(Ordering::Relaxed) {
        let heard = reader.get("/profile").expect("serves");
        match heard.status {
            200 if heard.body.contains(WORDS) => met.read += 1,
            _ => met.strange.push(format!("read {} {}", heard.status, heard.body)),
        }
        if let Some((person, token)) = newcomers.next() {
            let saved = Wire::new(address, token).post("/drafts/letters/1", &[("body", WORDS)]).expect("serves");
            match saved.status {
                200 => met.written.push(*person),
                status => met.strange.push(format!("write {status} {}", saved.body)),
            }
        }
        std::thread::sleep(Duration::from_millis(30));
    }
    met
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_moments_a_rotation_leaves_nothing_unreadable_and_completes() {
    let kills = if full() { 20 } else { 5 };
    let seed = std::env::var("BANSO_TEST_SEED").map_or_else(|_| rand::random(), |seed| seed.parse().unwrap());
    println!("BANSO_TEST_SEED={seed}");
    let mut chance = StdRng::seed_from_u64(seed);
    let house = House::new(1_000).await;
    let settings = house.settings();
    let (served, reading) = (Served::start(&settings), Served::start(&settings));
    let stop = AtomicBool::new(false);
    let rotate = || banso(&settings, &["keys", "rotate"]).stdout(Stdio::null()).spawn().unwrap();
    let mut halfway = 0;
    let (met, quiet) = {
        let (house, stop, address, quiet) = (&house, &stop, served.address, reading.address);
        let handle = tokio::runtime::Handle::current();
        tokio::task::block_in_place(|| {
            std::thread::scope(|scope| {
                let bell = Bell(stop);
                let working = scope.spawn(move || people_work(house, address, &house.newcomers, stop));
                let reading = scope.spawn(move || people_work(house, quiet, &[], stop));
                let begun = Instant::now();
                assert!(rotate().wait().unwrap().success());
                let whole = begun.elapsed();
                for kill in 1..=kills {
                    let mut child = rotate();
                    if kill % 2 == 0 {
                        handle.block_on(house.until_halfway(&mut child));
                        std::thread::sleep(whole.mul_f64(chance.random_range(0.0..0.1)));
                    } else {
                        std::thread::sleep(whole.mul_f64(chance.random_range(0.0..1.0)));
                    }
                    let _ = child.kill();
                    let cut_off = child.wait().unwrap().signal() == Some(9);
                    let (unreadable, under) = handle.block_on(house.unreadable());
                    assert_eq!(unreadable, 0, "after kill {kill}");
                    halfway += usize::from(cut_off && under > 1);
                }
                assert!(rotate().wait().unwrap().success());
                // who is working meets the end of the rotation too
                std::thread::sleep(Duration::from_millis(200));
                drop(bell);
                (working.join().unwrap(), reading.join().unwrap())
            })
        })
    };
    println!("{kills} kills, {halfway} in the middle, {} readings, {} first words", met.read, met.written.len());
    assert_eq!((&met.strange, &quiet.strange), (&vec![], &vec![]));
    assert!(met.read > 0 && quiet.read > 0 && !met.written.is_empty());
    assert!(halfway > 0, "no kill met a rotation under way");
    the_old_lines_may_go(&house, &met.written).await;
    drop((served, reading));
}

/// Everything is under the current key, and opens with it alone.
async fn the_old_lines_may_go(house: &House, written: &[Uuid]) {
    let settings = house.settings();
    let output = banso(&settings, &["keys", "status", "--json"]).output().unwrap();
    let status: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let masters = status["masters"].as_array().unwrap();
    assert!(masters.len() > 1 && masters[0]["part"] == "current");
    assert!(masters.iter().skip(1).all(|master| master["wraps"] == 0), "{status}");
    assert_eq!(house.unreadable().await, (0, 1));
    assert!(banso(&settings, &["audit", "verify"]).output().unwrap().status.success(), "and every reading is written");

    // what was acknowledged meanwhile opens with the current key alone: the old lines may go
    let current = KeyFile::read(&settings.key_path()).unwrap().names()[0].clone();
    let text = std::fs::read_to_string(settings.key_path()).unwrap();
    let line = text.lines().find(|line| line.starts_with(&format!("{current} "))).unwrap();
    let alone = MasterKeys::parse(line).unwrap();
    let db = house.db().await;
    for person in written {
        let draft = drafts::load(&db, &alone, *person, "letters/1").await.unwrap().unwrap();
        assert_eq!(draft.entry.value("body"), WORDS);
    }
    // the control: with another key nothing opens
    let other = MasterKeys::parse(&MasterKeys::fresh(&current, &Dice::system())).unwrap();
    assert!(drafts::load(&db, &other, written[0], "letters/1").await.is_err());
    db.close().await.unwrap();
}

#[tokio::test]
async fn on_a_server_a_key_is_added_first_and_used_when_every_machine_has_it() {
    let app = followed(On::Postgres).await;
    let mut tanaka = profile(&app, 1, WORDS).await;
    tanaka.get("/profile").await.is(200).says(WORDS);
    let link = app.app.masters.tag("link", b"7");
    assert!(matches!(keys::rotate(&app.app, None).await, Err(RotationError::Elsewhere)));
    assert!(matches!(keys::rotate(&app.app, Some("nobody")).await, Err(RotationError::File(_))));
    let name = keys::add(&app.app).unwrap();
    assert_eq!(name, "2026-12-03");
    let parts = |status: keys::Status| {
        status.masters.iter().map(|master| (master.name.clone(), master.part, master.wraps > 0)).collect::<Vec<_>>()
    };
    app.app.masters.read_again();
    let before = parts(keys::status(&app.app).await.unwrap());
    assert_eq!(before, [("first".into(), Part::Current, true), (name.clone(), Part::Known, false)]);
    let rotated = keys::rotate(&app.app, Some(&name)).await.unwrap();
    assert_eq!((rotated.current.as_str(), rotated.made, rotated.stuck), (name.as_str(), false, 0));
    assert!(rotated.done > 0);
    let after = parts(keys::status(&app.app).await.unwrap());
    assert_eq!(after, [(name, Part::Current, true), ("first".into(), Part::Known, false)]);
    tanaka.get("/profile").await.is(200).says(WORDS);
    assert!(app.app.masters.knows("link", b"7", &link), "links that were sent go on working");
    assert_eq!(keys::rotate(&app.app, Some("first")).await.unwrap().done, rotated.done, "and back");
    app.end().await;
}

#[tokio::test]
async fn a_data_key_that_does_not_open_is_left_behind_and_said() {
    let house = House::new(4).await;
    let settings = house.settings();
    let db = house.db().await;
    let tx = db.begin().await.unwrap();
    let damage = "UPDATE data_keys SET wrapped = $1 WHERE owner = $2";
    assert_eq!(tx.run(damage, args![vec![7_u8; 72], house.owners[0]]).await.unwrap(), 1);
    tx.commit().await.unwrap();
    for _ in 0..2 {
        let rotated = banso(&settings, &["keys", "rotate"]).output().unwrap();
        assert_eq!(rotated.status.code(), Some(1), "{rotated:?}");
        assert!(String::from_utf8_lossy(&rotated.stdout).contains("One data key does not open and stays as it is."));
        assert_eq!(house.masters().names().len(), 2, "it goes on, and makes no third key");
    }
    assert_eq!(house.unreadable().await, (1, 2));
    assert_eq!(wraps(&db).await.unwrap().iter().map(|wraps| wraps.keys).min(), Some(1));
    db.close().await.unwrap();
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_ciphertext_in_another_row_or_column_gives_no_text_and_is_named(#[case] on: On) {
    let app = followed(on).await;
    let mut tanaka = profile(&app, 1, WORDS).await;
    let mut sato = profile(&app, 2, "佐藤の言葉").await;
    tanaka.post_only("/drafts/letters/1", &[("body", "書きかけ")]).await.is(200);
    let swapped = [
        // the texts of two people, each in the other's row
        "UPDATE sheets SET body = (SELECT kept.body FROM kept WHERE kept.id <> sheets.id)",
        // one's own text in another column
        "UPDATE drafts SET body = (SELECT v.body FROM sheet_versions v JOIN sheets s ON s.id = v.sheet
                                   WHERE s.person = drafts.person)",
    ];
    assert_eq!(of(&app).await, (Standing::Well, String::new()));
    let tx = app.db().begin().await.unwrap();
    tx.run("CREATE TABLE kept AS SELECT id, body FROM sheets", vec![]).await.unwrap();
    for statement in swapped {
        assert!(tx.run(statement, vec![]).await.unwrap() > 0);
    }
    tx.commit().await.unwrap();
    for browser in [&mut tanaka, &mut sato] {
        let page = browser.get("/profile").await;
        page.is(500).is_silent_about(WORDS).is_silent_about("佐藤の言葉");
    }
    let person: Uuid = app.db().first::<Owner>("SELECT person FROM drafts", vec![]).await.unwrap().unwrap().person;
    assert!(drafts::load(app.db(), &app.app.masters, person, "letters/1").await.is_err());
    assert_eq!(of(&app).await, (Standing::Trouble, "sheets.body, drafts.body".into()));
    app.end().await;
}

#[derive(FromQueryResult)]
struct Owner {
    person: Uuid,
}

async fn of(app: &TestApp) -> (Standing, String) {
    let found = look(&app.app, Depth::All).await.unwrap();
    let finding = found.into_iter().find(|finding| finding.check == Check::Ciphertexts).unwrap();
    (finding.standing, finding.detail)
}

#[derive(Clone, FromQueryResult)]
struct Sealed {
    row: Uuid,
    body: Vec<u8>,
}

#[tokio::test]
async fn no_text_of_the_cast_opens_in_the_place_of_another_one() {
    let app = TestApp::with_cast(On::Sqlite).await;
    let ring = every_key(app.db(), &app.app.masters).await.unwrap().ring;
    let mut texts: Vec<(Place, Vec<u8>)> = Vec::new();
    for column in ["sheets.body", "sheet_versions.body", "notes.body", "letters.body", "replies.body", "drafts.body"] {
        let table = column.trim_end_matches(".body");
        let question = format!("SELECT id AS \"row\", body FROM {table} WHERE body IS NOT NULL");
        let rows: Vec<Sealed> = app.db().all(&question, vec![]).await.unwrap();
        texts.extend(rows.into_iter().map(|Sealed { row, body }| (Place { column, row }, body)));
    }
    assert!(texts.len() > 50, "{}", texts.len());
    let (mut tried, mut accepted) = (0, Vec::new());
    for (own, sealed) in &texts {
        assert!(ring.opens(*own, sealed).is_ok(), "{own:?}");
        for (place, _) in texts.iter().filter(|(place, _)| place != own) {
            tried += 1;
            if ring.opens(*place, sealed).is_ok() {
                accepted.push((*own, *place));
            }
        }
    }
    println!("{} texts, {tried} swaps, {} accepted", texts.len(), accepted.len());
    assert_eq!(accepted, []);
    app.end().await;
}

#[tokio::test]
async fn without_its_keys_it_does_not_start_and_says_so_in_one_line() {
    let house = House::new(5).await;
    let (settings, dice) = (house.settings(), Dice::system());
    let path = settings.key_path();
    let right = std::fs::read_to_string(&path).unwrap();
    let stopped = |what: &[&str]| -> (Option<i32>, Vec<String>) {
        let Output { status, stderr, .. } = banso(&settings, what).output().unwrap();
        (status.code(), lines(&stderr))
    };
    let wrong: [(Option<String>, &str); 5] = [
        (None, "there is no key file at"),
        (Some(MasterKeys::fresh("first", &dice)), "the master key first in the key file"),
        (Some(MasterKeys::fresh("other", &dice)), "lacks the master key first"),
        (Some("first c2hvcnQ=\n".into()), "line 1"),
        (Some(String::new()), "no master key"),
    ];
    for (text, sentence) in wrong {
        match &text {
            Some(text) => std::fs::write(&path, text).unwrap(),
            None => std::fs::remove_file(&path).unwrap(),
        }
        for what in [&["serve"][..], &["keys", "rotate"], &["audit", "verify"]] {
            let (code, said) = stopped(what);
            assert_eq!((code, said.len()), (Some(1), 1), "{what:?} {said:?}");
            assert!(said[0].starts_with("banso: ") && said[0].contains(sentence), "{what:?} {said:?}");
        }
        assert_eq!(std::fs::read_to_string(&path).ok(), text, "nothing was made or changed");
    }
    std::fs::write(&path, right).unwrap();
    drop(Served::start(&settings));
    assert_eq!(house.unreadable().await, (0, 1));
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn every_text_of_a_backup_can_be_read_with_the_key_file_alone(#[case] on: On) {
    let app = followed(on).await;
    let mut canaries = Vec::new();
    for n in 1..=12 {
        let words = format!("カナリア {n}\\\n二行目\t\"引用\"");
        let mut browser = profile(&app, n, &words).await;
        browser.post_only("/drafts/notes/1", &[("note", &format!("手控え {n}"))]).await.is(200);
        canaries.extend([format!("カナリア {n}\\\\"), format!("手控え {n}")]);
    }
    let folder = app.folder().join("backup");
    backup::create(&app.app, &folder).await.unwrap();
    let elsewhere = TempDir::new().unwrap();
    let key_file = elsewhere.path().join("keys");
    std::fs::copy(app.app.settings.key_path(), &key_file).unwrap();
    let nothing = Settings { data: elsewhere.path().join("nowhere"), ..Settings::default() };
    let (from, with) = (folder.to_str().unwrap(), key_file.to_str().unwrap());
    let decrypt = |more: &[&str]| {
        let what = [&["decrypt", "--backup", from, "--key-file", with], more].concat();
        banso(&nothing, &what).output().unwrap()
    };
    let output = decrypt(&[]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    let texts: Vec<serde_json::Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(texts.len(), 12 * 3, "the profile, its version, and the draft");
    let all: Vec<String> = texts.iter().map(|text| percent_decoded(text["text"].as_str().unwrap())).collect();
    for canary in &canaries {
        assert!(all.iter().any(|text| text.contains(canary.as_str())), "{canary} is not in {all:#?}");
    }
    assert!(texts.iter().all(|text| text["name"] == "客 一" && text["column"].as_str().unwrap().ends_with(".body")));
    assert!(!nothing.data.exists(), "it needs and makes nothing else");

    let to = elsewhere.path().join("texts");
    assert!(decrypt(&["--to", to.to_str().unwrap()]).status.success());
    assert_eq!(std::fs::read(to.join("texts.jsonl")).unwrap(), output.stdout);
    assert!(!decrypt(&["--to", to.to_str().unwrap()]).status.success(), "nothing is overwritten");
    std::fs::write(&key_file, MasterKeys::fresh("first", &Dice::system())).unwrap();
    let refused = decrypt(&[]);
    assert!(!refused.status.success() && refused.stdout.is_empty());
    assert_eq!(lines(&refused.stderr).len(), 1);
    app.end().await;
}

/// A draft is kept as the form was sent.
fn percent_decoded(text: &str) -> String {
    if text.starts_with(['{', '[']) { text.to_owned() } else { Entry::parse(text.as_bytes()).value("note").to_owned() }
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_note_is_under_its_authors_second_key_from_its_first_draft(#[case] on: On) {
    let app = followed(on).await;
    let mut author = profile(&app, 1, WORDS).await;
    author.post_only("/drafts/notes/1", &[("note", "気づいたこと")]).await.is(200);
    author.post_only("/drafts/letters/1", &[("body", "前略")]).await.is(200);
    let kind = async |form: &str| {
        let question = "SELECT id AS \"row\", body FROM drafts WHERE form = $1";
        let sealed: Sealed = app.db().first(question, args![form]).await.unwrap().unwrap();
        let key = key_of(&sealed.body).unwrap();
        let kind: Option<Text> =
            app.db().first("SELECT kind AS value FROM data_keys WHERE id = $1", args![key]).await.unwrap();
        kind.unwrap().value
    };
    assert_eq!((kind("notes/1").await.as_str(), kind("letters/1").await.as_str()), ("note", "record"));
    let person: Uuid = app.db().first::<Owner>("SELECT person FROM drafts", vec![]).await.unwrap().unwrap().person;
    let tx = app.db().begin().await.unwrap();
    let entry = Entry::default().with("note", "気づいたこと");
    let to = (person, KeyKind::Note);
    let held = drafts::hold_as(&tx, &app.app.masters, to, "/meetings/1/note", &entry).await.unwrap();
    writing_key(&tx, &app.app.masters, person, KeyKind::Note).await.unwrap();
    tx.commit().await.unwrap();
    let back = drafts::held_post(app.db(), &app.app.masters, person, held).await.unwrap().unwrap();
    assert_eq!(back.entry.value("note"), "気づいたこと");
    assert_eq!(app.count("SELECT count(*) AS value FROM data_keys WHERE kind = 'note'").await, 1);
    app.end().await;
}
