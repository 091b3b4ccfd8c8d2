-- What a document says that it replaces (relatedDocument RPLC), so that the archive can leave replaced
-- versions out of its list. Whether a document is replaced is not stored: it follows from these rows
-- and from what the newer document is now (there, of the same patient, not held by a conflict).
CREATE TABLE practice.replacement (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  -- The newer document.
  document_id uuid NOT NULL,
  -- The unique id that it replaces, here or not: the older version may come later.
  unique_id text NOT NULL,
  PRIMARY KEY (tenant, document_id, unique_id),
  FOREIGN KEY (tenant, document_id) REFERENCES practice.document (tenant, id)
);
CREATE INDEX replacement_unique_id ON practice.replacement (tenant, unique_id);

-- The documents that are here already, of every tenant. Documents that replace each other in a circle
-- replace nothing: none of them may vanish from the list.
ALTER TABLE practice.document NO FORCE ROW LEVEL SECURITY;
WITH RECURSIVE named AS (
  SELECT DISTINCT document.tenant, document.id, document.unique_id AS newer,
    related ->> 'uniqueId' AS older
  FROM practice.document, jsonb_array_elements(document.header -> 'related') related
  WHERE related ->> 'type' = 'RPLC' AND related ->> 'uniqueId' IS NOT NULL
), reached AS (
  SELECT tenant, newer, older FROM named
  UNION
  SELECT reached.tenant, reached.newer, named.older
  FROM reached JOIN named ON named.tenant = reached.tenant AND named.newer = reached.older
)
INSERT INTO practice.replacement (tenant, document_id, unique_id)
SELECT tenant, id, older FROM named
WHERE NOT EXISTS (
  SELECT FROM reached
  WHERE reached.tenant = named.tenant AND reached.newer = named.older AND reached.older = named.newer)
  AND older <> newer;
ALTER TABLE practice.document FORCE ROW LEVEL SECURITY;

ALTER TABLE practice.replacement ENABLE ROW LEVEL SECURITY;
ALTER TABLE practice.replacement FORCE ROW LEVEL SECURITY;
CREATE POLICY practice ON practice.replacement
  USING ((SELECT kartoteka.scope_kind()) = 'practice' AND tenant = (SELECT kartoteka.scope_tenant()));
