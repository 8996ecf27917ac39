//! Time zones to choose from: the common ones by the names of their cities, and every other by its own name.

use jiff::tz::{TimeZone, db};
use kit::web::{Entry, Fault};

use crate::frame::Frame;

/// Where most people here live.
pub(super) const DEFAULT: &str = "Asia/Tokyo";

const REGIONS: [&str; 10] = [
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
];

/// The common ones with their words, in the order of their mornings.
fn common(f: &Frame) -> Vec<(&'static str, String)> {
    let t = f.t;
    vec![
        (DEFAULT, t.people_zone_tokyo()),
        ("Asia/Seoul", t.people_zone_seoul()),
        ("Asia/Shanghai", t.people_zone_shanghai()),
        ("Asia/Taipei", t.people_zone_taipei()),
        ("Asia/Singapore", t.people_zone_singapore()),
        ("Asia/Bangkok", t.people_zone_bangkok()),
        ("Asia/Kolkata", t.people_zone_kolkata()),
        ("Asia/Dubai", t.people_zone_dubai()),
        ("Europe/Berlin", t.people_zone_berlin()),
        ("Europe/London", t.people_zone_london()),
        ("America/New_York", t.people_zone_new_york()),
        ("America/Chicago", t.people_zone_chicago()),
        ("America/Los_Angeles", t.people_zone_los_angeles()),
        ("Pacific/Honolulu", t.people_zone_honolulu()),
        ("Australia/Sydney", t.people_zone_sydney()),
        ("Pacific/Auckland", t.people_zone_auckland()),
    ]
}

/// What a page offers: see `zone` in `frame/parts.html`.
pub(crate) struct Zones {
    /// The common ones with their words.
    pub common: Vec<(&'static str, String)>,
    /// Every other that this program knows, by name; not the doubles of other naming schemes.
    pub others: Vec<String>,
}

impl Zones {
    pub(crate) fn of(f: &Frame) -> Self {
        let common = common(f);
        let is_other = |name: &String| regional(name) && common.iter().all(|(common, _)| common != name);
        let mut others: Vec<String> = db().available().map(|name| name.as_str().to_owned()).filter(is_other).collect();
        others.sort_unstable();
        others.dedup();
        Self { common, others }
    }
}

fn regional(name: &str) -> bool {
    REGIONS.iter().any(|region| name.starts_with(region))
}

/// A zone that was chosen.
pub(crate) fn chosen(entry: &mut Entry, field: &str) -> String {
    let name = entry.text(field, 64);
    let known = regional(&name) && TimeZone::get(&name).is_ok();
    if !name.is_empty() && !known {
        entry.refuse(field, Fault::Choice);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::lang::Lang;

    #[test]
    fn every_zone_is_offered_once() {
        let zones = Zones::of(&Frame::sample(Lang::Ja));
        for (name, words) in &zones.common {
            assert!(TimeZone::get(name).is_ok() && !zones.others.iter().any(|other| other == name), "{name}");
            assert!(!words.is_empty());
        }
        assert!(zones.others.len() > 300, "the whole world, {}", zones.others.len());
    }

    #[test]
    fn a_file_or_an_unknown_zone_is_no_zone() {
        for typed in ["../../etc/passwd", "Asia/Nowhere", "UTC+9", "posixrules"] {
            let mut entry = Entry::default().with("zone", typed);
            chosen(&mut entry, "zone");
            assert_eq!(entry.fault("zone"), Some(Fault::Choice), "{typed}");
        }
        let mut entry = Entry::default().with("zone", "Europe/Berlin");
        assert_eq!(chosen(&mut entry, "zone"), "Europe/Berlin");
        assert!(entry.is_sound());
    }
}
