import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Office, type OperatorContext, setOffice } from '@kartoteka/cloud/main';
import type { AccountId } from '@kartoteka/kernel';
import { samplePeople } from '@kartoteka/kernel/sample';
import { accountCommonName, createCsr, generateKeyPair } from '@kartoteka/pki';
import { testMailAccounts } from '@kartoteka/sandbox/main';
import { portOf } from '@kartoteka/service';
import { type Addresses, addressesOf } from '../addresses.ts';
import { openOperatorParts } from '../operator-parts.ts';
import { sandboxFolder } from '../run-sandbox.ts';
import { addStaff } from '../staff.ts';
import type { Surroundings } from '../surroundings.ts';
import { demoDocuments } from './demo-documents.ts';
import {
  type DemoFile,
  type DemoPatient,
  type DemoSandbox,
  type DemoStaff,
  readDemoFile,
  writeDemoFile,
} from './demo-file.ts';
import { demoStructure } from './demo-structure.ts';
import { type PracticeSession, signInToPractice } from './practice-session.ts';

const account = '5010';
const yearMs = 365 * 86_400_000;
const operator: OperatorContext = {
  actor: { kind: 'operator', id: 'demo', display: 'Demo' },
  correlationId: 'demo',
};
const office: Office = {
  name: 'Biuro Obsługi Klienta (demonstracja)',
  phone: '22 555 01 01',
  hours: 'w dni robocze od 8 do 16',
  mail: 'biuro@kartoteka.example',
};
/** How many patients get an invitation, and how many documents are shared, in the demo. */
const invitedPatients = 3;
const sharedPatients = 3;

/**
 * Sets up a demo by the product's own means, once: the operator opens an account and issues its pair,
 * staff are added, the administrator connects the practice over REST, documents are brought in, sent
 * and shared as staff do it. Later starts only print what is there; one that was cut off goes on, because
 * keys and passwords are written down before anything uses them, and every step may be repeated.
 *
 * @returns the lines to print: addresses and logins
 */
export async function setUpDemo(surroundings: Surroundings, adminUrl: string): Promise<string[]> {
  const addresses = addressesOf(surroundings);
  if (surroundings.settings.mode !== 'demo') return linesOf(addresses, undefined);
  const { home } = surroundings;
  const known = readDemoFile(home);
  if (known?.complete) {
    // Written by a version before, or moved to other ports since.
    const renewed = { ...known, sandbox: sandboxOf(surroundings) };
    if (JSON.stringify(renewed) !== JSON.stringify(known)) writeDemoFile(home, renewed);
    return linesOf(addresses, renewed);
  }
  const demo = known ?? (await prepare(surroundings, adminUrl));
  await addStaff(
    surroundings,
    adminUrl,
    demo.practice.staff.map(({ role, login, password }) => {
      const person = people.find((one) => one.login === login);
      if (!person) throw new Error(`${login} is not of this demo`);
      const { family, given, unit } = person;
      return { role, login, password, family, given, unit };
    }),
  );
  const administrator = demo.practice.staff.find(({ role }) => role === 'administrator');
  if (!administrator) throw new Error('the demo has no administrator');
  const session = await signInToPractice(addresses.practice, administrator);
  await connect(session, demo);
  await describe(session);
  const patients = await fill(session, new Date(demo.begunAt));
  const complete = {
    ...demo,
    portal: { ...demo.portal, patients },
    sandbox: sandboxOf(surroundings),
    complete: true,
  };
  writeDemoFile(home, complete);
  return linesOf(addresses, complete);
}

/** Account, certificates and the passwords of staff, written down before anything uses them. */
async function prepare(surroundings: Surroundings, adminUrl: string): Promise<DemoFile> {
  const { home } = surroundings;
  const addresses = addressesOf(surroundings);
  const cloud = await openOperatorParts(surroundings, adminUrl);
  try {
    const now = surroundings.clock.now();
    const id = await orderAccount(cloud, now);
    await setOffice(cloud.database, office);
    const [tls, wss] = [await generateKeyPair(), await generateKeyPair()];
    const csr = (privateKeyPem: string, kind: 'TLS' | 'WSS') =>
      createCsr({
        privateKeyPem,
        subject: { cn: accountCommonName(id, kind), o: 'Przychodnia Przykładowa', c: 'PL' },
      });
    const issued = await cloud.operator.issueCertificates(operator, {
      account: id,
      tlsCsr: await csr(tls.privateKeyPem, 'TLS'),
      wssCsr: await csr(wss.privateKeyPem, 'WSS'),
    });
    const root = (await cloud.authorities.root()).certificatePem;
    const folder = join(home, 'demo');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const keep = (name: string, pem: string): string => {
      const path = join(folder, name);
      writeFileSync(path, pem, { mode: 0o600 });
      return path;
    };
    const found = await cloud.operator.find(id);
    if (!found) throw new Error('the demo account is missing');
    const demo: DemoFile = {
      practice: { url: addresses.practice, staff: inventStaff(surroundings) },
      cloud: {
        url: addresses.cloudWeb,
        machineUrl: addresses.machine,
        account: id,
        domainOid: found.domainOid,
        repositoryUniqueId: found.repositoryOid,
        ca: keep('ca.pem', root),
        tls: {
          cert: keep('tls-public.pem', issued.tlsPem),
          key: keep('tls-private.pem', tls.privateKeyPem),
        },
        wss: {
          cert: keep('wss-public.pem', issued.wssPem),
          key: keep('wss-private.pem', wss.privateKeyPem),
        },
      },
      portal: { url: `${addresses.cloudWeb}/portal/${id}`, patients: [] },
      sandbox: sandboxOf(surroundings),
      begunAt: now.toISOString(),
      complete: false,
    };
    writeDemoFile(home, demo);
    return demo;
  } finally {
    await cloud.database.close();
  }
}

/** The order; a first start that was cut off may have placed it already. */
async function orderAccount(
  cloud: Awaited<ReturnType<typeof openOperatorParts>>,
  now: Date,
): Promise<AccountId> {
  const known = await cloud.operator.find(account);
  if (known) return known.id;
  return cloud.operator.createAccount(operator, {
    account,
    organisation: 'Przychodnia Przykładowa sp. z o.o.',
    activeFrom: now.toISOString().slice(0, 10),
    activeTo: new Date(now.getTime() + yearMs).toISOString().slice(0, 10),
    sizeMbMax: 20_010,
    documentsMax: 10_000,
    providerOid: '2.16.840.1.113883.3.4424.2.7.26',
  });
}

const people = [
  { role: 'administrator', family: 'Zarządna', given: 'Halina', login: 'admin', unit: '03' },
  { role: 'doctor', family: 'Wymyślny', given: 'Ambroży', login: 'lekarz', unit: '01' },
  { role: 'registrar', family: 'Okienkowa', given: 'Bogna', login: 'rejestracja', unit: '03' },
] as const;

function inventStaff(surroundings: Surroundings): DemoStaff[] {
  return people.map(({ role, family, given, login }) => ({
    role,
    login,
    name: `${given} ${family}`,
    password: makePassword(surroundings),
  }));
}

/** The practice's connection to the cloud, saved by its administrator. */
async function connect(session: PracticeSession, { cloud, portal }: DemoFile): Promise<void> {
  const read = (path: string): string => readFileSync(path, 'utf8');
  await session.put('/api/cloud-link', {
    account: cloud.account,
    machineUrl: cloud.machineUrl,
    portalUrl: portal.url,
    trustedAuthorities: read(cloud.ca),
    tlsCertificate: read(cloud.tls.cert),
    tlsPrivateKey: read(cloud.tls.key),
    wssCertificate: read(cloud.wss.cert),
    wssPrivateKey: read(cloud.wss.key),
  });
}

/** The organisation structure, saved once. */
async function describe(session: PracticeSession): Promise<void> {
  const { version } = await session.get<{ version: number }>('/api/structure');
  if (version === 0) await session.put('/api/structure', { version, ...demoStructure });
}

/** Documents, shares and invitations, through the practice's REST interface. */
async function fill(session: PracticeSession, begunAt: Date): Promise<DemoPatient[]> {
  const ids = new Map<string, { patientId: string; documents: string[] }>();
  for (const document of demoDocuments(begunAt)) {
    const result = await session.sendFile<{
      outcome: string;
      documentId: string | null;
      patientId: string | null;
    }>(
      `/api/documents/import?name=${encodeURIComponent(document.name)}&source=command`,
      document.bytes,
    );
    if (!result.patientId || !result.documentId) throw new Error('a demo document was refused');
    const known = ids.get(result.patientId) ?? { patientId: result.patientId, documents: [] };
    known.documents.push(result.documentId);
    ids.set(result.patientId, known);
  }
  const defaults = await session.get<{ from: string; to: string; reason: string }>(
    '/api/shares/defaults',
  );
  const patients = [...ids.values()];
  for (const { patientId, documents } of patients.slice(0, sharedPatients)) {
    const { total } = await session.post<{ total: number }>('/api/consents/search', { patientId });
    if (total > 0) continue;
    const documentIds = documents.slice(0, 2);
    await session.post('/api/shares', { documentIds, recipient: { kind: 'patient' }, ...defaults });
  }
  const invited: DemoPatient[] = [];
  for (const [index, { patientId }] of patients.slice(0, invitedPatients).entries()) {
    const { code } = await session.post<{ code: string }>(
      `/api/patients/${patientId}/invitation`,
      {},
    );
    const pesel = samplePeople[index]?.pesel ?? '';
    invited.push({ pesel, invitation: code });
  }
  return invited;
}

/** Five random groups: long enough to stand without a second factor. */
function makePassword({ random }: Surroundings): string {
  return Buffer.from(random.bytes(15))
    .toString('base64url')
    .replace(/(.{5})(?=.)/g, '$1-');
}

function sandboxOf(surroundings: Surroundings): DemoSandbox {
  const { sandbox, sandboxServices } = addressesOf(surroundings);
  const folder = sandboxFolder(surroundings);
  const at = (name: 'sandboxSmtp' | 'sandboxPop3') => ({
    host: 'localhost',
    port: portOf(surroundings.settings.port, name),
  });
  return {
    url: sandbox,
    servicesUrl: sandboxServices,
    ca: join(folder, 'ca.pem'),
    mail: {
      smtp: at('sandboxSmtp'),
      pop3: at('sandboxPop3'),
      mailboxes: testMailAccounts(folder, surroundings.random),
    },
  };
}

function linesOf(addresses: Addresses, demo: DemoFile | undefined): string[] {
  const lines = ['', `Practice        ${addresses.practice}`];
  for (const { role, login, password } of demo?.practice.staff ?? []) {
    lines.push(`  ${role.padEnd(14)}${login.padEnd(14)}${password}`);
  }
  if (demo) lines.push(`Patient portal  ${demo.portal.url}`);
  for (const { invitation } of demo?.portal.patients.slice(0, 1) ?? []) {
    if (invitation) lines.push(`  invitation    ${invitation}`);
  }
  lines.push(`Cloud           ${addresses.machine} (machines, mutual TLS)`);
  if (demo) lines.push(`Sandbox         ${addresses.sandbox} (nothing in it is real)`);
  lines.push('');
  return lines;
}
