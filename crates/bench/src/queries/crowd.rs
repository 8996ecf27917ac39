//! Sixty-four at once: what a page takes when every processor is busy with pages.

use std::sync::Arc;

use tokio::sync::Barrier;
use tokio::task::JoinSet;

use super::slot_page::path;
use crate::error::BenchError;
use crate::house::House;
use crate::measure::{Watch, now};
use crate::row::Row;

/// Q1 by as many browsers at once, each as soon as its last page is there.
///
/// # Errors
/// When a page does not come.
pub async fn rows(house: &House, browsers: usize, pages: usize) -> Result<Vec<Row>, BenchError> {
    let people = house.clients.get(..browsers).ok_or(BenchError::Lacks("so many clients"))?;
    let gate = Arc::new(Barrier::new(browsers));
    let visitors = house.sign_in(people).await?;
    let mut all = JoinSet::new();
    let mut watch = Watch::start();
    let began = now();
    for (visitor, supporter) in visitors.into_iter().zip(house.supporters.iter().cycle()) {
        let (gate, path) = (Arc::clone(&gate), path(*supporter));
        all.spawn(async move {
            gate.wait().await;
            let mut walls = Vec::with_capacity(pages);
            for _ in 0..pages {
                let began = now();
                visitor.get(&path).await?;
                walls.push(began.elapsed());
            }
            Ok::<_, BenchError>(walls)
        });
    }
    while let Some(walls) = all.join_next().await {
        for wall in walls?? {
            watch.add(wall);
        }
    }
    let took = began.elapsed();
    let cost = watch.stop();
    let asked = browsers.saturating_mul(pages);
    let says = format!("Q1 by {browsers} browsers at once without pause, {asked} pages in {} ms", took.as_millis());
    Ok(vec![Row { statements: None, ..Row::new("Q1.crowd", &cost, says) }])
}
