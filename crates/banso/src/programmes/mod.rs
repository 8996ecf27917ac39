//! Programmes: definitions are data. The built-in ones are files in `programmes/`; an organisation edits them.

use rules::programme::Lang;

use crate::frame::{Frame, Sample, Seal};
use crate::routes::Route;

/// The key of the consultation programme.
pub const CONSULTATION: &str = "consultation";

/// A programme's seal for the rail.
#[must_use]
pub fn seal(_key: &str, _lang: Lang) -> Option<Seal> {
    None
}

pub(crate) fn routes() -> Vec<Route> {
    vec![]
}

pub(crate) fn samples(_f: &Frame) -> Vec<Sample> {
    vec![]
}
