-- The document cloud. Rows of an account are visible in the account's own scope; a portal person
-- sees entries only through a consent in force; the operator sees accounts and certificates, never
-- content or metadata of documents.

CREATE SCHEMA cloud;
GRANT USAGE ON SCHEMA cloud TO PUBLIC;

CREATE TABLE cloud.account (
  tenant text NOT NULL PRIMARY KEY,
  organisation text NOT NULL,
  state text NOT NULL CHECK (state IN ('ordered', 'waiting', 'active', 'suspended', 'closed')),
  active_from date NOT NULL,
  active_to date NOT NULL,
  size_mb_max integer NOT NULL CHECK (size_mb_max > 0),
  documents_max integer NOT NULL CHECK (documents_max > 0),
  domain_oid text NOT NULL,
  repository_oid text NOT NULL,
  repository_oid_p1 text,
  provider_oid text,
  -- Only where the operator lists domains does an unknown patient exist (XDSUnknownPatientId).
  patient_domains text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL
);

-- What an account uses, in several rows that are added up: submissions that run at once each touch
-- another row and need not wait for one another's commit. See docs/decisions/0006-exact-limits.md.
CREATE TABLE cloud.account_usage (
  tenant text NOT NULL REFERENCES cloud.account,
  slot smallint NOT NULL CHECK (slot BETWEEN 0 AND 63),
  bytes_used bigint NOT NULL,
  documents_used integer NOT NULL,
  PRIMARY KEY (tenant, slot)
);

CREATE TABLE cloud.account_certificate (
  tenant text NOT NULL REFERENCES cloud.account,
  sha256 text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('TLS', 'WSS')),
  serial_number text NOT NULL,
  subject text NOT NULL,
  issuer text NOT NULL,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  pem text NOT NULL,
  state text NOT NULL CHECK (state IN ('registered', 'withheld', 'revoked')),
  registered_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (tenant, sha256)
);

-- Callers that were turned away, for the tenant's panel; kept apart from the audit, which has them too.
CREATE TABLE cloud.refused_connection (
  tenant text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  problem text NOT NULL,
  subject text NOT NULL,
  serial_number text NOT NULL,
  remote_address text NOT NULL,
  PRIMARY KEY (tenant, id)
);

-- The operator's authorities (root and issuing); private keys sealed with the keyring.
CREATE TABLE cloud.authority (
  id text NOT NULL PRIMARY KEY,
  certificate_pem text NOT NULL,
  private_key bytea NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE cloud.operator_setting (
  name text NOT NULL PRIMARY KEY,
  value jsonb NOT NULL
);

CREATE TABLE cloud.submission_set (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  unique_id text NOT NULL,
  source_id text NOT NULL,
  patient_id text NOT NULL,
  submitted_at text NOT NULL,
  status text NOT NULL,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX submission_set_unique_id ON cloud.submission_set (tenant, unique_id);
CREATE INDEX submission_set_patient ON cloud.submission_set (tenant, patient_id);

CREATE TABLE cloud.document_entry (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  -- entryUUID
  id uuid NOT NULL,
  logical_id uuid NOT NULL,
  version integer NOT NULL,
  unique_id text NOT NULL,
  patient_id text NOT NULL,
  -- 'Approved' or 'Deprecated', without the URN's front.
  status text NOT NULL CHECK (status IN ('Approved', 'Deprecated')),
  object_type text NOT NULL,
  hash text NOT NULL,
  size bigint NOT NULL,
  mime_type text NOT NULL,
  repository_unique_id text NOT NULL,
  -- 'code^^scheme', as stored queries compare them.
  class_code text NOT NULL,
  type_code text NOT NULL,
  format_code text NOT NULL,
  facility_type_code text NOT NULL,
  practice_setting_code text NOT NULL,
  confidentiality_codes text[] NOT NULL,
  event_codes text[] NOT NULL,
  author_persons text[] NOT NULL,
  reference_ids text[] NOT NULL,
  -- DTM as text: comparing prefixes is what the queries define (ITI TF-2: 3.18.4.1.2.3).
  creation_time text NOT NULL,
  service_start_time text,
  service_stop_time text,
  availability text,
  title text NOT NULL,
  metadata jsonb NOT NULL,
  content_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX document_entry_unique_id ON cloud.document_entry (tenant, unique_id, version);
CREATE INDEX document_entry_patient ON cloud.document_entry (tenant, patient_id, status, creation_time DESC);

CREATE TABLE cloud.folder (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  logical_id uuid NOT NULL,
  version integer NOT NULL,
  unique_id text NOT NULL,
  patient_id text NOT NULL,
  status text NOT NULL,
  last_update_time text NOT NULL,
  codes text[] NOT NULL,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX folder_patient ON cloud.folder (tenant, patient_id);

CREATE TABLE cloud.association (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  type text NOT NULL,
  source uuid NOT NULL,
  target uuid NOT NULL,
  status text NOT NULL,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX association_source ON cloud.association (tenant, source);
CREATE INDEX association_target ON cloud.association (tenant, target);

-- MessageIDs within the window in which a signed timestamp is accepted: a second sight is a replay.
CREATE TABLE cloud.seen_message (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  message_hash bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, message_hash)
);
CREATE INDEX seen_message_expires ON cloud.seen_message (expires_at);

CREATE TABLE cloud.consent (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  patient_id text NOT NULL,
  patient_name text NOT NULL,
  recipient_kind text NOT NULL CHECK (recipient_kind IN ('patient')),
  reason text NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  -- The days above in the practice's time zone, as instants: what the policy compares with the clock.
  visible_from timestamptz NOT NULL,
  visible_until timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX consent_patient ON cloud.consent (tenant, patient_id);

CREATE TABLE cloud.consent_document (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  consent_id uuid NOT NULL,
  unique_id text NOT NULL,
  -- The opaque id under which the portal names it.
  share_id uuid NOT NULL DEFAULT gen_random_uuid(),
  PRIMARY KEY (tenant, consent_id, unique_id),
  FOREIGN KEY (tenant, consent_id) REFERENCES cloud.consent (tenant, id)
);
CREATE UNIQUE INDEX consent_document_share ON cloud.consent_document (share_id);

-- A person who signs in to the portal of one account.
CREATE TABLE cloud.person (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  patient_id text NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX person_patient ON cloud.person (tenant, patient_id);

CREATE TABLE cloud.share_opened (
  tenant text NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  person_id uuid NOT NULL,
  share_id uuid NOT NULL,
  at timestamptz NOT NULL,
  what text NOT NULL CHECK (what IN ('page', 'html', 'xml')),
  PRIMARY KEY (tenant, id)
);
CREATE INDEX share_opened_person ON cloud.share_opened (tenant, person_id, id);

DO $$
DECLARE one regclass;
BEGIN
  FOR one IN
    SELECT format('%I.%I', table_schema, table_name)::regclass
    FROM information_schema.columns
    WHERE table_schema = 'cloud' AND column_name = 'tenant'
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', one);
    EXECUTE format(
      'CREATE POLICY account ON %s USING ((SELECT kartoteka.scope_kind()) = ''account'' '
      'AND tenant = (SELECT kartoteka.scope_tenant()))', one);
  END LOOP;
END $$;

CREATE POLICY operator ON cloud.account
  USING ((SELECT kartoteka.scope_kind()) IN ('operator', 'system'));
CREATE POLICY operator ON cloud.account_usage
  USING ((SELECT kartoteka.scope_kind()) IN ('operator', 'system'));
CREATE POLICY operator ON cloud.account_certificate
  USING ((SELECT kartoteka.scope_kind()) IN ('operator', 'system'));
CREATE POLICY operator ON cloud.refused_connection
  USING ((SELECT kartoteka.scope_kind()) IN ('operator', 'system'));

ALTER TABLE cloud.authority ENABLE ROW LEVEL SECURITY;
ALTER TABLE cloud.authority FORCE ROW LEVEL SECURITY;
CREATE POLICY operator ON cloud.authority
  USING ((SELECT kartoteka.scope_kind()) IN ('operator', 'system'));
ALTER TABLE cloud.operator_setting ENABLE ROW LEVEL SECURITY;
ALTER TABLE cloud.operator_setting FORCE ROW LEVEL SECURITY;
CREATE POLICY readable ON cloud.operator_setting FOR SELECT USING (true);
CREATE POLICY operator ON cloud.operator_setting
  USING ((SELECT kartoteka.scope_kind()) IN ('operator', 'system'));
