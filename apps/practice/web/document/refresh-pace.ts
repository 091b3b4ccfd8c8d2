import type { DocumentState } from '../../src/features/documents/contract.ts';

/** What decides how soon a document's state is asked for again. */
export interface DocumentInMotion {
  readonly state: DocumentState;
  /** When it came here: one that has just come is usually in the cloud within seconds. */
  readonly addedAt: string;
}

const soonMs = 3_000;
const laterMs = 20_000;
const freshForMs = 60_000;

/**
 * How long to wait before asking again, in milliseconds; `undefined` when nothing is on its way. Every
 * look is recorded by the server, so what waits for a longer time is not asked about every few seconds.
 *
 * @example refreshPace([{ state: 'sending', addedAt }], new Date()) // 3000
 */
export function refreshPace(documents: readonly DocumentInMotion[], now: Date): number | undefined {
  const moving = documents.filter(({ state }) => inMotion.has(state));
  if (moving.length === 0) return undefined;
  const soon = moving.some(
    ({ state, addedAt }) =>
      state === 'sending' || now.getTime() - new Date(addedAt).getTime() < freshForMs,
  );
  return soon ? soonMs : laterMs;
}

const inMotion: ReadonlySet<DocumentState> = new Set(['waiting', 'sending', 'checking']);
