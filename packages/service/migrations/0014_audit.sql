-- Who did what, to whose data, when, with which result. A record is written in the transaction of
-- the deed; a moment later the sealing step gives it its place in the tenant's hash chain. Nothing
-- here is ever updated or deleted.
CREATE TABLE kartoteka.audit_record (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id bigint GENERATED ALWAYS AS IDENTITY,
  -- Milliseconds and no finer: what the column can hold is what the hash covers.
  at timestamptz(3) NOT NULL,
  actor_kind text NOT NULL,
  actor_id text,
  actor_display text,
  action text NOT NULL,
  subject_kind text,
  subject_id text,
  -- An opaque id, never a PESEL or TAJ.
  patient text,
  outcome text NOT NULL,
  correlation_id text NOT NULL,
  -- JSON, kept as the text that was hashed.
  details text,
  -- The transaction that wrote it: a record of a transaction that ended long ago is not looked at
  -- again by the sealing step, one that commits late is.
  xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (tenant, id)
);
CREATE INDEX audit_record_xact ON kartoteka.audit_record (xact);
CREATE INDEX audit_record_patient ON kartoteka.audit_record (tenant, patient, id)
  WHERE patient IS NOT NULL;

-- The chain: the position of a record, the hash of the entry before, the hash of this entry.
CREATE TABLE kartoteka.audit_seal (
  tenant text NOT NULL,
  position bigint NOT NULL CHECK (position > 0),
  record_id bigint NOT NULL,
  previous bytea NOT NULL CHECK (length(previous) = 32),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (tenant, position),
  UNIQUE (tenant, record_id)
);

-- Signed heads, one for each step of sealing: so many entries, ending in this hash.
CREATE TABLE kartoteka.audit_head (
  tenant text NOT NULL,
  count bigint NOT NULL CHECK (count > 0),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  sealed_at timestamptz(3) NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL,
  PRIMARY KEY (tenant, count)
);

CREATE FUNCTION kartoteka.refuse_audit_change() RETURNS trigger
  LANGUAGE plpgsql
  SET search_path = pg_catalog
  AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is only ever added to' USING ERRCODE = 'KA001';
END $$;

DO $$
DECLARE one regclass;
BEGIN
  FOREACH one IN ARRAY ARRAY['kartoteka.audit_record', 'kartoteka.audit_seal',
    'kartoteka.audit_head']::regclass[]
  LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %s FROM kartoteka_runtime', one);
    -- The grants bind the applications; the trigger binds migrations and administrators as well.
    EXECUTE format('CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON %s '
      'EXECUTE FUNCTION kartoteka.refuse_audit_change()', one);
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', one);
    EXECUTE format('CREATE POLICY tenant ON %s FOR SELECT '
      'USING (tenant = (SELECT kartoteka.scope_tenant()))', one);
    EXECUTE format('CREATE POLICY operator ON %s FOR SELECT '
      'USING (tenant = ''operator'' AND (SELECT kartoteka.scope_kind()) = ''operator'')', one);
    EXECUTE format('CREATE POLICY sealing ON %s FOR SELECT '
      'USING ((SELECT kartoteka.scope_kind()) = ''system'')', one);
  END LOOP;
END $$;

-- Without `id` and `xact`: a writer can choose neither his place nor hide from the sealing step.
GRANT INSERT (tenant, at, actor_kind, actor_id, actor_display, action, subject_kind, subject_id,
  patient, outcome, correlation_id, details) ON kartoteka.audit_record TO kartoteka_runtime;
GRANT INSERT ON kartoteka.audit_seal, kartoteka.audit_head TO kartoteka_runtime;

-- A tenant writes to its own trail. Those who act before or above a tenant (a sign-in, the operator,
-- a portal person, a job) may add to any trail and read none by it.
CREATE POLICY own_trail ON kartoteka.audit_record FOR INSERT
  WITH CHECK (tenant = (SELECT kartoteka.scope_tenant())
    OR (SELECT kartoteka.scope_kind()) IN ('sign-in', 'operator', 'person', 'system'));
CREATE POLICY sealed_by_system ON kartoteka.audit_seal FOR INSERT
  WITH CHECK ((SELECT kartoteka.scope_kind()) = 'system');
CREATE POLICY sealed_by_system ON kartoteka.audit_head FOR INSERT
  WITH CHECK ((SELECT kartoteka.scope_kind()) = 'system');
