-- The practice's own data. One installation serves one practice; every table still carries the
-- tenant and its policy, so that a query outside the practice's scope finds an error, not rows.

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE SCHEMA practice;
GRANT USAGE ON SCHEMA practice TO PUBLIC;

-- Words without diacritics, in lower case: what is searched and what is typed go through the same.
-- unaccent() is only STABLE because its dictionary could change; ours never does.
CREATE FUNCTION practice.plain(words text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, words)) $$;

CREATE TABLE practice.setting (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  name text NOT NULL,
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (tenant, name)
);

CREATE TABLE practice.staff (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  family text NOT NULL,
  given text NOT NULL,
  role text NOT NULL CHECK (role IN ('administrator', 'doctor', 'nurse', 'registrar')),
  licence_number text,
  unit_code text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE practice.unit (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  code text NOT NULL,
  name text NOT NULL,
  resort_v text, resort_vii text, resort_viii text, resort_ix text, resort_x text,
  phone text, email text,
  PRIMARY KEY (tenant, code)
);

CREATE TABLE practice.patient (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  family text NOT NULL,
  given text NOT NULL,
  identity_kind text NOT NULL CHECK (identity_kind IN ('pesel', 'taj', 'document', 'none')),
  -- The number as parsed; empty where the patient has none.
  identity_number text NOT NULL DEFAULT '',
  identity_issuer text NOT NULL DEFAULT '',
  birth_date date,
  sex text NOT NULL CHECK (sex IN ('female', 'male', 'unknown')),
  -- Everything else of the form, as typed.
  details jsonb NOT NULL DEFAULT '{}',
  deceased_on date,
  merged_into uuid,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  search text GENERATED ALWAYS AS (practice.plain(family || ' ' || given || ' ' || identity_number)) STORED,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, merged_into) REFERENCES practice.patient (tenant, id)
);
-- One living record per number; a merged record keeps its number for the history.
CREATE UNIQUE INDEX patient_identity ON practice.patient (tenant, identity_kind, identity_number)
  WHERE merged_into IS NULL AND identity_number <> '';
CREATE INDEX patient_search ON practice.patient USING gin (search gin_trgm_ops);

CREATE TABLE practice.document (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  patient_id uuid,
  kind text NOT NULL,
  unique_id text NOT NULL,
  set_id text,
  version_number integer,
  title text NOT NULL,
  issued_at timestamptz,
  author text NOT NULL DEFAULT '',
  organisation text NOT NULL DEFAULT '',
  stylesheet text,
  mime_type text NOT NULL,
  size bigint NOT NULL,
  sha1 text NOT NULL,
  sha256 text NOT NULL,
  -- Empty once the local copy went after the cloud's proof.
  content_id uuid,
  -- What was read from the header: names, ids and codes for the metadata of the submission.
  header jsonb NOT NULL,
  findings jsonb NOT NULL DEFAULT '[]',
  attachments jsonb NOT NULL DEFAULT '[]',
  words tsvector NOT NULL DEFAULT '',
  source text NOT NULL CHECK (source IN ('drop', 'folder', 'rest', 'command')),
  file_name text NOT NULL,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  state text NOT NULL CHECK (state IN
    ('local', 'waiting', 'sending', 'checking', 'archived', 'refused', 'conflict')),
  conflict_with uuid,
  -- The id under which it goes to the cloud when it is not the document's own (a conflict).
  sent_unique_id text,
  archived_at timestamptz,
  entry_uuid uuid,
  repository_unique_id text,
  -- When the cloud last proved that it holds the same bytes.
  proved_at timestamptz,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, patient_id) REFERENCES practice.patient (tenant, id)
);
-- The same bytes under the same id are one document, however often they come.
CREATE UNIQUE INDEX document_bytes ON practice.document (tenant, unique_id, sha256);
CREATE INDEX document_patient ON practice.document (tenant, patient_id, added_at DESC);
CREATE INDEX document_added ON practice.document (tenant, added_at DESC, id);
CREATE INDEX document_state ON practice.document (tenant, state) WHERE state <> 'archived';
CREATE INDEX document_kind ON practice.document (tenant, kind, added_at DESC);
CREATE INDEX document_words ON practice.document USING gin (words);

CREATE TABLE practice.document_event (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id bigint GENERATED ALWAYS AS IDENTITY,
  document_id uuid NOT NULL,
  at timestamptz NOT NULL,
  what text NOT NULL,
  by_whom text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, document_id) REFERENCES practice.document (tenant, id)
);
CREATE INDEX document_event_document ON practice.document_event (tenant, document_id, id);

-- What waits for the cloud. A row is written with the document and goes only with the receipt.
CREATE TABLE practice.outbox (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  document_id uuid NOT NULL,
  -- Fixed once: a repeat under the same set is recognised by the cloud and stores nothing twice.
  submission_set_unique_id text NOT NULL,
  entry_uuid uuid NOT NULL,
  since timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  -- An attempt began and no answer was recorded: the outcome is unknown until it is asked.
  began_at timestamptz,
  problem text,
  problem_params jsonb NOT NULL DEFAULT '{}',
  quoted text,
  PRIMARY KEY (tenant, document_id),
  FOREIGN KEY (tenant, document_id) REFERENCES practice.document (tenant, id)
);

CREATE TABLE practice.kind_settings (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  version integer NOT NULL,
  -- code -> { autoArchive, localDays }; kinds that are absent have the shipped defaults.
  settings jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (tenant, version)
);

CREATE TABLE practice.consent (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  recipient_kind text NOT NULL CHECK (recipient_kind IN ('patient')),
  recipient_name text NOT NULL,
  reason text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL CHECK (valid_to >= valid_from),
  state text NOT NULL CHECK (state IN
    ('waiting', 'sending', 'checking', 'sent', 'refused', 'revoking', 'revoked')),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  sent_at timestamptz,
  revoked_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz,
  problem text,
  problem_params jsonb NOT NULL DEFAULT '{}',
  quoted text,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, patient_id) REFERENCES practice.patient (tenant, id)
);
CREATE INDEX consent_patient ON practice.consent (tenant, patient_id);

CREATE TABLE practice.consent_document (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  consent_id uuid NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (tenant, consent_id, document_id),
  FOREIGN KEY (tenant, consent_id) REFERENCES practice.consent (tenant, id),
  FOREIGN KEY (tenant, document_id) REFERENCES practice.document (tenant, id)
);
CREATE INDEX consent_document_document ON practice.consent_document (tenant, document_id);

CREATE TABLE practice.consent_event (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id bigint GENERATED ALWAYS AS IDENTITY,
  consent_id uuid NOT NULL,
  at timestamptz NOT NULL,
  what text NOT NULL,
  by_whom text NOT NULL,
  problem text,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, consent_id) REFERENCES practice.consent (tenant, id)
);

-- Connection to the cloud; private keys are sealed with the keyring.
CREATE TABLE practice.cloud_link (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  account text NOT NULL,
  machine_url text NOT NULL,
  portal_url text NOT NULL,
  trusted_authorities text NOT NULL,
  tls_certificate text NOT NULL,
  tls_private_key bytea NOT NULL,
  wss_certificate text NOT NULL,
  wss_private_key bytea NOT NULL,
  saved_at timestamptz NOT NULL,
  status jsonb,
  status_at timestamptz,
  last_problem jsonb,
  PRIMARY KEY (tenant)
);

DO $$
DECLARE one regclass;
BEGIN
  FOR one IN
    SELECT format('%I.%I', table_schema, table_name)::regclass
    FROM information_schema.columns
    WHERE table_schema = 'practice' AND column_name = 'tenant'
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', one);
    EXECUTE format(
      'CREATE POLICY practice ON %s USING ((SELECT kartoteka.scope_kind()) = ''practice'' '
      'AND tenant = (SELECT kartoteka.scope_tenant()))', one);
  END LOOP;
END $$;
