//! The directory: who can be asked, what we have in common, and when. Published words, for everyone who is signed in.
//!
//! Loading is [`shelf`]; the list, one supporter's page, their slots and the supporter's own entry are pages of it.

pub(super) mod entry;
mod filter;
pub(super) mod list;
pub(super) mod profile;
mod sample;
mod shelf;
pub(super) mod slots;
mod times;
mod words;

pub(super) use sample::samples;
