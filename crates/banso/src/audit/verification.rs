//! Whether the log is what was written: all of it, page by page, or its newest rows. Asked by the operator's command
//! and by the doctor; changes nothing.

use kit::args;
use kit::db::{Count, DbError, Sql};
use kit::vault::{DataKey, KeyKind, VaultError, existing_key};
use uuid::Uuid;

use super::chain::{COLUMNS, Walk};
use super::checkpoint::Head;
use super::{Broken, Checkpoint, Row, Verified};
use crate::app::App;
use crate::problem::Problem;

/// Rows in the memory at a time.
const PAGE: i64 = 2_000;

/// What was found.
pub type Verdict = Result<Verified, Broken>;

/// Walks the whole log.
///
/// # Errors
/// When the database does not answer, or the master key is not the one. What is wrong with the log is a [`Verdict`].
pub async fn whole(app: &App, checkpoints: &[Checkpoint]) -> Result<Verdict, Problem> {
    let Some(grounds) = Grounds::of(app, checkpoints).await? else { return without_key(app, checkpoints).await };
    let mut walk = Walk::new(&grounds.key, &grounds.known);
    let mut last = i64::MIN;
    loop {
        let rows = match page(app, last).await? {
            Ok(rows) => rows,
            Err(broken) => return Ok(Err(broken)),
        };
        let Some(end) = rows.last() else { break };
        last = end.seq;
        if let Err(broken) = rows.iter().try_for_each(|row| walk.step(row)) {
            return Ok(Err(broken));
        }
    }
    Ok(grounds.verdict(walk))
}

/// Walks the newest `many` rows, and meets the checkpoints among them. The row before them is believed.
///
/// # Errors
/// As [`whole`].
pub async fn newest(app: &App, many: i64, checkpoints: &[Checkpoint]) -> Result<Verdict, Problem> {
    let Some(grounds) = Grounds::of(app, checkpoints).await? else { return without_key(app, checkpoints).await };
    let first: Option<Count> = app.db.first("SELECT COALESCE(max(seq), 0) AS value FROM audit_log", vec![]).await?;
    let behind = first.map_or(0, |row| row.value).saturating_sub(many);
    if behind <= 0 {
        return whole(app, checkpoints).await;
    }
    let rows = match page(app, behind - 1).await? {
        Ok(rows) => rows,
        Err(broken) => return Ok(Err(broken)),
    };
    let Some((believed, rows)) = rows.split_first().filter(|(row, _)| row.seq == behind) else {
        return Ok(Err(Broken::Row(behind)));
    };
    let mut walk = Walk::after(behind, believed.code.clone(), &grounds.key, &grounds.known);
    let walked = rows.iter().try_for_each(|row| walk.step(row));
    Ok(walked.and_then(|()| grounds.verdict(walk)))
}

/// Rows after this one, the oldest of them.
pub(super) async fn page(app: &App, after: i64) -> Result<Result<Vec<Row>, Broken>, Problem> {
    let question = format!("SELECT {COLUMNS} FROM audit_log WHERE seq > $1 ORDER BY seq LIMIT {PAGE}");
    match app.db.all(&question, args![after]).await {
        Ok(rows) => Ok(Ok(rows)),
        Err(DbError::Other(_)) => Ok(Err(unreadable(app, after).await?)),
        Err(error) => Err(error.into()),
    }
}

/// The row that holds something else than its columns say: the embedded database does not keep a number a number.
async fn unreadable(app: &App, after: i64) -> Result<Broken, Problem> {
    let question = format!("SELECT seq AS value FROM audit_log WHERE seq > $1 ORDER BY seq LIMIT {PAGE}");
    let rows: Vec<Count> = app.db.all(&question, args![after]).await?;
    let one = format!("SELECT {COLUMNS} FROM audit_log WHERE seq = $1");
    for Count { value } in rows {
        if app.db.first::<Row>(&one, args![value]).await.is_err() {
            return Ok(Broken::Row(value));
        }
    }
    Err(Problem::Ours)
}

/// What the log is compared with.
struct Grounds {
    key: DataKey,
    /// The checkpoints, and the head: met like a checkpoint, it is none, because who can write the log can write it.
    known: Vec<Checkpoint>,
    heads: usize,
}

impl Grounds {
    async fn of(app: &App, checkpoints: &[Checkpoint]) -> Result<Option<Self>, Problem> {
        let key = match existing_key(&app.db, &app.masters, Uuid::nil(), KeyKind::Audit).await {
            // put there by somebody who has no master key
            Err(VaultError::Broken) => None,
            found => found?,
        };
        let Some(key) = key else { return Ok(None) };
        let head = Checkpoint::now(&app.db).await?;
        let heads = usize::from(head.is_some());
        Ok(Some(Self { key, known: checkpoints.iter().cloned().chain(head).collect(), heads }))
    }

    fn verdict(&self, walk: Walk<'_>) -> Verdict {
        let verified = walk.end()?;
        Ok(Verified { checkpoints: verified.checkpoints.saturating_sub(self.heads), ..verified })
    }
}

/// No row was ever written, or the key was thrown away with which they were.
async fn without_key(app: &App, checkpoints: &[Checkpoint]) -> Result<Verdict, Problem> {
    let rows: Option<Count> = app.db.first("SELECT count(*) AS value FROM audit_log", vec![]).await?;
    let head = Head::read(&app.db).await?;
    if rows.is_some_and(|row| row.value > 0) {
        return Ok(Err(Broken::Row(1)));
    }
    let cut = checkpoints.iter().map(|checkpoint| checkpoint.seq).chain(head.map(|head| head.seq)).min();
    Ok(cut.map_or(Ok(Verified { entries: 0, checkpoints: 0 }), |seq| Err(Broken::CutBefore(seq))))
}
