//! The audit log: who asked the gate for what, and the answer. The gate leaves an entry for every question, the guard
//! writes them before the answer leaves; what happens beside the gate (a consent, an exit) is written in its own
//! transaction with [`append`].
//!
//! People stand in it under pseudonyms that are forgotten with them, and nothing in it is content. The chain of codes
//! and the daily checkpoints show the operator whether it is what was written: `banso audit verify`.

mod chain;
pub mod checkpoint;
mod daily;
mod export;
mod verification;

use std::sync::{Arc, Mutex, PoisonError};

use kit::args;
use kit::db::{Sql, Tx};
use kit::vault::{KeyKind, writing_key};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

pub use chain::{Broken, Row, Verified, Walk, verify};
use chain::{COLUMNS, START, WIDTH};
pub use checkpoint::Checkpoint;
use checkpoint::Head;
pub(crate) use daily::{JOB_KINDS, begin, perform};
pub use export::{ExportError, export};
pub use verification::{Verdict, newest, whole};

use crate::app::App;
use crate::people::PersonId;
use crate::problem::Problem;

/// Something that was asked or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The pseudonym of who asked; nobody for the house itself.
    pub actor: Option<Uuid>,
    /// Whose record it is about.
    pub subject: Option<PersonId>,
    /// What was to be done.
    pub action: &'static str,
    /// Why.
    pub purpose: &'static str,
    /// With which kind of thing.
    pub object: &'static str,
    /// With which row.
    pub id: Uuid,
    /// What the answer was.
    pub answer: Answer,
    /// By which rule.
    pub rule: &'static str,
    /// How the clause stood on which the purpose leans.
    pub consent: &'static str,
    /// Whether the person whose record it is sees this in their access log.
    pub shown: bool,
}

/// What the gate answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Allowed, or done.
    Allowed,
    /// Denied.
    Denied,
    /// Waits for a second person.
    Second,
}

impl Answer {
    fn word(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Denied => "denied",
            Self::Second => "second",
        }
    }
}

/// The entries of one request that are not written yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pending(Arc<Mutex<Vec<Entry>>>);

impl Pending {
    /// Leaves an entry; the same question twice in one request is one entry.
    pub fn leave(&self, entry: Entry) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }

    /// Writes what was left, in one transaction; nothing when there is nothing.
    ///
    /// # Errors
    /// When the log cannot be written: then the answer must not leave.
    pub async fn write(&self, app: &App) -> Result<(), Problem> {
        let entries = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if entries.is_empty() {
            return Ok(());
        }
        let tx = app.db.begin().await?;
        append(app, &tx, &entries).await?;
        Ok(tx.commit().await?)
    }
}

#[derive(Debug, FromQueryResult)]
struct Known {
    id: Uuid,
    pseudonym: Uuid,
}

/// Adds entries to the end of the chain, in the transaction in which what they tell happens: five statements.
///
/// # Errors
/// When the database or the key does not answer.
pub async fn append(app: &App, tx: &Tx, entries: &[Entry]) -> Result<(), Problem> {
    let (Ok(many), false) = (i64::try_from(entries.len()), entries.is_empty()) else { return Ok(()) };
    let known = pseudonyms(tx, entries).await?;
    // the head's row is the lock: whoever appends waits for whoever appended before, and sees the key they made
    let head = "INSERT INTO audit_head (id, seq, code) VALUES (1, $1, $2)
                ON CONFLICT (id) DO UPDATE SET seq = audit_head.seq + $1 RETURNING seq, code";
    let head: Option<Head> = tx.first(head, args![many, START.to_vec()]).await?;
    let Head { seq, mut code } = head.ok_or(Problem::Ours)?;
    let key = writing_key(tx, &app.masters, Uuid::nil(), KeyKind::Audit).await?;
    let mut values: Vec<Value> = Vec::with_capacity(entries.len() * WIDTH);
    for (seq, entry) in ((seq - many + 1)..).zip(entries) {
        let subject = entry.subject.map(|subject| known.iter().find(|known| known.id == subject.0));
        // whose record it is must be known, else they would never see the entry
        let subject = subject.map(|known| known.ok_or(Problem::Ours)).transpose()?.map(|known| known.pseudonym);
        let row = Row::new(seq, tx.now(), entry, subject);
        code = row.code(&key, &code);
        values.extend(row.values(&code));
    }
    let rows: Vec<String> = (0..entries.len()).map(placeholders).collect();
    tx.run(&format!("INSERT INTO audit_log ({COLUMNS}) VALUES {}", rows.join(", ")), values).await?;
    tx.run("UPDATE audit_head SET code = $1 WHERE id = 1", args![code]).await?;
    Ok(())
}

fn placeholders(row: usize) -> String {
    let numbers = (1..=WIDTH).map(|column| format!("${}", row * WIDTH + column));
    format!("({})", numbers.collect::<Vec<_>>().join(", "))
}

async fn pseudonyms(tx: &Tx, entries: &[Entry]) -> Result<Vec<Known>, Problem> {
    let mut subjects: Vec<Uuid> = entries.iter().filter_map(|entry| Some(entry.subject?.0)).collect();
    subjects.sort_unstable();
    subjects.dedup();
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let list = (1..=subjects.len()).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
    let question = format!("SELECT id, pseudonym FROM people WHERE id IN ({list})");
    Ok(tx.all(&question, subjects.into_iter().map(Value::from).collect()).await?)
}
