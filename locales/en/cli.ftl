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
cli-key-current = Master key { $name }: in use, wraps { $count ->
    [one] one data key.
   *[other] { $count } data keys.
  }
cli-key-known = Master key { $name }: still wraps { $count ->
    [one] one data key.
   *[other] { $count } data keys.
  } banso keys rotate takes them over. Leave its line where it is.
cli-key-idle = Master key { $name }: wraps nothing. If it is an old one, its line may go once the links that were sent have run out (keep a copy for as long as you keep old backups). If it is a new one, use it with banso keys rotate --to { $name }.
cli-key-missing = Master key { $name }: wraps { $count ->
    [one] one data key
   *[other] { $count } data keys
  } and is not in the key file. Bring back its line from the copy of your key file.
cli-keys-destroyed = { $count ->
    [one] One data key was destroyed on purpose;
   *[other] { $count } data keys were destroyed on purpose;
  } what they protected cannot be read any more.
cli-key-added = The master key { $name } is in the key file now, and not in use yet. Copy the file to every machine, then run banso keys rotate --to { $name }.
cli-rotated = { $count ->
    [one] One data key is
   *[other] { $count } data keys are
  } wrapped anew by the master key { $name }.
cli-rotated-stuck = { $count ->
    [one] One data key does not open and stays as it is.
   *[other] { $count } data keys do not open and stay as they are.
  } Look with banso doctor --all.
cli-rotated-copy = The key file has changed. Make a new copy of it, and keep it in another place than the backups.
cli-decrypted = { $count ->
    [one] One text was
   *[other] { $count } texts were
  } written to { $file }. Anybody can read it: mind where it lies.
cli-decrypted-destroyed = { $count ->
    [one] One text cannot be read: its key was
   *[other] { $count } texts cannot be read: their keys were
  } destroyed on purpose.
cli-decrypted-broken = { $count ->
    [one] One text does
   *[other] { $count } texts do
  } not open.
cli-restored-again = { $count ->
    [one] One record that was erased after this backup was erased again.
   *[other] { $count } records that were erased after this backup were erased again.
  }
