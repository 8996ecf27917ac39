//! What cannot be cheaper on this machine: the same bytes from a bare handler, the same rows in a bare transaction,
//! one sync of a file. Measured in the same run as what stands above them.

use std::fs::File;
use std::io::Write;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use bytes::Bytes;
use kit::args;
use kit::db::{Db, Durability};
use kit::id::Dice;
use kit::time::Clock;
use tempfile::TempDir;

use crate::error::BenchError;
use crate::house::House;
use crate::measure::{Cost, again, each};
use crate::visitor::Visitor;

/// A page of these bytes from a router that knows nothing else.
///
/// # Errors
/// When it does not answer.
pub async fn bare_page(db: &Db, page: &Bytes, times: usize) -> Result<Cost, BenchError> {
    let visitor = Visitor::new(bare_router(page), "");
    again(db, times, async || visitor.get("/").await.map(drop)).await
}

/// A router that knows these bytes and nothing else.
pub fn bare_router(page: &Bytes) -> Router {
    let page = page.clone();
    Router::new().route("/", get(move || async move { Html(page) }))
}

/// A transaction of so many rows into bare tables, synced: no guard, no question, no index but the key.
///
/// # Errors
/// When the database does not answer.
pub async fn bare_transaction(rows: usize, times: usize) -> Result<Cost, BenchError> {
    let folder = TempDir::new()?;
    let url = format!("sqlite://{}", folder.path().join("floor.sqlite3").display());
    let db = Db::open(&url, Durability::Full, Clock::system(), Dice::seeded(1)).await?;
    let tx = db.begin().await?;
    tx.run("CREATE TABLE floor (id BLOB PRIMARY KEY, a BLOB, b BLOB, c INTEGER, d INTEGER, e TEXT)", vec![]).await?;
    tx.commit().await?;
    let one = async |_| {
        let tx = db.begin().await?;
        for _ in 0..rows {
            let [id, a, b] = [(); 3].map(|()| db.dice().uuid(tx.now()));
            let insert = "INSERT INTO floor (id, a, b, c, d, e) VALUES ($1, $2, $3, $4, $5, $6)";
            tx.run(insert, args![id, a, b, tx.now(), tx.now(), "confirmed"]).await?;
        }
        Ok(tx.commit().await?)
    };
    one(0).await?;
    let cost = each(&db, 0..times, one).await?;
    db.close().await?;
    Ok(cost)
}

/// A page of a log, appended and synced.
///
/// # Errors
/// When the disk refuses.
pub async fn sync(house: &House, times: usize) -> Result<Cost, BenchError> {
    let mut file = File::create(house.folder().join("sync"))?;
    each(house.db(), 0..times, async |_| {
        file.write_all(&[7; 4096])?;
        Ok(file.sync_data()?)
    })
    .await
}
