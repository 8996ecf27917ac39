//! Domain-free plumbing that changes seldom: the product builds on it, it knows nothing of the product.
//!
//! Time, dice and mail are injected ([`time`], [`id`], [`mail`]); every write passes through one transaction handle
//! ([`db::Tx`]); confidential text leaves this crate only as ciphertext ([`vault`]).

pub mod db;
pub mod disk;
pub mod drafts;
pub mod id;
pub mod jobs;
pub mod mail;
pub mod password;
pub mod time;
pub mod vault;
pub mod web;
