//! The plumbing on both databases.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that stumbles should say where"
)]

mod databases;
mod destruction;
mod jobs;
mod migrations;
mod transactions;
