//! The receipt: what was agreed to, in the very words, by whom, how and when. The client's to keep: on a page that
//! prints, and as JSON.

use askama::Template;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use kit::time::Instant;
use rules::access::Action;
use rules::consent::{Decision, Method};
use serde::Serialize;

use super::page::{how, is_client, seen};
use super::{Agreement, Wording};
use crate::cx::Cx;
use crate::frame::{Frame, Place, Sample};
use crate::meetings::{Booking, BookingId, Status};
use crate::problem::{Answer, Problem};

#[derive(Template)]
#[template(path = "consent/receipt.html")]
struct Page {
    f: Frame,
    booking: Booking,
    organisation: String,
    rows: Vec<Row>,
    signed: [Option<Instant>; 2],
    digest: String,
    /// Whether the viewer is the one whose receipt it is.
    mine: bool,
}

/// A line of the receipt.
#[derive(Clone, Debug)]
struct Row {
    title: String,
    paragraphs: Vec<String>,
    decision: String,
    about: String,
    words: String,
    version: i64,
}

/// The receipt as a program reads it. Instants are RFC 3339, hashes SHA-256 in hexadecimal.
#[derive(Debug, Serialize)]
pub(crate) struct Receipt {
    organisation: String,
    programme: String,
    client: String,
    supporter: String,
    decisions: Vec<Written>,
    signatures: Vec<Signed>,
    digest: String,
}

#[derive(Debug, Serialize)]
struct Written {
    clause: &'static str,
    decision: &'static str,
    at: String,
    expires: Option<String>,
    method: &'static str,
    written_down_by_supporter: bool,
    version: i64,
    language: String,
    title: String,
    text: String,
    text_sha256: String,
}

#[derive(Debug, Serialize)]
struct Signed {
    by: &'static str,
    /// `screen`, `room` or `paper`.
    method: String,
    at: String,
    digest: String,
}

/// The page.
pub(super) async fn show(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let (booking, agreement) = agreed(&cx, id).await?;
    let f = cx.frame().at(Place::Calendar);
    let viewer = cx.viewer()?;
    cx.page(&Page {
        organisation: viewer.organisation(f.lang),
        rows: agreement.decided.iter().map(|decided| Row::new(&f, &booking, decided)).collect(),
        signed: [booking.client.id, booking.supporter.id].map(|person| agreement.signed(person)),
        digest: agreement.digest(),
        mine: is_client(&booking, viewer.person),
        booking,
        f,
    })
}

/// The same for programs. It is the client's alone.
pub(super) async fn json(cx: Cx, Path(id): Path<BookingId>) -> Answer {
    let (booking, agreement) = agreed(&cx, id).await?;
    let viewer = cx.viewer()?;
    if !is_client(&booking, viewer.person) {
        return Err(Problem::NotFound);
    }
    let receipt = Receipt::new(&cx.frame(), viewer.organisation(cx.lang), &booking, &agreement);
    let text = serde_json::to_string_pretty(&receipt).map_err(|_| Problem::Ours)?;
    let name = "attachment; filename=\"agreement.json\"";
    Ok(([(CONTENT_TYPE, "application/json; charset=utf-8"), (CONTENT_DISPOSITION, name)], text).into_response())
}

impl Receipt {
    /// What stands between the two people of a booking.
    pub(crate) fn new(f: &Frame, organisation: String, booking: &Booking, agreement: &Agreement) -> Self {
        let at = |at: Instant| at.timestamp().to_string();
        let decisions = agreement.decided.iter().map(|decided| Written {
            clause: decided.entry.clause.word(),
            decision: decided.entry.decision.word(),
            at: decided.entry.at.to_string(),
            expires: decided.entry.expires.map(|expires| expires.to_string()),
            method: decided.method.word(),
            written_down_by_supporter: decided.witness.is_some(),
            version: decided.version,
            language: decided.lang.clone(),
            title: decided.title.clone(),
            text: decided.body.clone(),
            text_sha256: decided.words.clone(),
        });
        let signatures = agreement.signatures.iter().map(|signature| Signed {
            by: if signature.signer == booking.client.id { "client" } else { "supporter" },
            method: signature.method.clone(),
            at: at(signature.signed_at),
            digest: signature.digest.clone(),
        });
        Self {
            organisation,
            programme: booking.programme.clone(),
            client: f.full_called(&booking.client.names),
            supporter: f.full_called(&booking.supporter.names),
            decisions: decisions.collect(),
            signatures: signatures.collect(),
            digest: agreement.digest(),
        }
    }
}

async fn agreed(cx: &Cx, id: BookingId) -> Result<(Booking, Agreement), Problem> {
    let booking = seen(cx, id, Action::Read).await?;
    let agreement = Agreement::between(&cx.app.db, &booking).await?;
    if agreement.decided.is_empty() { Err(Problem::NotFound) } else { Ok((booking, agreement)) }
}

impl Page {
    fn agreement(&self) -> String {
        format!("/meetings/{}/agreement", self.booking.id)
    }
}

impl Row {
    fn new(f: &Frame, booking: &Booking, decided: &super::ledger::Decided) -> Self {
        Self {
            title: decided.title.clone(),
            paragraphs: decided
                .body
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            decision: decision(f, decided.entry.decision),
            about: how(f, booking, decided.method, f.calendar.at(&Instant::from(decided.entry.at))),
            words: decided.words.clone(),
            version: decided.version,
        }
    }
}

fn decision(f: &Frame, decision: Decision) -> String {
    match decision {
        Decision::Shown => f.t.consent_was_shown(),
        Decision::Given => f.t.consent_was_given(),
        Decision::Refused => f.t.consent_was_refused(),
        Decision::Withdrawn => f.t.consent_withdrawn(),
        Decision::Expired => f.t.consent_was_expired(),
        Decision::Superseded => f.t.consent_was_superseded(),
    }
}

pub(super) fn samples(f: &Frame) -> Vec<Sample> {
    let Ok(definition) = crate::programmes::definition(crate::programmes::CONSULTATION) else { return vec![] };
    let booking = Booking::sample(Status::Confirmed);
    let at = booking.starts_at;
    let row = |text| {
        let wording = Wording::first(text);
        Row {
            title: wording.title.of(f.lang).to_owned(),
            paragraphs: wording.paragraphs(f.lang).map(str::to_owned).collect(),
            decision: decision(f, Decision::Given),
            about: how(f, &booking, Method::Screen, f.calendar.at(&at)),
            words: wording.hash(f.lang),
            version: 1,
        }
    };
    let page = Page {
        f: f.clone().at(Place::Calendar),
        organisation: if f.ja() { "みなも相談室" } else { "Minamo" }.to_owned(),
        rows: definition.clauses.iter().map(row).collect(),
        signed: [Some(at), Some(at)],
        digest: "0".repeat(64),
        mine: true,
        booking,
    };
    vec![Sample::new("agreement-receipt", &page)]
}
