import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createRenderer } from '@kartoteka/cda';
import { buildSampleCda } from '@kartoteka/cda/sample';
import type { PatientIdCx } from '@kartoteka/kernel';
import { samplePeople } from '@kartoteka/kernel/sample';
import {
  accountSignInRoutes,
  createHttpServer,
  createSignIn,
  recordRefusedActs,
  silentLog,
} from '@kartoteka/service';
import { samplePatientId, sampleSubmission } from '@kartoteka/xds/sample';
import { bindConsentRoutes } from '../src/features/consents/routes.ts';
import { createConsentService } from '../src/features/consents/service.ts';
import { bindPortalRoutes } from '../src/features/portal/routes.ts';
import { createPortalService } from '../src/features/portal/service.ts';
import { createMachineServer } from '../src/listener/machine-server.ts';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { machineClient, sha1 } from './machine-client.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers as they come.
  readonly json: any;
}

export interface StoredDocument {
  readonly uniqueId: string;
  readonly title: string;
  readonly bytes: Uint8Array;
}

export interface PortalForTests {
  readonly cloud: CloudForTests;
  /** The web server's address. */
  readonly url: string;
  /** A practice's own calls: documents, consents, invitations. */
  practice(account: TestAccount): TestPractice;
  browser(account: TestAccount): TestBrowser;
  stop(): Promise<void>;
}

export interface ConsentBody {
  readonly patientId: string;
  readonly patientName: string;
  readonly recipient: { readonly kind: 'patient' };
  readonly reason: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly documents: readonly string[];
}

export type TestPractice = ReturnType<typeof practiceOf>;
export type TestBrowser = ReturnType<typeof browserOf>;

export const goodPassword = 'kaktus pod starym mostem';

/** A cloud with both its servers: machines over TLS, patients over the portal. */
export async function startPortalForTests(): Promise<PortalForTests> {
  const cloud = await startCloudForTests();
  const { database, keyring, contents, clock, random } = cloud.parts;
  const signIn = createSignIn({
    area: 'portal',
    tenant: { inPath: true },
    database,
    keyring,
    clock,
    random,
    log: silentLog,
    actorKind: 'person',
    issuer: 'Test',
  });
  const web = await createHttpServer({
    clock,
    random,
    log: silentLog,
    sessions: [signIn.sessions],
    recordRefusedAct: recordRefusedActs({ database, clock, actorKind: 'person' }),
  });
  signIn.bind(web, accountSignInRoutes('/portal/{account}'));
  const renderer = createRenderer({ workers: 1 });
  bindPortalRoutes(web, createPortalService({ database, contents, renderer, clock }));
  await web.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(web.server.address() as AddressInfo).port}`;
  const consents = createConsentService({
    database,
    signIn,
    portalUrl: (account) => `https://portal.example/portal/${account}`,
    clock,
    random,
  });
  const machine = await createMachineServer(cloud.parts, {
    bind: [(guarded) => bindConsentRoutes(guarded, consents)],
  });
  await machine.listen({ host: '127.0.0.1', port: 0 });
  const { port } = machine.server.address() as AddressInfo;
  return {
    cloud,
    url,
    practice: (account) => practiceOf(cloud, account, port),
    browser: (account) => browserOf(url, account),
    stop: async () => {
      await Promise.all([web.close(), machine.close(), renderer.close()]);
      await cloud.stop();
    },
  };
}

/** What a practice does at the machine interface, with its certificate. */
function practiceOf(cloud: CloudForTests, account: TestAccount, port: number) {
  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    callMachine({ cloud, account, port }, { method, path, body });
  let serial = Number.parseInt(account.id, 10) * 1000;
  return {
    call,
    /** Stores one real CDA document and names it. */
    store: async (person = 3): Promise<StoredDocument> => {
      serial += 1;
      const sample = sampleSubmission({ serial, documents: 1 });
      const bytes = sampleCda(serial, person);
      const [entry] = sample.submission.documents;
      if (!entry) throw new RangeError('a sample has no document');
      const { submission } = sample;
      const patientId = samplePatientId(person);
      const documents = [{ ...entry, patientId, hash: sha1(bytes), size: bytes.length }];
      const response = await machineClient(cloud, account).provide({
        submission: {
          ...submission,
          documents,
          submissionSet: { ...submission.submissionSet, patientId },
          folders: submission.folders.map((folder) => ({ ...folder, patientId })),
        },
        contents: new Map([[entry.id, bytes]]),
      });
      if (response.status !== 'Success') throw new Error(JSON.stringify(response.errors));
      return { uniqueId: String(entry.uniqueId), title: entry.title[0]?.value ?? '', bytes };
    },
    put: (id: string, body: ConsentBody): Promise<Answer> => call('PUT', `consents/${id}`, body),
    revoke: (id: string): Promise<Answer> => call('POST', `consents/${id}/revocation`),
    /** Invites a patient; the answer has the code. */
    invite: (person = 3): Promise<Answer> =>
      call('POST', 'invitations', {
        patientId: samplePatientId(person),
        patientName: nameOf(person),
      }),
  };
}

/** A consent for the sample patient over documents, in days of Warsaw; tests change one thing. */
export function sampleConsent(documents: readonly string[], change: Partial<ConsentBody> = {}) {
  return {
    patientId: samplePatientId() as PatientIdCx as string,
    patientName: nameOf(3),
    recipient: { kind: 'patient' },
    reason: 'Odbiór wyników',
    from: '2026-03-01',
    to: '2099-12-31',
    timeZone: 'Europe/Warsaw',
    documents,
    ...change,
  } as const satisfies ConsentBody;
}

export function nameOf(person: number): string {
  const found = samplePeople[person];
  if (!found) throw new RangeError('no such sample person');
  return `${found.given} ${found.family}`;
}

function sampleCda(serial: number, person: number): Uint8Array {
  const patient = samplePeople[person];
  if (!patient) throw new RangeError('no such sample person');
  return buildSampleCda({
    kind: 'KIF',
    localRoot: '2.16.840.1.113883.3.4424.2.7.26',
    number: String(serial),
    patient,
    issued: '20260301101500+0100',
  });
}

interface MachineCall {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

function callMachine(
  place: { readonly cloud: CloudForTests; readonly account: TestAccount; readonly port: number },
  { method, path, body }: MachineCall,
): Promise<Answer> {
  const { cloud, account, port } = place;
  const sent = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const request = httpsRequest({
      host: 'localhost',
      port,
      path: `/services/${account.id}/api/v1/${path}`,
      method,
      ca: cloud.root,
      cert: account.tlsCertificate,
      key: account.tlsKey,
      headers: sent === undefined ? {} : { 'content-type': 'application/json' },
      agent: false,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const bytes = Buffer.concat(pieces);
        const headers = new Headers(response.headers as Record<string, string>);
        resolve({ status: response.statusCode ?? 0, headers, bytes, json: parsed(bytes) });
      });
    });
    request.end(sent);
  });
}

/** A patient's browser at the portal of one account; it keeps its cookies. */
function browserOf(url: string, account: TestAccount) {
  const cookies = new Map<string, string>();
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        'accept-language': 'pl',
        'x-requested-with': 'test',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, json: parsed(bytes) };
  };
  const api = `/portal/${account.id}/api`;
  return {
    call,
    redeem: (code: string, login: string) =>
      call('POST', `${api}/invitation`, { code, login, password: goodPassword }),
    signIn: (login: string) => call('POST', `${api}/session`, { login, password: goodPassword }),
    signOut: () => call('DELETE', `${api}/session`),
    list: () => call('GET', `${api}/documents`),
    page: (id: string, query = '') => call('GET', `${api}/documents/${id}/page${query}`),
    xml: (id: string) => call('GET', `${api}/documents/${id}/xml`),
    access: () => call('GET', `${api}/access`),
  };
}

function parsed(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  return /^[[{"]/.test(text) ? JSON.parse(text) : undefined;
}
