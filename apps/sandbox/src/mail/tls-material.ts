import { createSecureContext, type SecureContext } from 'node:tls';

/** A certificate chain and its key, PEM. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

/** What a mail server shows itself with: today's certificate, and one that is out of date on purpose. */
export interface MailTls {
  readonly current: SecureContext;
  readonly expired: SecureContext;
}

export function createMailTls(pairs: {
  readonly current: TlsPair;
  readonly expired: TlsPair;
}): MailTls {
  const context = (pair: TlsPair) => createSecureContext({ ...pair, minVersion: 'TLSv1.2' });
  return { current: context(pairs.current), expired: context(pairs.expired) };
}
