//! What the client of a packet is told: that it left, who let it out, when, to whom and until when, and how it will be
//! judged. Before it left there is nothing to tell. The words themselves stay sealed here.

use askama::Template;
use kit::time::Instant;
use rules::access::{self, Action, Purpose, State};
use rules::disclosure::Event;

use super::page::named;
use crate::cx::Cx;
use crate::disclosures::store::Disclosure;
use crate::disclosures::words::{Line, history};
use crate::frame::Frame;
use crate::gate::{Asked, may};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "disclosures/emergency/told.html")]
pub(super) struct Told {
    pub f: Frame,
    pub opened_at: Instant,
    pub until: Instant,
    pub asked_by: String,
    pub let_out_by: String,
    /// The second person; nobody where nobody answered in time.
    pub agreed_by: Option<String>,
    /// The reader in the house; nobody where it is somebody outside, whose name is sealed with the words.
    pub to: Option<String>,
    pub open: bool,
    pub reviewed: Option<(Instant, String)>,
    pub due: Option<Instant>,
    pub lines: Vec<Line>,
}

/// The page of whose record it is about.
pub(super) async fn show(cx: &Cx, about: &Disclosure) -> Answer {
    let opened = about.when(Event::Opened).ok_or(Problem::NotFound)?;
    // what is told is who opened what of one's own, and no word of the packet
    let log = Asked::new(&about.programme, about.parties(), about.id.0, State::Kept);
    let _own = may::<access::AccessLog>(cx, &log, Action::Read, Purpose::SubjectAccess)?;
    let f = cx.frame();
    let by = |event| about.when(event).map(|step| named(&f, about, step.by));
    let told = Told {
        opened_at: opened.at,
        until: opened.until.unwrap_or(opened.at),
        asked_by: named(&f, about, about.author),
        let_out_by: by(Event::Taken).unwrap_or_default(),
        agreed_by: by(Event::Agreed),
        to: about.recipient.map(|recipient| named(&f, about, recipient)),
        open: about.is_open(cx.now()),
        reviewed: about.when(Event::Reviewed).map(|step| (step.at, named(&f, about, step.by))),
        due: super::page::due(about, cx.now()).map(|(due, _)| due),
        lines: history(&f, about),
        f,
    };
    cx.page(&told)
}
