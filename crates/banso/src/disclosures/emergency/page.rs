//! A packet as the house sees it: what it says, how it stands, and the one thing that this viewer can do now. Its
//! recipient reads the minimum while it is open, and nothing around it; its client has a page of their own.

use askama::Template;
use axum::extract::Path;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{Action, EmergencyPacket, Role, Rule, State};
use rules::disclosure::{self, Event};

use super::house;
use super::next::{Next, answer_by};
use super::request::{Request, answers};
use super::said::{Endangered, Finding, Reason, Said, Verdict, parsed};
use super::{KINDS, charge, leave, told};
use crate::cx::Cx;
use crate::disclosures::DisclosureId;
use crate::disclosures::recipients::people;
use crate::disclosures::store::{BODY, Disclosure, OUTSIDE, REASON, VERDICT};
use crate::disclosures::words::{Line, history};
use crate::drafts;
use crate::frame::Frame;
use crate::gate::{Confidential, keys};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

/// What of it the viewer sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// Who wrote it.
    Author,
    /// Who decides or judges.
    Officer,
    Recipient,
}

#[derive(Template)]
#[template(path = "disclosures/emergency/page.html")]
pub(super) struct Page {
    pub f: Frame,
    pub id: DisclosureId,
    pub view: View,
    pub next: Next,
    /// How it stands, in a sentence.
    pub stands: String,
    pub client: String,
    pub said: Said,
    /// To whom it should go.
    pub to: String,
    /// Whether that is somebody who cannot read it here.
    pub outside: bool,
    /// Whether it is not too late for a telephone.
    pub urgent: bool,
    pub asked_by: String,
    pub reason: Option<Reason>,
    pub minutes: i64,
    pub verdict: Option<Verdict>,
    /// Until when a third person judges, and whether that is over.
    pub due: Option<(Instant, bool)>,
    /// Since when its client wants to read it, for who may answer.
    pub wanted: Option<Instant>,
    /// Why its client was not let read it.
    pub refused: Option<String>,
    pub lines: Vec<Line>,
    pub readers: String,
    pub entry: Entry,
}

/// The page of whoever may see it.
pub(super) async fn show(cx: Cx, Path(id): Path<DisclosureId>) -> Answer {
    let about = Disclosure::find(&cx.app.db, KINDS, id).await?;
    if about.client == cx.viewer()?.person {
        return told::show(&cx, &about).await;
    }
    let mut page = Page::of(&cx, &about, Entry::default()).await?;
    if let Some(draft) = page.draft() {
        page.entry = drafts::entry_for(&cx, &draft).await?.map_or_else(Entry::default, |draft| draft.entry);
    }
    cx.page(&page)
}

impl Page {
    pub async fn of(cx: &Cx, about: &Disclosure, entry: Entry) -> Result<Self, Problem> {
        let permit = leave(cx, about, Action::Read)?;
        let view = match permit.rule() {
            Rule::PacketRecipient => View::Recipient,
            Rule::PacketAuthor if !cx.viewer()?.is(Role::DutyOfficer, &about.programme) => View::Author,
            _ => View::Officer,
        };
        let [body, outside, reason, verdict] =
            [BODY, OUTSIDE, REASON, VERDICT].map(|column| about.text::<EmergencyPacket>(column));
        let request = if view == View::Officer { Request::of(&cx.app.db, about.id).await? } else { None };
        let refused = request.as_ref().and_then(|request| request.why(about.id));
        let sealed = [&body, &outside, &reason, &verdict, &refused];
        let keys = keys(&cx.app, &cx.app.db, sealed.into_iter().flatten().map(|text| text.sealed())).await?;
        let read = |text: Option<Confidential<EmergencyPacket>>| {
            text.map(|text| text.read_if_kept(&permit, &keys)).transpose().map(Option::flatten)
        };
        let inside = view == View::Officer;
        let (reason, verdict) = (reason.filter(|_| inside), verdict.filter(|_| inside));
        let officers = people(&cx.app.db, &about.programme, Role::DutyOfficer).await?;
        let unjudged = if inside { house::unjudged(&cx.app.db, cx.viewer()?.person).await? } else { None };
        let (f, outside) = (cx.frame(), read(outside)?);
        let officers: Vec<String> = officers.iter().map(|party| f.called(&party.names)).collect();
        Ok(Self {
            id: about.id,
            view,
            next: if inside { Next::of(cx, about, unjudged.as_ref())? } else { Next::Nothing },
            stands: stands(&f, about),
            client: named(&f, about, about.client),
            said: parsed(&read(body)?.ok_or(Problem::NotFound)?)?,
            to: outside.clone().unwrap_or_else(|| about.recipient.map_or_else(String::new, |to| named(&f, about, to))),
            outside: outside.is_some(),
            urgent: about.is_open(cx.now()) || matches!(about.state(), State::Asked { .. }),
            asked_by: named(&f, about, about.author),
            reason: read(reason)?.map(|json| parsed(&json)).transpose()?,
            minutes: minutes(about),
            verdict: read(verdict)?.map(|json| parsed(&json)).transpose()?,
            due: due(about, cx.now()),
            wanted: request
                .filter(|request| request.answered_at.is_none() && cx.viewer().is_ok_and(|me| answers(me, about)))
                .map(|request| request.asked_at),
            refused: read(refused)?,
            lines: if view == View::Recipient { Vec::new() } else { history(&f, about) },
            readers: readers(&f, about, officers),
            entry,
            f,
        })
    }

    /// The form on it that saves itself, by its key.
    fn draft(&self) -> Option<String> {
        match self.next {
            Next::Charge => Some(charge::draft_key(self.id)),
            Next::Judge => Some(format!("emergencies/{}/review", self.id)),
            _ => None,
        }
    }

    pub(super) fn labels(&self) -> Vec<(&'static str, String)> {
        let t = self.f.t;
        vec![
            ("reason", t.emergency_reason()),
            ("told", t.emergency_told(self.client.as_str())),
            ("untold", t.emergency_untold()),
            ("minutes", t.emergency_minutes()),
            ("finding", t.emergency_finding()),
            ("words", t.emergency_judgement()),
            ("answer", t.emergency_answer()),
            ("why", t.emergency_answer_why()),
        ]
    }

    fn endangered(&self) -> String {
        match self.said.who {
            Endangered::Client => self.f.t.emergency_who_client(self.client.as_str()),
            Endangered::Other => self.f.t.emergency_who_other(),
        }
    }

    fn found(&self, verdict: &Verdict) -> String {
        match verdict.finding {
            Finding::Justified => self.f.t.emergency_justified(),
            Finding::Unjustified => self.f.t.emergency_unjustified(),
            Finding::Unclear => self.f.t.emergency_unclear(),
        }
    }
}

/// Until when it is to be judged, and whether that is over.
pub(super) fn due(about: &Disclosure, now: Instant) -> Option<(Instant, bool)> {
    let due = disclosure::review_due(&about.history()).filter(|_| about.ciphertext().is_some());
    due.map(|due| (Instant::from(due), now.timestamp() >= due))
}

/// For how many minutes who answers for it wants it open.
pub(super) fn minutes(about: &Disclosure) -> i64 {
    let taken = about.when(Event::Taken).and_then(|taken| Some((taken.at, taken.until?)));
    taken.map_or(0, |(at, until)| until.timestamp().duration_since(at.timestamp()).as_mins())
}

pub(super) fn named(f: &Frame, about: &Disclosure, person: PersonId) -> String {
    about.party(person).map_or_else(String::new, |party| f.called(&party.names))
}

/// How it stands, in a sentence.
pub(super) fn stands(f: &Frame, about: &Disclosure) -> String {
    let by = |event| about.when(event).map_or_else(String::new, |step| named(f, about, step.by));
    let over = disclosure::in_vain(&about.history(), f.calendar.now().timestamp());
    match about.state() {
        State::Asked { .. } if about.when(Event::Taken).is_none() => f.t.emergency_stands_asked(),
        State::Asked { .. } if over => f.t.emergency_stands_in_vain(by(Event::Taken)),
        State::Asked { .. } => {
            let until = answer_by(about).map_or_else(String::new, |until| f.calendar.at(&until));
            f.t.emergency_stands_taken(by(Event::Taken), until)
        }
        State::Open { until } if until > f.calendar.now().timestamp() => {
            f.t.emergency_stands_open(f.calendar.at(&Instant::from(until)))
        }
        _ if about.when(Event::Declined).is_some() => f.t.emergency_stands_declined(by(Event::Declined)),
        _ => f.t.emergency_stands_closed(),
    }
}

/// Who reads it, by name.
fn readers(f: &Frame, about: &Disclosure, mut names: Vec<String>) -> String {
    let more = [Some(about.author), about.recipient].into_iter().flatten().map(|person| named(f, about, person));
    names.extend(more.filter(|name| !name.is_empty()));
    let mut once: Vec<String> = Vec::new();
    for name in names {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    f.t.emergency_readers(once.join(&f.t.frame_joint()))
}
