-- Who is asking. Every transaction says it once, by set_config(..., true), and row security compares
-- rows with it. A transaction that did not say it gets an error, never an empty answer.
--
-- Policies call these functions in a scalar subselect, `tenant = (SELECT kartoteka.scope_tenant())`:
-- PostgreSQL then evaluates it once for the statement and can use an index on the column.

CREATE FUNCTION kartoteka.scope_kind() RETURNS text
  LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$
DECLARE
  -- NULL in a fresh session, '' after an earlier transaction of the session: neither is a scope.
  kind text := current_setting('kartoteka.scope', true);
BEGIN
  IF kind IS NULL OR kind = '' THEN
    RAISE EXCEPTION 'no scope is set in this transaction' USING ERRCODE = 'KS001';
  END IF;
  RETURN kind;
END $$;

-- The account id in the scope of an account, 'practice' in the scope of the practice, else NULL,
-- which no tenant equals.
CREATE FUNCTION kartoteka.scope_tenant() RETURNS text
  LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$
BEGIN
  PERFORM kartoteka.scope_kind();
  RETURN nullif(current_setting('kartoteka.tenant', true), '');
END $$;

-- The signed-in person in the scope of a person, else NULL.
CREATE FUNCTION kartoteka.scope_person() RETURNS text
  LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog
  AS $$
BEGIN
  PERFORM kartoteka.scope_kind();
  RETURN nullif(current_setting('kartoteka.person', true), '');
END $$;

GRANT USAGE ON SCHEMA kartoteka TO kartoteka_runtime;
GRANT SELECT ON kartoteka.migration TO kartoteka_runtime;
GRANT EXECUTE ON FUNCTION kartoteka.scope_kind(), kartoteka.scope_tenant(), kartoteka.scope_person()
  TO kartoteka_runtime;

-- Whatever the owner makes from here on, in any schema, the applications may use. Tables that are
-- only ever added to take UPDATE and DELETE away again where they are made.
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO kartoteka_runtime;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kartoteka_runtime;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO kartoteka_runtime;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO kartoteka_runtime;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
