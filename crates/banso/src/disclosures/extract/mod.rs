//! An extract: the part of a record that an order names, or without which a company cannot do its duty to protect. One
//! data officer writes down what is asked for, the supporter writes out that part and nothing else, and it leaves when
//! a second officer agrees; for a company, only after its client read the exact words and said yes.

mod answering;
mod form;
mod page;
mod part;
mod passage;
mod sample;
mod second;

use jiff::civil::Date;
use rules::access::{Action, Object, Role};
use rules::disclosure::Kind;
use serde::{Deserialize, Serialize};

use crate::frame::{Frame, Sample};
use crate::problem::Problem;
use crate::routes::{Route, Who, get, post};

const KINDS: &[Kind] = &[Kind::Order, Kind::Hazard];

/// What is asked for, as it stands inside the ciphertext. It is never changed, and stays when the words are destroyed:
/// the record of a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Request {
    /// Which authority, or whom in the company.
    by: String,
    /// How its paper is called there.
    reference: String,
    /// The day of that paper.
    dated: Date,
    /// Which part it names.
    scope: String,
}

impl Request {
    fn json(&self) -> Result<String, Problem> {
        serde_json::to_string(self).map_err(|_| Problem::Ours)
    }

    fn parse(json: &str) -> Result<Self, Problem> {
        serde_json::from_str(json).map_err(|error| {
            tracing::error!(column = error.column(), "a request for an extract does not parse");
            Problem::Ours
        })
    }

    /// Its lines with their headings.
    fn lines(&self, f: &Frame) -> [(String, String); 4] {
        [
            (f.t.extracts_by(), self.by.clone()),
            (f.t.extracts_reference(), self.reference.clone()),
            (f.t.extracts_dated(), f.calendar.date(self.dated)),
            (f.t.extracts_scope(), self.scope.clone()),
        ]
    }
}

pub(super) fn routes() -> Vec<Route> {
    let (officer, signed) = (Who::Role(Role::DataOfficer), Who::SignedIn);
    let (extract, ledger) = (Object::Extract, Object::ConsentLedger);
    vec![
        get("/extracts/new", officer, form::show),
        post("/extracts", officer, form::create).audit("extract-begun"),
        get("/extracts/{id}", signed, page::show).gate(extract, Action::Read),
        post("/extracts/{id}/passage", signed, passage::update).gate(extract, Action::Write).audit("extract-written"),
        post("/extracts/{id}/showing", signed, answering::show).gate(extract, Action::Read).audit("extract-shown"),
        post("/extracts/{id}/decision", signed, answering::create).gate(ledger, Action::Write).audit("extract-decided"),
        post("/extracts/{id}/asking", signed, second::ask).gate(extract, Action::Read).audit("extract-asked"),
        post("/extracts/{id}/second", signed, second::create).gate(extract, Action::Send).audit("extract-seconded"),
        post("/extracts/{id}/end", signed, second::end).gate(extract, Action::Read).audit("extract-ended"),
    ]
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    sample::samples(f)
}
