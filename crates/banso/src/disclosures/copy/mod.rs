//! A case without names, for one supervisor: written by the supporter with the client's consent, checked against every
//! name that the house knows, lent for a while, answered, and destroyed when its time is over or the client says so.

mod advice;
mod form;
mod page;
mod sample;

use rules::access::{Action, Object};
use rules::disclosure::Kind;
use serde::{Deserialize, Serialize};

use crate::frame::{Frame, Sample};
use crate::problem::Problem;
use crate::routes::{Route, Who, get, post};

const KINDS: &[Kind] = &[Kind::CaseCopy];

/// A case as it stands inside the ciphertext.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Case {
    /// What it is about.
    about: String,
    /// What was done so far.
    done: String,
    /// What the supporter wants to ask.
    ask: String,
}

impl Case {
    fn json(&self) -> Result<String, Problem> {
        serde_json::to_string(self).map_err(|_| Problem::Ours)
    }

    fn parse(json: &str) -> Result<Self, Problem> {
        serde_json::from_str(json).map_err(|error| {
            tracing::error!(column = error.column(), "a case copy does not parse");
            Problem::Ours
        })
    }

    /// Its parts with their headings; what was left empty is not there.
    fn parts(&self, f: &Frame) -> Vec<(String, String)> {
        let parts = [(f.t.copies_about(), &self.about), (f.t.copies_done(), &self.done), (f.t.copies_ask(), &self.ask)];
        parts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label, text.clone())).collect()
    }
}

/// A case in plain words, for who takes it along.
pub(super) fn plain(f: &Frame, case: &str) -> Result<String, Problem> {
    let parts = Case::parse(case)?.parts(f);
    Ok(parts.into_iter().map(|(label, text)| format!("{label}\n{text}")).collect::<Vec<_>>().join("\n\n"))
}

pub(super) fn routes() -> Vec<Route> {
    let (signed, copy) = (Who::SignedIn, Object::CaseCopy);
    vec![
        get("/meetings/{booking}/copy", signed, form::show).gate(copy, Action::Read),
        post("/meetings/{booking}/copy", signed, form::create).gate(copy, Action::Write).audit("copy-lent"),
        get("/copies/{id}", signed, page::show).gate(copy, Action::Read),
        post("/copies/{id}/end", signed, page::end).gate(copy, Action::Recall).audit("copy-ended"),
        post("/copies/{id}/advice", signed, advice::create).gate(copy, Action::Write).audit("copy-answered"),
    ]
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    sample::samples(f)
}
