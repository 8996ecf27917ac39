//! Banso: career support on one self-hosted platform. A slice a folder, named after the domain.
//!
//! `routes` holds the one table of routes, `gate` the one way to confidential text, `cx` what a request knows,
//! `frame` what surrounds every page. ARCHITECTURE.md walks through one booking.

pub mod app;
pub mod audit;
pub mod cli;
pub mod consent;
pub mod cx;
pub mod demo;
mod disclosures;
pub mod drafts;
pub mod frame;
pub mod gate;
pub mod help;
pub mod home;
pub mod journey;
pub mod letters;
pub mod meetings;
pub mod operations;
pub mod people;
pub mod post;
pub mod problem;
pub mod programmes;
pub mod routes;
pub mod settings;
pub mod sheets;
pub mod work;

#[expect(
    dead_code,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::derivable_impls,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    reason = "generated from locales/; a test finds unused messages"
)]
mod l10n {
    include!(concat!(env!("OUT_DIR"), "/l10n.rs"));
}
