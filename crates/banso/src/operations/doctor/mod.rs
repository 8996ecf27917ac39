//! The doctor: how the organisation's data is, in findings that a page and a command word alike. Reads no content.
//!
//! Quick findings stand on the administrator's page; the command looks deeper, with `--all` at every ciphertext.

mod audit;
mod bookings;
pub(super) mod ciphertexts;
mod machine;
mod words;

use serde::Serialize;

pub(crate) use words::sentence;

use crate::app::App;
use crate::problem::Problem;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Which version runs.
    Version,
    /// Whether the schema is that of the program.
    Schema,
    /// Whether every data key unwraps.
    Keys,
    /// Whether mail leaves.
    Mail,
    /// Whether jobs are waiting too long.
    Jobs,
    /// Jobs that were set aside.
    DeadJobs,
    /// How old the last backup is.
    Backup,
    /// How old the last checkpoint of the audit log is.
    Checkpoint,
    /// How large the database is.
    Size,
    /// Room on the disk.
    Disk,
    /// What the engine says of its own files.
    Files,
    /// Whether ciphertexts open.
    Ciphertexts,
    /// Whether the audit log is what was written.
    AuditLog,
    /// Times that are taken for no booking.
    Occupancy,
    /// Bookings that do not hold their times.
    Bookings,
    /// The same person or room at the same time.
    Overlap,
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// As it should be.
    Well,
    /// Somebody should see to it soon.
    Note,
    /// Something is wrong.
    Trouble,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What.
    pub check: Check,
    /// How it stands.
    pub standing: Standing,
    /// How many, of what the check counts.
    pub count: i64,
    /// Names, where there are any.
    pub detail: String,
}

/// How deep to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What a page can ask at any time.
    Quick,
    /// The engine's own checks, the bookings, and the newest ciphertexts and entries of the audit log.
    Usual,
    /// Every ciphertext, every entry, every checkpoint.
    All,
}

impl Finding {
    fn well(check: Check, count: i64) -> Self {
        Self { check, standing: Standing::Well, count, detail: String::new() }
    }

    /// Well when there is none.
    fn none_wrong(check: Check, count: i64) -> Self {
        let standing = if count == 0 { Standing::Well } else { Standing::Trouble };
        Self { check, standing, count, detail: String::new() }
    }

    fn as_(mut self, standing: Standing) -> Self {
        self.standing = standing;
        self
    }

    fn saying(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// Looks.
///
/// # Errors
/// When the database does not answer.
pub async fn look(app: &App, depth: Depth) -> Result<Vec<Finding>, Problem> {
    let mut found = machine::quick(app).await?;
    let schema_fits = found.iter().all(|finding| finding.check != Check::Schema || finding.standing == Standing::Well);
    if depth != Depth::Quick && schema_fits {
        found.push(machine::files(app).await?);
        found.push(ciphertexts::look(app, depth).await?);
        found.push(audit::look(app, depth).await?);
        found.extend(bookings::look(app).await?);
    }
    Ok(found)
}

/// Whether anything is wrong.
#[must_use]
pub fn trouble(found: &[Finding]) -> bool {
    found.iter().any(|finding| finding.standing == Standing::Trouble)
}
