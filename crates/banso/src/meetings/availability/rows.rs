//! The first question behind [`super::receiving`]: the settings of supporters, and how they become what the engine
//! understands together with [`super::hours`] and [`super::taken`].
//!
//! Only columns that are used; ids are bound as a list, so the number of statements does not grow with them.

use jiff::tz::TimeZone;
use kit::db::{DbError, Sql};
use rules::minutes::Minutes;
use rules::slots::{Availability, Buffer, Busy, DayPart, TimeOfDay};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::hours::Hours;
use super::{GRID, MeetingPlace, Receiving};
use crate::meetings::RoomId;
use crate::people::PersonId;

/// The columns of a [`ReceivingRow`] …
pub(in crate::meetings) const RECEIVING: &str = "p.id AS supporter, COALESCE(v.zone, p.zone) AS zone,
    v.works_on_holidays, v.buffer_before, v.buffer_after, v.online_link, v.address, v.room, r.name AS room_name,
    r.address AS room_address";
/// … and where they come from, beside `people p`.
pub(in crate::meetings) const RECEIVING_FROM: &str =
    "LEFT JOIN receiving v ON v.supporter = p.id LEFT JOIN rooms r ON r.id = v.room";

/// A supporter's settings; who never saved any receives online, in their own zone.
#[derive(Debug, FromQueryResult)]
pub(in crate::meetings) struct ReceivingRow {
    pub supporter: Uuid,
    zone: String,
    works_on_holidays: Option<bool>,
    buffer_before: Option<i64>,
    buffer_after: Option<i64>,
    online_link: Option<String>,
    address: Option<String>,
    pub room: Option<Uuid>,
    room_name: Option<String>,
    room_address: Option<String>,
}

impl ReceivingRow {
    pub async fn of(sql: &impl Sql, supporters: &[PersonId]) -> Result<Vec<Self>, DbError> {
        let question =
            format!("SELECT {RECEIVING} FROM people p {RECEIVING_FROM} WHERE p.id IN ({})", list(1, supporters.len()));
        sql.all(&question, supporters.iter().map(|id| Value::from(id.0)).collect()).await
    }

    /// `None` for a zone that this build does not know: hours without a clock mean nothing.
    pub(super) fn receiving(self, hours: Hours, busy: Vec<Busy>) -> Option<Receiving> {
        let zone =
            TimeZone::get(&self.zone).inspect_err(|error| tracing::error!(%error, "zone of a supporter")).ok()?;
        let buffer = Buffer { before: minutes(self.buffer_before), after: minutes(self.buffer_after) };
        let works_on_holidays = self.works_on_holidays.unwrap_or(false);
        let Hours { openings, closings } = hours;
        let availability = Availability { zone, openings, closings, works_on_holidays, buffer, grid: GRID };
        Some(Receiving { supporter: PersonId(self.supporter), availability, busy, place: self.place() })
    }

    fn place(self) -> MeetingPlace {
        match (self.room, self.room_name, self.room_address, self.address) {
            (Some(id), Some(name), Some(address), _) => MeetingPlace::Room { id: RoomId(id), name, address },
            (_, _, _, Some(address)) if self.online_link.is_none() => MeetingPlace::Address(address),
            _ => MeetingPlace::Online(self.online_link),
        }
    }
}

/// The part of a day between two minutes of it.
pub(in crate::meetings) fn part(from: Option<i64>, to: Option<i64>) -> Option<DayPart> {
    let time = |minute: i64| TimeOfDay::from_minutes(u16::try_from(minute).ok()?).ok();
    DayPart::new(time(from?)?, time(to?)?).ok()
}

fn minutes(stored: Option<i64>) -> Minutes {
    Minutes::new(stored.and_then(|minutes| u16::try_from(minutes).ok()).unwrap_or(0))
}

/// `$3, $4, $5`: placeholders from a number on.
pub(in crate::meetings) fn list(from: usize, many: usize) -> String {
    (from..from.saturating_add(many)).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
}
