-- Exits: what leaves the two people between whom it was said. Texts are ciphertext under the client's key, bound to
-- their row; a text that is over is destroyed, and the steps remain.

CREATE TABLE disclosures (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('company-item', 'case-copy', 'emergency', 'order', 'hazard', 'handover')),
  programme TEXT NOT NULL,
  client UUID NOT NULL REFERENCES people (id),
  supporter UUID NOT NULL REFERENCES people (id),
  author UUID NOT NULL REFERENCES people (id),
  -- the one reader in the house; who is outside stands sealed in `outside`
  recipient UUID REFERENCES people (id),
  made_at BIGINT NOT NULL,
  -- over the ciphertext and the recipient: a consent is to exactly this
  digest TEXT NOT NULL,
  body BYTEA,
  outside BYTEA,
  -- why: of a danger, of an order
  reason BYTEA,
  -- what a third person thought of it
  verdict BYTEA
);
CREATE INDEX disclosures_client ON disclosures (client);
CREATE INDEX disclosures_supporter ON disclosures (supporter);
CREATE INDEX disclosures_recipient ON disclosures (recipient);
CREATE INDEX disclosures_programme ON disclosures (programme, kind);

-- A client asks to read an emergency packet about them; a data officer agrees, or says why not.
CREATE TABLE packet_requests (
  id UUID PRIMARY KEY,
  disclosure UUID NOT NULL REFERENCES disclosures (id),
  asked_at BIGINT NOT NULL,
  answered_at BIGINT,
  answered_by UUID REFERENCES people (id),
  -- of a no
  reason BYTEA
);
CREATE INDEX packet_requests_disclosure ON packet_requests (disclosure);

-- What happened to it, in order. Rows are added, never changed.
CREATE TABLE disclosure_steps (
  disclosure UUID NOT NULL REFERENCES disclosures (id),
  seq BIGINT NOT NULL,
  event TEXT NOT NULL CHECK (event IN ('shown', 'given', 'refused', 'withdrawn', 'asked', 'taken', 'agreed',
    'declined', 'opened', 'reviewed', 'closed')),
  taken_by UUID NOT NULL REFERENCES people (id),
  taken_at BIGINT NOT NULL,
  until_at BIGINT,
  -- what was decided about, of a decision
  digest TEXT,
  PRIMARY KEY (disclosure, seq)
);

-- only sqlite
CREATE TRIGGER disclosure_steps_update BEFORE UPDATE ON disclosure_steps BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER disclosure_steps_delete BEFORE DELETE ON disclosure_steps BEGIN SELECT RAISE(ABORT, 'append_only'); END;

-- only postgres
CREATE TRIGGER disclosure_steps_update BEFORE UPDATE OR DELETE OR TRUNCATE ON disclosure_steps EXECUTE FUNCTION append_only();
