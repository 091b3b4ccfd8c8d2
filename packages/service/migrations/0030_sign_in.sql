-- Signing in, for every application of this database: who may, with what, and the sessions that
-- came of it. Seen in the scopes `sign-in` and `system` only: no feature reads a password hash, not
-- even by mistake.

CREATE TABLE kartoteka.login (
  -- Whose people: an account id, or a name such as 'practice' or 'operator'.
  tenant text NOT NULL,
  id uuid NOT NULL PRIMARY KEY,
  -- The part of the application that is signed in to: 'practice', 'portal', 'operator'.
  area text NOT NULL,
  -- Normalised; NULL until an invited person has chosen one.
  login_name text CHECK (length(login_name) BETWEEN 3 AND 64),
  -- Whom the login stands for in the application's own tables.
  subject text NOT NULL,
  display_name text NOT NULL,
  roles text[] NOT NULL,
  language text CHECK (language IN ('pl', 'hu', 'en')),
  -- argon2id in PHC form; NULL until the invitation is redeemed.
  password_hash text,
  -- Long enough to stand without a second factor.
  password_alone boolean NOT NULL DEFAULT false,
  password_changed_at timestamptz,
  -- Key of the one-time codes, sealed with the keyring, and the last time step that was used.
  totp_secret bytea,
  totp_step integer,
  totp_pending bytea,
  totp_pending_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE (tenant, area, subject),
  UNIQUE (tenant, area, login_name)
);

CREATE TABLE kartoteka.session (
  tenant text NOT NULL,
  id uuid NOT NULL PRIMARY KEY,
  -- SHA-256 of the token in the cookie: a copy of the table opens no session.
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  login_id uuid NOT NULL REFERENCES kartoteka.login ON DELETE CASCADE,
  second_factor text NOT NULL CHECK (second_factor IN ('none', 'code', 'passkey')),
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  -- However busy it is, a session ends here.
  ends_at timestamptz NOT NULL,
  user_agent text NOT NULL
);
CREATE INDEX session_login ON kartoteka.session (login_id);

-- Failed attempts, by whatever they are counted by. The key is a keyed hash of it, so that no login
-- and no address can be read here.
CREATE TABLE kartoteka.throttle (
  key text NOT NULL PRIMARY KEY,
  failures integer NOT NULL CHECK (failures >= 0),
  last_at timestamptz NOT NULL,
  blocked_until timestamptz
);
CREATE INDEX throttle_last ON kartoteka.throttle (last_at);

-- Browsers from which a login has signed in before. Their failures count apart, so that strangers
-- who guess cannot lock the person out.
CREATE TABLE kartoteka.known_device (
  tenant text NOT NULL,
  login_id uuid NOT NULL REFERENCES kartoteka.login ON DELETE CASCADE,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  PRIMARY KEY (login_id, token_hash)
);

-- 120 random bits each, so a plain hash is enough (ASVS 6.5.2).
CREATE TABLE kartoteka.recovery_code (
  tenant text NOT NULL,
  login_id uuid NOT NULL REFERENCES kartoteka.login ON DELETE CASCADE,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  used_at timestamptz,
  PRIMARY KEY (login_id, code_hash)
);

CREATE TABLE kartoteka.passkey (
  tenant text NOT NULL,
  id uuid NOT NULL PRIMARY KEY,
  login_id uuid NOT NULL REFERENCES kartoteka.login ON DELETE CASCADE,
  credential_id text NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  counter bigint NOT NULL CHECK (counter >= 0),
  transports text[] NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkey_login ON kartoteka.passkey (login_id);

-- What an authenticator has to sign; taken away when it is answered.
CREATE TABLE kartoteka.challenge (
  tenant text NOT NULL,
  handle_hash bytea NOT NULL PRIMARY KEY CHECK (length(handle_hash) = 32),
  area text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('register', 'sign-in')),
  login_id uuid REFERENCES kartoteka.login ON DELETE CASCADE,
  challenge text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX challenge_expires ON kartoteka.challenge (expires_at);

-- A code that sets the first password. Found by its first letters; the rest is hashed like a password.
CREATE TABLE kartoteka.invitation (
  tenant text NOT NULL,
  id uuid NOT NULL PRIMARY KEY,
  area text NOT NULL,
  selector text NOT NULL,
  code_hash text NOT NULL,
  login_id uuid NOT NULL REFERENCES kartoteka.login ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  UNIQUE (tenant, area, selector)
);
CREATE INDEX invitation_login ON kartoteka.invitation (login_id);

DO $$
DECLARE one regclass;
BEGIN
  FOREACH one IN ARRAY ARRAY['kartoteka.login', 'kartoteka.session', 'kartoteka.throttle',
    'kartoteka.known_device', 'kartoteka.recovery_code', 'kartoteka.passkey',
    'kartoteka.challenge', 'kartoteka.invitation']::regclass[]
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', one);
    EXECUTE format('CREATE POLICY sign_in ON %s '
      'USING ((SELECT kartoteka.scope_kind()) IN (''sign-in'', ''system''))', one);
  END LOOP;
END $$;
