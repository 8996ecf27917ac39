//! A second product that begins with the same rows: what a story does in it stays in it. Embedded databases only.

use std::path::Path;

use banso::app::{App, Start};
use banso::settings::Settings;
use kit::db::Durability;
use tempfile::TempDir;

use super::{TestApp, start};

impl TestApp {
    /// The rows as they are now, in one file.
    pub async fn copied(&self, file: &Path) {
        self.db().copy_to(&self.app.settings.database_url(), file).await.unwrap();
    }

    /// A product with the rows of such a file and the keys and people of this one. It does not outlive its story, so
    /// nothing in it waits for the disk.
    pub async fn twin(&self, file: &Path) -> Self {
        self.twin_as(file, |start| start).await
    }

    /// The same, started in another way.
    pub async fn twin_as(&self, file: &Path, how: impl FnOnce(Start) -> Start) -> Self {
        let folder = TempDir::new().unwrap();
        let url = self.app.settings.url.clone();
        let settings = Settings { data: folder.path().to_owned(), url, ..Settings::default() };
        std::fs::copy(file, folder.path().join("banso.sqlite3")).unwrap();
        let app = App::start(how(Start {
            masters: self.app.masters.clone(),
            durability: Durability::Normal,
            ..start(settings)
        }))
        .await
        .unwrap();
        let router = banso::routes::router(&app);
        Self { app, router, _folder: folder, database: None, planted: self.planted.clone(), settled: false }
    }

    /// Leaves a product without looking at what is still to be done in it.
    pub async fn leave(mut self) {
        self.settled = true;
        self.app.db.close().await.unwrap();
    }
}
