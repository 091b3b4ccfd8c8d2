import { type PostgresServer, startPostgres } from '@kartoteka/service';
import type { Surroundings } from './surroundings.ts';

/** The server that holds the databases: a given one, or our own, started or taken over. */
export interface DatabaseAddress {
  readonly adminUrl: string;
  /** Ends our own server if nobody else uses it. */
  release(): Promise<void>;
}

/** @throws Problem `start.database-*` */
export async function openDatabaseAddress({
  settings,
  home,
  log,
}: Surroundings): Promise<DatabaseAddress> {
  if (settings.databaseUrl !== undefined) {
    return { adminUrl: settings.databaseUrl, release: async () => {} };
  }
  const server: PostgresServer = await startPostgres({ home, log });
  return { adminUrl: server.url, release: () => server.stop() };
}
