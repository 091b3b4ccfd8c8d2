-- What a portal person may see: documents that a consent in force covers, and nothing else. The
-- policies say it, so that a query of the portal that forgot to ask would still find nothing more.

-- The application's moment, which a demo may move; without one the server's.
CREATE FUNCTION cloud.moment() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$ SELECT coalesce(nullif(current_setting('kartoteka.moment', true), '')::timestamptz, now()) $$;

CREATE POLICY person ON cloud.person FOR SELECT
  USING (id = (SELECT kartoteka.scope_person())::uuid);

CREATE POLICY person ON cloud.account FOR SELECT
  USING (tenant = (SELECT tenant FROM cloud.person WHERE id = (SELECT kartoteka.scope_person())::uuid));

CREATE POLICY person ON cloud.consent FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person'
    AND revoked_at IS NULL
    AND visible_from <= (SELECT cloud.moment())
    AND visible_until > (SELECT cloud.moment())
    AND (tenant, patient_id) IN (
      SELECT tenant, patient_id FROM cloud.person WHERE id = (SELECT kartoteka.scope_person())::uuid));

CREATE POLICY person ON cloud.consent_document FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person'
    AND EXISTS (SELECT FROM cloud.consent
      WHERE consent.tenant = consent_document.tenant AND consent.id = consent_document.consent_id));

CREATE POLICY person ON cloud.document_entry FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person'
    AND EXISTS (SELECT FROM cloud.consent_document covered
      WHERE covered.tenant = document_entry.tenant AND covered.unique_id = document_entry.unique_id)
    AND patient_id = (SELECT patient_id FROM cloud.person WHERE id = (SELECT kartoteka.scope_person())::uuid));

CREATE POLICY person ON kartoteka.content FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person'
    AND EXISTS (SELECT FROM cloud.document_entry entry
      WHERE entry.tenant = content.tenant AND entry.content_id = content.id));
CREATE POLICY person ON kartoteka.content_chunk FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person'
    AND EXISTS (SELECT FROM cloud.document_entry entry
      WHERE entry.tenant = content_chunk.tenant AND entry.content_id = content_chunk.content_id));
CREATE INDEX document_entry_content ON cloud.document_entry (tenant, content_id);

CREATE POLICY person ON cloud.share_opened
  USING (person_id = (SELECT kartoteka.scope_person())::uuid)
  WITH CHECK (
    person_id = (SELECT kartoteka.scope_person())::uuid
    AND tenant = (SELECT tenant FROM cloud.person WHERE id = (SELECT kartoteka.scope_person())::uuid));

-- Forgetting what can no longer be replayed is nobody's own work.
CREATE POLICY sweep ON cloud.seen_message
  USING ((SELECT kartoteka.scope_kind()) = 'system');
