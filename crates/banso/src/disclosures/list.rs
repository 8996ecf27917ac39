//! What left or may leave, for whoever has a part in it: what waits for me first. Kinds, names and hours, never a word of
//! what is said; each opens on its own page, through the gate.

use askama::Template;
use kit::args;
use kit::time::Instant;
use rules::access::{Role, State};
use rules::disclosure::{Event, Kind};
use sea_orm::Value;

use super::store::{Disclosure, path};
use super::words::kind_in;
use crate::cx::Cx;
use crate::frame::{Frame, Place, Sample};
use crate::meetings::{Booking, Party};
use crate::people::{PersonId, Viewer};
use crate::problem::{Answer, Problem};

/// As what somebody begins one; who is nothing of that any more has no list of what they began.
const AUTHORS: [Role; 3] = [Role::Supporter, Role::DutyOfficer, Role::DataOfficer];
/// So many of them, newest first.
const MANY: usize = 100;

/// In which a person has a part, or for which they answer by their office.
const MINE: &str = "(d.client = $1 OR d.supporter = $1 OR d.author = $1 OR d.recipient = $1
    OR EXISTS (SELECT 1 FROM memberships m WHERE m.person = $1 AND m.programme = d.programme
      AND m.suspended_at IS NULL AND m.left_at IS NULL
      AND ((m.role = 'data-officer' AND d.kind IN ('emergency', 'order', 'hazard', 'handover'))
        OR (m.role = 'duty-officer' AND d.kind = 'emergency'))))";

#[derive(Template)]
#[template(path = "disclosures/list.html")]
struct Page {
    f: Frame,
    waiting: Vec<Row>,
    others: Vec<Row>,
}

/// One of them.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Where it opens.
    pub href: String,
    /// What it is.
    pub what: String,
    /// Between whom, and since when.
    pub about: String,
    /// How it stands.
    pub standing: String,
    waits: bool,
}

/// Everything in which the viewer has a part: three statements, however many there are.
pub(super) async fn show(cx: Cx) -> Answer {
    let me = cx.viewer()?.person;
    let f = cx.frame().at(Place::Exits);
    let rows = rows(&cx, &f, &format!("WHERE {MINE}"), args![me]).await?;
    let (waiting, others) = rows.into_iter().partition(|row| row.waits);
    cx.page(&Page { f, waiting, others })
}

/// Those about one person, for the page of their record.
pub(crate) async fn about(cx: &Cx, f: &Frame, client: PersonId) -> Result<Vec<Row>, Problem> {
    rows(cx, f, "WHERE d.client = $1", args![client]).await
}

/// Those of one case, for its supporter.
pub(super) async fn of_case(cx: &Cx, f: &Frame, booking: &Booking) -> Result<Vec<Row>, Problem> {
    let case = "WHERE d.client = $1 AND d.supporter = $2 AND d.programme = $3";
    rows(cx, f, case, args![booking.client.id, booking.supporter.id, booking.programme.as_str()]).await
}

async fn rows(cx: &Cx, f: &Frame, condition: &str, values: Vec<Value>) -> Result<Vec<Row>, Problem> {
    let (viewer, now) = (cx.viewer()?, cx.now());
    let found = Disclosure::all(&cx.app.db, condition, values).await?;
    let known = found.iter().filter(|about| is_known_to(about, viewer, now));
    Ok(known.take(MANY).map(|about| Row::of(f, about, viewer.person, now)).collect())
}

/// Whoever receives something hears of it when it is open to them, an office when it is asked, and the person whose
/// record it is when there is something to decide or something left.
pub(super) fn is_known_to(about: &Disclosure, viewer: &Viewer, now: Instant) -> bool {
    let (kind, state, me) = (about.kind, about.state(), viewer.person);
    let is = |role| viewer.is(role, &about.programme);
    let left = about.when(Event::Opened).is_some();
    if about.client == me {
        return if kind == Kind::Emergency { left } else { state != State::Draft };
    }
    // of what somebody else wrote about a danger its supporter hears nothing: it may be about them
    let wrote = about.author == me && AUTHORS.into_iter().any(is)
        || about.supporter == me && is(Role::Supporter) && kind != Kind::Emergency;
    let receives = about.recipient == Some(me) && about.is_open(now);
    let answers = match kind {
        Kind::Emergency => is(Role::DutyOfficer) || is(Role::DataOfficer) && left,
        Kind::Order | Kind::Hazard => is(Role::DataOfficer),
        Kind::Handover => is(Role::DataOfficer) && matches!(state, State::Asked { .. }),
        Kind::CompanyItem | Kind::CaseCopy => false,
    };
    wrote || receives || answers
}

impl Row {
    fn of(f: &Frame, about: &Disclosure, me: PersonId, now: Instant) -> Self {
        let name = |person: PersonId| about.party(person).map_or_else(String::new, |party| f.called(&party.names));
        let other = if about.client == me { about.supporter } else { about.client };
        let reader = about.recipient.filter(|reader| *reader != me).map(name);
        // who receives a text learns on its page from whom; the person it is about stands in its words
        let between = if about.recipient == Some(me) { name(about.supporter) } else { name(other) };
        let between = [Some(between), reader].into_iter().flatten().collect::<Vec<_>>().join(&f.t.frame_joint());
        let waits = about.client == me && about.state() == State::Shown;
        let standing = match about.state() {
            State::Shown if waits => f.t.disclosures_list_yours(),
            State::Shown | State::Asked { .. } | State::Draft => f.t.disclosures_list_waits(),
            State::Open { until } if now.timestamp() < until => f.t.disclosures_list_open(f.calendar.at(&until.into())),
            _ => f.t.disclosures_list_closed(),
        };
        Self {
            href: path(about.kind, about.id),
            what: kind_in(f, about.kind),
            about: f.t.disclosures_list_about(between, f.calendar.at(&about.made_at)),
            standing,
            waits,
        }
    }
}

/// Two of them, invented.
pub(crate) fn sample_rows(f: &Frame) -> Vec<Row> {
    let row = |what: String, about: String, standing: String, waits| Row {
        href: "/disclosures".to_owned(),
        what,
        about: f.t.disclosures_list_about(about, f.calendar.at(&Instant(1_796_641_200_000_000))),
        standing,
        waits,
    };
    let names = |names: [(&str, &str, (&str, &str)); 2]| {
        let called = |(family, given, latin): (&str, &str, (&str, &str))| {
            f.called(&Party::sample(1, family, given, latin).names)
        };
        names.map(called).join(&f.t.frame_joint())
    };
    let (hayakawa, satomi) = (("早川", "直子", ("Hayakawa", "Naoko")), ("里見", "徹", ("Satomi", "Toru")));
    let saeki = ("佐伯", "恵", ("Saeki", "Megumi"));
    vec![
        row(f.t.disclosures_kind_item(), names([hayakawa, satomi]), f.t.disclosures_list_yours(), true),
        row(f.t.disclosures_kind_handover(), names([hayakawa, saeki]), f.t.disclosures_list_closed(), false),
    ]
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let (waiting, others) = sample_rows(f).into_iter().partition(|row| row.waits);
    let full = Page { f: f.clone(), waiting, others };
    let empty = Page { f: f.clone(), waiting: vec![], others: vec![] };
    vec![Sample::new("disclosures", &full), Sample::new("disclosures-empty", &empty)]
}
