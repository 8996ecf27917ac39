//! A sheet as it is read: questions and answers, and who else can read them.

use askama::Template;

use super::form::ordinal;
use super::{Answers, Sheet, readers_line};
use crate::cx::Cx;
use crate::frame::{Frame, Names, Place, Sample};
use crate::meetings::{Booking, BookingId};
use crate::people::PersonId;
use crate::problem::Answer;

/// What was answered, ready for a page.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    /// The sheet's name.
    pub title: String,
    /// Question and answer; what was left open is left out.
    pub answers: Vec<(String, String)>,
    /// Who can read it.
    pub readers: String,
}

#[derive(Template)]
#[template(path = "sheets/reading.html")]
struct Page {
    f: Frame,
    booking: BookingId,
    other: Names,
    answered: Answered,
}

/// A sheet of this meeting for a viewer who was allowed to open it.
pub(crate) fn answered(f: &Frame, me: PersonId, booking: &Booking, sheet: &Sheet, answers: &Answers) -> Answered {
    let people = [(booking.client.id, &booking.client.names), (booking.supporter.id, &booking.supporter.names)];
    let pair = |field: &rules::programme::Field| {
        let text = answers.get(field.key.as_str());
        (!text.is_empty()).then(|| (field.label.of(f.lang).to_owned(), text.to_owned()))
    };
    Answered {
        title: sheet.blank.name.of(f.lang).to_owned(),
        answers: sheet.blank.asked(ordinal(booking)).filter_map(pair).collect(),
        readers: readers_line(f, me, &people, (sheet.blank.kind.object(), sheet.parties(), sheet.state())),
    }
}

pub(super) fn page(cx: &Cx, booking: &Booking, sheet: &Sheet, answers: &Answers) -> Answer {
    let (f, me) = (cx.frame().at(Place::Calendar), cx.viewer()?.person);
    let answered = answered(&f, me, booking, sheet, answers);
    let other = booking.other(me).names.clone();
    cx.page(&Page { f, booking: booking.id, other, answered })
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let latin = Some(("Tanaka".into(), "Yui".into()));
    let other = Names { family: "田中".into(), given: "結".into(), kana: None, latin };
    let form = super::sample::questionnaire(f);
    let pairs =
        form.questions.iter().map(|question| (question.label.clone(), form.entry.value(&question.name).to_owned()));
    let answered = Answered { title: form.title.clone(), answers: pairs.collect(), readers: form.readers.clone() };
    let booking = BookingId(uuid::Uuid::nil());
    vec![Sample::new("sheet-read", &Page { f: f.clone().at(Place::Calendar), booking, other, answered })]
}
