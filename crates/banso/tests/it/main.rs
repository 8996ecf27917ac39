//! Stories of the product on both databases, told with the demo's people. One binary, so that linking stays cheap.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a story that stumbles should say where"
)]

mod home;
mod operations;
mod sign_in;
mod support;
