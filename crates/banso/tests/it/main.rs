//! Stories of the product on both databases, told with the demo's people. One binary, so that linking stays cheap.

mod sign_in;
mod support;
