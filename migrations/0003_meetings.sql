-- Free times, bookings, and the one table in which nobody and no room is in two places at once. `programme` and `plan`
-- are keys of a definition in `programmes/`, which is compiled in.

CREATE TABLE rooms (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  closed_at BIGINT
);

-- How a supporter receives: the zone in which the openings are meant, holidays, time to breathe, place.
CREATE TABLE receiving (
  supporter UUID PRIMARY KEY REFERENCES people (id),
  zone TEXT NOT NULL,
  works_on_holidays BOOLEAN NOT NULL,
  buffer_before BIGINT NOT NULL,
  buffer_after BIGINT NOT NULL,
  online_link TEXT,
  address TEXT,
  room UUID REFERENCES rooms (id),
  changed_at BIGINT NOT NULL
);

-- Weekly (weekday from 1, Monday, to 7; first, last) or dated (day). Minutes of the local day. Days are ISO texts.
CREATE TABLE openings (
  id UUID PRIMARY KEY,
  supporter UUID NOT NULL REFERENCES people (id),
  weekday BIGINT,
  first_day TEXT,
  last_day TEXT,
  day TEXT,
  from_minute BIGINT NOT NULL,
  to_minute BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  CHECK ((weekday IS NULL) <> (day IS NULL)),
  CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440)
);
CREATE INDEX openings_supporter ON openings (supporter);

CREATE TABLE closings (
  id UUID PRIMARY KEY,
  supporter UUID NOT NULL REFERENCES people (id),
  day TEXT NOT NULL,
  from_minute BIGINT,
  to_minute BIGINT,
  made_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX closings_supporter ON closings (supporter);

-- Three times that a client offers; each is a booking with status `offered`, and all of them occupy.
CREATE TABLE offers (
  id UUID PRIMARY KEY,
  programme TEXT NOT NULL,
  plan TEXT NOT NULL,
  client UUID NOT NULL REFERENCES people (id),
  supporter UUID NOT NULL REFERENCES people (id),
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  answered_at BIGINT,
  answer TEXT CHECK (answer IN ('taken', 'declined', 'withdrawn', 'expired')),
  words BYTEA
);
CREATE INDEX offers_client ON offers (client) WHERE answered_at IS NULL;
CREATE INDEX offers_supporter ON offers (supporter) WHERE answered_at IS NULL;

-- A hold, an offered time and a confirmed meeting are one row that changes status. `version` is the calendar's SEQUENCE.
CREATE TABLE bookings (
  id UUID PRIMARY KEY,
  programme TEXT NOT NULL,
  plan TEXT NOT NULL,
  client UUID NOT NULL REFERENCES people (id),
  supporter UUID NOT NULL REFERENCES people (id),
  offer UUID REFERENCES offers (id),
  status TEXT NOT NULL CHECK (status IN ('held', 'offered', 'confirmed', 'cancelled', 'released')),
  ordinal BIGINT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('online', 'room', 'address')),
  room UUID REFERENCES rooms (id),
  place_text TEXT,
  held_until BIGINT,
  version BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  CHECK (starts_at < ends_at AND ends_at - starts_at <= 43200000000)
);
CREATE INDEX bookings_client ON bookings (client, starts_at);
CREATE INDEX bookings_supporter ON bookings (supporter, starts_at);
CREATE INDEX bookings_offer ON bookings (offer);
CREATE INDEX bookings_held ON bookings (held_until) WHERE status = 'held';
CREATE INDEX bookings_waiting ON bookings (id, held_until) WHERE status IN ('held', 'offered');

-- Half-open [starts_at, ends_at). A resource is a person or a room.
CREATE TABLE occupancy (
  booking UUID NOT NULL REFERENCES bookings (id),
  resource UUID NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  PRIMARY KEY (booking, resource),
  CHECK (starts_at < ends_at AND ends_at - starts_at <= 43200000000)
);
-- all that is asked about taken time is in the index: nothing else of a row is read
CREATE INDEX occupancy_resource ON occupancy (resource, starts_at, ends_at, booking);

-- only postgres
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE occupancy ADD CONSTRAINT nothing_double_booked
  EXCLUDE USING gist (resource WITH =, int8range(starts_at, ends_at) WITH &&);
CREATE VIEW bookings_readable AS
  SELECT id, programme, plan, status, ordinal, to_timestamp(starts_at / 1000000.0) AS starts,
         to_timestamp(ends_at / 1000000.0) AS ends, place FROM bookings;

-- only sqlite
CREATE TRIGGER occupancy_insert BEFORE INSERT ON occupancy
WHEN EXISTS (SELECT 1 FROM occupancy other WHERE other.resource = NEW.resource
  AND other.starts_at < NEW.ends_at AND other.starts_at > NEW.starts_at - 43200000001 AND other.ends_at > NEW.starts_at)
BEGIN SELECT RAISE(ABORT, 'nothing_double_booked'); END;
CREATE TRIGGER occupancy_update BEFORE UPDATE ON occupancy
WHEN EXISTS (SELECT 1 FROM occupancy other WHERE other.resource = NEW.resource AND other.booking <> OLD.booking
  AND other.starts_at < NEW.ends_at AND other.starts_at > NEW.starts_at - 43200000001 AND other.ends_at > NEW.starts_at)
BEGIN SELECT RAISE(ABORT, 'nothing_double_booked'); END;

-- both
CREATE TABLE moves (
  id UUID PRIMARY KEY,
  booking UUID NOT NULL REFERENCES bookings (id),
  moved_by UUID NOT NULL REFERENCES people (id),
  moved_at BIGINT NOT NULL,
  from_start BIGINT NOT NULL,
  to_start BIGINT NOT NULL
);
CREATE INDEX moves_booking ON moves (booking);

CREATE TABLE cancellations (
  booking UUID PRIMARY KEY REFERENCES bookings (id),
  cancelled_by UUID NOT NULL REFERENCES people (id),
  cancelled_at BIGINT NOT NULL,
  words BYTEA
);

-- The private feed of a person's calendar. Its address carries the number; counted up, old addresses are nobody's.
CREATE TABLE calendar_feeds (
  person UUID PRIMARY KEY REFERENCES people (id),
  number BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);

-- How the meeting went, by whom it was said: held, or that one of the two could not come.
CREATE TABLE attendances (
  booking UUID PRIMARY KEY REFERENCES bookings (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('held', 'client-absent', 'supporter-absent')),
  said_by UUID NOT NULL REFERENCES people (id),
  said_at BIGINT NOT NULL
);

CREATE TABLE continuations (
  booking UUID PRIMARY KEY REFERENCES bookings (id),
  choice TEXT NOT NULL CHECK (choice IN ('continue', 'pause', 'enough')),
  chosen_at BIGINT NOT NULL
);
