//! The page of a meeting, one for its two people: four tabs that are also its state, each with the viewer's own rows.
//!
//! Who may know of the booking sees the page; every text on it is a question of its own to the gate.

mod continuation;
mod facts;
mod follow_up;
mod meet;
mod note;
mod sample;
mod side;
mod tab;

use std::str::FromStr;

use askama::Template;
use axum::extract::Path;
use kit::web::Entry;
use rules::access::{Action, Object};

use super::{Booking, BookingId, Status, cancellation};
use crate::cx::Cx;
use crate::frame::{Frame, Place, Sample, Seal};
use crate::problem::{Answer, Problem};
use crate::routes::{Route, Who, get, post};
use crate::sheets::Side;
use facts::{Earlier, Facts};
use follow_up::FollowUp;
use meet::Meet;
pub use note::{Jotted, Note};
use side::{Piece, Task};
use tab::{Station, Tab};

/// What a client wants after a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Continue,
    Pause,
    Enough,
}

/// What a tab shows.
enum Panel {
    /// Before: what there is to do, mine and theirs.
    Prepare(Vec<Task>, Vec<Piece>, Vec<Piece>),
    Meet(Box<Meet>),
    /// After: mine and theirs.
    Reflect(Vec<Piece>, Vec<Piece>),
    FollowUp(FollowUp),
    /// The meeting does not take place, or not yet for sure; the words of who called it off, if there are any.
    Nothing(Option<String>),
}

#[derive(Template)]
#[template(path = "meetings/page/page.html")]
struct Page {
    f: Frame,
    booking: Booking,
    other: String,
    seal: Option<Seal>,
    about: String,
    stations: Vec<Station>,
    notice: String,
    movable: bool,
    supporting: bool,
    panel: Panel,
    earlier: Vec<Earlier>,
    common: Vec<String>,
    entry: Entry,
}

pub(super) fn routes() -> Vec<Route> {
    let (facts, note) = (Object::BookingFacts, Object::Note);
    vec![
        get("/meetings/{id}", Who::SignedIn, show).gate(facts, Action::Read).audit("meeting-read"),
        get("/meetings/{id}/note", Who::SignedIn, note::show).gate(note, Action::Write).audit("note-read"),
        post("/meetings/{id}/note", Who::SignedIn, note::update).gate(note, Action::Write).audit("note-written"),
        post("/meetings/{id}/continuation", Who::SignedIn, continuation::create)
            .gate(facts, Action::Write)
            .audit("continuation"),
    ]
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    [note::samples(f), sample::samples(f)].concat()
}

/// The page, at the tab asked for or at the one in which the meeting stands.
async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = Booking::seen_by(&cx, id).await?;
    let query = cx.path.split_once('?').map(|(_, query)| Entry::parse(query.as_bytes())).unwrap_or_default();
    let page = page(&cx, booking, query.value("tab"), Entry::default()).await?;
    cx.page(&page)
}

/// The page again, with what was wrong with a choice.
async fn refused(cx: Cx, booking: Booking, entry: Entry) -> Answer {
    let page = page(&cx, booking, Tab::FollowUp.name(), entry).await?;
    cx.refuse(&page)
}

async fn page(cx: &Cx, booking: Booking, tab: &str, entry: Entry) -> Result<Page, Problem> {
    let (f, now) = (cx.frame().at(Place::Calendar), cx.now());
    let facts = Facts::of(cx, booking).await?;
    let tab = Tab::chosen(tab, &facts, now);
    let booking = &facts.booking;
    let panel = match tab {
        _ if booking.status == Status::Cancelled => Panel::Nothing(cancellation::words(cx, booking).await?),
        _ if booking.status != Status::Confirmed => Panel::Nothing(None),
        Tab::Prepare => {
            let (mine, theirs) = side::pieces(cx, &f, &facts, Side::Before).await?;
            Panel::Prepare(side::tasks(&f, &facts), mine, theirs)
        }
        Tab::Meet => Panel::Meet(Box::new(Meet::of(cx, &f, &facts).await?)),
        Tab::Reflect => {
            let (mine, theirs) = side::pieces(cx, &f, &facts, Side::After).await?;
            Panel::Reflect(mine, theirs)
        }
        Tab::FollowUp => Panel::FollowUp(FollowUp::of(&f, &facts, now)),
    };
    let plan = booking.plan()?.name.of(f.lang);
    Ok(Page {
        other: f.called(&booking.other(facts.me).names),
        seal: crate::programmes::seal(&booking.programme, f.lang),
        about: f.t.meeting_about(i64::from(booking.ordinal), plan, role(&f, facts.supporting)),
        stations: tab.stations(&f, &facts, now),
        notice: notice(&f, booking.status),
        movable: booking.status == Status::Confirmed && now < booking.starts_at,
        supporting: facts.supporting,
        panel,
        earlier: facts.earlier,
        common: facts.common,
        booking: facts.booking,
        entry,
        f,
    })
}

fn role(f: &Frame, supporting: bool) -> String {
    if supporting { f.t.meeting_as_supporter() } else { f.t.meeting_as_client() }
}

fn notice(f: &Frame, status: Status) -> String {
    match status {
        Status::Confirmed => String::new(),
        Status::Held => f.t.meeting_is_held(),
        Status::Offered => f.t.meeting_is_offered(),
        Status::Cancelled => f.t.meeting_is_cancelled(),
        Status::Released => f.t.meeting_is_released(),
    }
}

impl Page {
    /// Whether what the two agreed on needs a way of its own: a client who prepares has it among the tasks.
    fn links_agreement(&self) -> bool {
        self.notice.is_empty() && (self.supporting || !matches!(self.panel, Panel::Prepare(..)))
    }

    /// Whether the margin holds what the supporter reads while planning.
    fn reads_client(&self) -> bool {
        self.supporting && matches!(self.panel, Panel::Prepare(..))
    }
}

impl Choice {
    const ALL: [Self; 3] = [Self::Continue, Self::Pause, Self::Enough];

    fn name(self) -> &'static str {
        match self {
            Self::Continue => "continue",
            Self::Pause => "pause",
            Self::Enough => "enough",
        }
    }
}

impl FromStr for Choice {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|choice| choice.name() == name).ok_or(())
    }
}
