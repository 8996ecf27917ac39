//! Sheets as a definition writes them: their questions, and which kind of content the gate takes them for.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{access::Object, durations::Ordinal, lang::Words, minutes::Minutes};

/// A name that data and addresses use: lower-case ASCII letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn well_formed(&self) -> bool {
        let word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        self.0.split('-').all(word)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the gate takes a sheet for. A sixth sheet of an organisation is guarded like the kind it declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetKind {
    Questionnaire,
    SessionPlan,
    SharedRecord,
    ThreeLines,
    Profile,
}

impl SheetKind {
    #[must_use]
    pub const fn object(self) -> Object {
        match self {
            Self::Questionnaire => Object::Questionnaire,
            Self::SessionPlan => Object::SessionPlan,
            Self::SharedRecord => Object::SharedRecord,
            Self::ThreeLines => Object::ThreeLines,
            Self::Profile => Object::Profile,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub key: Key,
    pub kind: SheetKind,
    pub name: Words,
    /// How long it takes, said beside the link.
    pub minutes: Minutes,
    /// The next one starts from these answers.
    #[serde(default)]
    pub carries_over: bool,
    #[serde(default, rename = "field")]
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub key: Key,
    pub label: Words,
    /// What the question is for.
    #[serde(default)]
    pub about: Option<Words>,
    #[serde(default)]
    pub required: bool,
    /// Not asked at the first meeting.
    #[serde(default)]
    pub later_only: bool,
    /// What stands beside the question, from the newest sheet before.
    #[serde(default)]
    pub recalls: Option<Recalls>,
    /// The height of the answer on the page, when it is not free.
    #[serde(default)]
    pub lines: Option<u8>,
}

/// An answer in another sheet of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recalls {
    pub sheet: Key,
    pub field: Key,
}

impl Sheet {
    /// The questions of the meeting with this ordinal.
    pub fn asked(&self, ordinal: Ordinal) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| !(field.later_only && ordinal.is_first()))
    }
}
