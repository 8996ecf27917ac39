-- The promise of confidence: what was agreed to, clause by clause, and who opened what.

-- Two people in one programme, and what stands between them.
CREATE TABLE agreements (
  id UUID PRIMARY KEY,
  client UUID NOT NULL REFERENCES people (id),
  supporter UUID NOT NULL REFERENCES people (id),
  programme TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  UNIQUE (client, supporter, programme)
);
CREATE INDEX agreements_supporter ON agreements (supporter, programme);

-- The exact words that somebody saw, for ever, under their own hash.
CREATE TABLE clause_texts (
  hash TEXT PRIMARY KEY,
  clause TEXT NOT NULL,
  version BIGINT NOT NULL,
  lang TEXT NOT NULL CHECK (lang IN ('ja', 'en')),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  kept_at BIGINT NOT NULL
);

-- The organisation's own words for a clause. Version 1 is the programme's; a material change has to be agreed to again.
CREATE TABLE clause_versions (
  programme TEXT NOT NULL,
  clause TEXT NOT NULL,
  version BIGINT NOT NULL CHECK (version > 1),
  title_ja TEXT NOT NULL,
  title_en TEXT NOT NULL,
  body_ja TEXT NOT NULL,
  body_en TEXT NOT NULL,
  material BOOLEAN NOT NULL,
  made_by UUID REFERENCES people (id),
  made_at BIGINT NOT NULL,
  PRIMARY KEY (programme, clause, version)
);

-- The ledger. Nothing in it is changed: how a clause stands is read from its last row.
CREATE TABLE consents (
  agreement UUID NOT NULL REFERENCES agreements (id),
  seq BIGINT NOT NULL,
  clause TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('shown', 'given', 'refused', 'withdrawn', 'expired', 'superseded')),
  words TEXT NOT NULL REFERENCES clause_texts (hash),
  method TEXT NOT NULL CHECK (method IN ('screen', 'room', 'paper', 'spoken')),
  decided_by UUID NOT NULL REFERENCES people (id),
  witness UUID REFERENCES people (id),
  decided_at BIGINT NOT NULL,
  expires_at BIGINT,
  PRIMARY KEY (agreement, seq)
);

-- A question about a clause may stay open into the meeting.
CREATE TABLE clause_questions (
  id UUID PRIMARY KEY,
  agreement UUID NOT NULL REFERENCES agreements (id),
  clause TEXT NOT NULL,
  body BYTEA NOT NULL,
  asked_by UUID NOT NULL REFERENCES people (id),
  asked_at BIGINT NOT NULL,
  settled_at BIGINT,
  settled_by UUID REFERENCES people (id)
);
CREATE INDEX clause_questions_agreement ON clause_questions (agreement);

-- Both sign what stood at that moment: the digest is over the decisions in force and the words they were about.
CREATE TABLE signatures (
  id UUID PRIMARY KEY,
  agreement UUID NOT NULL REFERENCES agreements (id),
  signer UUID NOT NULL REFERENCES people (id),
  digest TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('screen', 'room', 'paper')),
  signed_at BIGINT NOT NULL
);
CREATE INDEX signatures_agreement ON signatures (agreement);

-- Who asked for what, and the answer. People stand in it under pseudonyms, so that a person can be forgotten and the
-- chain still holds: each row's code is computed over the row and the code before it, under a key outside the database.
CREATE TABLE audit_log (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor UUID,
  subject UUID,
  action TEXT NOT NULL,
  purpose TEXT NOT NULL,
  object TEXT NOT NULL,
  object_id UUID NOT NULL,
  answer TEXT NOT NULL,
  rule TEXT NOT NULL,
  consent TEXT NOT NULL,
  shown BOOLEAN NOT NULL,
  code BYTEA NOT NULL
);
CREATE INDEX audit_log_subject ON audit_log (subject, seq);
CREATE TABLE audit_head (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  seq BIGINT NOT NULL,
  code BYTEA NOT NULL
);

-- only sqlite
CREATE TRIGGER audit_log_insert BEFORE INSERT ON audit_log WHEN EXISTS (SELECT 1 FROM audit_log WHERE seq = NEW.seq)
  BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER audit_log_update BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER audit_log_delete BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER consents_update BEFORE UPDATE ON consents BEGIN SELECT RAISE(ABORT, 'append_only'); END;

-- only postgres
CREATE FUNCTION append_only() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''append_only''; END' LANGUAGE plpgsql;
CREATE TRIGGER audit_log_update BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log EXECUTE FUNCTION append_only();
CREATE TRIGGER consents_update BEFORE UPDATE ON consents EXECUTE FUNCTION append_only();
