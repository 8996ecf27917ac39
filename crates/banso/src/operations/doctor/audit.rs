//! Whether the audit log is what was written, and whether its checkpoints are: the newest entries, or all of them.

use kit::db::{Count, Sql};

use super::{Check, Depth, Finding, Standing};
use crate::app::App;
use crate::audit::{Broken, checkpoint, newest, whole};
use crate::problem::Problem;

/// Enough for some days, and walked in a moment.
const NEWEST: i64 = 1_000;
/// A checkpoint older than this deserves a word.
const OLD_HOURS: i64 = 48;
/// What a finding's detail says when the end is missing.
pub(super) const CUT: &str = "cut";

/// The count is how many entries were walked, or the row at which it breaks.
pub(super) async fn look(app: &App, depth: Depth) -> Result<Finding, Problem> {
    // a file that cannot be read is the other finding's
    let checkpoints = checkpoint::read(&app.settings.checkpoints_path()).unwrap_or_default();
    let verdict = match depth {
        Depth::All => whole(app, &checkpoints).await?,
        _ => newest(app, NEWEST, &checkpoints).await?,
    };
    Ok(match verdict {
        Ok(verified) => Finding::well(Check::AuditLog, verified.entries),
        Err(Broken::Row(row)) => Finding::well(Check::AuditLog, row).as_(Standing::Trouble),
        Err(Broken::CutBefore(row)) => Finding::well(Check::AuditLog, row).as_(Standing::Trouble).saying(CUT),
    })
}

/// The count is the age of the last checkpoint in hours, -1 without one.
pub(super) async fn checkpoint(app: &App) -> Result<Finding, Problem> {
    let checkpoints = match checkpoint::read(&app.settings.checkpoints_path()) {
        Ok(checkpoints) => checkpoints,
        Err(error) => return Ok(Finding::well(Check::Checkpoint, -1).as_(Standing::Trouble).saying(error.to_string())),
    };
    let age = checkpoints.last().map(|last| app.db.clock().now().since(last.at.into()).as_hours());
    let any: Option<Count> = app.db.first("SELECT COALESCE(max(seq), 0) AS value FROM audit_log", vec![]).await?;
    let standing = match age {
        Some(hours) if hours < OLD_HOURS => Standing::Well,
        None if any.is_none_or(|row| row.value == 0) => Standing::Well,
        _ => Standing::Note,
    };
    Ok(Finding::well(Check::Checkpoint, age.unwrap_or(-1)).as_(standing))
}
