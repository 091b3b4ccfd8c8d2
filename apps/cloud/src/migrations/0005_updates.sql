-- Documents that lie in another repository (ITI-42), and further versions of metadata (ITI-57).

-- A document that is only registered has no content here. Versions of one document share theirs.
ALTER TABLE cloud.document_entry ALTER COLUMN content_id DROP NOT NULL;

-- Whether a later version of the metadata exists. Queries list such rows as Deprecated; whatever asks
-- for a document (retrieval, consents, the portal) takes the row that is not superseded.
ALTER TABLE cloud.document_entry ADD COLUMN superseded boolean NOT NULL DEFAULT false;
ALTER TABLE cloud.folder ADD COLUMN superseded boolean NOT NULL DEFAULT false;

-- The first version is found by its id, which is the logical one: only later ones need the index, so
-- that new documents do not pay for it.
CREATE INDEX document_entry_logical ON cloud.document_entry (tenant, logical_id) WHERE version > 1;
CREATE INDEX folder_logical ON cloud.folder (tenant, logical_id);
CREATE UNIQUE INDEX folder_unique_id ON cloud.folder (tenant, unique_id, version);

-- An update may say that a document is another patient's: what was its version before that is no longer
-- shown to the person whom it was filed under by mistake.
DROP POLICY person ON cloud.document_entry;
CREATE POLICY person ON cloud.document_entry FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person'
    AND NOT superseded
    AND cloud.person_is(tenant, patient_id)
    AND cloud.person_sees_document(tenant, unique_id));
