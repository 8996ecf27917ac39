//! The page of one sheet of a meeting: a form for who writes it, an answer sheet for who may read it.

use askama::Template;
use axum::extract::Path;
use kit::drafts;
use kit::web::Entry;

use super::form::{draft_key, ordinal, stage_in};
use super::{Answers, Duty, Form, Sheet, Side, Stage, for_writing, hand_in, reading};
use crate::cx::Cx;
use crate::frame::{Flash, Frame, Names, Place, Sample};
use crate::gate::keys;
use crate::meetings::{Booking, BookingId, Status};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "sheets/page.html")]
struct Page {
    f: Frame,
    booking: BookingId,
    other: Names,
    form: Form,
}

/// The form, or the answers.
pub(super) async fn show(cx: Cx, Path((booking, key)): Path<(BookingId, String)>) -> Answer {
    let booking = Booking::seen_by(&cx, booking).await?;
    let duty = Duty::named(&booking, &key)?;
    let sheet = Sheet::of_meeting(&cx.app.db, &booking, &duty).await?;
    let keys = keys(&cx.app, &cx.app.db, sheet.sealed(&cx).into_iter()).await?;
    let answers = sheet.answers(&cx, &keys)?;
    if !is_writable(&cx, &booking, &duty, &sheet) {
        let Some(answers) = answers else { return Err(sheet.refusal(&cx)) };
        return reading::page(&cx, &booking, &sheet, &answers);
    }
    let f = cx.frame().at(Place::Calendar);
    let form = Form::begun(&cx, &f, &booking, (&duty, &sheet), answers).await?;
    cx.page(&Page::of(&cx, f, &booking, form)?)
}

/// Hands over, puts away unfinished, or keeps to oneself.
pub(super) async fn update(cx: Cx, Path((booking, key)): Path<(BookingId, String)>, mut entry: Entry) -> Answer {
    let booking = Booking::seen_by(&cx, booking).await?;
    let duty = Duty::named(&booking, &key)?;
    let tx = cx.app.db.begin().await?;
    let sheet = for_writing(&tx, &booking, &duty).await?;
    if !is_writable(&cx, &booking, &duty, &sheet) {
        return Err(Problem::NotFound);
    }
    let stage = stage_in(&mut entry, duty.blank.kind);
    let answers = Answers::taken(&mut entry, duty.blank, ordinal(&booking), stage.unwrap_or(Stage::Draft));
    let Some(stage) = stage.filter(|_| entry.is_sound()) else {
        let f = cx.frame().at(Place::Calendar);
        let form = Form::refused(&cx, &f, &booking, (&duty, &sheet), entry).await?;
        return cx.refuse(&Page::of(&cx, f, &booking, form)?);
    };
    let (me, draft) = (cx.viewer()?.person.0, draft_key(&booking, duty.blank));
    if stage == Stage::Draft && sheet.is_done() {
        // what was handed over stays as it is until its writer hands over again
        drafts::save(&tx, &cx.app.masters, me, &draft, &answers.entry()).await?;
    } else {
        hand_in(&cx, &tx, &sheet, &answers, stage).await?;
        drafts::discard(&tx, me, &draft).await?;
    }
    tx.commit().await?;
    let tab = if duty.side == Side::Before { "prepare" } else { "reflect" };
    cx.go_saying(&format!("/meetings/{}?tab={tab}", booking.id), Flash::Saved)
}

/// Whether the viewer writes it, the meeting still takes place, and nobody left in between.
pub(crate) fn is_writable(cx: &Cx, booking: &Booking, duty: &Duty, sheet: &Sheet) -> bool {
    let alive = matches!(booking.status, Status::Held | Status::Offered | Status::Confirmed);
    let both = !booking.client.names.are_gone();
    alive && both && duty.is_open(booking, cx.now()) && sheet.is_writable(cx)
}

impl Page {
    fn of(cx: &Cx, f: Frame, booking: &Booking, form: Form) -> Result<Self, Problem> {
        let other = booking.other(cx.viewer()?.person).names.clone();
        Ok(Self { f, booking: booking.id, other, form })
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let booking = BookingId(uuid::Uuid::nil());
    let latin = Some(("Hayakawa".into(), "Naoko".into()));
    let other = Names { family: "早川".into(), given: "直子".into(), kana: None, latin };
    let page = |form| Page { f: f.clone().at(Place::Calendar), booking, other: other.clone(), form };
    let mut wrong = super::sample::form(f, "what-to-talk-about", Entry::default());
    wrong.entry.refuse("q-most", kit::web::Fault::Missing);
    vec![
        Sample::new("sheet-empty", &page(super::sample::form(f, "what-to-talk-about", Entry::default()))),
        Sample::new("sheet-full", &page(super::sample::questionnaire(f))),
        Sample::new("sheet-wrong", &page(wrong)),
        Sample::new("sheet-lines", &page(super::sample::form(f, "three-lines", Entry::default()))),
    ]
}
