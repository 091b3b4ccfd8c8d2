import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { instantText } from '../paging-contract.ts';

export const certificateCard = z.object({
  kind: z.enum(['TLS', 'WSS']),
  subject: z.string(),
  issuer: z.string(),
  serialNumber: z.string(),
  sha256: z.string(),
  notBefore: instantText,
  notAfter: instantText,
  daysLeft: z.number().int(),
});

/** How the practice is connected to its cloud; private keys never leave the server. */
export const cloudLinkView = z.object({
  connected: z.boolean(),
  account: z.string().nullable(),
  machineUrl: z.string().nullable(),
  portalUrl: z.string().nullable(),
  certificates: z.array(certificateCard),
  /** As the cloud said last: state, limits, identifiers. */
  status: z
    .object({
      at: instantText,
      organisation: z.string(),
      state: z.enum(['ordered', 'waiting', 'active', 'expired', 'suspended', 'closed']),
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
    })
    .nullable(),
  /** The last call that failed, in words, with the peer's own message. */
  lastProblem: z
    .object({
      at: instantText,
      code: z.string(),
      text: z.string(),
      next: z.string(),
      quoted: z.string().nullable(),
    })
    .nullable(),
});
export type CloudLinkView = z.infer<typeof cloudLinkView>;

export const getCloudLink = {
  method: 'GET',
  path: '/api/cloud-link',
  summary: 'Connection to the document cloud',
  answer: cloudLinkView,
} as const satisfies RouteContract;

/** Saves address, account and the four PEM files; each file is checked for what it is before it is kept. */
export const saveCloudLink = {
  method: 'PUT',
  path: '/api/cloud-link',
  summary: 'Connect to the document cloud',
  body: z.object({
    account: z.string().min(1).max(40),
    machineUrl: z.url(),
    portalUrl: z.url(),
    /** PEM of the authorities that the cloud's own certificate is checked against. */
    trustedAuthorities: z.string().max(100_000),
    tlsCertificate: z.string().max(100_000),
    tlsPrivateKey: z.string().max(100_000),
    wssCertificate: z.string().max(100_000),
    wssPrivateKey: z.string().max(100_000),
  }),
  answer: cloudLinkView,
} as const satisfies RouteContract;

/** Asks the cloud for the account now and keeps what it says. */
export const testCloudLink = {
  method: 'POST',
  path: '/api/cloud-link/test',
  summary: 'Test the connection to the document cloud',
  answer: cloudLinkView,
} as const satisfies RouteContract;
