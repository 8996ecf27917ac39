//! The first, the second … meeting of a client in a programme: decided when a time is taken, counted again when an
//! earlier one appears or disappears. A length that was agreed stays (docs/decisions/0010-agreed-lengths-stay.md).

use std::fmt::Write;

use jiff::Timestamp;
use kit::args;
use kit::db::{DbError, Sql, Tx};
use kit::time::Instant;
use rules::durations::{Booked, Ordinal, ordinal_at, ordinals};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::{BookingId, OfferId};
use crate::people::PersonId;

/// The times that a client has taken in a programme.
#[derive(Debug)]
pub struct Course(Vec<Row>);

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    offer: Option<Uuid>,
    status: String,
    ordinal: i64,
    supporter: Uuid,
    starts_at: Instant,
}

impl Course {
    /// Everything that is held, offered or agreed, in order of start.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(sql: &impl Sql, client: PersonId, programme: &str) -> Result<Self, DbError> {
        let question = "SELECT id, offer, status, ordinal, supporter, starts_at FROM bookings
                        WHERE client = $1 AND programme = $2 AND status IN ('held', 'offered', 'confirmed')
                        ORDER BY starts_at, id";
        Ok(Self(sql.all(question, args![client, programme]).await?))
    }

    /// The hold that this client already has at that very time.
    #[must_use]
    pub fn held(&self, supporter: PersonId, start: Instant) -> Option<BookingId> {
        let same = |row: &&Row| row.status == "held" && row.supporter == supporter.0 && row.starts_at == start;
        self.0.iter().find(same).map(|row| BookingId(row.id))
    }

    /// The ordinal that the next meeting takes, whenever it is: the slot page and the booking transaction both say
    /// this one, so the length that is shown is the length that is booked. Agreed meetings count, and each waiting
    /// offer as one; a client holds one time only, which is this next one. The times of `but` do not count: one of
    /// them is what is asked about.
    #[must_use]
    pub fn next(&self, but: Option<OfferId>) -> Ordinal {
        let mut offers: Vec<Uuid> = but.into_iter().map(|offer| offer.0).collect();
        let counted = self.0.iter().filter(|row| match (row.status.as_str(), row.offer) {
            ("confirmed", _) => true,
            ("offered", Some(offer)) if !offers.contains(&offer) => {
                offers.push(offer);
                true
            }
            _ => false,
        });
        ordinal_at(&counted.map(Row::booked).collect::<Vec<_>>(), Timestamp::MAX)
    }
}

impl Row {
    fn booked(&self) -> Booked<Uuid> {
        Booked { id: self.id, start: self.starts_at.timestamp(), cancelled: false }
    }
}

/// Counts a client's agreed meetings again, in order of start.
///
/// # Errors
/// When the database does not answer.
pub async fn recount(tx: &Tx, client: PersonId, programme: &str) -> Result<(), DbError> {
    let course = Course::of(tx, client, programme).await?;
    let agreed: Vec<&Row> = course.0.iter().filter(|row| row.status == "confirmed").collect();
    let counted = ordinals(&agreed.iter().map(|row| row.booked()).collect::<Vec<_>>());
    let (mut cases, mut ids, mut values) = (String::new(), Vec::new(), Vec::new());
    for (id, ordinal) in counted {
        let ordinal = i64::from(ordinal.get());
        if agreed.iter().any(|row| row.id == id && row.ordinal != ordinal) {
            let at = values.len();
            values.extend(args![id, ordinal]);
            let _ = write!(cases, " WHEN ${} THEN ${}", at + 1, at + 2);
            ids.push(format!("${}", at + 1));
        }
    }
    if ids.is_empty() {
        return Ok(());
    }
    let update = format!("UPDATE bookings SET ordinal = CASE id{cases} END WHERE id IN ({})", ids.join(", "));
    tx.run(&update, values).await?;
    Ok(())
}
