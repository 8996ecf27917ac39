//! The second question behind [`super::receiving`]: what opens and closes the days of a window.
//!
//! A supporter has dozens of such rows and a directory has hundreds of supporters, so the database answers one text
//! for each: rules joined by commas, their words by spaces. A rule that cannot be read closes all of the supporter's times.

use std::collections::HashMap;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kit::db::{DbError, Sql};
use rules::slots::{Closing, Opening, Window};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::rows::{list, part};
use crate::people::PersonId;

/// What one supporter's days consist of.
#[derive(Debug, Default)]
pub(super) struct Hours {
    pub openings: Vec<Opening>,
    pub closings: Vec<Closing>,
}

/// All openings, or all closings, of one supporter.
#[derive(Debug, FromQueryResult)]
struct Row {
    supporter: Uuid,
    closes: bool,
    rules: String,
}

/// Where a rule has nothing to say.
const NOTHING: &str = "-";

impl Hours {
    /// What opens or closes a day near the window. Days are ISO texts and compare as texts.
    pub async fn of(sql: &impl Sql, supporters: &[PersonId], window: Window) -> Result<HashMap<Uuid, Self>, DbError> {
        let ids = list(3, supporters.len());
        let question = format!(
            "SELECT supporter, FALSE AS closes, string_agg(
                    COALESCE(CAST(weekday AS TEXT), day) || ' ' || from_minute || ' ' || to_minute || ' '
                    || COALESCE(first_day, '{NOTHING}') || ' ' || COALESCE(last_day, '{NOTHING}'), ',') AS rules
             FROM openings WHERE withdrawn_at IS NULL AND supporter IN ({ids})
               AND ((day >= $1 AND day <= $2)
                 OR (day IS NULL AND (last_day IS NULL OR last_day >= $1) AND (first_day IS NULL OR first_day <= $2)))
             GROUP BY supporter
             UNION ALL
             SELECT supporter, TRUE AS closes, string_agg(
                    day || ' ' || COALESCE(CAST(from_minute AS TEXT), '{NOTHING}') || ' '
                    || COALESCE(CAST(to_minute AS TEXT), '{NOTHING}'), ',') AS rules
             FROM closings WHERE withdrawn_at IS NULL AND supporter IN ({ids}) AND day >= $1 AND day <= $2
             GROUP BY supporter"
        );
        let (first, last) = days(window);
        let mut args = vec![Value::from(first.to_string()), Value::from(last.to_string())];
        args.extend(supporters.iter().map(|id| Value::from(id.0)));
        let rows: Vec<Row> = sql.all(&question, args).await?;
        let mut hours: HashMap<Uuid, Option<Self>> = HashMap::with_capacity(supporters.len());
        for row in rows {
            let whole = hours.entry(row.supporter).or_insert_with(|| Some(Self::default()));
            *whole = whole.take().and_then(|hours| hours.with(&row));
        }
        Ok(hours
            .into_iter()
            .map(|(supporter, hours)| (supporter, hours.unwrap_or_else(|| unread(supporter))))
            .collect())
    }

    fn with(mut self, row: &Row) -> Option<Self> {
        let mut rules = row.rules.split(',');
        if row.closes {
            self.closings = rules.map(closing).collect::<Option<_>>()?;
        } else {
            self.openings = rules.try_fold(self.openings, |mut openings, rule| {
                openings.push(opening(rule)?);
                Some(openings)
            })?;
        }
        Some(self)
    }
}

fn unread(supporter: Uuid) -> Hours {
    tracing::error!(supporter = %supporter.as_simple(), "an opening or a closing cannot be read");
    Hours::default()
}

/// `3 540 720 - 2026-12-31`: Wednesdays from 9 to 12 until the end of the year. `2026-12-05 540 720 - -`: that day.
fn opening(rule: &str) -> Option<Opening> {
    let mut words = rule.split(' ');
    let (on, from, to) = (words.next()?, words.next()?.parse().ok(), words.next()?.parse().ok());
    let part = part(from, to)?;
    let Ok(weekday) = on.parse() else { return Some(Opening::Dated { date: on.parse().ok()?, part }) };
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let first = told(words.next()?).map_or(Some(Date::MIN), |day| day.parse().ok())?;
    let last = told(words.next()?).map(str::parse::<Date>).transpose().ok()?;
    Some(Opening::Weekly { weekday, part, first, last })
}

/// `2026-12-24 - -`: the whole day. `2026-12-25 900 1440`: from 15 o'clock.
fn closing(rule: &str) -> Option<Closing> {
    let mut words = rule.split(' ');
    let (date, from, to) = (words.next()?.parse().ok()?, told(words.next()?), told(words.next()?));
    if from.is_none() && to.is_none() {
        return Some(Closing { date, part: None });
    }
    Some(Closing { date, part: Some(part(from?.parse().ok(), to?.parse().ok())?) })
}

fn told(word: &str) -> Option<&str> {
    (word != NOTHING).then_some(word)
}

/// The civil days that a window touches in any zone.
fn days(window: Window) -> (Date, Date) {
    let day = |at: Timestamp| TimeZone::UTC.to_datetime(at).date();
    (day(window.from).saturating_sub(1.day()), day(window.until).saturating_add(1.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_cannot_be_read_is_no_rule() {
        for rule in
            ["", "3", "3 540", "3 540 720", "8 540 720 - -", "3 720 540 - -", "3 540 720 - never", "x 540 720 - -"]
        {
            assert_eq!(opening(rule), None, "{rule}");
        }
        for rule in ["", "2026-12-24", "2026-12-24 900", "2026-12-24 900 -", "2026-12-24 - 900", "2026-13-24 - -"] {
            assert_eq!(closing(rule), None, "{rule}");
        }
    }

    #[test]
    fn a_rule_means_what_its_row_said() {
        let part = part(Some(540), Some(720)).unwrap();
        let wednesdays = Opening::Weekly { weekday: Weekday::Wednesday, part, first: Date::MIN, last: None };
        assert_eq!(opening("3 540 720 - -"), Some(wednesdays));
        let date = jiff::civil::date(2026, 12, 5);
        assert_eq!(opening("2026-12-05 540 720 - -"), Some(Opening::Dated { date, part }));
        assert_eq!(closing("2026-12-05 - -"), Some(Closing { date, part: None }));
        assert_eq!(closing("2026-12-05 540 720"), Some(Closing { date, part: Some(part) }));
    }
}
