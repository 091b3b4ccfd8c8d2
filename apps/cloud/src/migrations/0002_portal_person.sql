-- What a portal person may see: documents that a consent in force covers, and nothing else. The
-- policies say it, so that a query of the portal that forgot to ask would still find nothing more.

-- The application's moment, which a demo may move; without one the server's.
CREATE FUNCTION cloud.moment() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$ SELECT coalesce(nullif(current_setting('kartoteka.moment', true), '')::timestamptz, now()) $$;

-- The conditions stand in functions that the planner does not look into: policies of a table are part
-- of every statement over it, and accounts should not pay for planning what only persons ask.

-- The account that the signed-in person belongs to.
CREATE FUNCTION cloud.person_tenant() RETURNS text
  LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$
BEGIN
  RETURN (SELECT tenant FROM cloud.person WHERE id = kartoteka.scope_person()::uuid);
END $$;

-- Whether records of this patient are the signed-in person's.
CREATE FUNCTION cloud.person_is(of_tenant text, of_patient text) RETURNS boolean
  LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$
BEGIN
  RETURN EXISTS (SELECT FROM cloud.person
    WHERE id = kartoteka.scope_person()::uuid AND tenant = of_tenant AND patient_id = of_patient);
END $$;

-- Whether the person sees a consent, a document that one covers, its content. Each asks under the
-- policies of the tables that it reads, so what is hidden there is hidden here.
CREATE FUNCTION cloud.person_sees_consent(of_tenant text, wanted uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$
BEGIN
  RETURN EXISTS (SELECT FROM cloud.consent WHERE tenant = of_tenant AND id = wanted);
END $$;

CREATE FUNCTION cloud.person_sees_document(of_tenant text, wanted text) RETURNS boolean
  LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$
BEGIN
  RETURN EXISTS (SELECT FROM cloud.consent_document
    WHERE tenant = of_tenant AND unique_id = wanted);
END $$;

CREATE FUNCTION cloud.person_sees_content(of_tenant text, wanted uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$
BEGIN
  RETURN EXISTS (SELECT FROM cloud.document_entry
    WHERE tenant = of_tenant AND content_id = wanted);
END $$;

CREATE POLICY person ON cloud.person FOR SELECT
  USING (id = (SELECT kartoteka.scope_person())::uuid);

CREATE POLICY person ON cloud.account FOR SELECT
  USING ((SELECT kartoteka.scope_kind()) = 'person' AND tenant = cloud.person_tenant());

CREATE POLICY person ON cloud.consent FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person'
    AND revoked_at IS NULL
    AND visible_from <= (SELECT cloud.moment())
    AND visible_until > (SELECT cloud.moment())
    AND cloud.person_is(tenant, patient_id));

CREATE POLICY person ON cloud.consent_document FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person' AND cloud.person_sees_consent(tenant, consent_id));

CREATE POLICY person ON cloud.document_entry FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person'
    AND cloud.person_is(tenant, patient_id)
    AND cloud.person_sees_document(tenant, unique_id));

CREATE POLICY person ON kartoteka.content FOR SELECT
  USING ((SELECT kartoteka.scope_kind()) = 'person' AND cloud.person_sees_content(tenant, id));
CREATE POLICY person ON kartoteka.content_chunk FOR SELECT
  USING (
    (SELECT kartoteka.scope_kind()) = 'person' AND cloud.person_sees_content(tenant, content_id));
CREATE INDEX document_entry_content ON cloud.document_entry (tenant, content_id);

CREATE POLICY person ON cloud.share_opened
  USING (person_id = (SELECT kartoteka.scope_person())::uuid)
  WITH CHECK (
    person_id = (SELECT kartoteka.scope_person())::uuid
    AND tenant = cloud.person_tenant());

-- Forgetting what can no longer be replayed is nobody's own work.
CREATE POLICY sweep ON cloud.seen_message
  USING ((SELECT kartoteka.scope_kind()) = 'system');
