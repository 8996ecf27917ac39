//! The findings as sentences: on the administrator's page and on the terminal.

use super::{Check, Finding, Standing};
use crate::l10n::L10nLanguage;

const MEGA: i64 = 1024 * 1024;

/// What a finding says, in the words of a language.
#[must_use]
pub(crate) fn sentence(t: &L10nLanguage, finding: &Finding) -> String {
    let Finding { check, standing, count, detail } = finding;
    let detail = detail.as_str();
    match (check, standing) {
        (Check::Version, _) => t.operations_version(detail),
        (Check::Schema, Standing::Well) => t.operations_schema(detail),
        (Check::Schema, Standing::Note) => t.operations_schema_pending(detail),
        (Check::Schema, Standing::Trouble) => t.operations_schema_newer(detail),
        (Check::Keys, Standing::Trouble) if detail.is_empty() => t.operations_keys_broken(*count),
        (Check::Keys, Standing::Trouble) => t.operations_keys_missing(detail),
        (Check::Keys, _) => t.operations_keys(*count),
        (Check::Mail, _) if *count > 0 => t.operations_mail_failing(*count),
        (Check::Mail, Standing::Well) => t.operations_mail(),
        (Check::Mail, _) => t.operations_mail_kept(),
        (Check::Jobs, Standing::Well) => t.operations_jobs(),
        (Check::Jobs, _) => t.operations_jobs_stuck(*count),
        (Check::DeadJobs, Standing::Well) => t.operations_dead_none(),
        (Check::DeadJobs, _) => t.operations_dead(*count),
        (Check::Backup, _) if *count < 0 => t.operations_backup_never(),
        (Check::Backup, _) if *count >= 48 => t.operations_backup_days(count / 24),
        (Check::Backup, _) => t.operations_backup_hours(*count),
        (Check::Checkpoint, _) if !detail.is_empty() => t.operations_checkpoint_unread(detail),
        (Check::Checkpoint, Standing::Well) if *count < 0 => t.operations_checkpoint_none(),
        (Check::Checkpoint, _) if *count < 0 => t.operations_checkpoint_never(),
        (Check::Checkpoint, Standing::Well) => t.operations_checkpoint(*count),
        (Check::Checkpoint, _) => t.operations_checkpoint_old(count / 24),
        (Check::Size, _) => t.operations_size(count / MEGA),
        (Check::Disk, Standing::Well) => t.operations_disk(count / (1024 * MEGA)),
        (Check::Disk, _) => t.operations_disk_little(count / MEGA),
        (Check::Files, Standing::Well) => t.operations_files(),
        (Check::Files, _) => t.operations_files_damaged(detail),
        (Check::Ciphertexts, Standing::Well) => t.operations_texts(*count),
        (Check::Ciphertexts, _) => t.operations_texts_broken(*count, detail),
        (Check::AuditLog, Standing::Well) => t.operations_log(*count),
        (Check::AuditLog, _) if detail == super::audit::CUT => t.operations_log_cut(*count),
        (Check::AuditLog, _) => t.operations_log_broken(*count),
        (Check::Occupancy, Standing::Well) => t.operations_occupancy(),
        (Check::Occupancy, _) => t.operations_occupancy_wrong(*count),
        (Check::Bookings, Standing::Well) => t.operations_bookings(),
        (Check::Bookings, _) => t.operations_bookings_wrong(*count),
        (Check::Overlap, Standing::Well) => t.operations_overlap_none(),
        (Check::Overlap, _) => t.operations_overlap(*count),
    }
}
