import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { buildSampleCda, type SampleCdaOptions, type SampleKind } from '@kartoteka/cda/sample';
import { samplePeople } from '@kartoteka/kernel/sample';
import type { DocumentView, ImportResult } from '../src/features/documents/contract.ts';
import type { StaffSession } from './staff-session.ts';

export const localRoot = '2.16.840.1.113883.3.4424.2.7.26';

/** A good document about the first of the invented people. */
export function sample(
  kind: SampleKind,
  number: string,
  options: Partial<SampleCdaOptions> = {},
): Buffer {
  return Buffer.from(
    buildSampleCda({
      kind,
      localRoot,
      number,
      patient: samplePeople[0]!,
      issued: '20260302071500+0100',
      ...options,
    }),
  );
}

/** The document with one thing changed; a test that changes nothing is a mistake. */
export function changed(bytes: Uint8Array, from: string | RegExp, to: string): Buffer {
  const text = Buffer.from(bytes).toString('utf8');
  const next = text.replace(from, to.replaceAll('$', '$$$$'));
  if (next === text) throw new Error(`nothing matches ${from}`);
  return Buffer.from(next);
}

export async function importFile(
  session: StaffSession,
  name: string,
  bytes: Uint8Array,
): Promise<ImportResult> {
  const path = `/api/documents/import?name=${encodeURIComponent(name)}&source=drop`;
  const answer = await session.call<ImportResult>({ method: 'POST', path, raw: bytes });
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.bytes}`);
  return answer.body;
}

/** Imports a good document and says under which id the practice keeps it. */
export async function imported(
  session: StaffSession,
  name: string,
  bytes: Uint8Array,
): Promise<string> {
  const result = await importFile(session, name, bytes);
  if (result.documentId === null) throw new Error(`${name}: ${JSON.stringify(result)}`);
  return result.documentId;
}

export function viewDocument(session: StaffSession, id: string): Promise<DocumentView> {
  return session.get<DocumentView>(`/api/documents/${id}`);
}

/** Looks again and again until a document is in the state that is waited for. */
export function untilState(
  session: StaffSession,
  id: string,
  state: DocumentView['state'],
  timeoutMs = 20_000,
): Promise<DocumentView> {
  return until(
    () => viewDocument(session, id),
    (view) => view.state === state,
    timeoutMs,
  );
}

/** Looks until it fits; fails with what was seen last. */
export async function until<Seen>(
  look: () => Promise<Seen>,
  fits: (seen: Seen) => boolean,
  timeoutMs = 20_000,
): Promise<Seen> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (fits(seen)) return seen;
    if (performance.now() > end) throw new Error(`waited in vain: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Official examples; tests that need them skip where the folder is absent. */
const examplesFolder = new URL('../../../../shared/data/pik-cda/', import.meta.url);

export const exampleNames: readonly string[] = existsSync(examplesFolder)
  ? readdirSync(examplesFolder).sort()
  : [];
if (exampleNames.length === 0) console.warn('skipped: no folder of official examples');

export function example(name: string): Buffer {
  return readFileSync(new URL(name, examplesFolder));
}

/** The same document under an id of its own: the examples share one among them. */
export function withOwnId(bytes: Buffer, extension: string): Buffer {
  const text = bytes.toString('utf8');
  const own = text.replace(
    /(<ClinicalDocument[\s\S]*?<id\b[^>]*?extension=")[^"]*(")/,
    (_all, before: string, after: string) => `${before}${extension}${after}`,
  );
  if (own === text) throw new Error('the example has no id to change');
  return Buffer.from(own);
}
