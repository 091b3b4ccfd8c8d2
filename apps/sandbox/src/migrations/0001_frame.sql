-- The frame of the sandbox. Everything in it belongs to a world; worlds never see each other. A table
-- with a column `world` is part of its world's state: it is emptied by a reset, and saved and restored
-- with it. Platforms only make their tables and call sandbox.keep_apart for each.

CREATE SCHEMA sandbox;

-- Row security for a table with a column `world`: a transaction sees the rows of its own world only.
CREATE FUNCTION sandbox.keep_apart(of_table regclass) RETURNS void
  LANGUAGE plpgsql
  SET search_path = pg_catalog
  AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', of_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', of_table);
  EXECUTE format(
    'CREATE POLICY world ON %s USING (world = (SELECT kartoteka.scope_tenant()))', of_table);
END $$;

CREATE TABLE sandbox.world (
  world text PRIMARY KEY DEFAULT kartoteka.scope_tenant()
    CHECK (world ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$'),
  -- Time of the machine; the world's own clock can be moved.
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
SELECT sandbox.keep_apart('sandbox.world');
-- The list of worlds, and whether one is there, is nobody's secret.
CREATE POLICY listed ON sandbox.world FOR SELECT
  USING ((SELECT kartoteka.scope_kind()) = 'system');

-- How far the world's clock is from the machine's, or where it stands. No row: the machine's time.
CREATE TABLE sandbox.world_clock (
  world text PRIMARY KEY DEFAULT kartoteka.scope_tenant()
    REFERENCES sandbox.world (world) ON DELETE CASCADE,
  offset_ms bigint NOT NULL DEFAULT 0,
  frozen_at timestamptz
);
SELECT sandbox.keep_apart('sandbox.world_clock');

-- What is to go wrong, and when. The oldest rule that fits a call is the one that counts.
CREATE TABLE sandbox.fault_rule (
  world text NOT NULL DEFAULT kartoteka.scope_tenant()
    REFERENCES sandbox.world (world) ON DELETE CASCADE,
  id uuid NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  fault text NOT NULL,
  -- Milliseconds of a delay or a skew, the status of an error; NULL where the fault has neither.
  ms bigint,
  status integer,
  platform text,
  -- `*` stands for any characters.
  operation text NOT NULL DEFAULT '*',
  -- How many more calls; NULL for all.
  remaining integer CHECK (remaining >= 0),
  -- In the world's time.
  active_from timestamptz,
  active_until timestamptz,
  PRIMARY KEY (world, id)
);
SELECT sandbox.keep_apart('sandbox.fault_rule');

-- The message log: each call as it came and as it was answered. Secrets are masked before they come here.
CREATE TABLE sandbox.call (
  world text NOT NULL DEFAULT kartoteka.scope_tenant()
    REFERENCES sandbox.world (world) ON DELETE CASCADE,
  id bigint GENERATED ALWAYS AS IDENTITY,
  platform text NOT NULL,
  operation text NOT NULL,
  marking text NOT NULL CHECK (marking IN ('published', 'derived', 'own-contract')),
  protocol text NOT NULL,
  -- Time of the world, time of the machine.
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  duration_ms integer NOT NULL,
  -- What the protocol calls the outcome: an HTTP status, an SMTP code; `none` when no answer went out.
  outcome text NOT NULL,
  request_head text NOT NULL,
  request_body bytea NOT NULL,
  -- Of the whole body; `request_body` keeps its beginning.
  request_bytes bigint NOT NULL,
  request_text text NOT NULL,
  answer_head text NOT NULL,
  answer_body bytea NOT NULL,
  answer_bytes bigint NOT NULL,
  answer_text text NOT NULL,
  -- The fault that was applied, with its numbers and where it came from.
  fault jsonb,
  -- Rules that the caller broke: id, text in three languages, place.
  broken jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (world, id)
);
SELECT sandbox.keep_apart('sandbox.call');

-- Saved states.
CREATE TABLE sandbox.snapshot (
  world text NOT NULL DEFAULT kartoteka.scope_tenant()
    REFERENCES sandbox.world (world) ON DELETE CASCADE,
  name text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (world, name)
);
SELECT sandbox.keep_apart('sandbox.snapshot');

CREATE TABLE sandbox.snapshot_row (
  world text NOT NULL DEFAULT kartoteka.scope_tenant(),
  snapshot text NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY,
  of_table text NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (world, snapshot, position),
  FOREIGN KEY (world, snapshot) REFERENCES sandbox.snapshot (world, name) ON DELETE CASCADE
);
SELECT sandbox.keep_apart('sandbox.snapshot_row');
