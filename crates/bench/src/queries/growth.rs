//! Q8: Q1 and Q5 in a house with many times the people, as a ratio to the first house.

use super::{booking, slot_page};
use crate::error::BenchError;
use crate::house::House;
use crate::measure::Cost;
use crate::row::Row;

/// Slot page and hold beside those of the first house.
///
/// # Errors
/// When one of them fails.
pub async fn rows(
    house: &House,
    frame: u64,
    [small_page, small_hold]: [Cost; 2],
    (pages, bookings): (usize, usize),
) -> Result<Vec<Row>, BenchError> {
    let (page, _) = slot_page::page(house, pages).await?;
    let (hold, _) = booking::holds(house, bookings).await?;
    let says = |what: &str| {
        format!(
            "{what} with {} supporters, {} clients, {} bookings (written in {} ms); floor: {what} on D1",
            house.supporters.len(),
            house.clients.len(),
            house.bookings,
            house.loaded_in.as_millis()
        )
    };
    Ok(vec![
        Row::new("Q8.Q1", &page, says("Q1")).of_page(frame).over(&page, small_page.cpu),
        Row::new("Q8.Q5", &hold, says("Q5")).with_commits(&hold).over(&hold, small_hold.cpu),
    ])
}
