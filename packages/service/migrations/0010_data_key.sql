-- The key that encrypts one tenant's content, itself sealed with a master key that is not in the
-- database. Deleting the row destroys everything that the tenant ever stored, copies included.
CREATE TABLE kartoteka.data_key (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  -- Content names the key it was sealed with, so that a key made after a destroyed one is no riddle.
  id text NOT NULL CHECK (id ~ '^[0-9a-f]{16}$'),
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant)
);

ALTER TABLE kartoteka.data_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE kartoteka.data_key FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON kartoteka.data_key
  USING (tenant = (SELECT kartoteka.scope_tenant()));
-- Rotation of the master key seals the keys of all tenants anew; it makes and destroys none.
CREATE POLICY rotation_reads ON kartoteka.data_key FOR SELECT
  USING ((SELECT kartoteka.scope_kind()) = 'system');
CREATE POLICY rotation_writes ON kartoteka.data_key FOR UPDATE
  USING ((SELECT kartoteka.scope_kind()) = 'system');
REVOKE UPDATE ON kartoteka.data_key FROM kartoteka_runtime;
GRANT UPDATE (wrapped) ON kartoteka.data_key TO kartoteka_runtime;
