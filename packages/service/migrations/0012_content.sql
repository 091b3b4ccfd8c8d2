-- Content of documents: compressed, then encrypted with the tenant's data key. Content of one chunk
-- stands in its row and is written in the transaction of the metadata; larger content is written
-- chunk by chunk before, and linked in that transaction.
CREATE TABLE kartoteka.content (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id uuid NOT NULL,
  data_key_id text NOT NULL,
  -- Of the plaintext. NULL while the chunks are still coming.
  size bigint CHECK (size >= 0),
  sha256 bytea CHECK (length(sha256) = 32),
  chunks integer CHECK (chunks > 0),
  sealed bytea,
  -- Whether metadata refers to it. What nothing refers to is swept after a while.
  linked boolean NOT NULL,
  -- Time of the database, not of the application, whose clock may be a sandbox's.
  touched_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant, id),
  CHECK ((size IS NULL) = (sha256 IS NULL) AND (size IS NULL) = (chunks IS NULL)),
  CHECK (NOT linked OR size IS NOT NULL),
  CHECK (sealed IS NULL OR chunks = 1)
);
-- Ciphertext does not shrink a second time.
ALTER TABLE kartoteka.content ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX content_orphans ON kartoteka.content (touched_at) WHERE NOT linked;

CREATE TABLE kartoteka.content_chunk (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  content_id uuid NOT NULL,
  index integer NOT NULL CHECK (index >= 0),
  sealed bytea NOT NULL,
  PRIMARY KEY (tenant, content_id, index),
  FOREIGN KEY (tenant, content_id) REFERENCES kartoteka.content (tenant, id) ON DELETE CASCADE
);
ALTER TABLE kartoteka.content_chunk ALTER COLUMN sealed SET STORAGE EXTERNAL;

ALTER TABLE kartoteka.content ENABLE ROW LEVEL SECURITY;
ALTER TABLE kartoteka.content FORCE ROW LEVEL SECURITY;
ALTER TABLE kartoteka.content_chunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE kartoteka.content_chunk FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON kartoteka.content
  USING (tenant = (SELECT kartoteka.scope_tenant()));
CREATE POLICY tenant ON kartoteka.content_chunk
  USING (tenant = (SELECT kartoteka.scope_tenant()));
-- The sweep works for all tenants, and sees nothing that metadata refers to.
CREATE POLICY orphans ON kartoteka.content
  USING (NOT linked AND (SELECT kartoteka.scope_kind()) = 'system');

-- Stored bytes are never changed: a document is replaced by another one or removed.
REVOKE UPDATE ON kartoteka.content, kartoteka.content_chunk FROM kartoteka_runtime;
GRANT UPDATE (size, sha256, chunks, linked, touched_at) ON kartoteka.content TO kartoteka_runtime;
