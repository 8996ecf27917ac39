//! What is sealed of an emergency packet: the minimum, why somebody answers for it, and what a third person thought.
//! JSON inside the ciphertext.

use kit::web::{Entry, Fault};
use rules::disclosure::REASON;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// As many characters as the danger, and what is asked, may take: the minimum.
const SHORT: usize = 600;
const LONG: usize = 2000;
/// How many characters a judgement has at least.
const JUDGEMENT: usize = 20;
/// For how many minutes it may be open.
const MINUTES: (i64, i64) = (15, 120);

/// The minimum that somebody must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    pub who: Endangered,
    pub danger: String,
    pub asks: String,
}

/// Who is in danger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Endangered {
    Client,
    Other,
}

/// Why somebody lets it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reason {
    pub reason: String,
    /// Why its client was not told before; nothing when they were.
    pub untold: Option<String>,
}

/// What a third person thought of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Verdict {
    pub finding: Finding,
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Finding {
    Justified,
    Unjustified,
    Unclear,
}

impl Said {
    pub fn taken(entry: &mut Entry) -> Option<Self> {
        let who = entry.parsed("who", Fault::Choice);
        let (danger, asks) = (entry.text("danger", SHORT), entry.text("asks", SHORT));
        Some(Self { who: who?, danger, asks })
    }
}

impl Reason {
    /// With for how many minutes it is to be open.
    pub fn taken(entry: &mut Entry) -> Option<(Self, i64)> {
        let reason = entry.account("reason", REASON, LONG);
        let untold = match entry.value("told") {
            "yes" => None,
            "no" => Some(entry.text("untold", SHORT)),
            "" => refused(entry, "told", Fault::Missing),
            _ => refused(entry, "told", Fault::Choice),
        };
        let minutes = entry.number("minutes", MINUTES.0, MINUTES.1)?;
        Some((Self { reason, untold }, minutes))
    }
}

impl Verdict {
    pub fn taken(entry: &mut Entry) -> Option<Self> {
        let finding = entry.parsed("finding", Fault::Choice);
        let words = entry.account("words", JUDGEMENT, LONG);
        Some(Self { finding: finding?, words })
    }
}

fn refused<T>(entry: &mut Entry, field: &str, fault: Fault) -> Option<T> {
    entry.refuse(field, fault);
    None
}

impl std::str::FromStr for Endangered {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "client" => Ok(Self::Client),
            "other" => Ok(Self::Other),
            _ => Err(()),
        }
    }
}

impl std::str::FromStr for Finding {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "justified" => Ok(Self::Justified),
            "unjustified" => Ok(Self::Unjustified),
            "unclear" => Ok(Self::Unclear),
            _ => Err(()),
        }
    }
}

/// As it stands inside the ciphertext.
pub(super) fn json(said: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(said).map_err(|_| Problem::Ours)
}

/// Out of the ciphertext.
pub(super) fn parsed<T: DeserializeOwned>(json: &str) -> Result<T, Problem> {
    serde_json::from_str(json).map_err(|error| {
        // a message of serde quotes what it read; only where it stopped may be logged
        tracing::error!(column = error.column(), "an emergency packet does not parse");
        Problem::Ours
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(many: usize, told: &str, untold: &str, minutes: &str) -> Entry {
        let reason = "理".repeat(many);
        Entry::default().with("reason", reason).with("told", told).with("untold", untold).with("minutes", minutes)
    }

    #[test]
    fn forty_characters_are_a_reason_and_thirty_nine_are_not() {
        let mut entry = reason(40, "yes", "", "60");
        assert!(Reason::taken(&mut entry).is_some() && entry.is_sound());
        let mut entry = reason(39, "yes", "", "60");
        Reason::taken(&mut entry);
        assert_eq!(entry.fault("reason"), Some(Fault::Lacking(1)));
    }

    #[test]
    fn who_was_not_told_before_has_a_reason_as_well() {
        let mut entry = reason(40, "no", "", "60");
        Reason::taken(&mut entry);
        assert_eq!(entry.fault("untold"), Some(Fault::Missing));
        let mut entry = reason(40, "", "", "60");
        Reason::taken(&mut entry);
        assert_eq!(entry.fault("told"), Some(Fault::Missing));
        let mut entry = reason(40, "no", "電話に出ない", "60");
        let (taken, _) = Reason::taken(&mut entry).unwrap();
        assert_eq!(parsed::<Reason>(&json(&taken).unwrap()).unwrap(), taken);
    }

    #[test]
    fn a_quarter_of_an_hour_to_two_hours() {
        for (minutes, fits) in [("14", false), ("15", true), ("120", true), ("121", false)] {
            let mut entry = reason(40, "yes", "", minutes);
            Reason::taken(&mut entry);
            assert_eq!(entry.is_sound(), fits, "{minutes}");
        }
    }
}
