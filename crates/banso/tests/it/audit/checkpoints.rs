//! Where the log stood, once a day, outside the database.

use std::time::Duration;

use banso::audit::{checkpoint, whole};
use banso::operations::doctor::{Check, Depth, Standing, look};
use jiff::SignedDuration;
use kit::args;
use kit::jobs::NewJob;
use rstest::rstest;
use uuid::Uuid;

use super::{banso, house, with_a_log, writers};
use crate::support::served::Served;
use crate::support::{On, person};

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn every_day_a_checkpoint_is_written_and_mailed_to_those_who_watch(#[case] on: On) {
    let app = house(on).await;
    let mut browser = writers(&app, 1).await.remove(0);
    let (aya, rei) = (
        person(&app, "片桐", "文", "aya@example.test", "水曜の夜に話す").await,
        person(&app, "水野", "礼", "rei@example.test", "水曜の夜に話す").await,
    );
    let mut tx = app.db().begin().await.unwrap();
    for (person, role) in [(aya, "administrator"), (rei, "administrator")] {
        let sql =
            "INSERT INTO memberships (id, person, programme, role, from_at) VALUES ($1, $2, 'consultation', $3, 0)";
        tx.run(sql, args![tx.db().dice().uuid(tx.now()), person, role]).await.unwrap();
    }
    let job =
        NewJob { kind: "audit/checkpoint", about: Uuid::nil(), person: None, run_at: tx.now(), key: "first".into() };
    tx.leave(job).await.unwrap();
    tx.commit().await.unwrap();
    let path = app.app.settings.checkpoints_path();
    let age = |found: Vec<banso::operations::doctor::Finding>| {
        let finding = found.into_iter().find(|finding| finding.check == Check::Checkpoint).unwrap();
        (finding.standing, finding.count)
    };
    assert_eq!(age(look(&app.app, Depth::Quick).await.unwrap()), (Standing::Note, -1));
    for day in 1..=3 {
        let mails = app.outbox().await;
        let lines = checkpoint::read(&path).unwrap();
        assert_eq!(lines.len(), day);
        let today: Vec<_> =
            mails.iter().filter(|mail| mail.kind == "audit/checkpoint-mail").skip(2 * (day - 1)).collect();
        let addresses: Vec<&str> = today.iter().map(|mail| mail.address.as_str()).collect();
        assert!(addresses.contains(&"aya@example.test") && addresses.contains(&"rei@example.test"), "{addresses:?}");
        for mail in today {
            assert!(mail.body.as_ref().unwrap().contains(&lines[day - 1].to_string()), "{mail:?}");
        }
        app.settle().await;
        assert_eq!(checkpoint::read(&path).unwrap().len(), day, "once a day");
        browser.get("/profile").await.is(200);
        app.later(SignedDuration::from_hours(24));
    }
    let checkpoints = checkpoint::read(&path).unwrap();
    let verified = whole(&app.app, &checkpoints).await.unwrap().unwrap();
    assert_eq!(verified.checkpoints, 3);
    app.later(SignedDuration::from_hours(40));
    assert_eq!(age(look(&app.app, Depth::Quick).await.unwrap()), (Standing::Note, 64));
    app.end().await;
}

#[tokio::test]
async fn who_serves_writes_a_checkpoint_a_day_however_often_they_start() {
    let app = with_a_log(On::Sqlite).await;
    let path = app.app.settings.checkpoints_path();
    for start in 0..2 {
        let served = Served::start(&app.app.settings);
        for _ in 0..100 {
            if !checkpoint::read(&path).unwrap().is_empty() {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        // a second start has nothing to wait for: long enough for the job that must not be there
        std::thread::sleep(Duration::from_millis(300 * start));
        drop(served);
    }
    assert_eq!(checkpoint::read(&path).unwrap().len(), 1);
    assert!(banso(&app, &["audit", "verify"]).status.success());
    let left = "SELECT count(*) AS value FROM jobs WHERE kind = 'audit/checkpoint' AND done_at IS NULL";
    assert_eq!(app.count(left).await, 1, "the next day's");
    app.end().await;
}
