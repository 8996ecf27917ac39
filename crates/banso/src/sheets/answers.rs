//! What was answered in a sheet: the question's key and the text, in the order of the form. JSON inside the ciphertext.

use kit::web::Entry;
use rules::durations::Ordinal;
use rules::programme::Sheet as Blank;
use serde::{Deserialize, Serialize};

use super::Stage;
use crate::problem::Problem;

/// As many characters as one answer takes.
const LONGEST: usize = 4000;

/// Answers by question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(Vec<(String, String)>);

/// The name of a question's field in a form: organisations choose the keys, and a form has fields of its own.
#[must_use]
pub fn field_name(key: &str) -> String {
    format!("q-{key}")
}

impl Answers {
    /// The same with one more.
    #[must_use]
    pub fn with(mut self, key: &str, text: impl Into<String>) -> Self {
        self.0.push((key.to_owned(), text.into()));
        self
    }

    /// The answer to a question; empty when there is none.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(known, _)| known == key).map_or("", |(_, text)| text)
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }

    /// Out of a form. What is handed over must answer what is required; a draft may be as it is.
    pub fn taken(entry: &mut Entry, blank: &Blank, ordinal: Ordinal, stage: Stage) -> Self {
        let mut answers = Self::default();
        for field in blank.asked(ordinal) {
            let name = field_name(field.key.as_str());
            let must = field.required && stage != Stage::Draft;
            let text = if must { entry.text(&name, LONGEST) } else { entry.optional(&name, LONGEST) };
            answers = answers.with(field.key.as_str(), text);
        }
        answers
    }

    /// Into a form.
    #[must_use]
    pub fn entry(&self) -> Entry {
        self.0.iter().fold(Entry::default(), |entry, (key, text)| entry.with(&field_name(key), text.as_str()))
    }

    /// What the next sheet starts from. A question that only later meetings ask is about the meeting before, so its
    /// answer is not the next one's.
    #[must_use]
    pub fn carried_over(self, blank: &Blank) -> Self {
        let once = |key: &str| blank.fields.iter().any(|field| field.later_only && field.key.as_str() == key);
        Self(self.0.into_iter().filter(|(key, _)| !once(key)).collect())
    }

    pub(super) fn json(&self) -> Result<String, Problem> {
        serde_json::to_string(self).map_err(|_| Problem::Ours)
    }

    pub(super) fn parse(json: &str) -> Result<Self, Problem> {
        serde_json::from_str(json).map_err(|error| {
            // a message of serde quotes what it read; only where it stopped may be logged
            tracing::error!(column = error.column(), "a sheet's answers do not parse");
            Problem::Ours
        })
    }
}
