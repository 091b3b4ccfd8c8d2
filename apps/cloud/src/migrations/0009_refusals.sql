-- Refused callers that come again and again: the first of a window has an audit record of its own, the
-- others are counted here, and one record tells of them all when the window has ended. So nobody can
-- fill a trail from outside, and nothing is forgotten.
CREATE TABLE cloud.refusal_window (
  -- The account, or 'operator'.
  tenant text NOT NULL,
  problem text NOT NULL,
  remote_address text NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  count integer NOT NULL,
  -- Subject of the certificate that was shown last.
  last_subject text NOT NULL,
  -- Fingerprints of the certificates that were shown, as far as they fit.
  certificates text[] NOT NULL,
  PRIMARY KEY (tenant, problem, remote_address)
);
CREATE INDEX refusal_window_first ON cloud.refusal_window (first_at);
ALTER TABLE cloud.refusal_window ENABLE ROW LEVEL SECURITY;
ALTER TABLE cloud.refusal_window FORCE ROW LEVEL SECURITY;
CREATE POLICY operator ON cloud.refusal_window
  USING ((SELECT kartoteka.scope_kind()) IN ('operator', 'system'));
