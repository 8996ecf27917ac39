//! The log for who has to examine it, a row a line, as JSON. People stand in it under their pseudonyms.

use std::io::{self, Write};

use serde::Serialize;

use super::checkpoint::hex;
use super::verification::page;
use super::{Answer, Broken, Entry, Row, append};
use crate::app::App;
use crate::problem::Problem;

/// Why not all of it was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database does not answer.
    #[error("the database did not answer as expected; the log above says why")]
    Problem(Problem),
    /// A row cannot be read.
    #[error("row {0} of the log cannot be read; banso audit verify says more")]
    Row(i64),
    /// Who reads went away.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<Problem> for ExportError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

#[derive(Serialize)]
struct Line<'a> {
    seq: i64,
    at: String,
    actor: Option<String>,
    subject: Option<String>,
    action: &'a str,
    purpose: &'a str,
    object: &'a str,
    id: String,
    answer: &'a str,
    rule: &'a str,
    consent: &'a str,
    shown: bool,
    code: String,
}

impl<'a> Line<'a> {
    fn of(row: &'a Row) -> Self {
        Self {
            seq: row.seq,
            at: row.at.timestamp().to_string(),
            actor: row.actor.map(|actor| actor.to_string()),
            subject: row.subject.map(|subject| subject.to_string()),
            action: &row.action,
            purpose: &row.purpose,
            object: &row.object,
            id: row.object_id.to_string(),
            answer: &row.answer,
            rule: &row.rule,
            consent: &row.consent,
            shown: row.shown,
            code: hex(&row.code),
        }
    }
}

/// What is written down about the taking away itself.
const TAKEN: Entry = Entry {
    actor: None,
    subject: None,
    action: "export",
    purpose: "oversight",
    object: "audit-log",
    id: uuid::Uuid::nil(),
    answer: Answer::Allowed,
    rule: "operator",
    consent: "none",
    shown: false,
};

/// Writes every row, oldest first; the last one says that the log was taken away. Answers how many.
///
/// # Errors
/// [`ExportError`].
pub async fn export(app: &App, to: &mut impl Write) -> Result<i64, ExportError> {
    let tx = app.db.begin().await.map_err(Problem::from)?;
    append(app, &tx, &[TAKEN]).await?;
    tx.commit().await.map_err(Problem::from)?;
    let (mut last, mut written) = (i64::MIN, 0);
    loop {
        let rows = page(app, last).await?.map_err(|broken| match broken {
            Broken::Row(seq) | Broken::CutBefore(seq) => ExportError::Row(seq),
        })?;
        let Some(end) = rows.last() else { return Ok(written) };
        last = end.seq;
        for row in &rows {
            let line = serde_json::to_string(&Line::of(row)).map_err(io::Error::from)?;
            writeln!(to, "{line}")?;
            written += 1;
        }
    }
}
