//! One PostgreSQL for the whole run, started by `bin/test`; one clone of a migrated template for each test.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};

use kit::db::{Db, Durability};
use kit::id::Dice;
use kit::time::Clock;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tokio::sync::OnceCell;

pub struct Clone {
    name: String,
}

fn server() -> String {
    std::env::var("BANSO_TEST_POSTGRES").expect(
        "BANSO_TEST_POSTGRES names the server for tests, as postgres://user@127.0.0.1:port; bin/test starts one",
    )
}

/// Named after the schema, so that runs of two versions on one server do not meet.
fn template_name() -> String {
    let mut hasher = DefaultHasher::new();
    banso::app::MIGRATIONS.0.iter().for_each(|step| step.source.hash(&mut hasher));
    format!("banso_template_{:016x}", hasher.finish())
}

async fn admin() -> DatabaseConnection {
    Database::connect(format!("{}/postgres", server())).await.expect("the PostgreSQL of the tests answers")
}

/// The template is migrated once a run, whichever process comes first.
async fn template() {
    static ONCE: OnceCell<()> = OnceCell::const_new();
    ONCE.get_or_init(|| async {
        let admin = admin().await;
        admin.execute_unprepared("SELECT pg_advisory_lock(4418)").await.unwrap();
        let made = admin.execute_unprepared(&format!("CREATE DATABASE {}", template_name())).await.is_ok();
        let url = format!("{}/{}", server(), template_name());
        let db = Db::open(&url, Durability::Full, Clock::system(), Dice::system()).await.unwrap();
        if made || !banso::app::MIGRATIONS.pending(&db).await.unwrap().is_empty() {
            banso::app::MIGRATIONS.apply(&db).await.unwrap();
        }
        db.close().await.unwrap();
        admin.execute_unprepared("SELECT pg_advisory_unlock(4418)").await.unwrap();
        admin.close().await.unwrap();
    })
    .await;
}

impl Clone {
    /// Migrated, without rows.
    pub async fn new() -> Self {
        template().await;
        Self::of(&template_name()).await
    }

    /// Without even a table.
    pub async fn empty() -> Self {
        Self::of("template0").await
    }

    async fn of(template: &str) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("banso_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let admin = admin().await;
        admin.execute_unprepared("SELECT pg_advisory_lock(4418)").await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await.unwrap();
        admin.execute_unprepared("SELECT pg_advisory_unlock(4418)").await.unwrap();
        admin.close().await.unwrap();
        Self { name }
    }

    pub fn url(&self) -> String {
        format!("{}/{}", server(), self.name)
    }

    pub async fn drop(self) {
        let admin = admin().await;
        admin.execute_unprepared(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await.unwrap();
        admin.close().await.unwrap();
    }
}
