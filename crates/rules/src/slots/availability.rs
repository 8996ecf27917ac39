//! What a supporter has published: weekly openings, single dates, days off, buffers.
//!
//! Hours are local to the supporter's zone and are turned into instants only by the engine, so a rule of "Friday
//! 19:00" stays at 19:00 whatever the clocks do.

use std::{fmt, str::FromStr};

use jiff::{
    civil::{Date, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::minutes::Minutes;

/// When one person can be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Availability {
    /// The zone whose wall clock the openings and the grid are read on.
    pub zone: TimeZone,
    pub openings: Vec<Opening>,
    pub closings: Vec<Closing>,
    /// Whether weekly openings also hold on national holidays.
    pub works_on_holidays: bool,
    pub buffer: Buffer,
    /// Starts lie on multiples of this from local midnight; zero counts as one minute.
    pub grid: Minutes,
}

/// Open time: a weekly rule within its dates, or a single date.
///
/// A national holiday closes the weekly rule (unless the supporter works on holidays), never a single date: who
/// opens one date by hand means it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Opening {
    /// Every such weekday from `first` to `last`, both included; without `last` for good.
    Weekly {
        weekday: Weekday,
        part: DayPart,
        first: Date,
        last: Option<Date>,
    },
    Dated {
        date: Date,
        part: DayPart,
    },
}

/// Time taken back on one date, the whole of it or a part. It outranks every opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Closing {
    pub date: Date,
    pub part: Option<DayPart>,
}

/// Rest that a person needs around a meeting. Between two neighbours the gap is the larger of the earlier one's
/// `after` and the later one's `before`, not their sum: one pause serves both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Buffer {
    pub before: Minutes,
    pub after: Minutes,
}

/// A time on the wall clock in whole minutes, 00:00 to 24:00. In data it is a text, "19:30".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u16);

/// A part of a day, from before until after; it never passes midnight, but may end at 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayPart {
    from: TimeOfDay,
    to: TimeOfDay,
}

/// The text or number is not a time of day between 00:00 and 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a time of day is written like 19:30, from 00:00 to 24:00")]
pub struct NotATimeOfDay;

/// The part would be empty or pass midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a part of a day ends after it begins")]
pub struct NotADayPart;

impl TimeOfDay {
    pub const MIDNIGHT: Self = Self(0);
    /// 24:00, the end of the day.
    pub const END: Self = Self(24 * 60);

    /// The time `minutes` after 00:00, at most 1,440.
    pub fn from_minutes(minutes: u16) -> Result<Self, NotATimeOfDay> {
        Some(Self(minutes)).filter(|time| *time <= Self::END).ok_or(NotATimeOfDay)
    }

    /// Minutes since 00:00 on the wall clock.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl DayPart {
    pub const WHOLE_DAY: Self = Self { from: TimeOfDay::MIDNIGHT, to: TimeOfDay::END };

    pub fn new(from: TimeOfDay, to: TimeOfDay) -> Result<Self, NotADayPart> {
        if from < to { Ok(Self { from, to }) } else { Err(NotADayPart) }
    }

    pub const fn from(self) -> TimeOfDay {
        self.from
    }

    pub const fn to(self) -> TimeOfDay {
        self.to
    }

    /// Whether a wall-clock time lies in it; the end does not.
    pub fn contains(self, time: TimeOfDay) -> bool {
        self.from <= time && time < self.to
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = NotATimeOfDay;

    fn from_str(text: &str) -> Result<Self, NotATimeOfDay> {
        let two_digits = |part: &str| -> Result<u16, NotATimeOfDay> {
            let plain = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse().map_err(|_| NotATimeOfDay) } else { Err(NotATimeOfDay) }
        };
        let (hours, minutes) = text.split_once(':').ok_or(NotATimeOfDay)?;
        let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
        if minutes < 60 { Self::from_minutes(hours * 60 + minutes) } else { Err(NotATimeOfDay) }
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = NotATimeOfDay;

    fn try_from(text: String) -> Result<Self, NotATimeOfDay> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_end_at_twenty_four() {
        assert_eq!("00:00".parse(), Ok(TimeOfDay::MIDNIGHT));
        assert_eq!("24:00".parse(), Ok(TimeOfDay::END));
        assert_eq!("19:30".parse(), TimeOfDay::from_minutes(1_170));
        assert_eq!("19:59".parse::<TimeOfDay>().unwrap().minutes(), 1_199);
        assert_eq!(TimeOfDay::from_minutes(1_441), Err(NotATimeOfDay));
        for text in ["", "19", "19:60", "24:01", "9:00", "019:00", "19:0", "+9:00", "19:30:00", "１９:30"] {
            assert_eq!(text.parse::<TimeOfDay>(), Err(NotATimeOfDay), "{text}");
        }
        assert_eq!(TimeOfDay::from_minutes(545).unwrap().to_string(), "09:05");
    }

    #[test]
    fn data_says_a_text() {
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        struct Rule {
            from: TimeOfDay,
        }
        let rule: Rule = toml::from_str(r#"from = "19:30""#).unwrap();
        assert_eq!(rule.from.minutes(), 1_170);
        assert_eq!(toml::to_string(&rule).unwrap().trim(), r#"from = "19:30""#);
        assert!(toml::from_str::<Rule>(r#"from = "25:00""#).is_err());
    }

    #[test]
    fn a_part_ends_after_it_begins_and_holds_its_start_only() {
        let [nine, ten] = [540, 600].map(|minutes| TimeOfDay::from_minutes(minutes).unwrap());
        assert_eq!(DayPart::new(nine, nine), Err(NotADayPart));
        assert_eq!(DayPart::new(ten, nine), Err(NotADayPart));
        let part = DayPart::new(nine, ten).unwrap();
        assert!(part.contains(nine) && !part.contains(ten));
        assert!(!part.contains(TimeOfDay::from_minutes(539).unwrap()));
        assert_eq!((part.from(), part.to()), (nine, ten));
    }
}
