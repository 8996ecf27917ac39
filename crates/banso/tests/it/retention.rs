//! What is kept goes when its time is over, some at a time, and the person finds it in their list; a hold stops it.

use banso::app::Start;
use banso::people::PersonId;
use banso::settings::Settings;
use jiff::SignedDuration;
use kit::args;
use kit::db::{Count, Sql};
use rstest::rstest;

use crate::letters::held;
use crate::sheets::{Pair, belongs, booked};
use crate::support::{On, TestApp};

const TOPIC: [(&str, &str); 2] = [("q-most", "異動の希望を出すか"), ("hand", "submit")];
const LETTER: [(&str, &str); 3] = [("body", "先に聞く方です。"), ("strength", "先に聞く力"), ("then", "preview")];

fn days(many: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * many)
}

async fn daily(app: &TestApp) {
    banso::journey::begin(&app.app).await.unwrap();
    app.settle().await;
}

async fn rows(app: &TestApp, table: &str) -> i64 {
    app.count(&format!("SELECT count(*) AS value FROM {table}")).await
}

/// A pair that met two days from now, with something of every kind.
async fn written(app: &TestApp) -> Pair {
    let pair = Pair::of(app).await;
    let (mut tanaka, mut hayakawa) = (app.as_person(pair.tanaka).await, app.as_person(pair.hayakawa).await);
    tanaka.post_only(&pair.meeting("/sheets/what-to-talk-about"), &TOPIC).await.is(303);
    tanaka.post_only("/profile", &[("q-now", "企画の八年目"), ("hand", "submit")]).await.is(303);
    hayakawa.post_only(&pair.meeting("/note"), &[("note", "声が明るい")]).await.is(303);
    let letter = held(app, pair.booking).await;
    hayakawa.post_only(&format!("/letters/{letter}/edit"), &LETTER).await.is(303);
    hayakawa.post_only(&format!("/letters/{letter}/sending"), &[]).await.is(303);
    app.later(SignedDuration::from_mins(11));
    app.settle().await;
    pair
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn each_class_goes_when_its_time_is_over_and_not_a_day_before(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = written(&app).await;
    let (notes, record) = (365, 1_827);
    let bodies = "SELECT count(*) AS value FROM mails WHERE body IS NOT NULL";
    app.later(days(29));
    daily(&app).await;
    assert!(app.count(bodies).await > 0);
    app.later(days(2));
    daily(&app).await;
    assert_eq!(app.count(bodies).await, 0, "the text of mail");
    // the two met in two days and an hour
    app.later(days(notes + 2 - 31));
    daily(&app).await;
    assert_eq!((rows(&app, "notes").await, rows(&app, "letters").await), (1, 1));
    app.later(days(1));
    daily(&app).await;
    assert_eq!((rows(&app, "notes").await, rows(&app, "letters").await), (0, 1), "a note");
    app.later(days(record - notes - 1));
    daily(&app).await;
    let left = ["sheets", "sheet_versions", "letters", "consents"];
    for table in left {
        assert!(rows(&app, table).await > 0, "{table}");
    }
    app.later(days(1));
    daily(&app).await;
    for table in left {
        assert_eq!(rows(&app, table).await, 0, "{table}");
    }
    assert_eq!((rows(&app, "agreements").await, rows(&app, "bookings").await), (0, 1), "that they met stays");
    let page = app.as_person(pair.tanaka).await.get("/record").await;
    page.says("手控えが、期間を終えて消えた").says("書いたものと手紙が、期間を終えて消えた").says("団体の記録");
    let whole = banso::audit::whole(&app.app, &[]).await.unwrap();
    assert!(whole.is_ok());
    app.end().await;
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn who_meets_again_starts_the_clock_anew_and_a_hold_stops_it(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = written(&app).await;
    belongs(&app, pair.sato, "data-officer").await;
    app.later(days(300));
    booked(&app, pair.tanaka, pair.hayakawa, days(1), 3).await;
    app.later(days(100));
    daily(&app).await;
    assert_eq!(rows(&app, "notes").await, 1, "they met again");
    app.as_person(pair.tanaka).await.get("/record").await.is(200).says("支援者の手控え").says("9月29日（金）まで");
    let hold = [("email", "yui@example.test"), ("reason", "裁判所からの文書の求め")];
    app.as_person(pair.sato).await.post_only("/legal-holds", &hold).await.is(303);
    app.later(days(3_000));
    daily(&app).await;
    for table in ["notes", "sheets", "letters", "consents"] {
        assert!(rows(&app, table).await > 0, "{table} is on hold");
    }
    app.as_person(pair.tanaka).await.get("/record").await.says("法のもとめにより、いまは消えません");
    tells(&app, "UPDATE legal_holds SET lifted_by = placed_by, lifted_at = placed_at").await;
    app.later(days(1));
    daily(&app).await;
    for table in ["notes", "sheets", "letters", "consents"] {
        assert_eq!(rows(&app, table).await, 0, "{table}");
    }
    app.end().await;
}

async fn tells(app: &TestApp, sql: &str) {
    let tx = app.db().begin().await.unwrap();
    tx.run(sql, vec![]).await.unwrap();
    tx.commit().await.unwrap();
}

/// More rows than a batch takes, in one day; each batch is as many statements as any other.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn five_hundred_notes_go_in_batches_on_one_day(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = Pair::of(&app).await;
    let tx = app.db().begin().await.unwrap();
    for n in 0..500_i64 {
        let booking: banso::meetings::BookingId = tx.id();
        let start = tx.now().plus(SignedDuration::from_hours(-2 * n - 10));
        tx.run(
            "INSERT INTO bookings (id, programme, plan, client, supporter, status, ordinal, starts_at, ends_at, place,
               version, made_at)
             VALUES ($1, 'consultation', 'standard', $2, $3, 'confirmed', 1, $4, $5, 'online', 0, $4)",
            args![booking, pair.tanaka, pair.sato, start, start.plus(SignedDuration::from_hours(1))],
        )
        .await
        .unwrap();
        let note = "INSERT INTO notes (id, booking, author, body, changed_at) VALUES ($1, $1, $2, $3, $4)";
        tx.run(note, args![booking, pair.sato, vec![0_u8; 60], start]).await.unwrap();
    }
    tx.commit().await.unwrap();
    app.later(days(370));
    let before = app.db().statements();
    daily(&app).await;
    assert_eq!(rows(&app, "notes").await, 0);
    let spent = app.db().statements() - before;
    assert!(spent < 80, "{spent} statements for 500 notes");
    let told = "SELECT count(*) AS value FROM audit_log WHERE action = 'expired' AND actor IS NULL AND shown";
    assert_eq!(app.count(told).await, 3, "an entry a batch");
    app.end().await;
}

/// The ledger lets go of nothing before its time is over, whoever asks.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_ledger_lets_go_of_nothing_before_its_time(#[case] on: On) {
    let app = TestApp::new(on).await;
    Pair::of(&app).await;
    for sql in ["DELETE FROM consents", "UPDATE consents SET decision = 'given'", "DELETE FROM agreements"] {
        let tx = app.db().begin().await.unwrap();
        assert!(tx.run(sql, vec![]).await.is_err(), "{sql}");
    }
    assert!(rows(&app, "consents").await > 0);
    app.end().await;
}

/// An operator's own periods, within their bounds.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn an_operator_sets_the_clocks(#[case] on: On) {
    let app =
        TestApp::started(on, |start| Start { settings: Settings { keep_notes: 40, ..start.settings }, ..start }).await;
    written(&app).await;
    app.later(days(45));
    daily(&app).await;
    assert_eq!((rows(&app, "notes").await, rows(&app, "letters").await), (0, 1));
    app.end().await;
}

#[test]
fn days_beyond_the_bounds_are_refused_by_name() {
    let with = |name: &'static str, value: &'static str| {
        Settings::read(None, move |asked| (asked == name).then(|| value.to_owned()))
    };
    assert_eq!(with("BANSO_KEEP_NOTES", "90").unwrap().keep_notes, 90);
    for (name, value) in [("BANSO_KEEP_NOTES", "5"), ("BANSO_KEEP_LEDGER", "365"), ("BANSO_KEEP_MAILS", "a month")] {
        let refused = with(name, value).unwrap_err().to_string();
        assert!(refused.contains(&name.trim_start_matches("BANSO_").to_lowercase()), "{refused}");
    }
}

/// Whose record it is finds an entry, and nobody else.
#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn the_entry_is_the_clients_alone(#[case] on: On) {
    let app = TestApp::new(on).await;
    let pair = written(&app).await;
    app.later(days(400));
    daily(&app).await;
    let entries = async |person: PersonId| -> i64 {
        let question = "SELECT count(*) AS value FROM audit_log a JOIN people p ON p.pseudonym = a.subject
                        WHERE p.id = $1 AND a.action = 'expired'";
        app.db().first::<Count>(question, args![person]).await.unwrap().unwrap().value
    };
    assert_eq!((entries(pair.tanaka).await, entries(pair.hayakawa).await), (1, 0));
    app.end().await;
}
