//! What every page of a calm web application needs and none of them should write: posted fields with their faults,
//! assets under content-addressed URLs, the security headers, and limits that slow a flood without locking people out.

pub mod assets;
pub mod entry;
pub mod headers;
pub mod rate;

pub use entry::{Entry, Fault};
