-- The mail of the sandbox: mailboxes of a world, what arrived in them, and what is on its way to the
-- cloud's office. Everything is part of its world.

CREATE TABLE sandbox.mailbox (
  world text NOT NULL DEFAULT kartoteka.scope_tenant()
    REFERENCES sandbox.world (world) ON DELETE CASCADE,
  -- As it is shown; compared without regard to case.
  address text NOT NULL CHECK (length(address) BETWEEN 3 AND 254),
  PRIMARY KEY (world, address)
);
SELECT sandbox.keep_apart('sandbox.mailbox');
CREATE UNIQUE INDEX mailbox_by_case ON sandbox.mailbox (world, lower(address));

CREATE TABLE sandbox.mail_message (
  world text NOT NULL DEFAULT kartoteka.scope_tenant(),
  -- Never given twice within a database: POP3 hands it out as the unique id (RFC 1939, 7).
  id bigint GENERATED ALWAYS AS IDENTITY,
  mailbox text NOT NULL,
  -- Time of the world.
  received_at timestamptz NOT NULL,
  envelope_from text NOT NULL,
  -- The address in RCPT TO, as it was written.
  envelope_to text NOT NULL,
  signed_in_as text NOT NULL,
  -- The bytes between DATA and the dot, without the dots that were stuffed in.
  raw bytea NOT NULL,
  subject text NOT NULL,
  sender text NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (world, id),
  FOREIGN KEY (world, mailbox) REFERENCES sandbox.mailbox (world, address) ON DELETE CASCADE
);
SELECT sandbox.keep_apart('sandbox.mail_message');
CREATE INDEX mail_message_by_mailbox ON sandbox.mail_message (world, mailbox, id);

CREATE TABLE sandbox.mail_relay (
  world text NOT NULL DEFAULT kartoteka.scope_tenant(),
  message bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'refused')),
  attempts integer NOT NULL DEFAULT 0,
  -- The problem of the last attempt, what the other server said, and when that was (the machine's time).
  problem text,
  quoted text,
  tried_at timestamptz,
  -- An attempt ended in silence after the whole message: the other side may have it already.
  maybe_twice boolean NOT NULL DEFAULT false,
  PRIMARY KEY (world, message),
  FOREIGN KEY (world, message) REFERENCES sandbox.mail_message (world, id) ON DELETE CASCADE
);
SELECT sandbox.keep_apart('sandbox.mail_relay');
