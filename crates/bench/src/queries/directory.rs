//! Q2: the earliest three times of every supporter, on the directory page. Q3: the same when nobody is free.

use kit::web::Entry;

use crate::data::NEEDS;
use crate::error::BenchError;
use crate::floors;
use crate::house::House;
use crate::measure::again;
use crate::row::Row;

/// How long a returning client's standard meeting is.
const LENGTH: u16 = 60;

/// What the rows are called.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// The page, filtered by a need.
    pub filtered: &'static str,
    /// The page with everybody on it.
    pub everybody: &'static str,
    /// The times alone.
    pub times: &'static str,
}

/// Some are free.
pub const FREE: Names = Names { filtered: "Q2", everybody: "Q2.all", times: "Q2.times" };
/// Nobody is free.
pub const FULL: Names = Names { filtered: "Q3", everybody: "Q3.all", times: "Q3.times" };

/// Both pages over bare pages, and the times over the arithmetic alone.
///
/// # Errors
/// When a page does not come.
pub async fn rows(house: &House, names: Names, frame: u64, times: usize) -> Result<Vec<Row>, BenchError> {
    let visitor = house.visitor().await?;
    let need = NEEDS.first().map_or("", |(ja, _)| ja);
    let filtered = format!("/supporters?{}", Entry::default().with("need", need).with("plan", "standard").encoded());
    let mut rows = Vec::new();
    for (id, path, who) in
        [(names.filtered, filtered, "filtered by a need"), (names.everybody, "/supporters".to_owned(), "everybody")]
    {
        let bytes = visitor.get(&path).await?.body;
        let cost = again(house.db(), times, async || visitor.get(&path).await.map(drop)).await?;
        let bare = floors::bare_page(house.db(), &bytes, times).await?;
        let says = format!(
            "earliest three of each of {}, {who}, the page ({} bytes); floor: the same bytes, bare",
            house.supporters.len(),
            bytes.len()
        );
        rows.push(Row::new(id, &cost, says).of_page(frame).over(&cost, bare.cpu));
    }
    rows.push(alone(house, names.times, times).await?);
    Ok(rows)
}

async fn alone(house: &House, id: &'static str, times: usize) -> Result<Row, BenchError> {
    let client = house.clients.first().copied();
    let mut found = 0;
    let asked = again(house.db(), times, async || {
        let receiving = house.receiving(&house.supporters, client).await?;
        found = 0;
        for one in &receiving {
            found += house.search(one, LENGTH)?.earliest(3).len();
        }
        Ok(())
    })
    .await?;
    let loaded = house.receiving(&house.supporters, client).await?;
    let searches = loaded.iter().map(|one| house.search(one, LENGTH)).collect::<Result<Vec<_>, _>>()?;
    let arithmetic = again(house.db(), times, async || {
        let found: usize = searches.iter().map(|search| std::hint::black_box(search).earliest(3).len()).sum();
        std::hint::black_box(found);
        Ok(())
    })
    .await?;
    let says = format!("those times alone ({found} of them); floor: the arithmetic");
    Ok(Row::new(id, &asked, says).over(&asked, arithmetic.cpu))
}

/// Makes sure that nobody is free, else Q3 would measure something else.
///
/// # Errors
/// When somebody is.
pub async fn nobody_is_free(house: &House) -> Result<(), BenchError> {
    for one in house.receiving(&house.supporters, None).await? {
        if !house.search(&one, LENGTH)?.earliest(1).is_empty() {
            return Err(BenchError::Lacks("month without a free time"));
        }
    }
    Ok(())
}
