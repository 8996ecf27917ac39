//! The chain: each row's code is computed over the row and the code before it, under a key that is not in the
//! database. Who can write the database but has no key cannot change, drop, add or move a row unseen; a tail that is
//! cut off is seen by the checkpoints, which lie outside.

use kit::time::Instant;
use kit::vault::DataKey;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::Entry;

/// What stands before the first row.
pub(super) const START: [u8; 32] = [0; 32];

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
#[expect(missing_docs, reason = "the columns of the table, described where they are made")]
pub struct Row {
    pub seq: i64,
    pub at: Instant,
    pub actor: Option<Uuid>,
    pub subject: Option<Uuid>,
    pub action: String,
    pub purpose: String,
    pub object: String,
    pub object_id: Uuid,
    pub answer: String,
    pub rule: String,
    pub consent: String,
    pub shown: bool,
    pub code: Vec<u8>,
}

/// The first place at which the log is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// This row was changed, moved, added, or the one before it is missing.
    Row(i64),
    /// The log ends before a row that was there: at least up to this one.
    CutBefore(i64),
}

impl Row {
    pub(super) fn new(seq: i64, at: Instant, entry: &Entry, subject: Option<Uuid>) -> Self {
        Self {
            seq,
            at,
            actor: entry.actor,
            subject,
            action: entry.action.to_owned(),
            purpose: entry.purpose.to_owned(),
            object: entry.object.to_owned(),
            object_id: entry.id,
            answer: entry.answer.word().to_owned(),
            rule: entry.rule.to_owned(),
            consent: entry.consent.to_owned(),
            shown: entry.shown,
            code: Vec::new(),
        }
    }

    /// The code of this row after the one before it. Every field is preceded by its length, so that no two rows have
    /// the same bytes.
    pub(super) fn code(&self, key: &DataKey, before: &[u8]) -> Vec<u8> {
        let id = |id: Option<Uuid>| id.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
        let fields: [Vec<u8>; 13] = [
            before.to_vec(),
            self.seq.to_be_bytes().to_vec(),
            self.at.0.to_be_bytes().to_vec(),
            id(self.actor),
            id(self.subject),
            self.action.clone().into_bytes(),
            self.purpose.clone().into_bytes(),
            self.object.clone().into_bytes(),
            self.object_id.as_bytes().to_vec(),
            self.answer.clone().into_bytes(),
            self.rule.clone().into_bytes(),
            self.consent.clone().into_bytes(),
            vec![u8::from(self.shown)],
        ];
        let mut bytes = Vec::new();
        for field in fields {
            bytes.extend(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
            bytes.extend(field);
        }
        key.code(&bytes).to_vec()
    }

    pub(super) fn values(self, code: &[u8]) -> [Value; super::COLUMNS] {
        [
            self.seq.into(),
            self.at.into(),
            self.actor.into(),
            self.subject.into(),
            self.action.into(),
            self.purpose.into(),
            self.object.into(),
            self.object_id.into(),
            self.answer.into(),
            self.rule.into(),
            self.consent.into(),
            self.shown.into(),
            code.to_vec().into(),
        ]
    }
}

/// Checks every row, in order, and then the checkpoints: number and code of the last row at some moments.
///
/// # Errors
/// [`Broken`], at the first place.
pub fn verify(rows: &[Row], key: &DataKey, checkpoints: &[(i64, Vec<u8>)]) -> Result<(), Broken> {
    let mut before = START.to_vec();
    for (expected, row) in (1..).zip(rows) {
        if row.seq != expected || row.code(key, &before) != row.code {
            return Err(Broken::Row(expected));
        }
        before.clone_from(&row.code);
    }
    for (seq, code) in checkpoints {
        match rows.iter().find(|row| row.seq == *seq) {
            None => return Err(Broken::CutBefore(*seq)),
            Some(row) if row.code != *code => return Err(Broken::Row(*seq)),
            Some(_) => {}
        }
    }
    Ok(())
}
