-- Changes of patient identifiers on their way to the cloud, and removals with their second person.

-- A row is written with its cause, a merge or a changed number, and is done only by the receipt.
CREATE TABLE practice.patient_move (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('change', 'merge')),
  -- The living record; follows when it is merged in its turn.
  patient_id uuid NOT NULL,
  from_id text NOT NULL,
  to_id text NOT NULL CHECK (to_id <> from_id),
  reason text NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  since timestamptz NOT NULL,
  end_portal_access boolean NOT NULL DEFAULT false,
  state text NOT NULL CHECK (state IN ('waiting', 'checking', 'refused', 'done')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  problem text,
  problem_params jsonb NOT NULL DEFAULT '{}',
  quoted text,
  done_at timestamptz,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, patient_id) REFERENCES practice.patient (tenant, id)
);
CREATE INDEX patient_move_open ON practice.patient_move (tenant, patient_id, since)
  WHERE state <> 'done';

ALTER TABLE practice.document DROP CONSTRAINT document_state_check;
ALTER TABLE practice.document ADD CONSTRAINT document_state_check CHECK (state IN
  ('local', 'waiting', 'sending', 'checking', 'archived', 'refused', 'conflict', 'removed'));

CREATE TABLE practice.removal (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  -- Also the order's id in the cloud.
  id uuid NOT NULL,
  -- Documents that are here only need no cloud, but the same second person.
  in_cloud boolean NOT NULL,
  state text NOT NULL CHECK (state IN
    ('proposed', 'confirmed', 'done', 'rejected', 'withdrawn', 'expired')),
  -- An answer of the cloud was lost: what it holds is being asked.
  checking boolean NOT NULL,
  early boolean NOT NULL,
  reason text NOT NULL,
  requested_by uuid NOT NULL,
  requested_by_name text NOT NULL,
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  note text,
  done_at timestamptz,
  PRIMARY KEY (tenant, id),
  CHECK (NOT early OR state NOT IN ('confirmed', 'done')
    OR (decided_by IS NOT NULL AND decided_by <> requested_by))
);

CREATE TABLE practice.removal_document (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  removal_id uuid NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (tenant, removal_id, document_id),
  FOREIGN KEY (tenant, removal_id) REFERENCES practice.removal (tenant, id),
  FOREIGN KEY (tenant, document_id) REFERENCES practice.document (tenant, id)
);
CREATE INDEX removal_document_document ON practice.removal_document (tenant, document_id);

DO $$
DECLARE one text;
BEGIN
  FOREACH one IN ARRAY ARRAY['patient_move', 'removal', 'removal_document']
  LOOP
    EXECUTE format('ALTER TABLE practice.%I ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('ALTER TABLE practice.%I FORCE ROW LEVEL SECURITY', one);
    EXECUTE format(
      'CREATE POLICY practice ON practice.%I USING ((SELECT kartoteka.scope_kind()) = ''practice'' '
      'AND tenant = (SELECT kartoteka.scope_tenant()))', one);
  END LOOP;
END $$;
