//! Stories of the product on both databases, told with the demo's people. One binary, so that linking stays cheap.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a story that stumbles should say where"
)]

mod docs;
mod browsing;
mod gallery;
mod pages;
mod drafts;
mod people;
mod letters;
mod meeting_page;
mod sheets;
mod operations;
mod booking;
mod directory;
mod openings;
mod demo;
mod sign_in;
mod source;
mod support;
mod words;
