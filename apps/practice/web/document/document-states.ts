import type { StateKind } from '@kartoteka/ui';
import type { DocumentState } from '../../src/features/documents/contract.ts';

/** What each state of a document means for the reader, and its words. */
export const documentStates = {
  local: { kind: 'idle', key: 'archive.stateLocal' },
  waiting: { kind: 'waiting', key: 'archive.stateWaiting' },
  sending: { kind: 'busy', key: 'archive.stateSending' },
  checking: { kind: 'unknown', key: 'archive.stateChecking' },
  archived: { kind: 'good', key: 'archive.stateArchived' },
  refused: { kind: 'bad', key: 'archive.stateRefused' },
  conflict: { kind: 'warn', key: 'archive.stateConflict' },
  removed: { kind: 'idle', key: 'archive.stateRemoved' },
} as const satisfies Record<DocumentState, { kind: StateKind; key: `archive.${string}` }>;
