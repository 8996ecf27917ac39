//! One source of migrations, applied once, guarded against a newer or a changed one.

use kit::db::{DbError, Migration, Migrations};
use rstest::rstest;

use crate::databases::{Fresh, On, SCHEMA};

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn each_step_is_applied_once(#[case] on: On) {
    let fresh = Fresh::empty(on).await;
    assert_eq!(SCHEMA.pending(&fresh.db).await.unwrap(), ["0001_machinery"]);
    assert_eq!(SCHEMA.apply(&fresh.db).await.unwrap(), ["0001_machinery"]);
    assert!(SCHEMA.apply(&fresh.db).await.unwrap().is_empty());
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_newer_schema_is_refused_by_name_and_a_changed_step_too(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    let older = Migrations(&[]);
    assert!(matches!(older.apply(&fresh.db).await, Err(DbError::Newer(name)) if name == "0001_machinery"));
    let changed = Migrations(&[Migration { name: "0001_machinery", source: "SELECT 1;" }]);
    assert!(matches!(changed.apply(&fresh.db).await, Err(DbError::Changed(name)) if name == "0001_machinery"));
}

#[rstest]
#[case(On::Sqlite)]
#[case(On::Postgres)]
#[tokio::test]
async fn a_step_that_fails_leaves_the_schema_as_it_was(#[case] on: On) {
    let fresh = Fresh::migrated(on).await;
    let broken = Migrations(&[
        Migration { name: "0001_machinery", source: include_str!("../../../../migrations/0001_machinery.sql") },
        Migration { name: "0002_fine", source: "CREATE TABLE fine (id BIGINT PRIMARY KEY);" },
        Migration { name: "0003_broken", source: "CREATE TABLE broken (id NOWHERE REFERENCES;" },
    ]);
    assert!(broken.apply(&fresh.db).await.is_err());
    assert_eq!(broken.pending(&fresh.db).await.unwrap(), ["0002_fine", "0003_broken"]);
    let repaired = Migrations(&broken.0[..2]);
    assert_eq!(repaired.apply(&fresh.db).await.unwrap(), ["0002_fine"], "nothing of the failed run is in the way");
}
