-- Changes and merges of patient identifiers, each done once under the sender's id.
CREATE TABLE cloud.patient_move (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('change', 'merge')),
  from_id text NOT NULL,
  to_id text NOT NULL CHECK (to_id <> from_id),
  reason text NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  documents integer NOT NULL,
  submission_sets integer NOT NULL,
  folders integer NOT NULL,
  consents integer NOT NULL,
  -- What became of the portal account of the identifier that went.
  portal text NOT NULL CHECK (portal IN ('none', 'moved', 'ended')),
  PRIMARY KEY (tenant, id)
);
ALTER TABLE cloud.patient_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE cloud.patient_move FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON cloud.patient_move
  USING ((SELECT kartoteka.scope_kind()) = 'account' AND tenant = (SELECT kartoteka.scope_tenant()));
