//! Taken time of people and rooms: one row a resource. The database itself refuses a second row that overlaps.
//!
//! Whoever changes who is where passes through here: holds, offers, moves and cancellations.

use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::time::Instant;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{BookingId, RoomId};
use crate::people::PersonId;

/// What a meeting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taking {
    /// The booking.
    pub booking: BookingId,
    /// Its two people.
    pub people: [PersonId; 2],
    /// Its room.
    pub room: Option<RoomId>,
    /// From.
    pub starts_at: Instant,
    /// To.
    pub ends_at: Instant,
}

impl Taking {
    /// In one order everywhere, so that two transactions never wait for each other crosswise.
    fn resources(&self) -> Vec<Uuid> {
        let mut resources: Vec<Uuid> = self.people.iter().map(|person| person.0).collect();
        resources.extend(self.room.map(|room| room.0));
        resources.sort_unstable();
        resources.dedup();
        resources
    }

    /// Takes the time.
    ///
    /// # Errors
    /// [`DbError::Overlap`] when one of them is somewhere else by then.
    pub async fn occupy(&self, tx: &Tx) -> Result<(), DbError> {
        let resources = self.resources();
        let mut values = args![self.booking, self.starts_at, self.ends_at];
        let rows: Vec<String> = (4..).take(resources.len()).map(|n| format!("($1, ${n}, $2, $3)")).collect();
        values.extend(resources.into_iter().map(sea_orm::Value::from));
        let insert =
            format!("INSERT INTO occupancy (booking, resource, starts_at, ends_at) VALUES {}", rows.join(", "));
        tx.run(&insert, values).await?;
        Ok(())
    }

    /// Takes another time instead.
    ///
    /// # Errors
    /// As [`Taking::occupy`].
    pub async fn shift(tx: &Tx, booking: BookingId, starts_at: Instant, ends_at: Instant) -> Result<(), DbError> {
        let shift = "UPDATE occupancy SET starts_at = $1, ends_at = $2 WHERE booking = $3";
        tx.run(shift, args![starts_at, ends_at, booking]).await?;
        Ok(())
    }
}

/// Gives the time of these bookings back.
///
/// # Errors
/// When the database does not answer.
pub async fn free(tx: &Tx, bookings: &[BookingId]) -> Result<(), DbError> {
    if bookings.is_empty() {
        return Ok(());
    }
    let list = (1..=bookings.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let values = bookings.iter().map(|booking| sea_orm::Value::from(*booking)).collect();
    tx.run(&format!("DELETE FROM occupancy WHERE booking IN ({list})"), values).await?;
    Ok(())
}

#[derive(Debug, FromQueryResult)]
struct Person {
    id: Uuid,
    supports: i64,
}

/// Lets one change at a time come near two people: their rows are locked, in one order everywhere. What is read
/// after it is true until the commit. Answers whether the second of them receives in this programme.
///
/// # Errors
/// [`DbError::Conflict`] when the database chose to let another transaction pass.
pub async fn lock(tx: &Tx, people: [PersonId; 2], programme: &str) -> Result<bool, DbError> {
    let question = format!(
        "SELECT p.id, (SELECT count(*) FROM memberships m WHERE m.person = p.id AND m.programme = $3
                       AND m.role = 'supporter' AND m.suspended_at IS NULL AND m.left_at IS NULL) AS supports
         FROM people p WHERE p.id IN ($1, $2) ORDER BY p.id {}",
        tx.db().engine().for_update()
    );
    let [client, supporter] = people;
    let rows: Vec<Person> = tx.all(&question, args![client, supporter, programme]).await?;
    Ok(client != supporter && rows.iter().any(|row| row.id == supporter.0 && row.supports > 0))
}
