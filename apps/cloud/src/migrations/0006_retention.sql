-- Retention and removal. What an account says of its retention classes is kept in versions; a removal
-- order names two people; what is removed leaves a tombstone without anything of the patient.

CREATE TABLE cloud.retention_setting (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  version integer NOT NULL,
  -- class -> years; classes that are absent have the shipped years.
  years jsonb NOT NULL,
  set_at timestamptz NOT NULL,
  set_by text NOT NULL,
  PRIMARY KEY (tenant, version)
);

CREATE TABLE cloud.removal_order (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'confirmed', 'done', 'rejected', 'withdrawn')),
  -- Whether a document of it was not due when it was proposed: only then a second person is needed.
  early boolean NOT NULL,
  reason text NOT NULL,
  requested_by text NOT NULL,
  requested_by_name text NOT NULL,
  requested_at timestamptz NOT NULL,
  -- An open order that nobody carried out by then counts for nothing.
  expires_at timestamptz NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  note text,
  done_at timestamptz,
  PRIMARY KEY (tenant, id),
  CHECK (NOT early OR state NOT IN ('confirmed', 'done')
    OR (decided_by IS NOT NULL AND decided_by <> requested_by))
);

CREATE TABLE cloud.removal_order_document (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  order_id uuid NOT NULL,
  unique_id text NOT NULL,
  PRIMARY KEY (tenant, order_id, unique_id),
  FOREIGN KEY (tenant, order_id) REFERENCES cloud.removal_order (tenant, id)
);
CREATE INDEX removal_order_document_unique_id ON cloud.removal_order_document (tenant, unique_id);

-- What is left of a removed document. Metadata (ITI-62) and bytes (ITI-86) may go one after the other.
CREATE TABLE cloud.removed_document (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  unique_id text NOT NULL,
  hash text NOT NULL,
  size bigint NOT NULL,
  mime_type text NOT NULL,
  -- entryUUIDs under which it was registered.
  entry_ids uuid[] NOT NULL,
  -- Its bytes, while they are still here.
  content_id uuid,
  metadata_removed_at timestamptz,
  content_removed_at timestamptz,
  order_id uuid,
  PRIMARY KEY (tenant, unique_id),
  CHECK (metadata_removed_at IS NOT NULL OR content_removed_at IS NOT NULL),
  CHECK (content_id IS NULL OR content_removed_at IS NULL)
);
CREATE INDEX removed_document_entry ON cloud.removed_document USING gin (entry_ids);

-- An entry whose bytes went first stays, without content, until its metadata are removed.
ALTER TABLE cloud.document_entry ALTER COLUMN content_id DROP NOT NULL;

-- What a consent says of a removed document has ended; the consent itself stays as it was given.
ALTER TABLE cloud.consent_document ADD COLUMN ended_at timestamptz;
DROP POLICY person ON cloud.consent_document;
CREATE POLICY person ON cloud.consent_document FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person'
    AND ended_at IS NULL
    AND cloud.person_sees_consent(tenant, consent_id));

DO $$
DECLARE one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['retention_setting', 'removal_order', 'removal_order_document',
    'removed_document']
  LOOP
    EXECUTE format('ALTER TABLE cloud.%I ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('ALTER TABLE cloud.%I FORCE ROW LEVEL SECURITY', one);
    EXECUTE format(
      'CREATE POLICY account ON cloud.%I USING ((SELECT kartoteka.scope_kind()) = ''account'' '
      'AND tenant = (SELECT kartoteka.scope_tenant()))', one);
  END LOOP;
END $$;

-- Pages that held removed bytes are cleaned at the next round of autovacuum (a minute by default)
-- instead of when a fifth of the table is dead.
ALTER TABLE kartoteka.content SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 1);
ALTER TABLE kartoteka.content_chunk SET (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 1);
