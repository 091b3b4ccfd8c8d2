import type { Generated } from 'kysely';

/** Given by the scope of the transaction. */
type World = Generated<string>;

interface MailboxTable {
  world: World;
  address: string;
}

interface MailMessageTable {
  world: World;
  id: Generated<number>;
  mailbox: string;
  received_at: Date;
  envelope_from: string;
  envelope_to: string;
  signed_in_as: string;
  raw: Uint8Array;
  subject: string;
  sender: string;
  read_at: Date | null;
}

export const relayStates = ['waiting', 'delivered', 'refused'] as const;
export type RelayState = (typeof relayStates)[number];

interface MailRelayTable {
  world: World;
  message: number;
  state: RelayState;
  attempts: Generated<number>;
  problem: string | null;
  quoted: string | null;
  tried_at: Date | null;
  maybe_twice: Generated<boolean>;
}

/** The tables of the sandbox's mail. */
export interface MailSchema {
  'sandbox.mailbox': MailboxTable;
  'sandbox.mail_message': MailMessageTable;
  'sandbox.mail_relay': MailRelayTable;
}
