//! What a programme is: the typed form of `programmes/*.toml`.
//!
//! Who edits a definition writes no code, so reading is strict: an unknown word does not parse, and
//! [`Definition::check`] names every place where the parts do not fit together. A test asks it about each built-in one.

mod check;
mod clauses;
mod parts;
mod sheets;

pub use check::{Fault, Flaw};
pub use clauses::ClauseText;
pub use parts::{
    Cutoffs, Entry, Hue, Lengths, Letter, Meeting, Openness, Part, Place, Plan, Seal, Task, TaskError, Time, What,
};
pub use sheets::{Field, Key, Recalls, Sheet, SheetKind};

use serde::Deserialize;

use crate::consent::Clause;
use crate::lang::Words;

/// A programme: who comes in, what can be booked, and what surrounds each meeting.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    pub key: Key,
    pub seal: Seal,
    pub name: Words,
    pub entry: Entry,
    /// What every supporter keeps open.
    #[serde(default)]
    pub promise: Option<Openness>,
    #[serde(default, rename = "plan")]
    pub plans: Vec<Plan>,
    #[serde(default, rename = "meeting")]
    pub meetings: Vec<Meeting>,
    #[serde(default, rename = "sheet")]
    pub sheets: Vec<Sheet>,
    #[serde(default, rename = "clause")]
    pub clauses: Vec<ClauseText>,
}

impl Definition {
    #[must_use]
    pub fn plan(&self, key: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.key.as_str() == key)
    }

    #[must_use]
    pub fn meeting(&self, kind: &str) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.kind.as_str() == kind)
    }

    #[must_use]
    pub fn sheet(&self, key: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.key.as_str() == key)
    }

    /// The words of a clause, as the programme has them.
    #[must_use]
    pub fn clause(&self, key: Clause) -> Option<&ClauseText> {
        self.clauses.iter().find(|clause| clause.key == key)
    }

    /// The sheet that a person keeps about themselves in this programme, when there is one.
    #[must_use]
    pub fn profile(&self) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.kind == SheetKind::Profile)
    }
}

#[cfg(test)]
mod tests;
