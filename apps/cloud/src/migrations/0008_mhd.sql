-- What FHIR asks of a resource besides its metadata: when it last changed (meta.lastUpdated). A status
-- that changed, a new version or another patient is a change; absent where there never was one.
ALTER TABLE cloud.document_entry ADD COLUMN changed_at timestamptz;
