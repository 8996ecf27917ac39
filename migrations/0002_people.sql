-- People, how they sign in, and where they belong.

CREATE TABLE organisation (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  name_ja TEXT NOT NULL,
  name_en TEXT NOT NULL,
  zone TEXT NOT NULL,
  sign_up TEXT NOT NULL CHECK (sign_up IN ('open', 'invited')),
  founded_at BIGINT NOT NULL
);

CREATE TABLE people (
  id UUID PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  email_confirmed_at BIGINT,
  family TEXT NOT NULL,
  given TEXT NOT NULL,
  family_kana TEXT,
  given_kana TEXT,
  family_latin TEXT,
  given_latin TEXT,
  lang TEXT NOT NULL CHECK (lang IN ('ja', 'en')),
  zone TEXT NOT NULL,
  theme TEXT NOT NULL CHECK (theme IN ('auto', 'light', 'dark')),
  joined_at BIGINT NOT NULL,
  -- how the audit log calls this person; forgotten with them
  pseudonym UUID NOT NULL UNIQUE
);

CREATE TABLE passwords (
  person UUID PRIMARY KEY REFERENCES people (id),
  hash TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- A login is a signed-in browser. Its token is stored hashed.
CREATE TABLE logins (
  id UUID PRIMARY KEY,
  token BYTEA NOT NULL UNIQUE,
  person UUID NOT NULL REFERENCES people (id),
  browser TEXT NOT NULL,
  since BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX logins_person ON logins (person);

-- Failures in a row: of an account from new devices (device is empty), of a device that has signed in to the account
-- before (its row stands from then on), and of an address. All three keys are tags: no typed address is kept here.
CREATE TABLE sign_in_failures (
  account TEXT NOT NULL,
  device TEXT NOT NULL,
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (account, device)
);

-- A link in a mail: works once, for one thing, for a while. Opening it changes nothing; its page has a button.
-- Its token is computed from its id with the master key and stored nowhere.
CREATE TABLE mail_links (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('confirm-email', 'reset-password', 'invitation', 'founding')),
  person UUID REFERENCES people (id),
  email TEXT,
  family TEXT,
  given TEXT,
  lang TEXT,
  programme TEXT,
  role TEXT,
  made_by UUID REFERENCES people (id),
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  withdrawn_at BIGINT,
  withdrawn_by UUID REFERENCES people (id)
);
CREATE INDEX mail_links_person ON mail_links (person, kind);

CREATE TABLE memberships (
  id UUID PRIMARY KEY,
  person UUID NOT NULL REFERENCES people (id),
  programme TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('client', 'supporter', 'manager', 'administrator', 'data-officer',
    'duty-officer', 'supervisor', 'company-viewer', 'trainer', 'auditor')),
  from_at BIGINT NOT NULL,
  suspended_at BIGINT,
  left_at BIGINT,
  made_by UUID REFERENCES people (id)
);
-- in this order, so that what one person is never has to be looked for among all who are the same
CREATE INDEX memberships_person ON memberships (person, programme, role);
CREATE INDEX memberships_role ON memberships (programme, role);

-- Who changed a membership, and when: it rests, goes on, or is over.
CREATE TABLE membership_changes (
  id UUID PRIMARY KEY,
  membership UUID NOT NULL REFERENCES memberships (id),
  change TEXT NOT NULL CHECK (change IN ('suspended', 'resumed', 'ended')),
  changed_by UUID NOT NULL REFERENCES people (id),
  changed_at BIGINT NOT NULL
);
CREATE INDEX membership_changes_membership ON membership_changes (membership);

-- What a person chose to show: tags for common ground, and needs. Published words, not confidential.
CREATE TABLE shown_tags (
  person UUID NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL CHECK (kind IN ('tag', 'need', 'industry', 'strength')),
  word_ja TEXT NOT NULL,
  word_en TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (person, kind, word_ja)
);

-- The supporter's page in the directory: published by its author.
CREATE TABLE directory_entries (
  supporter UUID PRIMARY KEY REFERENCES people (id),
  headline TEXT NOT NULL,
  about TEXT NOT NULL,
  work TEXT NOT NULL,
  published_at BIGINT,
  changed_at BIGINT NOT NULL
);
