//! Programmes: definitions are data. The built-in ones are files in `programmes/`, read once.

mod rooms;
mod show;

use std::sync::LazyLock;

use rules::access::Role;
use rules::lang::Lang;
use rules::programme::{Definition, Hue, Meeting};

use crate::frame::{Frame, Sample, Seal};
use crate::problem::Problem;
use crate::routes::{Route, Who, get, post};

/// The key of the consultation programme.
pub const CONSULTATION: &str = "consultation";

const BUILT_IN: [&str; 1] = [include_str!("../../../../programmes/consultation.toml")];

static SHELF: LazyLock<Vec<Definition>> =
    LazyLock::new(|| BUILT_IN.iter().filter_map(|source| toml::from_str(source).ok()).collect());

/// The definition with that key.
///
/// # Errors
/// [`Problem::NotFound`]: a programme that no longer exists.
pub fn definition(key: &str) -> Result<&'static Definition, Problem> {
    SHELF.iter().find(|definition| definition.key.as_str() == key).ok_or(Problem::NotFound)
}

/// Every definition.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    SHELF.iter()
}

/// How people meet in that programme.
///
/// # Errors
/// [`Problem::NotFound`]: a programme without bookable meetings.
pub fn meeting(key: &str) -> Result<&'static Meeting, Problem> {
    definition(key)?.meetings.first().ok_or(Problem::NotFound)
}

/// A programme's seal for the rail.
#[must_use]
pub fn seal(key: &str, lang: Lang) -> Option<Seal> {
    let definition = definition(key).ok()?;
    let hue = match definition.seal.hue {
        Hue::Matsu => "matsu",
        Hue::Fuji => "fuji",
        Hue::Yamabuki => "yamabuki",
        Hue::Ai => "ai",
        Hue::Kaki => "kaki",
    };
    Some(Seal {
        kanji: definition.seal.kanji.clone(),
        hue: hue.to_owned(),
        name: definition.name.of(lang).to_owned(),
        href: format!("/programmes/{key}"),
    })
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/programmes/{key}", Who::SignedIn, show::show).open(),
        get("/rooms", Who::Role(Role::Manager), rooms::show).open(),
        post("/rooms", Who::Role(Role::Manager), rooms::create).open().audit("room-added"),
        post("/rooms/{id}/closure", Who::Role(Role::Manager), rooms::close).open().audit("room-closed"),
    ]
}

pub(crate) fn samples(f: &Frame) -> Vec<Sample> {
    [show::samples(f), rooms::samples(f)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_programme_parses_and_is_sound() {
        for source in BUILT_IN {
            let definition: Definition = toml::from_str(source).unwrap();
            assert_eq!(definition.check(), vec![]);
        }
        assert_eq!(SHELF.len(), BUILT_IN.len());
    }
}
