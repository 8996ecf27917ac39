//! The page of a supporter's free times, as it stands and as it comes back with something to mend.

use askama::Template;
use kit::time::Instant;
use kit::web::{Entry, Fault};

use super::promise::{Promised, organisation_zone, window};
use super::rows::{Kind, form, prefixes};
use super::settings::{self, Room};
use super::store::{Kept, with_history};
use super::words::{labels, span, weekdays};
use crate::cx::Cx;
use crate::frame::{FaultLine, Frame, Place};
use crate::meetings::availability::receiving;
use crate::people::Zones;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "meetings/openings/page.html")]
pub(super) struct Page {
    pub f: Frame,
    /// The zone in which the hours are meant.
    pub zone: String,
    pub promised: Vec<Promised>,
    pub weekly: Entry,
    pub dated: Entry,
    pub closings: Entry,
    pub settings: Entry,
    pub rooms: Vec<Room>,
    pub zones: Zones,
    pub history: Vec<Past>,
    /// What is wrong, wherever on the page it is.
    pub refused: Entry,
}

/// What was taken back.
#[derive(Clone, Debug)]
pub(super) struct Past {
    pub what: String,
    pub when: String,
}

impl Page {
    pub async fn load(cx: &Cx) -> Result<Self, Problem> {
        let f = cx.frame().at(Place::Calendar);
        let (db, supporter) = (&cx.app.db, cx.viewer()?.person);
        let organisation = organisation_zone(db).await?;
        let found = receiving(db, &[supporter], window(cx.now(), &organisation), cx.now()).await?;
        let receiving = found.into_iter().next().ok_or(Problem::NotFound)?;
        let rows = with_history(db, supporter, f.calendar.today(), cx.now()).await?;
        Ok(Self {
            zone: f.calendar.in_zone(receiving.availability.zone.iana_name().unwrap_or("UTC")).zone_title(),
            promised: Promised::all(&f, &receiving.availability, &organisation, cx.now()),
            weekly: form(Kind::Weekly, &rows),
            dated: form(Kind::Dated, &rows),
            closings: form(Kind::Closing, &rows),
            settings: settings::form(&receiving),
            rooms: Room::open(db).await?,
            zones: Zones::of(&f),
            history: history(&f, &rows),
            refused: Entry::default(),
            f,
        })
    }

    /// The same with what was typed in one of its forms.
    pub fn refusing(mut self, kind: Kind, entry: Entry) -> Self {
        self.refused = entry.clone();
        match kind {
            Kind::Weekly => self.weekly = entry,
            Kind::Dated => self.dated = entry,
            Kind::Closing => self.closings = entry,
        }
        self
    }

    /// The same with what was typed about receiving.
    pub fn refusing_settings(mut self, entry: Entry) -> Self {
        self.refused = entry.clone();
        self.settings = entry;
        self
    }

    fn weekly_rows(&self) -> Vec<String> {
        prefixes(Kind::Weekly, &self.weekly)
    }

    fn dated_rows(&self) -> Vec<String> {
        prefixes(Kind::Dated, &self.dated)
    }

    fn closing_rows(&self) -> Vec<String> {
        prefixes(Kind::Closing, &self.closings)
    }

    fn weekdays(&self) -> Vec<(i64, String)> {
        weekdays(&self.f)
    }

    fn faults(&self) -> Vec<FaultLine> {
        self.f.faults_as(&self.refused, &labels(&self.f, &self.refused), |fault| self.says(fault))
    }

    /// Here some faults have words of their own.
    fn says(&self, fault: &Fault) -> String {
        match fault {
            Fault::Taken => self.f.t.openings_overlap(),
            Fault::Wrong => self.f.t.openings_past(),
            other => self.f.fault(other),
        }
    }
}

fn history(f: &Frame, rows: &[Kept]) -> Vec<Past> {
    let mut gone: Vec<(Instant, &Kept)> = rows.iter().filter_map(|row| Some((row.withdrawn_at?, row))).collect();
    gone.sort_by_key(|(at, row)| (std::cmp::Reverse(*at), row.id));
    gone.into_iter().map(|(at, row)| Past { what: span(f, row), when: f.calendar.day(&at) }).collect()
}
