//! Stories of the product on both databases, told with the demo's people. One binary, so that linking stays cheap.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a story that stumbles should say where"
)]

mod attacks;
mod audit;
mod booking;
mod browsing;
mod canaries;
mod consent;
mod crash;
mod demo;
mod directory;
mod disclosures;
mod docs;
mod drafts;
mod durability;
mod gallery;
mod garbage;
mod home;
mod journey;
mod keys;
mod letters;
mod matrix;
mod meeting_page;
mod openings;
mod operations;
mod pages;
mod people;
mod race;
mod record;
mod sheets;
mod sign_in;
mod source;
mod support;
mod words;
