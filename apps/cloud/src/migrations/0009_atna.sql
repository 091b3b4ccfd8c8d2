-- What an audit record repository (IHE ATNA, ITI-20) has not been told yet. A row is written in the
-- transaction of the audit record that it repeats, and goes when the collector has taken it. Filled
-- only where a collector is configured.
CREATE TABLE cloud.atna_outbox (
  tenant text NOT NULL DEFAULT kartoteka.scope_tenant(),
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  -- The facts as JSON; the message is written when it is sent.
  exchange text NOT NULL,
  -- A process that is sending it has until then; the server's clock, which nobody moves.
  sending_until timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (tenant, id)
);
CREATE INDEX atna_outbox_order ON cloud.atna_outbox (id);
ALTER TABLE cloud.atna_outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE cloud.atna_outbox FORCE ROW LEVEL SECURITY;
-- An account adds and never sees what waits: what it was told of is in its own trail.
CREATE POLICY own_exchanges ON cloud.atna_outbox FOR INSERT
  WITH CHECK ((SELECT kartoteka.scope_kind()) = 'account'
    AND tenant = (SELECT kartoteka.scope_tenant()));
CREATE POLICY refusals ON cloud.atna_outbox FOR INSERT
  WITH CHECK ((SELECT kartoteka.scope_kind()) = 'operator');
CREATE POLICY sending ON cloud.atna_outbox
  USING ((SELECT kartoteka.scope_kind()) = 'system');
