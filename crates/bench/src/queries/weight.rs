//! Q9: what a page weighs, and how much memory the process holds.

use std::io::Write;

use axum::http::HeaderMap;
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::BodyExt;

use super::slot_page;
use crate::error::BenchError;
use crate::house::House;
use crate::row::Row;

/// The slot page, and what comes with the first page of a visit.
///
/// # Errors
/// When something does not come.
pub async fn rows(house: &House) -> Result<Vec<Row>, BenchError> {
    let (_, page) = slot_page::page(house, 1).await?;
    let zipped = zip(&page)?;
    let (css, css_zipped) = assets(house, ".css").await?;
    let (js, js_zipped) = assets(house, ".js").await?;
    Ok(vec![
        Row::weight("weight.page", page.len(), Some(zipped), "Q1's HTML"),
        Row::weight("weight.css", css, Some(css_zipped), "the whole stylesheet, once"),
        Row::weight("weight.js", js, Some(js_zipped), "all modules, once"),
        Row::weight(
            "memory",
            resident()?,
            None,
            "resident after the queries on D1, the bench and its dataset included",
        ),
    ])
}

fn zip(plain: &[u8]) -> Result<usize, BenchError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?.len())
}

async fn assets(house: &House, kind: &str) -> Result<(usize, usize), BenchError> {
    let assets = &house.app.assets;
    let (mut plain, mut zipped) = (0, 0);
    for name in assets.names().filter(|name| name.ends_with(kind)) {
        plain += assets.answer(name, &HeaderMap::new()).into_body().collect().await?.to_bytes().len();
        zipped += assets.weight(name).unwrap_or(0);
    }
    Ok((plain, zipped))
}

/// The kernel's own figure, in bytes.
fn resident() -> Result<usize, BenchError> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<usize>().ok());
    Ok(kilobytes.ok_or(BenchError::Lacks("figure of resident memory"))?.saturating_mul(1024))
}
