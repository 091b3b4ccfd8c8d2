-- Which platforms have put their test data into a world: one that is added by a later version does it at
-- the next start, and none does it twice.
CREATE TABLE sandbox.seeded (
  world text NOT NULL DEFAULT kartoteka.scope_tenant()
    REFERENCES sandbox.world (world) ON DELETE CASCADE,
  platform text NOT NULL,
  PRIMARY KEY (world, platform)
);
SELECT sandbox.keep_apart('sandbox.seeded');
-- Which worlds lack something is asked for all of them at once.
CREATE POLICY listed ON sandbox.seeded FOR SELECT
  USING ((SELECT kartoteka.scope_kind()) = 'system');
