-- Revocations that came before their consent: a consent whose hand-over is still on its way, or is
-- tried again, must not come into force after the practice was told that nobody can see it.
CREATE TABLE cloud.consent_revoked_early (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  consent_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant, consent_id)
);
ALTER TABLE cloud.consent_revoked_early ENABLE ROW LEVEL SECURITY;
ALTER TABLE cloud.consent_revoked_early FORCE ROW LEVEL SECURITY;
CREATE POLICY account ON cloud.consent_revoked_early
  USING ((SELECT kartoteka.scope_kind()) = 'account' AND tenant = (SELECT kartoteka.scope_tenant()));
