//! A fresh, empty database on either engine, with a clock that can be moved.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use kit::db::{Db, Durability, Migration, Migrations};
use kit::id::Dice;
use kit::time::Clock;
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

pub const SCHEMA: Migrations = Migrations(&[Migration {
    name: "0001_machinery",
    source: include_str!("../../../../migrations/0001_machinery.sql"),
}]);

#[derive(Clone, Copy, Debug)]
pub enum On {
    Sqlite,
    Postgres,
}

pub struct Fresh {
    pub db: Db,
    _folder: TempDir,
}

impl Fresh {
    /// Without any table.
    pub async fn empty(on: On) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let folder = TempDir::new().unwrap();
        let url = match on {
            On::Sqlite => format!("sqlite://{}", folder.path().join("kit.sqlite3").display()),
            On::Postgres => {
                let server = std::env::var("BANSO_TEST_POSTGRES").expect("BANSO_TEST_POSTGRES: bin/test starts one");
                let name = format!("kit_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
                let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
                admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
                admin.close().await.unwrap();
                format!("{server}/{name}")
            }
        };
        let clock = Clock::fixed("2026-12-03T01:12:00Z".parse::<Timestamp>().unwrap());
        let db = Db::open(&url, Durability::Full, clock, Dice::seeded(7)).await.unwrap();
        Self { db, _folder: folder }
    }

    /// What stands in the files of its folder: an embedded database, and what lies beside it.
    pub fn files(&self) -> Vec<Vec<u8>> {
        let entries = std::fs::read_dir(self._folder.path()).unwrap();
        entries.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
    }

    /// With the tables of the plumbing.
    pub async fn migrated(on: On) -> Self {
        let fresh = Self::empty(on).await;
        SCHEMA.apply(&fresh.db).await.unwrap();
        fresh
    }
}
