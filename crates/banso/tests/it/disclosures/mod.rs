//! What leaves the two people between whom it was said, kind by kind.

mod emergency;
mod emergency_journey;
