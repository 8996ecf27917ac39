//! How supporters receive in a window of time: openings, closings, place, and what is taken already.
//!
//! The slot page, the directory, offers, the promise counter and the booking transaction all load it here, so what
//! is shown is what can be booked. Three statements, however many supporters; a row that cannot be read closes its
//! supporter's times instead of opening them.

mod hours;
mod rows;
mod taken;
mod typed;

use std::collections::HashMap;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use kit::db::Sql;
use kit::time::Instant;
use rules::durations::Ordinal;
use rules::minutes::Minutes;
use rules::programme::Meeting;
use rules::slots::{Availability, Bounds, Busy, Search, Window};
use uuid::Uuid;

use self::hours::Hours;
pub(super) use self::rows::{RECEIVING, RECEIVING_FROM, ReceivingRow, list, part};
use self::taken::taken;
pub(super) use self::typed::{typed_day, typed_time};
use super::ordinals::Course;
use super::{BookingId, RoomId};
use crate::people::PersonId;
use crate::problem::Problem;

/// Starts lie on the half hours of the supporter's zone.
pub const GRID: Minutes = Minutes::new(30);
/// The longest meeting and the longest pause around it: what is taken so far outside the window can still matter.
const REACH: SignedDuration = SignedDuration::from_hours(24);

/// How one supporter receives.
#[derive(Clone, Debug)]
pub struct Receiving {
    /// The supporter.
    pub supporter: PersonId,
    /// Open and closed times.
    pub availability: Availability,
    /// What is taken, sorted by start.
    pub busy: Vec<Busy>,
    /// Where they meet.
    pub place: MeetingPlace,
}

/// Where a supporter meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeetingPlace {
    /// By video; the link may follow.
    Online(Option<String>),
    /// In a room of the organisation, which is occupied like a person.
    Room {
        /// The room.
        id: RoomId,
        /// Its name.
        name: String,
        /// Where it is.
        address: String,
    },
    /// At an address of the supporter's.
    Address(String),
}

/// Whose times are asked for, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry<'a> {
    /// The supporters.
    pub supporters: &'a [PersonId],
    /// Who looks: their own meetings are taken time too, because nobody is in two places.
    pub beside: Option<PersonId>,
    /// The booking that is being moved; its own time is free for it.
    pub but: Option<BookingId>,
    /// The range that is looked at.
    pub window: Window,
    /// A hold that has run out by then takes nothing any more.
    pub now: Instant,
}

/// How these supporters receive in a window, in the order of the ids.
///
/// # Errors
/// When the database does not answer.
pub async fn receiving(
    sql: &impl Sql,
    supporters: &[PersonId],
    window: Window,
    now: Instant,
) -> Result<Vec<Receiving>, Problem> {
    Inquiry { supporters, beside: None, but: None, window, now }.answer(sql).await
}

/// The ordinal that this client's next meeting in a programme takes.
///
/// # Errors
/// When the database does not answer.
pub async fn next_ordinal(sql: &impl Sql, client: PersonId, programme: &str) -> Result<Ordinal, Problem> {
    Ok(Course::of(sql, client, programme).await?.next(None))
}

/// How many meetings a client (placeholder) has taken in a programme (placeholder), as a part of a question: each
/// agreed one, and each offer that waits, whose times are one meeting. A hold is the next one itself.
pub(super) fn met(client: usize, programme: usize) -> String {
    let theirs = format!("FROM bookings WHERE client = ${client} AND programme = ${programme}");
    format!(
        "((SELECT count(*) {theirs} AND status = 'confirmed')
          + (SELECT count(DISTINCT offer) {theirs} AND status = 'offered'))"
    )
}

/// The ordinal after so many meetings.
pub(super) fn ordinal_after(met: i64) -> Ordinal {
    u32::try_from(met).ok().and_then(Ordinal::new).map_or(Ordinal::FIRST, Ordinal::next)
}

/// The first and the last start that a client may book now, days counted in this zone.
#[must_use]
pub fn bounds(meeting: &Meeting, now: Instant, zone: &TimeZone) -> Bounds {
    Bounds::new(now.timestamp(), meeting.cutoffs.book, meeting.horizon, zone)
}

impl Inquiry<'_> {
    /// How the supporters receive, in the order of the ids; one who does not exist is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answer(&self, sql: &impl Sql) -> Result<Vec<Receiving>, Problem> {
        if self.supporters.is_empty() {
            return Ok(Vec::new());
        }
        let people = ReceivingRow::of(sql, self.supporters).await?;
        self.answer_about(sql, people).await
    }

    /// The same for settings that were read already, with two statements.
    pub(super) async fn answer_about(
        &self,
        sql: &impl Sql,
        people: Vec<ReceivingRow>,
    ) -> Result<Vec<Receiving>, Problem> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let mut hours = Hours::of(sql, self.supporters, self.window).await?;
        let busy = self.busy(sql, &people).await?;
        let mut found: HashMap<Uuid, Receiving> = people
            .into_iter()
            .filter_map(|row| {
                let resources = [Some(row.supporter), row.room, self.beside.map(|beside| beside.0)];
                let busy = together(&busy, resources.into_iter().flatten());
                let hours = hours.remove(&row.supporter).unwrap_or_default();
                Some((row.supporter, row.receiving(hours, busy)?))
            })
            .collect();
        Ok(self.supporters.iter().filter_map(|supporter| found.remove(&supporter.0)).collect())
    }

    async fn busy(&self, sql: &impl Sql, people: &[ReceivingRow]) -> Result<HashMap<Uuid, Vec<Busy>>, Problem> {
        let mut resources: Vec<Uuid> =
            people.iter().flat_map(|row| [Some(row.supporter), row.room]).flatten().collect();
        resources.extend(self.beside.map(|beside| beside.0));
        resources.sort_unstable();
        resources.dedup();
        Ok(taken(sql, self, &resources).await?)
    }
}

/// What is taken of several resources, sorted by start.
fn together(busy: &HashMap<Uuid, Vec<Busy>>, resources: impl Iterator<Item = Uuid>) -> Vec<Busy> {
    let mut taken: Vec<Busy> = resources.filter_map(|resource| busy.get(&resource)).flatten().copied().collect();
    taken.sort_by_key(|busy| busy.start);
    taken
}

impl Receiving {
    /// The question to the engine about meetings of a length.
    #[must_use]
    pub fn search(&self, length: Minutes, bounds: Bounds) -> Search<'_> {
        Search { availability: &self.availability, busy: &self.busy, length, bounds }
    }
}

impl MeetingPlace {
    /// Its name in the database.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Online(_) => "online",
            Self::Room { .. } => "room",
            Self::Address(_) => "address",
        }
    }

    /// The room, which a booking occupies beside the two people.
    #[must_use]
    pub fn room(&self) -> Option<RoomId> {
        match self {
            Self::Room { id, .. } => Some(*id),
            Self::Online(_) | Self::Address(_) => None,
        }
    }

    /// What a booking keeps of it: the link or the address. A room is kept as a room.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Online(link) => link.as_deref(),
            Self::Address(address) => Some(address),
            Self::Room { .. } => None,
        }
    }
}
