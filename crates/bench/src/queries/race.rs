//! Q6: many clients want one time. Half of the rounds have overlapping starts instead of equal ones. A round without
//! exactly one winner is no figure but a failure of the run.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use banso::people::PersonId;
use rules::slots::Slot;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::error::BenchError;
use crate::floors;
use crate::house::House;
use crate::measure::{Watch, now};
use crate::row::Row;
use crate::visitor::Visitor;

/// Long enough for a first meeting.
const LENGTH: u16 = 90;

/// The race over the router, from the press of the button to the whole answer.
///
/// # Errors
/// A round that had not exactly one winner, or an answer that is neither a hold nor a page of other times.
pub async fn rows(house: &House, racers: usize, rounds: usize) -> Result<Vec<Row>, BenchError> {
    let from = house.clients.len().checked_sub(racers).ok_or(BenchError::Lacks("so many clients"))?;
    let visitors = house.sign_in(house.clients.get(from..).unwrap_or_default()).await?;
    let mut starts = Vec::with_capacity(rounds);
    for supporter in house.supporters.iter().cycle().take(rounds) {
        starts.push((*supporter, pair(house, *supporter).await?));
    }
    let (mut watch, statements) = (Watch::start(), house.db().statements());
    let mut fewest = usize::MAX;
    for (round, (supporter, pair)) in starts.into_iter().enumerate() {
        // equal starts in one round, starts half an hour apart in the next
        let [one, two] = pair;
        let pair = if round % 2 == 0 { [one, one] } else { [one, two] };
        let (mut winners, finishes) = (0, run(&visitors, supporter, pair).await?);
        for Finish { won, alternatives, wall } in finishes {
            winners += usize::from(won);
            fewest = if won { fewest } else { fewest.min(alternatives) };
            watch.add(wall);
        }
        if winners != 1 {
            return Err(BenchError::Winners { round, winners });
        }
    }
    let asked = u64::try_from(racers.saturating_mul(rounds)).unwrap_or(u64::MAX).max(1);
    let sent = house.db().statements().saturating_sub(statements) / asked;
    let cost = watch.stop();
    let floor = floors::bare_transaction(3, rounds.max(20)).await?;
    let says = format!(
        "{racers} clients want one time, {rounds} rounds, one winner each, the others 409 with {fewest} other times; \
         statements on average; floor: a bare transaction"
    );
    Ok(vec![Row { statements: Some(sent), ..Row::new("Q6", &cost, says).over(&cost, floor.cpu) }])
}

struct Finish {
    won: bool,
    alternatives: usize,
    wall: Duration,
}

async fn run(visitors: &[Visitor], supporter: PersonId, pair: [Slot; 2]) -> Result<Vec<Finish>, BenchError> {
    let gate = Arc::new(Barrier::new(visitors.len()));
    let mut all = JoinSet::new();
    for (visitor, slot) in visitors.iter().cloned().zip(pair.into_iter().cycle()) {
        let gate = Arc::clone(&gate);
        let (supporter, start) = (supporter.to_string(), slot.start.to_string());
        all.spawn(async move {
            gate.wait().await;
            let began = now();
            let fields = [("supporter", supporter.as_str()), ("plan", "standard"), ("start", start.as_str())];
            let answered = visitor.post("/holds", &fields).await?;
            let wall = began.elapsed();
            let won = answered.status == StatusCode::SEE_OTHER;
            let page = if won { answered } else { answered.is(StatusCode::CONFLICT, "/holds")? };
            let alternatives = String::from_utf8_lossy(&page.body).matches("name=\"start\"").count();
            Ok::<_, BenchError>(Finish { won, alternatives, wall })
        });
    }
    let mut finishes = Vec::with_capacity(visitors.len());
    while let Some(finish) = all.join_next().await {
        finishes.push(finish??);
    }
    Ok(finishes)
}

/// Two free times of a supporter of which the second begins while the first goes on.
async fn pair(house: &House, supporter: PersonId) -> Result<[Slot; 2], BenchError> {
    let receiving = house.receiving(&[supporter], None).await?;
    let receiving = receiving.first().ok_or(BenchError::Lacks("supporter"))?;
    let free: Vec<Slot> = house.search(receiving, LENGTH)?.earliest(400);
    let apart = |one: &Slot, two: &Slot| one.start < two.start && two.start < one.end;
    let mut pairs = free.iter().zip(free.iter().skip(1)).filter(|(one, two)| apart(one, two));
    // not the very first: those are where the queries before booked
    let (one, two) = pairs.nth(2).ok_or(BenchError::Lacks("two free times that overlap"))?;
    Ok([*one, *two])
}
