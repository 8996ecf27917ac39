//! What holds in career support, as pure decisions: no clock, no dice, no input or output.
//!
//! The product asks these functions and stores what they answer; pages, jobs and the booking transaction use
//! the same ones, so a rule is written, proved and mutated in one place.

pub mod access;
pub mod anonymity;
pub mod common;
pub mod consent;
pub mod cutoffs;
pub mod disclosure;
pub mod durations;
pub mod holidays;
pub mod lang;
pub mod minutes;
pub mod month;
pub mod next_steps;
pub mod offset;
pub mod programme;
pub mod promise;
pub mod retention;
pub mod slots;
pub mod throttle;
mod vocabulary;
