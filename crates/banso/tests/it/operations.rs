//! Running it: backup and the way back, migrations, the doctor, the terminal, and what the administrator sees.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use banso::app::{App, MIGRATIONS};
use banso::operations::backup::{self, BackupError};
use banso::operations::doctor::{Check, Depth, Finding, Standing, look, trouble};
use banso::operations::{migration, restoration};
use banso::people::PersonId;
use banso::people::operator;
use banso::settings::Settings;
use jiff::SignedDuration;
use kit::args;
use kit::db::{CopyError, DbError, Migrations};
use kit::drafts;
use kit::jobs::NewJob;
use kit::web::Entry;
use rstest::rstest;
use tempfile::TempDir;

use crate::support::postgres::Clone as Database;
use crate::support::{On, TestApp, person, start};

/// A second place for the same organisation, with nothing in it yet.
pub struct Elsewhere {
    folder: TempDir,
    database: Option<Database>,
}

impl Elsewhere {
    pub async fn new(on: On) -> Self {
        let database = match on {
            On::Sqlite => None,
            On::Postgres => Some(Database::empty().await),
        };
        Self { folder: TempDir::new().unwrap(), database }
    }

    pub fn settings(&self) -> Settings {
        let database = self.database.as_ref().map(Database::url);
        Settings { data: self.folder.path().to_owned(), database, ..Settings::default() }
    }

    /// The product there, with the organisation's keys.
    pub async fn open(&self, like: &App) -> App {
        App::start(banso::app::Start { masters: like.masters.clone(), ..start(self.settings()) }).await.unwrap()
    }

    pub async fn end(self) {
        if let Some(database) = self.database {
            database.drop().await;
        }
    }
}

async fn draft(app: &App, person: PersonId, form: &str, text: &str) {
    let tx = app.db.begin().await.unwrap();
    let entry = Entry::default().with("body", text);
    drafts::save(&tx, &app.masters, person.0, form, &entry).await.unwrap();
    tx.commit().await.unwrap();
}

fn of(found: &[Finding], check: Check) -> &Finding {
    found.iter().find(|finding| finding.check == check).unwrap()
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_writes_holds_everything_that_was_promised_before(#[case] on: On) {
    let app = TestApp::new(on).await;
    let yui = person(&app, "田中", "結", "yui@example.test", "水曜の夜に話す").await;
    draft(&app.app, yui, "before", "控えの前に書いた").await;
    let (stop, writer) = (Arc::new(AtomicBool::new(false)), app.app.clone());
    let stopped = stop.clone();
    let writing = tokio::spawn(async move {
        let mut written = 0;
        while !stopped.load(Ordering::Relaxed) {
            draft(&writer, yui, &format!("during-{written}"), "控えのあいだに書いた").await;
            written += 1;
        }
        written
    });
    while app.count("SELECT count(*) AS value FROM drafts").await < 20 {
        tokio::task::yield_now().await;
    }
    let promised = app.count("SELECT count(*) AS value FROM drafts").await;
    let folder = app.folder().join("backup");
    let manifest = backup::create(&app.app, &folder).await.unwrap();
    stop.store(true, Ordering::Relaxed);
    assert!(writing.await.unwrap() > 0);
    assert!(manifest.rows["drafts"] >= promised, "{} of {promised}", manifest.rows["drafts"]);
    assert_eq!(manifest.rows["people"], 1);

    let elsewhere = Elsewhere::new(on).await;
    assert_eq!(restoration::create(&elsewhere.settings(), &folder).await.unwrap().manifest, manifest);
    let restored = elsewhere.open(&app.app).await;
    let found = look(&restored, Depth::All).await.unwrap();
    assert!(!trouble(&found), "{found:#?}");
    assert_eq!(of(&found, Check::Ciphertexts).count, manifest.rows["drafts"]);
    let back = drafts::load(&restored.db, &restored.masters, yui.0, "before").await.unwrap().unwrap();
    assert_eq!(back.entry.value("body"), "控えの前に書いた");
    restored.db.close().await.unwrap();
    elsewhere.end().await;
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_restore_overwrites_nothing_and_believes_no_damaged_backup(#[case] on: On) {
    let app = TestApp::new(on).await;
    let folder = app.folder().join("backup");
    let manifest = backup::create(&app.app, &folder).await.unwrap();
    assert!(matches!(backup::create(&app.app, &folder).await, Err(BackupError::Exists(_))));
    let refused = restoration::create(&app.app.settings, &folder).await;
    assert!(matches!(refused, Err(BackupError::Copy(CopyError::NotEmpty(_)))), "{refused:?}");

    let elsewhere = Elsewhere::new(on).await;
    let file = folder.join(&manifest.file);
    let mut bytes = std::fs::read(&file).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let refused = restoration::create(&elsewhere.settings(), &folder).await;
    assert!(matches!(refused, Err(BackupError::Damaged(_))), "{refused:?}");
    elsewhere.end().await;
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_schema_with_something_to_lose_is_migrated_after_a_backup(#[case] on: On) {
    let place = Elsewhere::new(on).await;
    let app = App::start(start(place.settings())).await.unwrap();
    let steps = MIGRATIONS.0.len() - 1;
    Migrations(&MIGRATIONS.0[..steps]).apply(&app.db).await.unwrap();
    let done = migration::create(&app).await.unwrap();
    assert_eq!(done.applied, [MIGRATIONS.0[steps].name]);
    assert!(done.backup.unwrap().join(backup::MANIFEST).exists());
    assert_eq!(migration::create(&app).await.unwrap(), migration::Migrated::default(), "nothing is left to do");
    app.db.close().await.unwrap();
    place.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_newer_schema_is_refused_by_its_name(#[case] on: On) {
    let app = TestApp::new(on).await;
    let tx = app.db().begin().await.unwrap();
    let insert = "INSERT INTO migrations (name, digest, applied_at) VALUES ('9999_moon', '-', $1)";
    tx.run(insert, args![tx.now()]).await.unwrap();
    tx.commit().await.unwrap();
    let refused = migration::create(&app.app).await;
    assert!(matches!(&refused, Err(BackupError::Db(DbError::Newer(name))) if name == "9999_moon"), "{refused:?}");
    let settings = app.app.settings.clone();
    let served = banso(&settings, &["serve"]);
    assert!(!served.status.success());
    assert!(String::from_utf8_lossy(&served.stderr).contains("9999_moon"));
    let found = look(&app.app, Depth::All).await.unwrap();
    assert_eq!(of(&found, Check::Schema).detail, "9999_moon");
    assert!(trouble(&found));
    app.end().await;
}

fn banso(settings: &Settings, what: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banso"));
    command.env("BANSO_DATA", &settings.data).env("BANSO_URL", &settings.url).env("LANG", "ja_JP.UTF-8");
    if let Some(database) = &settings.database {
        command.env("BANSO_DATABASE", database);
    }
    command.args(what).output().unwrap()
}

#[tokio::test]
async fn the_terminal_lists_every_route_and_finds_a_new_place_well() {
    let folder = TempDir::new().unwrap();
    let settings = Settings { data: folder.path().to_owned(), ..Settings::default() };
    let printed: serde_json::Value = serde_json::from_slice(&banso(&settings, &["routes", "--json"]).stdout).unwrap();
    let printed: Vec<(&str, &str)> = printed
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["method"].as_str().unwrap(), row["path"].as_str().unwrap()))
        .collect();
    let table = banso::routes::table();
    let wanted: Vec<(&str, &str)> = table.iter().map(|row| (row.spec.method.as_str(), row.spec.path)).collect();
    assert_eq!(printed, wanted);

    assert!(banso(&settings, &["migrate"]).status.success());
    let doctor = banso(&settings, &["doctor", "--all", "--json"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
    let found: serde_json::Value = serde_json::from_slice(&doctor.stdout).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 16);
    let backup = folder.path().join("backup");
    let made = banso(&settings, &["backup", backup.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&made.stdout).contains("鍵ファイルは入っていません"));
    let unknown = banso(&settings, &["user", "password", "nobody@example.test"]);
    assert!(!unknown.status.success());
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_doctor_names_what_is_wrong(#[case] on: On) {
    let app = TestApp::new(on).await;
    let yui = person(&app, "田中", "結", "yui@example.test", "水曜の夜に話す").await;
    draft(&app.app, yui, "letter", "手紙").await;
    let mut tx = app.db().begin().await.unwrap();
    let (moment, later) = (tx.now(), tx.now().plus(SignedDuration::from_hours(1)));
    let booking = app.db().dice().uuid(moment);
    tx.run(
        "INSERT INTO bookings (id, programme, plan, client, supporter, status, ordinal, starts_at, ends_at, place, version, made_at)
         VALUES ($1, 'consultation', 'light', $2, $2, 'confirmed', 1, $3, $4, 'online', 0, $3)",
        args![booking, yui, moment, later],
    )
    .await
    .unwrap();
    tx.run("UPDATE drafts SET body = $1", args![vec![1_u8; 90]]).await.unwrap();
    let job = NewJob { kind: "people/nothing", about: yui.0, person: None, run_at: later, key: "dead".into() };
    tx.leave(job).await.unwrap();
    tx.run("UPDATE jobs SET dead_at = $1", args![moment]).await.unwrap();
    tx.commit().await.unwrap();
    let found = look(&app.app, Depth::Usual).await.unwrap();
    for check in [Check::Bookings, Check::Ciphertexts, Check::DeadJobs] {
        assert_eq!((of(&found, check).standing, of(&found, check).count), (Standing::Trouble, 1), "{check:?}");
    }
    for check in [Check::Occupancy, Check::Overlap, Check::Files, Check::Keys, Check::Jobs] {
        assert_eq!(of(&found, check).standing, Standing::Well, "{check:?}");
    }
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn without_the_right_master_key_the_doctor_says_which_one_is_missing(#[case] on: On) {
    let app = TestApp::new(on).await;
    let yui = person(&app, "田中", "結", "yui@example.test", "水曜の夜に話す").await;
    draft(&app.app, yui, "letter", "手紙").await;
    let other = kit::vault::MasterKeys::parse(&kit::vault::MasterKeys::fresh("other", app.db().dice())).unwrap();
    let settings = app.app.settings.clone();
    let strange = App::start(banso::app::Start { masters: other, ..start(settings) }).await.unwrap();
    let found = look(&strange, Depth::Usual).await.unwrap();
    assert_eq!(of(&found, Check::Keys).detail, "test");
    assert!(trouble(&found));
    strange.db.close().await.unwrap();
    app.end().await;
}

#[tokio::test]
async fn an_operator_who_is_locked_out_finds_a_way_in() {
    let app = TestApp::new(On::Sqlite).await;
    person(&app, "片桐", "文", "aya@example.test", "水曜の夜に話す").await;
    let accounts = operator::list(&app.app).await.unwrap();
    assert_eq!((accounts[0].email.as_str(), accounts[0].name.as_str()), ("aya@example.test", "片桐 文"));
    let link = operator::reset_link(&app.app, "AYA@example.test").await.unwrap();
    assert!(link.starts_with("http://banso.test/links/"), "{link}");
    assert!(operator::reset_link(&app.app, "nobody@example.test").await.is_err());
    let invited = operator::invite_administrator(&app.app, "new@example.test").await.unwrap();
    assert_ne!(link, invited);
    let open = "SELECT count(*) AS value FROM mail_links WHERE used_at IS NULL";
    assert_eq!(app.count(open).await, 2);
    app.end().await;
}

#[test]
fn every_setting_is_documented() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/settings.md")).unwrap();
    for name in banso::settings::NAMES {
        assert!(page.contains(&format!("`{name}`")), "docs/settings.md does not speak of {name}");
        let variable = format!("`BANSO_{}`", name.to_uppercase());
        assert!(page.contains(&variable), "docs/settings.md does not speak of {variable}");
    }
}
