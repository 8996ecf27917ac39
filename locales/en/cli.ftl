cli-backed-up-before = Before the schema changed, a backup was made: { $folder }
cli-nothing-to-migrate = The schema is that of this version.
cli-migrated = The schema was brought up to date: { $names }
cli-backed-up = A backup was made: { $folder } ({ $rows } rows)
cli-keys-apart = The key file is not in it. Keep it in another place than the backup.
cli-restored = The backup of { $made } is restored ({ $rows } rows).
cli-restored-next = The keys are not in a backup. Put the key file at { $file }, then run banso doctor --all.
