import { fileURLToPath } from 'node:url';
import type { Clock, Random } from '@kartoteka/kernel';
import {
  type ContentStore,
  createContentStore,
  createDataKeys,
  type Database,
  type Keyring,
  type Log,
  openDatabase,
} from '@kartoteka/service';
import { type Authorities, createAuthorities } from './features/accounts/authorities.ts';
import {
  createOperatorService,
  type OperatorService,
} from './features/accounts/operator-service.ts';
import type { CloudSchema } from './schema.ts';

/** Folder of the cloud's migrations. */
export const cloudMigrations = fileURLToPath(new URL('./migrations', import.meta.url));
export const cloudDatabaseName = 'kartoteka_cloud';

/** What every process of the cloud is built from: its servers, its jobs, the operator's commands. */
export interface CloudParts {
  readonly database: Database<CloudSchema>;
  readonly keyring: Keyring;
  readonly contents: ContentStore;
  readonly authorities: Authorities;
  readonly operator: OperatorService;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface CloudPartsOptions {
  /** Of the server that holds, or will hold, the database. */
  readonly adminUrl: string;
  readonly keyring: Keyring;
  readonly operatorName: string;
  readonly oidRoot: string | undefined;
  /** Host names and addresses under which machines reach the cloud. */
  readonly serverNames: readonly string[];
  readonly poolMax: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Opens the database and puts the parts together. The caller closes the database. */
export async function openCloudParts(options: CloudPartsOptions): Promise<CloudParts> {
  const { log } = options;
  const database = await openDatabase<CloudSchema>({
    adminUrl: options.adminUrl,
    name: cloudDatabaseName,
    migrations: [cloudMigrations],
    poolMax: options.poolMax,
    log,
  });
  return assembleCloudParts(database, options);
}

/** The parts over a database that is open already. */
export function assembleCloudParts(
  database: Database<CloudSchema>,
  options: Omit<CloudPartsOptions, 'adminUrl' | 'poolMax'>,
): CloudParts {
  const { keyring, clock, random, log } = options;
  const dataKeys = createDataKeys({ database, keyring, random });
  const contents = createContentStore({ database, dataKeys, clock, random });
  const authorities = createAuthorities({
    database,
    keyring,
    operatorName: options.operatorName,
    serverNames: options.serverNames,
    clock,
    random,
  });
  const operator = createOperatorService({
    database,
    authorities,
    oidRoot: options.oidRoot,
    clock,
    random,
  });
  return { database, keyring, contents, authorities, operator, clock, random, log };
}
