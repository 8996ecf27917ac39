-- A person's right to be forgotten, the law's to ask for a delay, and clocks that forget by themselves.

-- That somebody's record was destroyed, when, and how much of it. No name stands here: the person is a bare id.
CREATE TABLE erasures (
  id UUID PRIMARY KEY,
  person UUID NOT NULL REFERENCES people (id),
  scope TEXT NOT NULL CHECK (scope IN ('record', 'account')),
  erased_at BIGINT NOT NULL
);
CREATE INDEX erasures_person ON erasures (person);

-- While one stands, nothing of this person is destroyed: neither at their wish nor by a clock.
CREATE TABLE legal_holds (
  id UUID PRIMARY KEY,
  person UUID NOT NULL REFERENCES people (id),
  reason BYTEA,
  placed_by UUID NOT NULL REFERENCES people (id),
  placed_at BIGINT NOT NULL,
  lifted_by UUID REFERENCES people (id),
  lifted_at BIGINT,
  CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);
CREATE INDEX legal_holds_standing ON legal_holds (person) WHERE lifted_at IS NULL;

-- When the time of the ledger between two people was over: only then may its rows go.
ALTER TABLE agreements ADD COLUMN lapsed_at BIGINT;

-- only sqlite
CREATE TRIGGER consents_delete BEFORE DELETE ON consents
WHEN NOT EXISTS (SELECT 1 FROM agreements g WHERE g.id = OLD.agreement AND g.lapsed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER signatures_delete BEFORE DELETE ON signatures
WHEN NOT EXISTS (SELECT 1 FROM agreements g WHERE g.id = OLD.agreement AND g.lapsed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER signatures_update BEFORE UPDATE ON signatures BEGIN SELECT RAISE(ABORT, 'append_only'); END;

-- only postgres
CREATE FUNCTION append_only_until_lapsed() RETURNS trigger AS 'BEGIN
  IF EXISTS (SELECT 1 FROM agreements g WHERE g.id = OLD.agreement AND g.lapsed_at IS NOT NULL) THEN RETURN OLD; END IF;
  RAISE EXCEPTION ''append_only'';
END' LANGUAGE plpgsql;
CREATE TRIGGER consents_delete BEFORE DELETE ON consents FOR EACH ROW EXECUTE FUNCTION append_only_until_lapsed();
CREATE TRIGGER signatures_delete BEFORE DELETE ON signatures FOR EACH ROW EXECUTE FUNCTION append_only_until_lapsed();
CREATE TRIGGER consents_truncate BEFORE TRUNCATE ON consents EXECUTE FUNCTION append_only();
CREATE TRIGGER signatures_update BEFORE UPDATE OR TRUNCATE ON signatures EXECUTE FUNCTION append_only();
