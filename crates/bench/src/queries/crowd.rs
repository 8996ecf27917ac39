//! Sixty-four at once: what a page takes when every processor is busy with pages, and when its readers read.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::slot_page::path;
use crate::error::BenchError;
use crate::floors;
use crate::house::House;
use crate::measure::{Cost, Watch, now};
use crate::row::Row;
use crate::visitor::Visitor;

/// How long somebody who reads stays with a page.
const READING: Duration = Duration::from_millis(500);

/// Q1 by as many browsers at once: each as soon as its last page is there, and each after reading it. The floor is as
/// many at one bare page.
///
/// # Errors
/// When a page does not come.
pub async fn rows(house: &House, page: &Bytes, browsers: usize, pages: usize) -> Result<Vec<Row>, BenchError> {
    let people = house.clients.get(..browsers).ok_or(BenchError::Lacks("so many clients"))?;
    let paths = house.supporters.iter().cycle().map(|supporter| path(*supporter));
    let visitors = house.sign_in(people).await?;
    let visitors: Vec<(Visitor, String)> = visitors.into_iter().zip(paths).collect();
    let bare = vec![(Visitor::new(floors::bare_router(page), ""), "/".to_owned()); browsers];
    let mut rows = Vec::new();
    for (id, pause, how) in
        [("Q1.crowd", Duration::ZERO, "without pause"), ("Q1.readers", READING, "a page each every half second")]
    {
        // who reads opens fewer pages in the same time
        let pages = if pause.is_zero() { pages } else { pages.div_ceil(5) };
        let (cost, took) = crowd(visitors.clone(), pages, pause).await?;
        let (floor, _) = crowd(bare.clone(), pages, pause).await?;
        let says = format!(
            "Q1 by {browsers} browsers at once, {how}, {} pages in {} ms; floor: the same bytes, bare, as many at once",
            browsers.saturating_mul(pages),
            took.as_millis()
        );
        rows.push(Row { statements: None, ..Row::new(id, &cost, says).over(&cost, floor.cpu) });
    }
    Ok(rows)
}

/// They begin one after the other within one pause, as people do who did not agree on a moment.
async fn crowd(
    visitors: Vec<(Visitor, String)>,
    pages: usize,
    pause: Duration,
) -> Result<(Cost, Duration), BenchError> {
    let gate = Arc::new(Barrier::new(visitors.len()));
    let mut all = JoinSet::new();
    let mut watch = Watch::start();
    let began = now();
    let apart = pause / u32::try_from(visitors.len()).unwrap_or(u32::MAX).max(1);
    for (at, (visitor, path)) in (0..).zip(visitors) {
        let gate = Arc::clone(&gate);
        all.spawn(async move {
            gate.wait().await;
            sleep(apart * at).await;
            let mut walls = Vec::with_capacity(pages);
            for _ in 0..pages {
                let began = now();
                visitor.get(&path).await?;
                walls.push(began.elapsed());
                sleep(pause).await;
            }
            Ok::<_, BenchError>(walls)
        });
    }
    while let Some(walls) = all.join_next().await {
        for wall in walls?? {
            watch.add(wall);
        }
    }
    Ok((watch.stop(), began.elapsed()))
}
