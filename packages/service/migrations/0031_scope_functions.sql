-- The functions of 0001_scopes.sql, said so that the planner puts their bodies into the policies: every
-- policy of every table in a statement calls them, and a call of a PL/pgSQL function with a search path
-- of its own costs more than finding the row. The words mean the same: no scope is an error, never an
-- empty answer. All names are qualified, as nothing sets the search path any more.

CREATE FUNCTION kartoteka.no_scope() RETURNS text
  LANGUAGE plpgsql STABLE PARALLEL SAFE
  AS $$
BEGIN
  RAISE EXCEPTION 'no scope is set in this transaction' USING ERRCODE = 'KS001';
END $$;
GRANT EXECUTE ON FUNCTION kartoteka.no_scope() TO kartoteka_runtime;

-- NULL in a fresh session, '' after an earlier transaction of the session: neither is a scope.
CREATE OR REPLACE FUNCTION kartoteka.scope_kind() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$
  SELECT CASE
    WHEN pg_catalog.current_setting('kartoteka.scope', true) OPERATOR(pg_catalog.<>) ''
    THEN pg_catalog.current_setting('kartoteka.scope', true)
    ELSE kartoteka.no_scope()
  END
$$;
ALTER FUNCTION kartoteka.scope_kind() RESET ALL;

-- The account id in the scope of an account, 'practice' in the scope of the practice, else NULL,
-- which no tenant equals.
CREATE OR REPLACE FUNCTION kartoteka.scope_tenant() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$
  SELECT CASE
    WHEN pg_catalog.current_setting('kartoteka.scope', true) OPERATOR(pg_catalog.<>) ''
    THEN CASE
      WHEN pg_catalog.current_setting('kartoteka.tenant', true) OPERATOR(pg_catalog.<>) ''
      THEN pg_catalog.current_setting('kartoteka.tenant', true)
    END
    ELSE kartoteka.no_scope()
  END
$$;
ALTER FUNCTION kartoteka.scope_tenant() RESET ALL;

-- The signed-in person in the scope of a person, else NULL.
CREATE OR REPLACE FUNCTION kartoteka.scope_person() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$
  SELECT CASE
    WHEN pg_catalog.current_setting('kartoteka.scope', true) OPERATOR(pg_catalog.<>) ''
    THEN CASE
      WHEN pg_catalog.current_setting('kartoteka.person', true) OPERATOR(pg_catalog.<>) ''
      THEN pg_catalog.current_setting('kartoteka.person', true)
    END
    ELSE kartoteka.no_scope()
  END
$$;
ALTER FUNCTION kartoteka.scope_person() RESET ALL;
