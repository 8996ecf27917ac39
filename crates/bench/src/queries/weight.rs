//! Q9: what a page weighs.

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
        Row::weight("weight.page", page.len(), Some(zipped), "Q1's HTML; floor: its words and values without markup")
            .over_bytes(bare(&page)),
        Row::weight("weight.css", css, Some(css_zipped), "the whole stylesheet, once"),
        Row::weight("weight.js", js, Some(js_zipped), "all modules, once"),
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

/// What a page says when its markup is gone: the text, and the values that a form sends back.
fn bare(page: &[u8]) -> usize {
    let text = String::from_utf8_lossy(page);
    let pieces = text.split('<').map(|piece| piece.split_once('>').unwrap_or(("", piece)));
    pieces.map(|(tag, text)| value(tag).len() + text.trim().len()).sum()
}

fn value(tag: &str) -> &str {
    tag.split_once(" value=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_stay_when_markup_goes() {
        assert_eq!(bare(br#"<p class="x"> <b>ab</b> c <input name="n" value="12"></p>"#), 5);
    }
}
