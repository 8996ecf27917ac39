//! Invented sheets for the gallery: 田中さん prepares her second meeting with 早川さん.

use jiff::SignedDuration;
use kit::web::Entry;
use rules::durations::Ordinal;
use rules::programme::Sheet as Blank;

use super::Form;
use super::form::questions;
use crate::frame::Frame;
use crate::programmes::{CONSULTATION, definition};

/// A form of the consultation programme.
pub(crate) fn blank(key: &str) -> Option<&'static Blank> {
    definition(CONSULTATION).ok()?.sheet(key)
}

/// A sheet's form with something in it.
pub(crate) fn form(f: &Frame, key: &str, entry: Entry) -> Form {
    let blank = blank(key);
    let now = f.calendar.now();
    Form {
        action: format!("/meetings/0/sheets/{key}"),
        draft: format!("/drafts/sheets/0/{key}"),
        title: blank.map_or_else(String::new, |blank| blank.name.of(f.lang).to_owned()),
        questions: blank.map_or_else(Vec::new, |blank| questions(blank, Ordinal::FIRST.next(), f.lang)),
        entry,
        due: (key != "three-lines").then(|| now.plus(SignedDuration::from_hours(28))),
        readers: match key {
            "session-plan" => f.t.sheets_only_you(),
            _ => f.t.sheets_readers_later([f.t.sheets_you(), hayakawa(f)].join(&f.t.frame_joint())),
        },
        verb: match key {
            "three-lines" => f.t.sheets_act_lines(hayakawa(f)),
            "session-plan" => f.t.sheets_act_plan(),
            _ => f.t.sheets_act_questionnaire(),
        },
        unfinished: true,
        withhold: key == "three-lines",
        saved_at: Some(now),
        carried: false,
    }
}

fn hayakawa(f: &Frame) -> String {
    if f.ja() { "早川さん".into() } else { "Naoko Hayakawa".into() }
}

/// What 田中さん wants to talk about.
pub(crate) fn questionnaire(f: &Frame) -> Form {
    let (most, ask) = if f.ja() {
        (
            "来年の春に異動の希望を出すかどうか。企画は続けたいけれど、人を育てる側に回ってほしいと言われています。",
            "専門を手放さずに、人を育てる役に回ることはできますか。",
        )
    } else {
        (
            "Whether to ask for a move next spring. I want to go on planning; they want me to bring up younger people.",
            "Can one bring people up without letting one's own field go?",
        )
    };
    let mut form = form(f, "what-to-talk-about", Entry::default().with("q-most", most).with("q-ask", ask));
    let promise = if f.ja() {
        "後輩二人に、うまくいった日のことを話してみる。"
    } else {
        "Tell both of them about a day that went well."
    };
    let record = blank("shared-record").map_or_else(String::new, |blank| blank.name.of(f.lang).to_owned());
    for question in form.questions.iter_mut().filter(|question| question.name == "q-last-promise") {
        question.recalled = Some((record.clone(), promise.into()));
    }
    form
}
