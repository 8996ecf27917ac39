-- What the plumbing needs: keys, jobs, mail, drafts, held posts, backups. All instants are microseconds since 1970, UTC.

CREATE TABLE data_keys (
  id UUID PRIMARY KEY,
  owner UUID NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('record', 'note', 'audit')),
  master TEXT NOT NULL,
  wrapped BYTEA,
  made_at BIGINT NOT NULL,
  destroyed_at BIGINT,
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE INDEX data_keys_owner ON data_keys (owner, kind);

CREATE TABLE jobs (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  about UUID NOT NULL,
  person UUID,
  run_at BIGINT NOT NULL,
  unique_key TEXT NOT NULL UNIQUE,
  attempts BIGINT NOT NULL,
  left_at BIGINT NOT NULL,
  lease_until BIGINT,
  leased_by UUID,
  done_at BIGINT,
  dead_at BIGINT,
  last_error TEXT
);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE done_at IS NULL AND dead_at IS NULL;

CREATE TABLE mails (
  job UUID PRIMARY KEY,
  person UUID,
  address TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT,
  body TEXT,
  calendar TEXT,
  sent_at BIGINT NOT NULL
);
CREATE INDEX mails_sent ON mails (sent_at);

CREATE TABLE drafts (
  id UUID PRIMARY KEY,
  person UUID NOT NULL,
  form TEXT NOT NULL,
  body BYTEA NOT NULL,
  saved_at BIGINT NOT NULL,
  UNIQUE (person, form)
);

CREATE TABLE held_posts (
  id UUID PRIMARY KEY,
  person UUID NOT NULL,
  path TEXT NOT NULL,
  body BYTEA NOT NULL,
  held_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

-- That a backup was made, and how large it is. Where it lies is the operator's business.
CREATE TABLE backups (
  id UUID PRIMARY KEY,
  made_at BIGINT NOT NULL,
  bytes BIGINT NOT NULL
);
CREATE INDEX backups_made ON backups (made_at);
