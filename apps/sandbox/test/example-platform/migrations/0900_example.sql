-- A platform of the tests: people and what was written for them.
CREATE SCHEMA example;
CREATE TABLE example.person (
  world text NOT NULL DEFAULT kartoteka.scope_tenant()
    REFERENCES sandbox.world (world) ON DELETE CASCADE,
  pesel text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (world, pesel)
);
SELECT sandbox.keep_apart('example.person');
CREATE TABLE example.note (
  world text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id bigint GENERATED ALWAYS AS IDENTITY,
  pesel text NOT NULL,
  written_at timestamptz NOT NULL,
  content bytea NOT NULL,
  length integer GENERATED ALWAYS AS (length(content)) STORED,
  PRIMARY KEY (world, id),
  FOREIGN KEY (world, pesel) REFERENCES example.person (world, pesel)
);
SELECT sandbox.keep_apart('example.note');
