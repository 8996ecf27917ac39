//! What Banso's queries cost, each beside its floor from the same run. `cargo run --release -p banso-bench` prints
//! the table; docs/performance.md says what the rows mean.

pub mod child;
pub mod data;
pub mod error;
pub mod floors;
pub mod house;
pub mod measure;
pub mod queries;
pub mod row;
pub mod visitor;

use std::path::Path;

use crate::data::{Fill, Size};
use crate::error::BenchError;
use crate::house::House;
use crate::queries::{booking, crowd, directory, growth, memory, race, slot_page, weight};
use crate::row::Row;

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The dataset.
    pub size: Size,
    /// How many times the people there are in the larger one.
    pub growth: usize,
    /// Pages of each kind.
    pub pages: usize,
    /// Bookings.
    pub bookings: usize,
    /// Clients at once.
    pub crowd: usize,
    /// Rounds of the race.
    pub rounds: usize,
}

impl Scale {
    /// As published.
    pub const FULL: Self = Self { size: Size::D1, growth: 10, pages: 1_000, bookings: 400, crowd: 64, rounds: 50 };
    /// For tests: everything once, on a dataset that is there at once.
    pub const TINY: Self = Self { size: Size::TINY, growth: 2, pages: 3, bookings: 6, crowd: 8, rounds: 2 };

    /// The directory is larger than a slot page, and is opened less often.
    fn lists(self) -> usize {
        self.pages.div_ceil(5)
    }
}

/// Runs everything; `say` hears each row as soon as it is measured. `program` is the bench itself, which serves in a
/// process of its own where memory is measured.
///
/// # Errors
/// [`BenchError`].
pub async fn run(scale: Scale, program: &Path, say: impl Fn(&str)) -> Result<Vec<Row>, BenchError> {
    let house = House::build(scale.size, Fill::Scattered).await?;
    say(&loaded(&house));
    let frame = house.frame_statements().await?;
    let mut all = Vec::new();
    let mut told = |rows: Vec<Row>| {
        rows.iter().for_each(|row| say(&row.to_string()));
        all.extend(rows);
    };
    let (page, bytes, rows) = slot_page::rows(&house, frame, scale.pages).await?;
    told(rows);
    told(crowd::rows(&house, &bytes, scale.crowd, scale.pages.div_ceil(20)).await?);
    told(directory::rows(&house, directory::FREE, frame, scale.lists()).await?);
    let (hold, rows) = booking::rows(&house, scale.bookings).await?;
    told(rows);
    told(race::rows(&house, scale.crowd, scale.rounds).await?);
    told(weight::rows(&house).await?);
    told(memory::rows(&house, program).await?);
    house.close().await?;

    let full = House::build(scale.size, Fill::Everything).await?;
    say(&loaded(&full));
    directory::nobody_is_free(&full).await?;
    told(directory::rows(&full, directory::FULL, frame, scale.lists()).await?);
    full.close().await?;

    let large = House::build(scale.size.times(scale.growth), Fill::Scattered).await?;
    say(&loaded(&large));
    told(growth::rows(&large, frame, [page, hold], (scale.pages, scale.bookings)).await?);
    large.close().await?;
    Ok(all)
}

fn loaded(house: &House) -> String {
    let (people, millis) = (house.supporters.len(), house.loaded_in.as_millis());
    format!("{people} supporters, {} clients, {} bookings, written in {millis} ms", house.clients.len(), house.bookings)
}
