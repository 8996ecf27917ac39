//! The three questions behind [`super::receiving`], and how their rows become what the engine understands.
//!
//! Only columns that are used; ids are bound as a list, so the number of statements does not grow with them.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kit::db::{DbError, Sql};
use kit::time::Instant;
use rules::minutes::Minutes;
use rules::slots::{Availability, Buffer, Busy, BusyKind, Closing, DayPart, Opening, TimeOfDay, Window};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::{GRID, Inquiry, MeetingPlace, REACH, Receiving};
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

/// An opening or a closing.
#[derive(Debug, FromQueryResult)]
pub(super) struct OpeningRow {
    pub supporter: Uuid,
    closes: bool,
    weekday: Option<i64>,
    first_day: Option<String>,
    last_day: Option<String>,
    day: Option<String>,
    from_minute: Option<i64>,
    to_minute: Option<i64>,
}

/// Taken time of a person or a room.
#[derive(Debug, FromQueryResult)]
pub(super) struct Occupied {
    pub resource: Uuid,
    starts_at: Instant,
    ends_at: Instant,
    status: String,
}

enum Row {
    Opening(Opening),
    Closing(Closing),
}

impl ReceivingRow {
    pub async fn of(sql: &impl Sql, supporters: &[PersonId]) -> Result<Vec<Self>, DbError> {
        let question =
            format!("SELECT {RECEIVING} FROM people p {RECEIVING_FROM} WHERE p.id IN ({})", list(1, supporters.len()));
        sql.all(&question, supporters.iter().map(|id| Value::from(id.0)).collect()).await
    }

    /// `None` for a zone that this build does not know: hours without a clock mean nothing.
    pub(super) fn receiving(self, rows: Vec<OpeningRow>, busy: Vec<Busy>) -> Option<Receiving> {
        let zone =
            TimeZone::get(&self.zone).inspect_err(|error| tracing::error!(%error, "zone of a supporter")).ok()?;
        let buffer = Buffer { before: minutes(self.buffer_before), after: minutes(self.buffer_after) };
        let works_on_holidays = self.works_on_holidays.unwrap_or(false);
        let (openings, closings) = split(&rows, self.supporter);
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

impl OpeningRow {
    /// What opens or closes a day near the window. Days are ISO texts and compare as texts.
    pub async fn of(sql: &impl Sql, supporters: &[PersonId], window: Window) -> Result<Vec<Self>, DbError> {
        let ids = list(3, supporters.len());
        let question = format!(
            "SELECT supporter, FALSE AS closes, weekday, first_day, last_day, day, from_minute, to_minute
             FROM openings WHERE withdrawn_at IS NULL AND supporter IN ({ids})
               AND ((day >= $1 AND day <= $2)
                 OR (day IS NULL AND (last_day IS NULL OR last_day >= $1) AND (first_day IS NULL OR first_day <= $2)))
             UNION ALL
             SELECT supporter, TRUE AS closes, CAST(NULL AS BIGINT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), day,
                    from_minute, to_minute
             FROM closings WHERE withdrawn_at IS NULL AND supporter IN ({ids}) AND day >= $1 AND day <= $2"
        );
        let (first, last) = days(window);
        let mut args = vec![Value::from(first.to_string()), Value::from(last.to_string())];
        args.extend(supporters.iter().map(|id| Value::from(id.0)));
        sql.all(&question, args).await
    }

    fn row(&self) -> Option<Row> {
        let day = self.day.as_deref().map(str::parse::<Date>).transpose().ok()?;
        let part = part(self.from_minute, self.to_minute);
        if self.closes {
            let whole = self.from_minute.is_none() && self.to_minute.is_none();
            return (whole || part.is_some()).then_some(Row::Closing(Closing { date: day?, part }));
        }
        if let Some(date) = day {
            return Some(Row::Opening(Opening::Dated { date, part: part? }));
        }
        let weekday = Weekday::from_monday_one_offset(i8::try_from(self.weekday?).ok()?).ok()?;
        let first = self.first_day.as_deref().map_or(Some(Date::MIN), |day| day.parse().ok())?;
        let last = self.last_day.as_deref().map(str::parse::<Date>).transpose().ok()?;
        Some(Row::Opening(Opening::Weekly { weekday, part: part?, first, last }))
    }
}

impl Occupied {
    /// What is taken in and around the window. A hold or an offer that has run out takes nothing.
    pub async fn of(sql: &impl Sql, inquiry: &Inquiry<'_>, resources: &[Uuid]) -> Result<Vec<Self>, DbError> {
        let question = format!(
            "SELECT o.resource, o.starts_at, o.ends_at, b.status FROM occupancy o JOIN bookings b ON b.id = o.booking
             WHERE o.resource IN ({}) AND o.starts_at > $1 AND o.starts_at < $2 AND o.booking <> $4
               AND (b.status NOT IN ('held', 'offered') OR b.held_until IS NULL OR b.held_until > $3)",
            list(5, resources.len())
        );
        let (from, until) = (Instant::from(inquiry.window.from), Instant::from(inquiry.window.until));
        let but = inquiry.but.map_or(Uuid::nil(), |but| but.0);
        let mut args = kit::args![from.plus(-REACH), until.plus(REACH), inquiry.now, but];
        args.extend(resources.iter().map(|id| Value::from(*id)));
        sql.all(&question, args).await
    }

    pub fn busy(&self) -> Busy {
        let kind = if matches!(self.status.as_str(), "held" | "offered") { BusyKind::Hold } else { BusyKind::Booking };
        Busy { start: self.starts_at.timestamp(), end: self.ends_at.timestamp(), kind }
    }
}

/// Openings and closings; none at all when one of the rows cannot be read.
fn split(rows: &[OpeningRow], supporter: Uuid) -> (Vec<Opening>, Vec<Closing>) {
    let (mut openings, mut closings) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        match row.row() {
            Some(Row::Opening(opening)) => openings.push(opening),
            Some(Row::Closing(closing)) => closings.push(closing),
            None => {
                tracing::error!(supporter = %supporter.as_simple(), "an opening or a closing cannot be read");
                return (Vec::new(), Vec::new());
            }
        }
    }
    (openings, closings)
}

/// The part of a day between two minutes of it.
pub(in crate::meetings) fn part(from: Option<i64>, to: Option<i64>) -> Option<DayPart> {
    let time = |minute: i64| TimeOfDay::from_minutes(u16::try_from(minute).ok()?).ok();
    DayPart::new(time(from?)?, time(to?)?).ok()
}

fn minutes(stored: Option<i64>) -> Minutes {
    Minutes::new(stored.and_then(|minutes| u16::try_from(minutes).ok()).unwrap_or(0))
}

/// The civil days that a window touches in any zone.
fn days(window: Window) -> (Date, Date) {
    let day = |at: Timestamp| TimeZone::UTC.to_datetime(at).date();
    (day(window.from).saturating_sub(1.day()), day(window.until).saturating_add(1.day()))
}

/// `$3, $4, $5`: placeholders from a number on.
pub(in crate::meetings) fn list(from: usize, many: usize) -> String {
    (from..from.saturating_add(many)).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ")
}
