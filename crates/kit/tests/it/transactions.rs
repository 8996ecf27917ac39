//! The write transaction: all or nothing, with the jobs that it leaves.

use kit::args;
use kit::db::{Count, DbError, Sql};
use kit::jobs::NewJob;
use rstest::rstest;
use uuid::Uuid;

use crate::databases::{Fresh, On};

fn job(key: &str, fresh: &Fresh) -> NewJob {
    NewJob { kind: "test/one", about: Uuid::nil(), person: None, run_at: fresh.db.clock().now(), key: key.into() }
}

async fn jobs(fresh: &Fresh) -> i64 {
    fresh.db.first::<Count>("SELECT count(*) AS value FROM jobs", args![]).await.unwrap().unwrap().value
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_dropped_change_never_happened(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    let mut tx = fresh.db.begin().await.unwrap();
    tx.leave(job("a", &fresh)).await.unwrap();
    drop(tx);
    assert_eq!(jobs(&fresh).await, 0);
    let mut tx = fresh.db.begin().await.unwrap();
    tx.leave(job("a", &fresh)).await.unwrap();
    tx.leave(job("a", &fresh)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(jobs(&fresh).await, 1, "one key, one job");
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_second_row_with_a_key_says_so(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    let tx = fresh.db.begin().await.unwrap();
    let insert = "INSERT INTO drafts (id, person, form, body, saved_at) VALUES ($1, $2, 'f', $3, $4)";
    let row = |id: u128| args![Uuid::from_u128(id), Uuid::nil(), vec![1_u8], tx.now()];
    tx.run(insert, row(1)).await.unwrap();
    assert!(matches!(tx.run(insert, row(2)).await, Err(DbError::Exists(_))));
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn sixteen_writers_wait_for_each_other_and_none_is_turned_away(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    let writers = (0..16_u128).map(|n| {
        let db = fresh.db.clone();
        tokio::spawn(async move {
            for round in 0..10_u128 {
                let tx = db.begin().await.unwrap();
                // a read before the write: on a deferred transaction this is where SQLite says "locked"
                tx.first::<Count>("SELECT count(*) AS value FROM drafts", args![]).await.unwrap();
                let id = Uuid::from_u128(n * 1000 + round + 1);
                let insert = "INSERT INTO drafts (id, person, form, body, saved_at) VALUES ($1, $1, 'f', $2, $3)";
                tx.run(insert, args![id, vec![1_u8], tx.now()]).await.unwrap();
                tx.commit().await.unwrap();
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let drafts = fresh.db.first::<Count>("SELECT count(*) AS value FROM drafts", args![]).await.unwrap().unwrap();
    assert_eq!(drafts.value, 160);
}
