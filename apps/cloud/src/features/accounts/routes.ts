import type { Clock } from '@kartoteka/kernel';
import { type AccountView, getAccount } from '@kartoteka/machine-api';
import { bindRoute, type Database } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { callerOf } from '../../listener/guard-machines.ts';
import type { CloudSchema } from '../../schema.ts';
import { stateOf } from './account.ts';
import type { Office } from './office.ts';
import { findAccount } from './store.ts';

export interface AccountRoutesOptions {
  readonly database: Database<CloudSchema>;
  readonly readOffice: () => Promise<Office>;
  readonly clock: Clock;
}

/** The account as its own practice asks for it: read fresh, because limits are looked at by people. */
export function bindAccountRoutes(server: FastifyInstance, options: AccountRoutesOptions): void {
  const { database, clock } = options;
  bindRoute(server, getAccount, { access: 'public' }, async ({ request }): Promise<AccountView> => {
    const { id } = callerOf(request).account;
    const account = await database.inScope({ kind: 'account', account: id }, (trx) =>
      findAccount(trx, id),
    );
    const found = account ?? callerOf(request).account;
    return {
      account: found.id,
      organisation: found.organisation,
      state: stateOf(found, clock),
      activeFrom: found.activeFrom,
      activeTo: found.activeTo,
      sizeMbMax: found.sizeMbMax,
      bytesUsed: found.bytesUsed,
      documentsMax: found.documentsMax,
      documentsUsed: found.documentsUsed,
      domainOid: found.domainOid,
      repositoryUniqueId: found.repositoryOid,
      repositoryOidP1: found.repositoryOidP1,
      providerOid: found.providerOid,
      office: await options.readOffice(),
      certificates: found.certificates.map((one) => ({
        kind: one.kind,
        serialNumber: one.serialNumber,
        sha256: one.sha256,
        notBefore: one.notBefore.toISOString(),
        notAfter: one.notAfter.toISOString(),
        state: one.state,
      })),
    };
  });
}
