//! An independent look at who is where: it reads the tables and judges by itself, with none of the product's code.

use std::collections::{BTreeMap, BTreeSet};

use kit::db::Sql;
use sea_orm::FromQueryResult;
use uuid::Uuid;

#[derive(Debug, FromQueryResult)]
pub struct Booked {
    pub id: Uuid,
    pub client: Uuid,
    pub supporter: Uuid,
    pub room: Option<Uuid>,
    pub status: String,
    pub starts_at: i64,
    pub ends_at: i64,
}

#[derive(Debug, FromQueryResult)]
struct Taken {
    booking: Uuid,
    resource: Uuid,
    starts_at: i64,
    ends_at: i64,
}

/// Every booking, and every time that is taken.
pub struct Ledger {
    pub bookings: BTreeMap<Uuid, Booked>,
    taken: Vec<Taken>,
}

impl Ledger {
    pub async fn read(sql: &impl Sql) -> Self {
        let bookings = "SELECT id, client, supporter, room, status, starts_at, ends_at FROM bookings";
        let taken = "SELECT booking, resource, starts_at, ends_at FROM occupancy ORDER BY resource, starts_at";
        let rows: Vec<Booked> = sql.all(bookings, vec![]).await.unwrap();
        let bookings = rows.into_iter().map(|row| (row.id, row)).collect();
        Self { bookings, taken: sql.all(taken, vec![]).await.unwrap() }
    }

    /// What is wrong, one sentence each: somebody or a room in two places, or a booking that does not take its times.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.in_two_places();
        let mut taken: BTreeMap<Uuid, BTreeSet<(Uuid, i64, i64)>> = BTreeMap::new();
        for row in &self.taken {
            taken.entry(row.booking).or_default().insert((row.resource, row.starts_at, row.ends_at));
        }
        for booking in self.bookings.values() {
            let found = taken.remove(&booking.id).unwrap_or_default();
            if found != booking.takes() {
                faults.push(format!("{} is {} and takes {found:?}", booking.id, booking.status));
            }
        }
        faults.extend(taken.keys().map(|booking| format!("time is taken for {booking}, which there is not")));
        faults
    }

    fn in_two_places(&self) -> Vec<String> {
        let mut until: BTreeMap<Uuid, i64> = BTreeMap::new();
        let mut faults = Vec::new();
        for row in &self.taken {
            let busy = until.entry(row.resource).or_insert(i64::MIN);
            if row.starts_at < *busy {
                faults.push(format!("{} is in two places at {}", row.resource, row.starts_at));
            }
            *busy = row.ends_at.max(*busy);
        }
        faults
    }
}

impl Booked {
    /// Whether it keeps its people and its room from others.
    pub fn is_live(&self) -> bool {
        matches!(self.status.as_str(), "held" | "offered" | "confirmed")
    }

    /// The rows that it must have.
    fn takes(&self) -> BTreeSet<(Uuid, i64, i64)> {
        let resources = [Some(self.client), Some(self.supporter), self.room].into_iter().flatten();
        resources.filter(|_| self.is_live()).map(|resource| (resource, self.starts_at, self.ends_at)).collect()
    }
}
