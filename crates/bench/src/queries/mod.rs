//! The queries, one file each. Every one answers its rows and measures its own floor.

pub mod booking;
pub mod crowd;
pub mod directory;
pub mod growth;
pub mod memory;
pub mod race;
pub mod slot_page;
pub mod weight;
