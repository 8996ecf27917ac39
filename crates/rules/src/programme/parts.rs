//! The building blocks of a definition: plans, meetings, and what is due around them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::sheets::Key;
use crate::{
    consent::Clause,
    cutoffs,
    durations::{self, Ordinal},
    lang::Words,
    minutes::Minutes,
    offset::Offset,
};

/// The seal that names the programme on every page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    pub kanji: String,
    pub hue: Hue,
}

/// The inks of the visual language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hue {
    Matsu,
    Fuji,
    Yamabuki,
    Ai,
    Kaki,
}

/// How a person comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Entry {
    Open,
    Invited,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Openness {
    pub open_slots_a_month: u32,
}

/// What can be booked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub key: Key,
    pub name: Words,
    pub price: Words,
    pub minutes: Lengths,
    #[serde(default)]
    pub letter: Option<Letter>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lengths {
    pub first: Minutes,
    pub later: Minutes,
}

/// The letter that is owed after a meeting of the plan; `due` counts from its end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    pub kind: Key,
    pub due: Offset,
}

impl Plan {
    #[must_use]
    pub fn length(&self, ordinal: Ordinal) -> Minutes {
        durations::length(self.minutes.first, self.minutes.later, ordinal)
    }
}

/// The part that a person takes in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    Client,
    Supporter,
}

/// How the time of a meeting is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Time {
    Booked,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    Online,
    Room,
    Address,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    pub kind: Key,
    pub people: BTreeMap<Part, u8>,
    pub time: Time,
    pub places: Vec<Place>,
    pub cutoffs: Cutoffs,
    /// How far ahead a time may be booked.
    pub horizon: Offset,
    /// What the two agree on before they go on, in this order.
    #[serde(default)]
    pub consent: Vec<Clause>,
    #[serde(default)]
    pub before: Vec<Task>,
    #[serde(default)]
    pub after: Vec<Task>,
}

/// The clocks of booking: three that close an action before the start, two that end a waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cutoffs {
    pub book: Offset,
    pub r#move: Offset,
    pub cancel: Offset,
    /// How long a slot is held while the form is filled in.
    pub hold: Offset,
    /// How long an offer of times waits for an answer.
    pub offer: Offset,
}

impl Cutoffs {
    #[must_use]
    pub const fn of_actions(&self) -> cutoffs::Cutoffs {
        cutoffs::Cutoffs { book: self.book, r#move: self.r#move, cancel: self.cancel }
    }
}

/// Something that one of the two does before or after a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Line")]
pub struct Task {
    pub what: What,
    pub by: Part,
    /// Counts from the start for what comes before, from the end for what comes after.
    pub due: Option<Offset>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Sheet(Key),
    /// The letter of the plan, when the plan owes one.
    Letter,
    /// Whether to go on.
    Continue,
}

/// A task as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    sheet: Option<Key>,
    #[serde(default)]
    letter: bool,
    choice: Option<Choice>,
    by: Part,
    due: Option<Offset>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Choice {
    Continue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a task names exactly one of: sheet, letter = true, choice")]
pub struct TaskError;

impl TryFrom<Line> for Task {
    type Error = TaskError;

    fn try_from(line: Line) -> Result<Self, TaskError> {
        let what = match (line.sheet, line.letter, line.choice) {
            (Some(sheet), false, None) => What::Sheet(sheet),
            (None, true, None) => What::Letter,
            (None, false, Some(Choice::Continue)) => What::Continue,
            _ => return Err(TaskError),
        };
        Ok(Self { what, by: line.by, due: line.due })
    }
}
