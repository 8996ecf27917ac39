//! Q1: one supporter's slots of one month, as a page.

use banso::people::PersonId;
use bytes::Bytes;
use rules::month::Month;

use crate::error::BenchError;
use crate::floors;
use crate::house::House;
use crate::measure::{Cost, again, each};
use crate::row::Row;

/// A month that the horizon covers.
const MONTH: &str = "2026-11";
/// How long a returning client's standard meeting is.
const LENGTH: u16 = 60;

/// The page of a supporter.
#[must_use]
pub fn path(supporter: PersonId) -> String {
    format!("/supporters/{supporter}/slots?plan=standard&month={MONTH}")
}

/// The page, another supporter each time; and its bytes, for the floor.
///
/// # Errors
/// When a page does not come.
pub async fn page(house: &House, times: usize) -> Result<(Cost, Bytes), BenchError> {
    let visitor = house.visitor().await?;
    let paths: Vec<String> = house.supporters.iter().map(|supporter| path(*supporter)).collect();
    let first = paths.first().ok_or(BenchError::Lacks("supporter"))?;
    let bytes = visitor.get(first).await?.body;
    let cost =
        each(house.db(), paths.iter().cycle().take(times), async |path: &String| visitor.get(path).await.map(drop))
            .await?;
    Ok((cost, bytes))
}

/// The page over a bare page, and its times over the arithmetic alone; the page's cost goes on to
/// Q8 and its bytes to the crowd.
///
/// # Errors
/// As [`page`].
pub async fn rows(house: &House, frame: u64, times: usize) -> Result<(Cost, Bytes, Vec<Row>), BenchError> {
    let (cost, bytes) = page(house, times).await?;
    let bare = floors::bare_page(house.db(), &bytes, times).await?;
    let one = house.supporters.get(..1).ok_or(BenchError::Lacks("supporter"))?;
    let client = house.clients.first().copied();
    let month: Month = MONTH.parse().map_err(|_| BenchError::Lacks("such month"))?;
    let mut free = 0;
    let asked = again(house.db(), times, async || {
        let receiving = house.receiving(one, client).await?;
        let receiving = receiving.first().ok_or(BenchError::Lacks("supporter"))?;
        free = house.search(receiving, LENGTH)?.slots(month.window(&receiving.availability.zone)).count();
        Ok(())
    })
    .await?;
    let loaded = house.receiving(one, client).await?;
    let loaded = loaded.first().ok_or(BenchError::Lacks("supporter"))?;
    let (search, window) = (house.search(loaded, LENGTH)?, month.window(&loaded.availability.zone));
    let arithmetic = again(house.db(), times, async || {
        std::hint::black_box(std::hint::black_box(&search).slots(window).count());
        Ok(())
    })
    .await?;
    let rows = vec![
        Row::new("Q1", &cost, "slots of one supporter in one month, the page; floor: the same bytes, bare")
            .of_page(frame)
            .over(&cost, bare.cpu),
        Row::new("Q1.times", &asked, format!("its times alone ({free} free in the month); floor: the arithmetic"))
            .over(&asked, arithmetic.cpu),
    ];
    Ok((cost, bytes, rows))
}
