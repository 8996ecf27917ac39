//! The words of a clause: what is asked, and the two answers. An organisation may put words of its own in their place;
//! these are the first version.

use serde::Deserialize;

use crate::consent::Clause;
use crate::lang::Words;

/// A clause as a definition declares it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseText {
    pub key: Clause,
    pub title: Words,
    /// Paragraphs, one a line.
    pub body: Words,
    /// The answer that gives consent, in the person's own words.
    pub yes: Words,
    /// The answer that refuses, in words that are no shame to choose.
    pub no: Words,
}
