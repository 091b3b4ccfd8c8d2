import type { AtnaExchange } from '@kartoteka/xds';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { insertExchange } from './outbox-store.ts';

/** Where and as what this process runs, for the messages that it causes. */
export interface AtnaSelf {
  readonly host: string;
  readonly processId: string;
}

/** The way to the audit record repository; there is none where no collector is configured. */
export interface AtnaFeed {
  readonly self: AtnaSelf;
  /**
   * Keeps an exchange until the collector has taken it, in the transaction of its audit record: both
   * are there or neither. Delivered at least once; a collector may see one twice.
   */
  keep(trx: Transaction<CloudSchema>, exchange: AtnaExchange): Promise<void>;
}

/** Makes the feed over the outbox. */
export function createAtnaFeed(self: AtnaSelf): AtnaFeed {
  return {
    self,
    keep: (trx, exchange) =>
      insertExchange(trx, {
        tenant: exchange.sourceId,
        at: new Date(exchange.at),
        exchange: JSON.stringify(exchange),
      }),
  };
}
