//! `/bookings/{id}/form` and `/bookings/{id}/check`: what the client wants to talk about, then everything once more
//! before it is agreed. Between the two the words wait as the client's own sealed draft.

use askama::Template;
use axum::extract::Path;
use kit::drafts;
use kit::time::Instant;
use kit::web::Entry;
use rules::access::{Action, BookingFacts, Parties, Purpose, State, readers};
use rules::programme::{Part, SheetKind};

use super::wish::form_key;
use super::{Booking, BookingId, Status};
use crate::cx::Cx;
use crate::frame::{Frame, Place, Sample};
use crate::gate::may;
use crate::problem::{Answer, Problem};
use crate::sheets::{self, Answers, Duty, LastTime, Question, Side, Stage, field_name, ordinal};

#[derive(Template)]
#[template(path = "meetings/form.html")]
struct Form {
    f: Frame,
    booking: Booking,
    title: String,
    questions: Vec<Question>,
    entry: Entry,
    saved_at: Option<Instant>,
    carried: bool,
    readers: String,
}

#[derive(Template)]
#[template(path = "meetings/check.html")]
struct Check {
    f: Frame,
    booking: Booking,
    plan: String,
    minutes: i64,
    place: String,
    answers: Vec<(Question, String)>,
    readers: String,
}

/// The form, as far as it is filled in.
pub(super) async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = mine(&cx, id).await?;
    if let Some(elsewhere) = elsewhere(&booking) {
        return cx.go(&elsewhere);
    }
    let draft = drafts::load(&cx.app.db, &cx.app.masters, booking.client.id.0, &form_key(id)).await?;
    let (questions, carried) = asked(&cx, &booking).await?;
    let mut form = Form::of(cx.frame().at(Place::Find), booking, questions, Entry::default())?;
    match draft {
        Some(draft) => (form.entry, form.saved_at) = (draft.entry, Some(draft.saved_at)),
        None => {
            form.carried = carried.is_some();
            form.entry = carried.unwrap_or_default().entry();
        }
    }
    cx.page(&form)
}

/// Keeps what was written and goes on to the check.
pub(super) async fn create(cx: Cx, Path(id): Path<BookingId>, mut entry: Entry) -> Answer {
    let booking = mine_to_change(&cx, id).await?;
    if let Some(elsewhere) = elsewhere(&booking) {
        return cx.go(&elsewhere);
    }
    keep(&cx, &booking, &entry).await?;
    answered(&booking, &mut entry)?;
    if !entry.is_sound() {
        return refused(&cx, booking, entry).await;
    }
    cx.go(&format!("/bookings/{id}/check"))
}

/// What was written stays, whatever becomes of the time. A field that is no answer is not kept, and is no reason to
/// forget the answers that are there.
pub(super) async fn keep(cx: &Cx, booking: &Booking, entry: &Entry) -> Result<(), Problem> {
    let Some(duty) = questionnaire(booking)? else { return Ok(()) };
    let names: Vec<String> = duty.blank.fields.iter().map(|field| field_name(field.key.as_str())).collect();
    let answers = entry.fields().iter().filter(|(name, _)| names.contains(name));
    let answers = answers.fold(Entry::default(), |kept, (name, text)| kept.with(name, text.as_str()));
    if answers.fields().is_empty() {
        return Ok(());
    }
    let tx = cx.app.db.begin().await?;
    drafts::save(&tx, &cx.app.masters, booking.client.id.0, &form_key(booking.id), &answers).await?;
    Ok(tx.commit().await?)
}

/// Everything once more, each answer with its way back.
pub(super) async fn check(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let booking = mine(&cx, id).await?;
    if let Some(elsewhere) = elsewhere(&booking) {
        return cx.go(&elsewhere);
    }
    let draft = drafts::load(&cx.app.db, &cx.app.masters, booking.client.id.0, &form_key(id)).await?;
    let mut entry = draft.map(|draft| draft.entry).unwrap_or_default();
    answered(&booking, &mut entry)?;
    if !entry.is_sound() {
        return cx.go(&format!("/bookings/{id}/form"));
    }
    cx.page(&Check::new(cx.frame().at(Place::Find), booking, &entry)?)
}

/// The form with what is wrong in it, where an agreement finds something missing.
pub(super) async fn refused(cx: &Cx, booking: Booking, entry: Entry) -> Answer {
    let (questions, _) = asked(cx, &booking).await?;
    cx.refuse(&Form::of(cx.frame().at(Place::Find), booking, questions, entry)?)
}

/// A booking of which the viewer is the client.
pub(super) async fn mine(cx: &Cx, id: BookingId) -> Result<Booking, Problem> {
    let booking = Booking::seen_by(cx, id).await?;
    match booking.part(cx.viewer()?.person) {
        Some(Part::Client) => Ok(booking),
        _ => Err(Problem::NotFound),
    }
}

/// The same for who changes it: somebody whose membership rests or is over sees their booking and leaves it as it is.
pub(super) async fn mine_to_change(cx: &Cx, id: BookingId) -> Result<Booking, Problem> {
    let booking = mine(cx, id).await?;
    let _permit = may::<BookingFacts>(cx, &booking.asked(), Action::Write, Purpose::Support)?;
    Ok(booking)
}

/// A booking that is past its form has another page.
pub(super) fn elsewhere(booking: &Booking) -> Option<String> {
    match booking.status {
        Status::Held | Status::Released => None,
        Status::Confirmed | Status::Cancelled => Some(format!("/meetings/{}", booking.id)),
        Status::Offered => Some("/calendar".to_owned()),
    }
}

/// The questionnaire that the client fills in before such a meeting.
pub(super) fn questionnaire(booking: &Booking) -> Result<Option<Duty>, Problem> {
    let asked = |duty: &Duty| {
        duty.blank.kind == SheetKind::Questionnaire && duty.by == Part::Client && duty.side == Side::Before
    };
    Ok(Duty::all(booking)?.into_iter().find(asked))
}

/// The answers in a form, with its faults left in the entry.
pub(super) fn answered(booking: &Booking, entry: &mut Entry) -> Result<Option<(Duty, Answers)>, Problem> {
    let duty = questionnaire(booking)?;
    Ok(duty.map(|duty| (duty, Answers::taken(entry, duty.blank, ordinal(booking), Stage::Submitted))))
}

/// The questions with what they recall of last time, and the answers from which the form starts.
async fn asked(cx: &Cx, booking: &Booking) -> Result<(Vec<Question>, Option<Answers>), Problem> {
    let Some(duty) = questionnaire(booking)? else { return Ok((vec![], None)) };
    let last = LastTime::before(cx, booking, duty.blank).await?;
    Ok((Question::all(cx, booking, duty.blank, &last)?, last.carried(cx, duty.blank)?))
}

fn questions(f: &Frame, booking: &Booking) -> Result<Vec<Question>, Problem> {
    let duty = questionnaire(booking)?;
    Ok(duty.map_or_else(Vec::new, |duty| sheets::questions(duty.blank, ordinal(booking), f.lang)))
}

/// 早川さん, from the decision that guards the reading; the client themselves are understood.
fn readers_of(f: &Frame, booking: &Booking) -> Result<String, Problem> {
    let Some(duty) = questionnaire(booking)? else { return Ok(String::new()) };
    let parties = Parties { author: Some(booking.client.id.for_gate()), ..booking.parties() };
    let who = readers(duty.blank.kind.object(), &parties, State::Submitted);
    let others = who.iter().filter(|reader| reader.who == booking.supporter.id.for_gate());
    let names: Vec<String> = others.map(|_| f.called(&booking.supporter.names)).collect();
    Ok(f.t.booking_readers(names.join(&f.t.frame_joint())))
}

impl Form {
    fn of(f: Frame, booking: Booking, questions: Vec<Question>, entry: Entry) -> Result<Self, Problem> {
        let title = questionnaire(&booking)?.map(|duty| duty.blank.name.of(f.lang).to_owned());
        let title = title.unwrap_or_else(|| f.t.booking_form());
        let readers = readers_of(&f, &booking)?;
        Ok(Self { f, booking, title, questions, entry, saved_at: None, carried: false, readers })
    }

    fn labels(&self) -> Vec<(&str, String)> {
        self.questions.iter().map(|question| (question.name.as_str(), question.label.clone())).collect()
    }

    /// Who has met before knows the way, and may agree without the check.
    fn returns(&self) -> bool {
        self.booking.ordinal > 1
    }

    fn minutes_left(&self) -> i64 {
        minutes_left(&self.f, &self.booking)
    }
}

impl Check {
    fn new(f: Frame, booking: Booking, entry: &Entry) -> Result<Self, Problem> {
        let questions = questions(&f, &booking)?.into_iter();
        let answers = questions.map(|question| {
            let answer = entry.value(&question.name).trim().to_owned();
            (question, answer)
        });
        let answers = answers.collect();
        let plan = booking.plan()?.name.of(f.lang).to_owned();
        let minutes = booking.ends_at.since(booking.starts_at).as_mins();
        let (place, readers) = (place(&f, &booking), readers_of(&f, &booking)?);
        Ok(Self { f, booking, plan, minutes, place, answers, readers })
    }

    fn minutes_left(&self) -> i64 {
        minutes_left(&self.f, &self.booking)
    }
}

/// How long the time is still kept; nothing when that is over.
fn minutes_left(f: &Frame, booking: &Booking) -> i64 {
    let until = booking.held_until.filter(|_| booking.status == Status::Held);
    until.map_or(0, |until| f.calendar.minutes_until(&until).max(0))
}

/// Where it is, as a person says it.
pub(super) fn place(f: &Frame, booking: &Booking) -> String {
    match (booking.place.as_str(), &booking.place_text) {
        ("online", _) => f.t.booking_online(),
        (_, Some(text)) => text.clone(),
        (_, None) => f.t.booking_place_later(),
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let f = f.clone().at(Place::Find);
    let typed = Entry::default()
        .with("q-most", "異動の希望を出すかどうか、まだ決められずにいます。")
        .with("q-ask", "同じように迷った人は、何を手がかりにしたのでしょう。");
    let mut empty = Entry::default();
    let held = Booking::sample(Status::Held);
    let lapsed = Booking { held_until: None, status: Status::Released, ..held.clone() };
    let _ = answered(&held, &mut empty);
    let page =
        |booking: &Booking, entry: &Entry| Form::of(f.clone(), booking.clone(), questions(&f, booking)?, entry.clone());
    let mut samples = Vec::new();
    for (name, booking, entry) in [
        ("booking-form", &held, &typed),
        ("booking-form-faults", &held, &empty),
        ("booking-form-late", &lapsed, &typed),
    ] {
        samples.extend(page(booking, entry).ok().map(|page| Sample::new(name, &page)));
    }
    samples.extend(Check::new(f, held, &typed).ok().map(|page| Sample::new("booking-check", &page)));
    samples
}
