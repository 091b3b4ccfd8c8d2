import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSampleCda } from '@kartoteka/cda/sample';
import { samplePeople } from '@kartoteka/kernel/sample';
import {
  type PracticeSession,
  signInToPractice,
} from '../../../apps/cli/src/demo/practice-session.ts';
import { untilAcknowledged } from './journal.ts';

/** A document that the practice has taken in, and said so. */
export interface TakenIn {
  readonly documentId: string;
  readonly bytes: Buffer;
}

export interface PracticeJournal {
  readonly takenIn: TakenIn[];
  /** Ids of consents that the practice has made, and said so. */
  readonly consents: string[];
  readonly wrong: string[];
}

export interface DocumentRow {
  readonly id: string;
  readonly uniqueId: string;
  readonly state: string;
}

const answerMsMax = 20_000;
const pageSize = 100;

/** Signs in as the administrator of a demo; again and again while the practice cannot answer. */
export async function signInToDemo(home: string): Promise<PracticeSession> {
  const { practice } = JSON.parse(readFileSync(join(home, 'demo.json'), 'utf8')) as {
    practice: { url: string; staff: { role: string; login: string; password: string }[] };
  };
  const administrator = practice.staff.find(({ role }) => role === 'administrator');
  if (!administrator) throw new RangeError('a demo has an administrator');
  let session: PracticeSession | undefined;
  await untilAcknowledged(async () => {
    session = await inTime(signInToPractice(practice.url, administrator));
    return true;
  });
  if (!session) throw new RangeError('signed in');
  return session;
}

/** Brings documents in and shares some of them, each until the practice has said yes. */
export async function keepImporting(
  session: PracticeSession,
  journal: PracticeJournal,
  options: { readonly nextSerial: () => number; readonly isOver: () => boolean },
): Promise<void> {
  while (!options.isOver()) {
    const serial = options.nextSerial();
    const bytes = documentOf(serial);
    const path = `/api/documents/import?name=plik-${serial}.xml&source=command`;
    let documentId: string | undefined;
    await untilAcknowledged(async () => {
      const answer = await inTime(
        session.sendFile<{ outcome: string; documentId: string | null }>(path, bytes),
      );
      const good = answer.outcome === 'stored' || answer.outcome === 'already-there';
      if (!good) journal.wrong.push(answer.outcome);
      documentId = answer.documentId ?? undefined;
      return true;
    });
    if (documentId === undefined) continue;
    journal.takenIn.push({ documentId, bytes });
    if (journal.takenIn.length % 4 === 0) await share(session, journal, documentId);
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

/** All rows of the archive, page by page. */
export async function readArchive(session: PracticeSession): Promise<DocumentRow[]> {
  return readPages<DocumentRow>(session, '/api/documents/search');
}

export async function readConsents(
  session: PracticeSession,
): Promise<{ readonly id: string; readonly state: string }[]> {
  return readPages(session, '/api/consents/search');
}

async function readPages<Row>(session: PracticeSession, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await inTime(
      session.post<{ rows: Row[]; total: number }>(path, { page, pageSize }),
    );
    rows.push(...answer.rows);
    if (rows.length >= answer.total || answer.rows.length === 0) return rows;
  }
}

async function share(
  session: PracticeSession,
  journal: PracticeJournal,
  documentId: string,
): Promise<void> {
  await untilAcknowledged(async () => {
    const defaults = await inTime(session.get<object>('/api/shares/defaults'));
    const consent = await inTime(
      session.post<{ id: string }>('/api/shares', {
        documentIds: [documentId],
        recipient: { kind: 'patient' },
        ...defaults,
      }),
    );
    journal.consents.push(consent.id);
    return true;
  });
}

function documentOf(serial: number): Buffer {
  const patient = samplePeople[serial % samplePeople.length];
  if (!patient) throw new RangeError('there are sample people');
  const localRoot = '2.16.840.1.113883.3.4424.2.7.77';
  const number = String(serial);
  return Buffer.from(
    buildSampleCda({ kind: 'KON', localRoot, number, patient, issued: '20260302101500+0100' }),
  );
}

/** An answer that never comes counts as none. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), answerMsMax);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
