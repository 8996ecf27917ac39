//! Everything of one person in one file: JSON for programs, a page to read and print, receipts, and who opened what.
//!
//! Each text passes the gate as the person's own request, so the export opens nothing that its pages would not.

use std::io::{Cursor, Write as _};

use askama::Template;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use kit::args;
use rules::access::{self, Action, Parties, Purpose, State};
use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::seen::Seen;
use crate::audit;
use crate::consent::{Agreement, Receipt};
use crate::cx::Cx;
use crate::disclosures;
use crate::frame::Frame;
use crate::gate::{Asked, keys, may};
use crate::letters::received;
use crate::meetings::{Booking, Status};
use crate::people::PersonId;
use crate::problem::{Answer, Problem};
use crate::programmes::CONSULTATION;
use crate::sheets::Sheet;

/// Who opened what: all of it, not only the latest.
const ALL: i64 = i64::MAX;

/// The record as a program reads it. Instants are RFC 3339.
#[derive(Debug, Serialize)]
struct Record {
    organisation: String,
    person: String,
    email: String,
    exported_at: String,
    meetings: Vec<Meeting>,
    sheets: Vec<Filled>,
    letters: Vec<Letter>,
    agreements: Vec<Receipt>,
    exits: Vec<Exit>,
    opened: Vec<Opened>,
}

#[derive(Debug, Serialize)]
struct Meeting {
    id: String,
    programme: String,
    with: String,
    status: String,
    starts_at: String,
    ends_at: String,
    place: Option<String>,
}

#[derive(Debug, Serialize)]
struct Filled {
    sheet: String,
    meeting: Option<String>,
    written_by_me: bool,
    changed_at: Option<String>,
    answers: Vec<(String, String)>,
}

#[derive(Debug, Serialize)]
struct Letter {
    from: String,
    sent_at: Option<String>,
    text: String,
    strengths: Vec<String>,
    reply: Option<String>,
    replied_at: Option<String>,
}

/// Something that left, or may.
#[derive(Debug, Serialize)]
struct Exit {
    what: String,
    to: Option<String>,
    text: Option<String>,
    /// When, what, by whom.
    steps: Vec<(String, String, String)>,
}

#[derive(Debug, Serialize)]
struct Opened {
    at: String,
    who: Option<String>,
    what: String,
    why: String,
    rule: String,
}

/// The same as a page: one file that any browser opens, without anything from outside.
#[derive(Template)]
#[template(path = "journey/export.html")]
struct Paper<'a> {
    f: &'a Frame,
    record: &'a Record,
}

/// The file.
pub(super) async fn create(cx: Cx, _: kit::web::Entry) -> Answer {
    let (viewer, f) = (cx.viewer()?, cx.frame());
    let me = viewer.person;
    let parties = Parties { client: Some(me.for_gate()), ..Parties::default() };
    let asked = Asked::new(CONSULTATION, parties, me.0, State::Kept);
    let _own = may::<access::AccessLog>(&cx, &asked, Action::Read, Purpose::SubjectAccess)?;
    let record = Record::of(&cx, &f, me).await?;
    let json = serde_json::to_vec_pretty(&record).map_err(|_| Problem::Ours)?;
    let page = Paper { f: &f, record: &record }.render()?;
    let file = packed(&[("record.json", &json), ("record.html", page.as_bytes())]).map_err(|_| Problem::Ours)?;
    cx.asked.leave(audit::Entry {
        actor: Some(viewer.pseudonym),
        subject: Some(me),
        action: "export",
        purpose: Purpose::SubjectAccess.word(),
        object: "record",
        id: me.0,
        answer: audit::Answer::Allowed,
        rule: "record.own",
        consent: access::Consent::NotAsked.word(),
        shown: true,
    });
    let name = "attachment; filename=\"banso-record.zip\"";
    Ok(([(CONTENT_TYPE, "application/zip"), (CONTENT_DISPOSITION, name)], file).into_response())
}

fn packed(files: &[(&str, &[u8])]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(*name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

impl Record {
    async fn of(cx: &Cx, f: &Frame, me: PersonId) -> Result<Self, Problem> {
        let (viewer, db) = (cx.viewer()?, &cx.app.db);
        let mine = "b.client = $1 AND b.status IN ('confirmed', 'cancelled') ORDER BY b.starts_at";
        let bookings = Booking::where_(db, mine, args![me]).await?;
        let organisation = viewer.organisation(f.lang);
        let mut agreements = Vec::new();
        for (at, booking) in bookings.iter().enumerate() {
            let before = bookings.iter().take(at);
            if before.clone().any(|other| other.supporter.id == booking.supporter.id) {
                continue;
            }
            let agreement = Agreement::between(db, booking).await?;
            if !agreement.decided.is_empty() {
                agreements.push(Receipt::new(f, organisation.clone(), booking, &agreement));
            }
        }
        let seen = Seen::latest(db, f, viewer.pseudonym, ALL).await?;
        Ok(Self {
            person: f.full(&viewer.names),
            email: viewer.email.clone(),
            exported_at: cx.now().timestamp().to_string(),
            sheets: sheets(cx, me, &bookings).await?,
            letters: letters(cx, f, me).await?,
            meetings: bookings.iter().map(|booking| Meeting::of(f, booking)).collect(),
            exits: disclosures::left(cx, f, me).await?.into_iter().map(Exit::from).collect(),
            opened: seen.into_iter().map(|seen| Opened::of(f, seen)).collect(),
            organisation,
            agreements,
        })
    }
}

async fn sheets(cx: &Cx, me: PersonId, bookings: &[Booking]) -> Result<Vec<Filled>, Problem> {
    let sheets = Sheet::all_about(&cx.app.db, me, bookings).await?;
    let keys = keys(&cx.app, &cx.app.db, sheets.iter().filter_map(|(_, sheet)| sheet.sealed(cx))).await?;
    let mut found = Vec::new();
    for (booking, sheet) in &sheets {
        let Some(answers) = sheet.answers_for(cx, &keys, Purpose::SubjectAccess)? else { continue };
        let pairs = sheet.blank.fields.iter().map(|field| (field.label.of(cx.lang), answers.get(field.key.as_str())));
        let said = pairs.filter(|(_, answer)| !answer.is_empty());
        found.push(Filled {
            sheet: sheet.blank.name.of(cx.lang).to_owned(),
            meeting: booking.map(|id| id.to_string()),
            written_by_me: sheet.author == me,
            changed_at: sheet.changed_at.map(|at| at.timestamp().to_string()),
            answers: said.map(|(question, answer)| (question.to_owned(), answer.to_owned())).collect(),
        });
    }
    Ok(found)
}

async fn letters(cx: &Cx, f: &Frame, me: PersonId) -> Result<Vec<Letter>, Problem> {
    let letter = |received: crate::letters::Received| {
        let (reply, replied_at) = received.reply.unzip();
        Letter {
            from: f.full(&received.letter.author.names),
            sent_at: received.letter.sent_at.map(|at| at.timestamp().to_string()),
            text: received.text.text,
            strengths: received.text.strengths,
            reply,
            replied_at: replied_at.map(|at| at.timestamp().to_string()),
        }
    };
    Ok(received(cx, me).await?.into_iter().map(letter).collect())
}

impl Meeting {
    fn of(f: &Frame, booking: &Booking) -> Self {
        let status = if booking.status == Status::Cancelled { "cancelled" } else { "confirmed" };
        Self {
            id: booking.id.to_string(),
            programme: booking.programme.clone(),
            with: f.full(&booking.supporter.names),
            status: status.to_owned(),
            starts_at: booking.starts_at.timestamp().to_string(),
            ends_at: booking.ends_at.timestamp().to_string(),
            place: booking.place_text.clone(),
        }
    }
}

impl From<disclosures::Left> for Exit {
    fn from(left: disclosures::Left) -> Self {
        let disclosures::Left { what, to, text, steps } = left;
        Self { what, to, text, steps }
    }
}

impl Opened {
    fn of(f: &Frame, seen: Seen) -> Self {
        let who = seen.who.map(|names| f.full(&names));
        Self { at: seen.at.timestamp().to_string(), who, what: seen.what, why: seen.why, rule: seen.rule }
    }
}
