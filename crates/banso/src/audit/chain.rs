//! The chain: each row's code is computed over the row and the code before it, under a key that is not in the
//! database. Who can write the database but has no key cannot change, drop, add or move a row unseen; a tail that is
//! cut off is seen by the checkpoints, which lie outside.

use kit::time::Instant;
use kit::vault::DataKey;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::{Checkpoint, Entry};

/// What stands before the first row.
pub(super) const START: [u8; 32] = [0; 32];

/// The columns, in the order of [`Row::values`].
pub(super) const COLUMNS: &str =
    "seq, at, actor, subject, action, purpose, object, object_id, answer, rule, consent, shown, code";
/// How many they are.
pub(super) const WIDTH: usize = 13;

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
    /// This row was changed, moved, added, or is missing while there are rows after it.
    Row(i64),
    /// The log ends before this row, which was there.
    CutBefore(i64),
}

/// What holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Verified {
    /// So many rows.
    pub entries: i64,
    /// So many checkpoints were compared with them.
    pub checkpoints: usize,
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
        let fields: [Vec<u8>; WIDTH] = [
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

    pub(super) fn values(self, code: &[u8]) -> [Value; WIDTH] {
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

/// A walk along the chain, row by row, that meets the checkpoints on its way.
#[derive(Debug)]
pub struct Walk<'a> {
    key: &'a DataKey,
    last: i64,
    before: Vec<u8>,
    /// By number, those ahead at the end.
    ahead: Vec<&'a Checkpoint>,
    walked: i64,
    met: usize,
}

impl<'a> Walk<'a> {
    /// From the first row.
    #[must_use]
    pub fn new(key: &'a DataKey, checkpoints: &'a [Checkpoint]) -> Self {
        Self::after(0, START.to_vec(), key, checkpoints)
    }

    /// From the row after this one, whose code is believed. Checkpoints that lie behind are not looked at.
    pub(super) fn after(seq: i64, code: Vec<u8>, key: &'a DataKey, checkpoints: &'a [Checkpoint]) -> Self {
        let mut ahead: Vec<&Checkpoint> = checkpoints.iter().filter(|checkpoint| checkpoint.seq > seq).collect();
        ahead.sort_by_key(|checkpoint| std::cmp::Reverse(checkpoint.seq));
        Self { key, last: seq, before: code, ahead, walked: 0, met: 0 }
    }

    /// The next row.
    ///
    /// # Errors
    /// [`Broken`], when it is not the one that was written after the one before.
    pub fn step(&mut self, row: &Row) -> Result<(), Broken> {
        let expected = self.last + 1;
        if row.seq != expected || row.code(self.key, &self.before) != row.code {
            return Err(Broken::Row(expected.min(row.seq)));
        }
        while let Some(checkpoint) = self.ahead.pop_if(|checkpoint| checkpoint.seq == row.seq) {
            if checkpoint.code != row.code {
                return Err(Broken::Row(row.seq));
            }
            self.met += 1;
        }
        self.last = row.seq;
        self.before.clone_from(&row.code);
        self.walked += 1;
        Ok(())
    }

    /// There are no more rows.
    ///
    /// # Errors
    /// [`Broken::CutBefore`], when a checkpoint was not met.
    pub fn end(mut self) -> Result<Verified, Broken> {
        match self.ahead.pop() {
            Some(checkpoint) => Err(Broken::CutBefore(checkpoint.seq)),
            None => Ok(Verified { entries: self.walked, checkpoints: self.met }),
        }
    }
}

/// Checks every row, in order, and the checkpoints with them.
///
/// # Errors
/// [`Broken`], at the first place.
pub fn verify(rows: &[Row], key: &DataKey, checkpoints: &[Checkpoint]) -> Result<Verified, Broken> {
    let mut walk = Walk::new(key, checkpoints);
    rows.iter().try_for_each(|row| walk.step(row))?;
    walk.end()
}
