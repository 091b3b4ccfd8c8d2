import { request as httpsRequest } from 'node:https';
import type { Bundle, OperationOutcome } from '@kartoteka/fhir';
import { Client } from 'fhir-kit-client';
import { Agent } from 'undici';
import type { CloudForTests, TestAccount, TestCredentials } from './cloud-for-tests.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Buffer;
  /** The body as JSON. */
  json<T = OperationOutcome>(): T;
}

export interface HttpCall {
  readonly method?: string;
  /** Below the service, such as `/DocumentReference?status=current`, or a whole address. */
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** A bare client that shows what is on the wire. */
export function httpClient(
  cloud: CloudForTests,
  account: Pick<TestAccount, 'id'>,
  credentials: Partial<TestCredentials>,
) {
  return (call: HttpCall): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const base = `https://localhost:${cloud.port}/services/${account.id}/fhir`;
      const request = httpsRequest(call.path.startsWith('https:') ? call.path : base + call.path, {
        method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
        headers: call.headers ?? {},
        ca: cloud.root,
        cert: credentials.tlsCertificate,
        key: credentials.tlsKey,
        agent: false,
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const pieces: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => {
          const bytes = Buffer.concat(pieces);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            bytes,
            json: () => JSON.parse(bytes.toString('utf8')),
          });
        });
      });
      request.end(call.body);
    });
}

/** The kept client of other people, through mutual TLS. */
export function keptClient(cloud: CloudForTests, account: TestAccount): Client {
  const dispatcher = new Agent({
    connect: { ca: cloud.root, cert: account.tlsCertificate, key: account.tlsKey },
  });
  return new Client({
    baseUrl: `https://localhost:${cloud.port}/services/${account.id}/fhir`,
    requestOptions: { dispatcher },
  });
}

/** The places of a transaction's answer. */
export function locationsOf(answer: Bundle): string[] {
  return (answer.entry ?? []).map(({ response }) => response?.location ?? '');
}
