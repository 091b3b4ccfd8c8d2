import type { StateKind } from '@kartoteka/ui';
import type { RemovalView } from '../../src/features/removals/contract.ts';

/** What each state of a removal means for the reader, and its words. */
export const removalStates = {
  proposed: { kind: 'waiting', key: 'removal.stateProposed' },
  confirmed: { kind: 'busy', key: 'removal.stateConfirmed' },
  done: { kind: 'good', key: 'removal.stateDone' },
  rejected: { kind: 'idle', key: 'removal.stateRejected' },
  withdrawn: { kind: 'idle', key: 'removal.stateWithdrawn' },
  expired: { kind: 'idle', key: 'removal.stateExpired' },
} as const satisfies Record<RemovalView['state'], { kind: StateKind; key: `removal.${string}` }>;
