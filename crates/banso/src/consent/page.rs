//! What two people agree on, as a page: clause by clause, one tap each, every one answered on its own. It works before
//! the meeting, in it, on the supporter's device in the room, and afterwards, when something is taken back.

use askama::Template;
use axum::extract::Path;
use kit::time::Instant;
use kit::web::{Entry, Fault};
use rules::access::{self, Action, Consent, Purpose, State};
use rules::consent::{Clause, Decision, Method, may_witness};
use rules::lang::Lang;
use uuid::Uuid;

use super::{Agreement, Wording};
use crate::cx::Cx;
use crate::frame::{Frame, Place, Sample};
use crate::gate::{Asked, Confidential, keys, may, reads};
use crate::meetings::{Booking, BookingId, Status};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};

pub(super) const QUESTION: &str = "clause_questions.body";

#[derive(Template)]
#[template(path = "consent/page.html")]
pub(super) struct Page {
    f: Frame,
    booking: Booking,
    other: String,
    supporting: bool,
    /// Whether this viewer may enter answers now.
    answering: bool,
    /// Clauses that wait for an answer.
    open: Vec<Card>,
    /// Clauses that were answered.
    decided: Vec<Line>,
    questions: Vec<Aside>,
    entry: Entry,
    /// When each of the two signed what stands now.
    signed: [Option<Instant>; 2],
}

/// A clause that waits.
#[derive(Clone, Debug)]
struct Card {
    key: Clause,
    number: usize,
    title: String,
    paragraphs: Vec<String>,
    yes: String,
    no: String,
}

/// A clause that was answered.
#[derive(Clone, Debug)]
struct Line {
    key: Clause,
    title: String,
    paragraphs: Vec<String>,
    /// What was said, in the words of the answer.
    said: String,
    about: String,
    given: bool,
    yes: String,
}

/// What was asked about a clause.
#[derive(Clone, Debug)]
struct Aside {
    id: Uuid,
    title: String,
    text: String,
    by: String,
    settled: bool,
}

/// Whether a supporter may write down what their client answers: the meeting stands, and is about to begin or was held.
pub(super) fn witnesses(booking: &Booking, now: Instant) -> bool {
    booking.status == Status::Confirmed && may_witness(booking.starts_at.timestamp(), now.timestamp())
}

/// What the gate is asked about the agreement of a meeting's two people.
pub(super) fn asked(booking: &Booking, id: Uuid) -> Asked<'_> {
    Asked::new(&booking.programme, booking.parties(), id, State::Kept)
}

/// The page.
pub(super) async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = seen(&cx, id, Action::Read).await?;
    let page = Page::of(&cx, booking, Entry::default()).await?;
    cx.page(&page)
}

/// The booking, for one of its two people. What was never agreed to be a meeting has nothing to agree on.
pub(super) async fn seen(cx: &Cx, id: BookingId, action: Action) -> Result<Booking, Problem> {
    let booking = Booking::seen_by(cx, id).await?;
    let _permit = may::<access::ConsentLedger>(cx, &asked(&booking, id.0), action, Purpose::Support)?;
    let agreed = matches!(booking.status, Status::Confirmed | Status::Cancelled);
    agreed.then_some(booking).ok_or(Problem::NotFound)
}

pub(super) fn answer_field(clause: Clause) -> String {
    format!("answer-{clause}")
}

pub(super) fn question_field(clause: Clause) -> String {
    format!("question-{clause}")
}

impl Page {
    pub(super) async fn of(cx: &Cx, booking: Booking, entry: Entry) -> Result<Self, Problem> {
        let (f, now) = (cx.frame().at(Place::Calendar), cx.now());
        let me = cx.viewer()?.person;
        // also where the page comes back with what was wrong, the ledger on it was read
        let _reader = may::<access::ConsentLedger>(cx, &asked(&booking, booking.id.0), Action::Read, Purpose::Support)?;
        let words = Wording::of(&cx.app.db, &booking.programme).await?;
        let agreement = Agreement::between(&cx.app.db, &booking).await?;
        let waits = |clause| matches!(agreement.state(clause, now), Consent::NotAsked | Consent::Expired);
        let numbered = words.iter().enumerate().filter(|(_, wording)| waits(wording.clause));
        let open = numbered.map(|(at, wording)| Card::new(wording, at + 1, f.lang)).collect();
        let answered = words.iter().filter(|wording| !waits(wording.clause));
        let decided = answered.filter_map(|wording| Line::new(&f, &booking, wording, &agreement)).collect();
        let questions = questions(cx, &booking, &agreement, &words).await?;
        let signed = [booking.client.id, booking.supporter.id].map(|person| agreement.signed(person));
        let other = f.called(&booking.other(me).names);
        let supporting = booking.supporter.id == me;
        let answering = !supporting || witnesses(&booking, now);
        Ok(Self { f, booking, other, supporting, answering, open, decided, questions, entry, signed })
    }

    fn meeting(&self) -> String {
        format!("/meetings/{}", self.booking.id)
    }

    fn labels(&self) -> Vec<(String, String)> {
        let cards = self.open.iter().map(|card| (answer_field(card.key), card.title.clone()));
        cards.chain([("method".to_owned(), self.f.t.consent_method())]).collect()
    }

    /// Whether the supporter's name is still missing under what stands.
    fn signs(&self) -> bool {
        self.supporting && !self.decided.is_empty() && self.signed.get(1).is_some_and(Option::is_none)
    }
}

async fn questions(
    cx: &Cx,
    booking: &Booking,
    agreement: &Agreement,
    words: &[Wording],
) -> Result<Vec<Aside>, Problem> {
    let sealed = agreement.questions.iter().map(|question| question.body.as_slice());
    let keys = keys(&cx.app, &cx.app.db, sealed).await?;
    let mut found = Vec::new();
    for question in &agreement.questions {
        let Some(permit) = reads::<access::ConsentLedger>(cx, &asked(booking, question.id)) else { continue };
        let body = Confidential::<access::ConsentLedger>::new(QUESTION, question.id, question.body.clone());
        let Some(text) = body.read_if_kept(&permit, &keys)? else { continue };
        let about = words.iter().find(|wording| wording.clause.word() == question.clause);
        found.push(Aside {
            id: question.id,
            title: about.map_or_else(String::new, |wording| wording.title.of(cx.lang).to_owned()),
            text,
            by: cx.frame().called(
                &if question.asked_by == booking.client.id { &booking.client } else { &booking.supporter }.names,
            ),
            settled: question.settled_at.is_some(),
        });
    }
    Ok(found)
}

impl Card {
    fn new(wording: &Wording, number: usize, lang: Lang) -> Self {
        Self {
            key: wording.clause,
            number,
            title: wording.title.of(lang).to_owned(),
            paragraphs: wording.paragraphs(lang).map(str::to_owned).collect(),
            yes: wording.yes.of(lang).to_owned(),
            no: wording.no.of(lang).to_owned(),
        }
    }

    fn answer(&self) -> String {
        answer_field(self.key)
    }

    fn question(&self) -> String {
        question_field(self.key)
    }
}

impl Line {
    fn new(f: &Frame, booking: &Booking, wording: &Wording, agreement: &Agreement) -> Option<Self> {
        let last = agreement.last(wording.clause)?;
        let said = match last.entry.decision {
            Decision::Given => wording.yes.of(f.lang).to_owned(),
            Decision::Refused => wording.no.of(f.lang).to_owned(),
            _ => f.t.consent_withdrawn(),
        };
        let when = f.calendar.at(&Instant::from(last.entry.at));
        Some(Self {
            key: wording.clause,
            // the words that were answered, not those that stand there today
            title: last.title.clone(),
            paragraphs: last.body.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            said,
            about: how(f, booking, last.method, when),
            given: last.entry.decision == Decision::Given,
            yes: wording.yes.of(f.lang).to_owned(),
        })
    }

    fn answer(&self) -> String {
        answer_field(self.key)
    }
}

/// 12月3日（木） 10:12・早川さんの端末で.
pub(super) fn how(f: &Frame, booking: &Booking, method: Method, when: String) -> String {
    let supporter = f.called(&booking.supporter.names);
    match method {
        Method::Screen => when,
        Method::Room => f.t.consent_in_room(when, supporter),
        Method::Paper => f.t.consent_on_paper(when, supporter),
        Method::Spoken => f.t.consent_spoken(when, supporter),
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let Ok(definition) = crate::programmes::definition(crate::programmes::CONSULTATION) else { return vec![] };
    let words: Vec<Wording> = definition.clauses.iter().map(Wording::first).collect();
    let booking = Booking::sample(Status::Confirmed);
    let at = booking.starts_at;
    let card = |(at, wording): (usize, &Wording)| Card::new(wording, at + 1, f.lang);
    let line = |given: bool, wording: &Wording| Line {
        key: wording.clause,
        title: wording.title.of(f.lang).to_owned(),
        paragraphs: wording.paragraphs(f.lang).map(str::to_owned).collect(),
        said: if given { wording.yes.of(f.lang).to_owned() } else { wording.no.of(f.lang).to_owned() },
        about: how(f, &booking, if given { Method::Screen } else { Method::Room }, f.calendar.at(&at)),
        given,
        yes: wording.yes.of(f.lang).to_owned(),
    };
    let question = Aside {
        id: Uuid::from_u128(3),
        title: words.last().map_or_else(String::new, |wording| wording.title.of(f.lang).to_owned()),
        text: if f.ja() { "途中でやめることもできますか。" } else { "Can I stop in between?" }.to_owned(),
        by: f.called(&booking.client.names),
        settled: false,
    };
    let page = |supporting: bool, open: Vec<Card>, decided: Vec<Line>, entry: Entry| Page {
        f: f.clone().at(Place::Calendar),
        other: f.called(if supporting { &booking.client.names } else { &booking.supporter.names }),
        booking: booking.clone(),
        supporting,
        answering: true,
        questions: if decided.is_empty() { vec![] } else { vec![question.clone()] },
        signed: [(!decided.is_empty()).then_some(at), None],
        open,
        decided,
        entry,
    };
    let cards = || words.iter().enumerate().map(card).collect::<Vec<_>>();
    let lines = || (0..).zip(&words).map(|(at, wording)| line(at != 3, wording)).collect::<Vec<_>>();
    let mut refused = Entry::default();
    refused.refuse(&answer_field(Clause::Confidentiality), Fault::Choice);
    vec![
        Sample::new("agreement-client", &page(false, cards(), vec![], Entry::default())),
        Sample::new("agreement-error", &page(false, cards(), vec![], refused)),
        Sample::new("agreement-client-done", &page(false, vec![], lines(), Entry::default())),
        Sample::new("agreement-supporter", &page(true, cards(), vec![], Entry::default())),
        Sample::new("agreement-supporter-done", &page(true, vec![], lines(), Entry::default())),
    ]
}

/// Who the two are, for the receipt.
pub(super) fn is_client(booking: &Booking, person: PersonId) -> bool {
    booking.client.id == person
}
