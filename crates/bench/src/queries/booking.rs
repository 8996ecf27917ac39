//! Q5: a booking that nobody contests: first the time is held, then it is agreed.

use std::collections::HashMap;

use axum::http::StatusCode;
use banso::meetings::{BookingId, Wish, hold};
use banso::people::PersonId;
use banso::programmes::CONSULTATION;
use rules::slots::Slot;

use crate::error::BenchError;
use crate::floors;
use crate::house::House;
use crate::measure::{Cost, each};
use crate::row::Row;
use crate::visitor::Visitor;

/// Long enough for a first meeting.
const LENGTH: u16 = 90;
/// What a hold writes: the booking, and the time of two people.
const HELD_ROWS: usize = 3;
/// What an agreement writes: the booking, the draft taken away, sheet and version, two notices and four reminders.
const AGREED_ROWS: usize = 10;

/// Holds, one after the other, each by another client; answers who holds what.
///
/// # Errors
/// When a hold is refused.
pub async fn holds(house: &House, times: usize) -> Result<(Cost, Vec<(PersonId, BookingId)>), BenchError> {
    let wishes = wishes(house, times).await?;
    let mut held = Vec::with_capacity(wishes.len());
    let cost = each(house.db(), wishes, async |wish: Wish| {
        let booking = hold(house.db(), &wish).await.map_err(BenchError::Refused)?;
        held.push((wish.client, booking));
        Ok(())
    })
    .await?;
    Ok((cost, held))
}

/// Hold and agreement, each over a bare transaction that writes as many rows; the hold's cost goes on to Q8.
///
/// # Errors
/// When one of them is refused.
pub async fn rows(house: &House, times: usize) -> Result<(Cost, Vec<Row>), BenchError> {
    let (held_cost, held) = holds(house, times).await?;
    let people: Vec<PersonId> = held.iter().map(|(client, _)| *client).collect();
    let visitors = house.sign_in(&people).await?;
    let booked: Vec<(Visitor, BookingId)> = visitors.into_iter().zip(held.iter().map(|(_, id)| *id)).collect();
    for (visitor, id) in &booked {
        let path = format!("/bookings/{id}/form");
        visitor
            .post(&path, &[("q-most", "異動の希望を出すか、迷っています。")])
            .await?
            .is(StatusCode::SEE_OTHER, &path)?;
    }
    let agreed_cost = each(house.db(), booked.iter(), async |(visitor, id): &(Visitor, BookingId)| {
        let path = format!("/bookings/{id}/confirmation");
        visitor.post(&path, &[]).await?.is(StatusCode::SEE_OTHER, &path).map(drop)
    })
    .await?;
    let around = around(house, &booked).await?;
    let hold_floor = floors::bare_transaction(HELD_ROWS, times).await?;
    let agreed_floor = floors::bare_transaction(AGREED_ROWS, times).await?;
    let sync = floors::sync(house, times).await?;
    let plain = |id, cost: &Cost, says: &str| Row::new(id, cost, says).with_commits(cost);
    let rows = vec![
        plain("Q5", &held_cost, "hold a time with occupancy; floor: as many rows, bare, one synced commit")
            .over(&held_cost, hold_floor.cpu),
        plain(
            "Q5.confirmation",
            &agreed_cost,
            "agree over the router, with questionnaire and six jobs; floor: likewise",
        )
        .of_page(around)
        .over(&agreed_cost, agreed_floor.cpu),
        plain("floor.hold", &hold_floor, "the bare transaction under Q5"),
        plain("floor.confirmation", &agreed_floor, "the bare transaction under Q5.confirmation"),
        Row { statements: None, ..Row::new("floor.sync", &sync, "4 KiB appended to a file, and fdatasync") },
    ];
    Ok((held_cost, rows))
}

/// What a request sends before its transaction: who is looking, and the booking. An agreed booking's check leads
/// elsewhere after just that.
async fn around(house: &House, booked: &[(Visitor, BookingId)]) -> Result<u64, BenchError> {
    let (visitor, id) = booked.first().ok_or(BenchError::Lacks("booking"))?;
    let path = format!("/bookings/{id}/check");
    let before = house.db().statements();
    visitor.send("GET", &path, String::new()).await?.is(StatusCode::SEE_OTHER, &path)?;
    Ok(house.db().statements().saturating_sub(before))
}

/// Wishes that do not touch each other: another client each time, and for each supporter another time.
async fn wishes(house: &House, many: usize) -> Result<Vec<Wish>, BenchError> {
    let mut wishes = Vec::with_capacity(many);
    let mut chosen: HashMap<PersonId, Vec<Slot>> = HashMap::new();
    for (client, supporter) in house.clients.iter().zip(house.supporters.iter().cycle()).take(many) {
        let receiving = house.receiving(&[*supporter], Some(*client)).await?;
        let receiving = receiving.first().ok_or(BenchError::Lacks("supporter"))?;
        let others = chosen.entry(*supporter).or_default();
        let apart = |slot: &Slot| others.iter().all(|other| slot.end <= other.start || other.end <= slot.start);
        let free = house.search(receiving, LENGTH)?.earliest(60).into_iter().find(apart);
        let slot = free.ok_or(BenchError::Lacks("free time"))?;
        others.push(slot);
        wishes.push(wish(*client, *supporter, slot));
    }
    Ok(wishes)
}

/// A client wants a time.
#[must_use]
pub fn wish(client: PersonId, supporter: PersonId, slot: Slot) -> Wish {
    Wish {
        client,
        supporter,
        programme: CONSULTATION.into(),
        plan: "standard".into(),
        start: slot.start.into(),
        from: None,
    }
}
