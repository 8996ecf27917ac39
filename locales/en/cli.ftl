cli-backed-up-before = Before the schema changed, a backup was made: { $folder }
cli-nothing-to-migrate = The schema is that of this version.
cli-migrated = The schema was brought up to date: { $names }
cli-backed-up = A backup was made: { $folder } ({ $rows } rows)
cli-keys-apart = The key file is not in it. Keep it in another place than the backup.
cli-restored = The backup of { $made } is restored ({ $rows } rows).
cli-restored-next = The keys are not in a backup. Put the key file at { $file }, then run banso doctor --all.
cli-audit-holds = { $entries ->
    [one] One entry
   *[other] { $entries } entries
  }, the chain holds, { $checkpoints ->
    [0] there is no checkpoint to compare with.
    [one] one checkpoint agrees.
   *[other] { $checkpoints } checkpoints agree.
  }
cli-audit-broken = The chain of the audit log breaks at row { $row }: it was changed, moved or added, or is missing.
cli-audit-cut = The audit log ends before row { $row }, which was there: its end was cut off.
