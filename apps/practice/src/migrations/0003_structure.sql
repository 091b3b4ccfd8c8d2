-- The organisation structure of the practice (provider, establishment, units): one row per version, so
-- that what was in force, or was sent, on a day can still be read. The table of units from the first
-- migration was never written to; units now belong to a version.
DROP TABLE practice.unit;

CREATE TABLE practice.structure (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  version integer NOT NULL CHECK (version > 0),
  provider jsonb NOT NULL,
  establishment jsonb NOT NULL,
  units jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (tenant, version)
);
ALTER TABLE practice.structure ENABLE ROW LEVEL SECURITY;
ALTER TABLE practice.structure FORCE ROW LEVEL SECURITY;
CREATE POLICY practice ON practice.structure
  USING ((SELECT kartoteka.scope_kind()) = 'practice' AND tenant = (SELECT kartoteka.scope_tenant()));
