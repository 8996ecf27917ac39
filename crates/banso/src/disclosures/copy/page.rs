//! A lent copy, for the three who may know of it: its author, the supervisor, and the client. To the supervisor the page
//! names no client, by no name, link or step.

use askama::Template;
use axum::extract::Path;
use kit::args;
use kit::db::Sql;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{self, Action, Permit, Purpose, Role};
use rules::disclosure::Event;
use sea_orm::FromQueryResult;

use super::advice::{self, Advice};
use super::{Case, KINDS};
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::store::{BODY, Disclosure, VERDICT};
use crate::disclosures::words::{Line, history};
use crate::frame::{Flash, Frame, Place};
use crate::gate::{Keys, keys, may};
use crate::meetings::BookingId;
use crate::problem::{Answer, Problem};

/// In which part somebody looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Author,
    Supervisor,
    Client,
}

#[derive(Template)]
#[template(path = "disclosures/copy/page.html")]
pub(super) struct Page {
    pub f: Frame,
    pub id: DisclosureId,
    pub part: Part,
    pub author: String,
    pub supervisor: String,
    /// Who it is about; not told to the supervisor.
    pub client: Option<String>,
    /// Until when it is open; nothing when that is over.
    pub until: Option<Instant>,
    pub case: Vec<(String, String)>,
    pub advice: Option<Advice>,
    /// Where the client takes the consent back.
    pub agreement: Option<String>,
    pub history: Vec<Line>,
    /// The supervisor's answer in the making.
    pub entry: Entry,
    pub saved_at: Option<Instant>,
}

impl Part {
    /// Who the viewer is to it; nobody else may know that it exists.
    pub(super) fn of(cx: &Cx, copy: &Disclosure) -> Result<Self, Problem> {
        let viewer = cx.viewer()?;
        match viewer.person {
            me if me == copy.client => Ok(Self::Client),
            me if me == copy.author => Ok(Self::Author),
            me if Some(me) == copy.recipient && viewer.is(Role::Supervisor, &copy.programme) => Ok(Self::Supervisor),
            // nobody: the gate says so, and writes it down
            _ => Self::leave(cx, copy, Purpose::Supervision).map(|_| Self::Supervisor),
        }
    }

    /// Leave to read it. Of a copy that is over, the supervisor knows that, and reads nothing.
    fn reads(self, cx: &Cx, copy: &Disclosure) -> Result<Option<Permit<access::CaseCopy>>, Problem> {
        match self {
            Self::Author => Self::leave(cx, copy, Purpose::Supervision).map(Some),
            Self::Client => Self::leave(cx, copy, Purpose::SubjectAccess).map(Some),
            Self::Supervisor if copy.is_open(cx.now()) => Self::leave(cx, copy, Purpose::Supervision).map(Some),
            Self::Supervisor => Ok(None),
        }
    }

    fn leave(cx: &Cx, copy: &Disclosure, purpose: Purpose) -> Result<Permit<access::CaseCopy>, Problem> {
        may(cx, &copy.asked(cx.now()), Action::Read, purpose)
    }
}

/// The page.
pub(super) async fn show(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let copy = Disclosure::find(&cx.app.db, KINDS, id).await?;
    let page = Page::of(&cx, &copy, None).await?;
    cx.page(&page)
}

/// Its author ends it before its time: the words are destroyed.
pub(super) async fn end(cx: Cx, Path(id): Path<DisclosureId>, _: Entry) -> Answer {
    let tx = cx.app.db.begin().await?;
    let mut copy = Disclosure::find_for_writing(&tx, KINDS, id).await?;
    if Part::of(&cx, &copy)? == Part::Author && !copy.is_open(tx.now()) {
        // who may not know it any more hears nothing of it either
        Part::Author.reads(&cx, &copy)?;
        return Err(Problem::TooLate);
    }
    let _author = may::<access::CaseCopy>(&cx, &copy.asked(tx.now()), Action::Recall, Purpose::Supervision)?;
    copy.step(&cx, &tx, Event::Closed, None).await?;
    copy.destroy(&tx).await?;
    tx.commit().await?;
    cx.go_saying(&format!("/copies/{id}"), Flash::CopyEnded)
}

impl Page {
    /// As the viewer may see it; `typed` is an answer that came back with a fault.
    pub(super) async fn of(cx: &Cx, copy: &Disclosure, typed: Option<Entry>) -> Result<Self, Problem> {
        let (f, now) = (cx.frame().at(Place::Exits), cx.now());
        let part = Part::of(cx, copy)?;
        let permit = part.reads(cx, copy)?;
        let open = copy.is_open(now);
        let (body, verdict) = (copy.text::<access::CaseCopy>(BODY), copy.text::<access::CaseCopy>(VERDICT));
        let sealed = [&body, &verdict].into_iter().flatten().map(|text| text.sealed());
        let keys: Keys = keys(&cx.app, &cx.app.db, sealed).await?;
        let (mut case, mut answered) = (vec![], None);
        if let Some(permit) = &permit {
            let body = body.filter(|_| open).map(|body| body.read_if_kept(permit, &keys)).transpose()?.flatten();
            case = body.map(|body| Case::parse(&body)).transpose()?.map_or_else(Vec::new, |case| case.parts(&f));
            let verdict = verdict.filter(|_| part != Part::Client);
            let verdict = verdict.map(|verdict| verdict.read_if_kept(permit, &keys)).transpose()?.flatten();
            answered = verdict.map(|verdict| Advice::parse(&verdict)).transpose()?;
        }
        let (entry, saved_at) = match typed {
            Some(typed) => (typed, None),
            None if part == Part::Supervisor && open => advice::begun(cx, copy.id, answered.as_ref()).await?,
            None => (Entry::default(), None),
        };
        let agreement = if part == Part::Client && open { agreement(cx, copy).await? } else { None };
        let called = |person| copy.party(person).map_or_else(String::new, |party| f.called(&party.names));
        Ok(Self {
            id: copy.id,
            part,
            author: called(copy.author),
            supervisor: copy.recipient.map_or_else(String::new, called),
            client: (part != Part::Supervisor).then(|| called(copy.client)),
            until: copy.when(Event::Opened).and_then(|opened| opened.until).filter(|_| open),
            case,
            advice: answered,
            agreement,
            history: told(&f, copy, part),
            entry,
            saved_at,
            f,
        })
    }

    /// あなた・宇野さん・田中さん; the supervisor reads no name of the client.
    fn readers(&self) -> String {
        let t = self.f.t;
        let client = self.client.clone().unwrap_or_else(|| t.copies_client());
        let (you, author, supervisor) = (t.sheets_you(), self.author.clone(), self.supervisor.clone());
        let names = match self.part {
            Part::Author => [you, supervisor, client],
            Part::Supervisor => [you, author, client],
            Part::Client => [you, author, supervisor],
        };
        names.join(&t.frame_joint())
    }

    /// Whose eyes are on this page, and when: whoever takes a picture of it takes that with them.
    fn watermark(&self) -> String {
        let reader = self.f.me.as_ref().map_or_else(String::new, |me| self.f.full_called(me));
        self.f.t.copies_watermark(reader, self.f.calendar.at(&self.f.calendar.now()))
    }

    fn labels(&self) -> [(&'static str, String); 1] {
        [("advice", self.f.t.copies_advice())]
    }
}

/// What happened. Who took the consent back is told to the supervisor without a name.
fn told(f: &Frame, copy: &Disclosure, part: Part) -> Vec<Line> {
    let mut lines = history(f, copy);
    for (line, taken) in lines.iter_mut().zip(&copy.steps) {
        if part == Part::Supervisor && taken.by == copy.client {
            line.by.clear();
        }
    }
    lines
}

/// Where the two agreed: at one of their meetings.
async fn agreement(cx: &Cx, copy: &Disclosure) -> Result<Option<String>, Problem> {
    #[derive(Debug, FromQueryResult)]
    struct Row {
        id: BookingId,
    }
    let question = "SELECT id FROM bookings WHERE client = $1 AND supporter = $2 AND programme = $3
        AND status IN ('confirmed', 'cancelled') ORDER BY starts_at DESC LIMIT 1";
    let row: Option<Row> =
        cx.app.db.first(question, args![copy.client, copy.supporter, copy.programme.as_str()]).await?;
    Ok(row.map(|row| format!("/meetings/{}/agreement", row.id)))
}
