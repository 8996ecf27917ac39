-- What people write: sheets, notes, letters. Bodies are ciphertext, bound to their table, column and row.

CREATE TABLE sheets (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  person UUID NOT NULL REFERENCES people (id),
  author UUID NOT NULL REFERENCES people (id),
  booking UUID REFERENCES bookings (id),
  body BYTEA NOT NULL,
  version BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  submitted_at BIGINT,
  withheld_at BIGINT
);
CREATE UNIQUE INDEX sheets_of_booking ON sheets (booking, kind) WHERE booking IS NOT NULL;
CREATE UNIQUE INDEX sheets_of_person ON sheets (person, kind) WHERE booking IS NULL;

CREATE TABLE sheet_versions (
  id UUID PRIMARY KEY,
  sheet UUID NOT NULL REFERENCES sheets (id),
  version BIGINT NOT NULL,
  body BYTEA NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (sheet, version)
);

-- A supporter's working note. Only its author reads it, while they are a supporter here.
CREATE TABLE notes (
  id UUID PRIMARY KEY,
  booking UUID NOT NULL REFERENCES bookings (id),
  author UUID NOT NULL REFERENCES people (id),
  body BYTEA NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (booking, author)
);

-- A letter is owed from the moment the meeting was held. Its due day is the definition's.
CREATE TABLE letters (
  id UUID PRIMARY KEY,
  booking UUID NOT NULL UNIQUE REFERENCES bookings (id),
  kind TEXT NOT NULL,
  author UUID NOT NULL REFERENCES people (id),
  addressee UUID NOT NULL REFERENCES people (id),
  owed_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  body BYTEA,
  changed_at BIGINT,
  sent_at BIGINT,
  read_at BIGINT
);
CREATE INDEX letters_author ON letters (author, due_at);
CREATE INDEX letters_addressee ON letters (addressee, sent_at);

CREATE TABLE letter_recalls (
  id UUID PRIMARY KEY,
  letter UUID NOT NULL REFERENCES letters (id),
  sent_at BIGINT NOT NULL,
  recalled_at BIGINT NOT NULL
);
CREATE INDEX letter_recalls_letter ON letter_recalls (letter);

CREATE TABLE replies (
  id UUID PRIMARY KEY,
  letter UUID NOT NULL UNIQUE REFERENCES letters (id),
  author UUID NOT NULL REFERENCES people (id),
  addressee UUID NOT NULL REFERENCES people (id),
  body BYTEA NOT NULL,
  sent_at BIGINT NOT NULL,
  read_at BIGINT
);
