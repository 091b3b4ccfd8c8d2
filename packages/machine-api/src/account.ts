import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';

export const accountState = z.enum([
  'ordered',
  'waiting',
  'active',
  'expired',
  'suspended',
  'closed',
]);

/** The account as its own practice sees it over the machine interface. */
export const accountView = z.object({
  account: z.string(),
  organisation: z.string(),
  state: accountState,
  activeFrom: z.string(),
  activeTo: z.string(),
  sizeMbMax: z.number(),
  bytesUsed: z.number(),
  documentsMax: z.number(),
  documentsUsed: z.number(),
  domainOid: z.string(),
  repositoryUniqueId: z.string(),
  repositoryOidP1: z.string().nullable(),
  providerOid: z.string().nullable(),
  office: z.object({ name: z.string(), phone: z.string(), hours: z.string(), mail: z.string() }),
  certificates: z.array(
    z.object({
      kind: z.enum(['TLS', 'WSS']),
      serialNumber: z.string(),
      sha256: z.string(),
      notBefore: z.string(),
      notAfter: z.string(),
      state: z.enum(['registered', 'withheld', 'revoked']),
    }),
  ),
});
export type AccountView = z.infer<typeof accountView>;

export const getAccount = {
  method: 'GET',
  path: '/services/{account}/api/v1/account',
  summary: 'State, limits and identifiers of the account',
  params: z.object({ account: z.string() }),
  answer: accountView,
} as const satisfies RouteContract;
