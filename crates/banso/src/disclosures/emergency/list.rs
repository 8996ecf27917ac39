//! The packets of the house for those who decide and those who judge: what waits, what is open, what was. Times and
//! states; neither a client's name nor a word of what was written.

use askama::Template;
use jiff::SignedDuration;
use kit::args;
use rules::access::{Action, EmergencyPacket, Purpose, Role, State};
use rules::disclosure::Event;

use super::page::{due, named, stands};
use super::waits_for_review;
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::store::Disclosure;
use crate::frame::Frame;
use crate::gate::might;
use crate::problem::{Answer, Problem};

/// For how long what is over stays on the list.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);

#[derive(Template)]
#[template(path = "disclosures/emergency/list.html")]
pub(super) struct List {
    pub f: Frame,
    /// Whether the viewer may write one here.
    pub on_duty: bool,
    pub waiting: Vec<Row>,
    pub open: Vec<Row>,
    pub unjudged: Vec<Row>,
    pub past: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub id: DisclosureId,
    pub asked: String,
    pub stands: String,
    /// Until when it is to be judged, in words.
    pub due: String,
    pub late: bool,
}

/// The list: three statements, however many there are.
pub(super) async fn show(cx: Cx) -> Answer {
    let viewer = cx.viewer()?;
    if !viewer.has(Role::DutyOfficer) && !viewer.has(Role::DataOfficer) {
        return Err(Problem::NotFound);
    }
    let condition = "WHERE d.kind = 'emergency' AND d.client <> $1 AND (d.made_at >= $2 OR NOT EXISTS
        (SELECT 1 FROM disclosure_steps s WHERE s.disclosure = d.id AND s.event IN ('reviewed', 'declined')))";
    let all = Disclosure::all(&cx.app.db, condition, args![viewer.person, cx.now().plus(-KEPT)]).await?;
    let seen = all.into_iter().filter(|about| is_listed(&cx, about));
    let mut list = List {
        f: cx.frame(),
        on_duty: viewer.has(Role::DutyOfficer),
        waiting: vec![],
        open: vec![],
        unjudged: vec![],
        past: vec![],
    };
    for about in seen {
        list.put(&about);
    }
    cx.page(&list)
}

/// Whether its page would open to who decides or judges: not without its words.
fn is_listed(cx: &Cx, about: &Disclosure) -> bool {
    let Some(viewer) = &cx.viewer else { return false };
    let decides = viewer.is(Role::DutyOfficer, &about.programme);
    let judges = viewer.is(Role::DataOfficer, &about.programme) && about.when(Event::Opened).is_some();
    let worded = about.ciphertext().is_some();
    worded && (decides || judges) && might::<EmergencyPacket>(cx, &about.asked(cx.now()), Action::Read, Purpose::Safety)
}

impl List {
    fn put(&mut self, about: &Disclosure) {
        let row = Row::new(&self.f, about);
        let place = match about.state() {
            State::Asked { .. } => &mut self.waiting,
            State::Open { .. } if about.is_open(self.f.calendar.now()) => &mut self.open,
            _ if waits_for_review(about) => &mut self.unjudged,
            _ => &mut self.past,
        };
        place.push(row);
    }

    /// Its sections, each with its name.
    fn sections(&self) -> [(&'static str, String, &[Row]); 4] {
        let t = self.f.t;
        [
            ("waiting", t.emergency_list_waiting(), &self.waiting),
            ("open", t.emergency_list_open(), &self.open),
            ("unjudged", t.emergency_list_unjudged(), &self.unjudged),
            ("past", t.emergency_list_past(), &self.past),
        ]
    }

    fn is_empty(&self) -> bool {
        self.sections().iter().all(|(_, _, rows)| rows.is_empty())
    }
}

impl Row {
    fn new(f: &Frame, about: &Disclosure) -> Self {
        let due = due(about, f.calendar.now());
        let words = |(at, late)| {
            let at = f.calendar.at(&at);
            if late { f.t.emergency_review_late(at) } else { f.t.emergency_review_due(at) }
        };
        Self {
            id: about.id,
            asked: f.t.emergency_list_asked(f.calendar.at(&about.made_at), named(f, about, about.author)),
            stands: stands(f, about),
            due: due.map_or_else(String::new, words),
            late: due.is_some_and(|(_, late)| late),
        }
    }
}
