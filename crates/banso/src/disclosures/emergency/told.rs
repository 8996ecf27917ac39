//! What the client of a packet is told: that it left, who let it out, when, to whom and until when, and how it will be
//! judged. Before it left there is nothing to tell. The words open when a data officer agrees.

use askama::Template;
use kit::time::Instant;
use rules::access::{self, Action, Purpose, State};
use rules::disclosure::Event;
use uuid::Uuid;

use super::page::{due, named};
use super::request::Request;
use super::said::{Endangered, Said, parsed};
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::store::{BODY, Disclosure, OUTSIDE};
use crate::disclosures::words::{Line, history};
use crate::frame::Frame;
use crate::gate::{Asked, keys, may};
use crate::people::{LoginId, Viewer};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "disclosures/emergency/told.html")]
pub(super) struct Told {
    pub f: Frame,
    pub id: DisclosureId,
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
    pub words: Words,
    pub lines: Vec<Line>,
}

/// How the wish to read the words stands.
#[derive(Clone, Debug)]
pub(super) enum Words {
    /// Nobody asked, or a yes does not hold any more.
    Unasked,
    Waits(Instant),
    /// Somebody agreed; here they are, with whom they went to.
    Read(Said, Option<String>),
    Refused(String),
    /// Destroyed, as the client wished or when its time was over: there is nothing to ask for.
    Gone,
}

impl Told {
    fn is_gone(&self) -> bool {
        matches!(self.words, Words::Gone)
    }
}

/// Whether the viewer is told: it is about them, and it left. What is told is who opened what of one's own.
pub(super) fn own(cx: &Cx, about: &Disclosure) -> Result<(), Problem> {
    if about.client != cx.viewer()?.person || about.when(Event::Opened).is_none() {
        return Err(Problem::NotFound);
    }
    let log = Asked::new(&about.programme, about.parties(), about.id.0, State::Kept);
    let _own = may::<access::AccessLog>(cx, &log, Action::Read, Purpose::SubjectAccess)?;
    Ok(())
}

/// The page of whose record it is about.
pub(super) async fn show(cx: &Cx, about: &Disclosure) -> Answer {
    own(cx, about)?;
    let opened = about.when(Event::Opened).ok_or(Problem::NotFound)?;
    let words = words(cx, about).await?;
    let f = cx.frame();
    let by = |event| about.when(event).map(|step| named(&f, about, step.by));
    let told = Told {
        id: about.id,
        opened_at: opened.at,
        until: opened.until.unwrap_or(opened.at),
        asked_by: named(&f, about, about.author),
        let_out_by: by(Event::Taken).unwrap_or_default(),
        agreed_by: by(Event::Agreed),
        to: about.recipient.map(|recipient| named(&f, about, recipient)),
        open: about.is_open(cx.now()),
        reviewed: about.when(Event::Reviewed).map(|step| (step.at, named(&f, about, step.by))),
        due: due(about, cx.now()).map(|(due, _)| due),
        words,
        lines: history(&f, about),
        f,
    };
    cx.page(&told)
}

async fn words(cx: &Cx, about: &Disclosure) -> Result<Words, Problem> {
    if about.ciphertext().is_none() {
        return Ok(Words::Gone);
    }
    let Some(request) = Request::of(&cx.app.db, about.id).await? else { return Ok(Words::Unasked) };
    if request.answered_at.is_none() {
        return Ok(Words::Waits(request.asked_at));
    }
    if request.why(about.id).is_some() {
        let officer = match request.by() {
            Some(officer) => Viewer::load(&cx.app.db, LoginId(Uuid::nil()), officer).await?,
            None => None,
        };
        return Ok(Words::Refused(officer.map_or_else(String::new, |officer| cx.frame().called(&officer.names))));
    }
    let Some(permit) = request.permit(cx, about).await? else { return Ok(Words::Unasked) };
    let texts = [BODY, OUTSIDE].map(|column| about.text::<access::EmergencyPacket>(column));
    let keys = keys(&cx.app, &cx.app.db, texts.iter().flatten().map(|text| text.sealed())).await?;
    let [body, outside] = texts.map(|text| text.map(|text| text.read_if_kept(&permit, &keys)).transpose());
    let body = body?.flatten().ok_or(Problem::Destroyed)?;
    Ok(Words::Read(parsed(&body)?, outside?.flatten()))
}
