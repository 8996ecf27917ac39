//! The third question behind [`super::receiving`]: what is taken of people and rooms.
//!
//! A full house has tens of thousands of such rows, and fetching one costs more than all that is computed from it. So
//! the database answers one text for each resource, from the index alone; only what still waits for its agreement is
//! looked up among the bookings. A text that cannot be read takes all of the resource's time.

use std::collections::HashMap;

use jiff::Timestamp;
use kit::db::{DbError, Sql};
use kit::time::Instant;
use rules::slots::{Busy, BusyKind};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::rows::list;
use super::{Inquiry, REACH};

/// Times of one resource that are agreed, or one that waits: `start end,start end`, in microseconds.
#[derive(Debug, FromQueryResult)]
struct Row {
    resource: Uuid,
    waits: bool,
    times: String,
}

/// What is taken in and around the window, sorted by start where it comes from the index. A hold or an offer that has
/// run out takes nothing.
pub(super) async fn taken(
    sql: &impl Sql,
    inquiry: &Inquiry<'_>,
    resources: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Busy>>, DbError> {
    let near = format!(
        "o.resource IN ({}) AND o.starts_at > $1 AND o.starts_at < $2 AND o.booking <> $4",
        list(5, resources.len())
    );
    // CROSS JOIN is an order for SQLite: the few that wait first, their occupancy then
    let question = format!(
        "SELECT o.resource, FALSE AS waits, string_agg(o.starts_at || ' ' || o.ends_at, ',') AS times
         FROM occupancy o
         WHERE {near} AND o.booking NOT IN (SELECT id FROM bookings WHERE status IN ('held', 'offered'))
         GROUP BY o.resource
         UNION ALL
         SELECT o.resource, TRUE AS waits, o.starts_at || ' ' || o.ends_at AS times
         FROM bookings b CROSS JOIN occupancy o
         WHERE o.booking = b.id AND b.status IN ('held', 'offered') AND (b.held_until IS NULL OR b.held_until > $3)
           AND {near}"
    );
    let (from, until) = (Instant::from(inquiry.window.from), Instant::from(inquiry.window.until));
    let but = inquiry.but.map_or(Uuid::nil(), |but| but.0);
    let mut args = kit::args![from.plus(-REACH), until.plus(REACH), inquiry.now, but];
    args.extend(resources.iter().map(|id| Value::from(*id)));
    let rows: Vec<Row> = sql.all(&question, args).await?;
    let mut taken: HashMap<Uuid, Vec<Busy>> = HashMap::with_capacity(resources.len());
    for row in rows {
        taken.entry(row.resource).or_default().extend(row.busy());
    }
    Ok(taken)
}

impl Row {
    fn busy(&self) -> Vec<Busy> {
        let kind = if self.waits { BusyKind::Hold } else { BusyKind::Booking };
        self.times.split(',').map(|time| busy(time, kind)).collect::<Option<_>>().unwrap_or_else(|| {
            tracing::error!(resource = %self.resource.as_simple(), "taken time cannot be read");
            vec![Busy { start: Timestamp::MIN, end: Timestamp::MAX, kind }]
        })
    }
}

fn busy(time: &str, kind: BusyKind) -> Option<Busy> {
    let (start, end) = time.split_once(' ')?;
    let at = |micros: &str| Timestamp::from_microsecond(micros.parse().ok()?).ok();
    Some(Busy { start: at(start)?, end: at(end)?, kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(times: &str) -> Vec<Busy> {
        Row { resource: Uuid::nil(), waits: false, times: times.to_owned() }.busy()
    }

    #[test]
    fn times_that_cannot_be_read_take_everything() {
        for times in ["", "5", "5 6,", "5 6,7", "5 6,7 x", "5 99999999999999999999"] {
            let [all] = of(times)[..] else { panic!("{times}") };
            assert_eq!((all.start, all.end), (Timestamp::MIN, Timestamp::MAX), "{times}");
        }
    }

    #[test]
    fn times_are_microseconds() {
        let ends: Vec<i64> = of("5 6,-7 8").iter().map(|busy| busy.end.as_microsecond()).collect();
        assert_eq!(ends, [6, 8]);
    }
}
