//! One side of a meeting, before or after: what the viewer writes there, and what they read of the other one.

use rules::access::{Consent, State, readers};
use rules::programme::SheetKind;

use super::Facts;
use crate::cx::Cx;
use crate::frame::Frame;
use crate::problem::Problem;
use crate::sheets::{Answered, Duty, Form, Sheet, Side, Stage, answered, is_writable};

/// A part of a tab.
pub(super) enum Piece {
    /// To be written.
    Form(Box<Form>),
    /// Written; with where to change it.
    Read(Answered, Option<String>),
    /// The other one's, not there yet.
    Waiting(String, String),
}

/// A row of what there is to prepare.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub href: String,
    pub label: String,
    pub minutes: i64,
    pub done: bool,
    pub status: String,
}

/// The viewer's rows before the meeting: the profile first, for who has one to fill in.
pub(super) fn tasks(f: &Frame, facts: &Facts) -> Vec<Task> {
    let task = |href: String, sheet: &Sheet| Task {
        href,
        label: sheet.blank.name.of(f.lang).to_owned(),
        minutes: i64::from(sheet.blank.minutes.get()),
        done: sheet.is_done(),
        status: if sheet.stage == Some(Stage::Draft) { f.t.meeting_begun() } else { f.t.meeting_not_begun() },
    };
    let agreement = facts.agrees().then(|| Task {
        href: format!("/meetings/{}/agreement", facts.booking.id),
        label: f.t.consent_row(),
        minutes: 3,
        done: facts.booking.promise == Consent::Given,
        status: f.t.meeting_not_begun(),
    });
    let profile = facts.profile.iter().filter(|_| !facts.supporting).map(|sheet| task("/profile".into(), sheet));
    let href = |sheet: &Sheet| format!("/meetings/{}/sheets/{}", facts.booking.id, sheet.blank.key);
    agreement
        .into_iter()
        .chain(profile)
        .chain(facts.mine(Side::Before).map(|(_, sheet)| task(href(sheet), sheet)))
        .collect()
}

/// What the viewer writes, and what they read of the other one.
pub(super) async fn pieces(cx: &Cx, f: &Frame, facts: &Facts, side: Side) -> Result<(Vec<Piece>, Vec<Piece>), Problem> {
    let (mut mine, mut theirs) = (Vec::new(), Vec::new());
    for (duty, sheet) in facts.mine(side) {
        mine.extend(own(cx, f, facts, (duty, sheet)).await?);
    }
    if facts.supporting && side == Side::Before {
        theirs.extend(profile(cx, f, facts)?);
    }
    for (_, sheet) in facts.theirs(side) {
        theirs.extend(other(cx, f, facts, sheet)?);
    }
    Ok((mine, theirs))
}

/// What is not handed over is a form. A plan stays one: it is working text until the meeting is over.
async fn own(cx: &Cx, f: &Frame, facts: &Facts, (duty, sheet): (&Duty, &Sheet)) -> Result<Option<Piece>, Problem> {
    let answers = facts.answers(cx, sheet)?;
    let writable = is_writable(cx, &facts.booking, duty, sheet);
    if writable && (!sheet.is_done() || sheet.blank.kind == SheetKind::SessionPlan) {
        let form = Form::begun(cx, f, &facts.booking, (duty, sheet), answers).await?;
        return Ok(Some(Piece::Form(Box::new(form))));
    }
    let href = format!("/meetings/{}/sheets/{}", facts.booking.id, sheet.blank.key);
    let read = |answers| Piece::Read(answered(f, facts.me, &facts.booking, sheet, &answers), writable.then_some(href));
    Ok(answers.map(read))
}

/// What is kept back looks like what is not written yet.
fn other(cx: &Cx, f: &Frame, facts: &Facts, sheet: &Sheet) -> Result<Option<Piece>, Problem> {
    if let Some(answers) = facts.answers(cx, sheet)? {
        return Ok(Some(Piece::Read(answered(f, facts.me, &facts.booking, sheet, &answers), None)));
    }
    let handed = if sheet.state() == State::Kept { State::Kept } else { State::Submitted };
    let will_read = readers(sheet.blank.kind.object(), sheet.parties(), handed);
    let mine = will_read.iter().any(|reader| reader.who == facts.me.for_gate());
    let name = f.called(&facts.booking.other(facts.me).names);
    let closed = sheet.is_done() && facts.supporting && facts.booking.promise != Consent::Given;
    let sentence = if closed { f.t.consent_closed(name) } else { f.t.meeting_waiting(name) };
    Ok(mine.then(|| Piece::Waiting(sheet.blank.name.of(f.lang).to_owned(), sentence)))
}

fn profile(cx: &Cx, f: &Frame, facts: &Facts) -> Result<Option<Piece>, Problem> {
    let Some(sheet) = &facts.profile else { return Ok(None) };
    let Some(answers) = facts.answers(cx, sheet)? else { return Ok(None) };
    Ok(Some(Piece::Read(answered(f, facts.me, &facts.booking, sheet, &answers), None)))
}
