//! What a command says: sentences for people, JSON for programs.

use std::error::Error;
use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;

use rules::lang::Lang;
use serde::Serialize;
use serde_json::json;

use super::Stopped;
use crate::audit::{Broken, Verdict};
use crate::frame::words;
use crate::l10n::L10nLanguage;
use crate::operations::backup::Manifest;
use crate::operations::decryption::Decrypted;
use crate::operations::doctor::{Finding, Standing, sentence};
use crate::operations::keys::{Master, Part, Rotated, Status};
use crate::operations::migration::Migrated;
use crate::operations::restoration::Restored;
use crate::people::operator::Account;
use crate::routes::Printed;

/// How to say it.
#[derive(Clone, Copy)]
pub(super) struct Say {
    t: &'static L10nLanguage,
    json: bool,
}

type Said = Result<(), Stopped>;

impl Say {
    pub fn new(lang: Lang, json: bool) -> Self {
        Self { t: words(lang), json }
    }

    /// The one or the other.
    fn either(self, data: &impl Serialize, lines: impl FnOnce() -> Vec<String>) -> Said {
        let text = if self.json { serde_json::to_string_pretty(data)? } else { lines().join("\n") };
        Ok(writeln!(stdout().lock(), "{text}")?)
    }

    pub fn migrated(self, done: &Migrated) -> Said {
        self.either(done, || {
            let mut lines = Vec::new();
            if let Some(folder) = &done.backup {
                lines.push(self.t.cli_backed_up_before(folder.display().to_string()));
            }
            lines.push(match done.applied.as_slice() {
                [] => self.t.cli_nothing_to_migrate(),
                applied => self.t.cli_migrated(applied.join(", ")),
            });
            lines
        })
    }

    pub fn backed_up(self, folder: &Path, manifest: &Manifest) -> Said {
        self.either(manifest, || {
            let rows = manifest.rows.values().sum::<i64>();
            vec![self.t.cli_backed_up(folder.display().to_string(), rows), self.t.cli_keys_apart()]
        })
    }

    pub fn restored(self, key_file: &Path, restored: &Restored) -> Said {
        self.either(restored, || {
            let rows = restored.manifest.rows.values().sum::<i64>();
            let again = i64::try_from(restored.erased_again).unwrap_or(i64::MAX);
            let mut lines = vec![self.t.cli_restored(restored.manifest.made_at.as_str(), rows)];
            lines.extend((again > 0).then(|| self.t.cli_restored_again(again)));
            lines.push(self.t.cli_restored_next(key_file.display().to_string()));
            lines
        })
    }

    pub fn found(self, found: &[Finding]) -> Said {
        let with_words: Vec<_> =
            found.iter().map(|finding| json!({ "finding": finding, "sentence": sentence(self.t, finding) })).collect();
        self.either(&with_words, || {
            let mark = |standing| match standing {
                Standing::Well => "  ",
                Standing::Note => "· ",
                Standing::Trouble => "! ",
            };
            found.iter().map(|finding| format!("{}{}", mark(finding.standing), sentence(self.t, finding))).collect()
        })
    }

    pub fn accounts(self, accounts: &[Account]) -> Said {
        self.either(&accounts, || {
            let line = |account: &Account| {
                let roles = account.roles.join(", ");
                format!("{}\t{}\t{}\t{roles}", account.email, account.name, account.joined_at)
            };
            accounts.iter().map(line).collect()
        })
    }

    pub fn verified(self, verdict: &Verdict) -> Said {
        let (data, sentence) = match verdict {
            Ok(verified) => {
                (json!({ "holds": verified }), self.t.cli_audit_holds(verified.entries, many(verified.checkpoints)))
            }
            Err(Broken::Row(row)) => (json!({ "broken-at": row }), self.t.cli_audit_broken(*row)),
            Err(Broken::CutBefore(row)) => (json!({ "cut-before": row }), self.t.cli_audit_cut(*row)),
        };
        self.either(&data, || vec![sentence])
    }

    pub fn keys(self, status: &Status) -> Said {
        self.either(status, || self.key_lines(status))
    }

    fn key_lines(self, status: &Status) -> Vec<String> {
        let line = |master: &Master| match master.part {
            Part::Current => self.t.cli_key_current(&master.name, master.wraps),
            Part::Missing => self.t.cli_key_missing(&master.name, master.wraps),
            Part::Known if master.wraps == 0 => self.t.cli_key_idle(&master.name),
            Part::Known => self.t.cli_key_known(&master.name, master.wraps),
        };
        let mut lines: Vec<String> = status.masters.iter().map(line).collect();
        if status.destroyed > 0 {
            lines.push(self.t.cli_keys_destroyed(status.destroyed));
        }
        lines
    }

    pub fn key_added(self, name: &str) -> Said {
        self.either(&json!({ "added": name }), || vec![self.t.cli_key_added(name)])
    }

    pub fn rotated(self, rotated: &Rotated, status: &Status) -> Said {
        self.either(&json!({ "rotated": rotated, "status": status }), || {
            let mut lines = vec![self.t.cli_rotated(rotated.done, rotated.current.as_str())];
            if rotated.stuck > 0 {
                lines.push(self.t.cli_rotated_stuck(rotated.stuck));
            }
            lines.extend(self.key_lines(status));
            lines.push(self.t.cli_rotated_copy());
            lines
        })
    }

    pub fn decrypted(self, file: &Path, done: &Decrypted) -> Said {
        self.either(done, || {
            let mut lines = vec![self.t.cli_decrypted(done.texts, file.display().to_string())];
            if done.destroyed > 0 {
                lines.push(self.t.cli_decrypted_destroyed(done.destroyed));
            }
            if done.broken > 0 {
                lines.push(self.t.cli_decrypted_broken(done.broken));
            }
            lines
        })
    }

    pub fn link(self, link: &str) -> Said {
        self.either(&json!({ "link": link }), || vec![link.to_owned()])
    }

    pub fn routes(self, routes: &[Printed]) -> Said {
        self.either(&routes, || routes.iter().map(ToString::to_string).collect())
    }
}

fn many(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Says on the terminal why it stopped.
pub(super) fn failed(why: &dyn Error) -> ExitCode {
    // where standard error is gone, the exit code still speaks
    let _ = writeln!(stderr().lock(), "banso: {why}");
    ExitCode::FAILURE
}
