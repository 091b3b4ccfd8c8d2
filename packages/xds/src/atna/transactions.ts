import { type AtnaCode, atnaEvents } from './coded.ts';

/** How one transaction is told to an audit record repository. */
export interface AtnaRow {
  readonly type: AtnaCode;
  readonly event: AtnaCode;
  /** Create, read, update, delete, execute. */
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  /** Whether what moved went to us or to the caller; a query goes to us. */
  readonly data: 'to-us' | 'to-caller';
  /** Which participant objects its table in the framework has, in writing order. */
  readonly objects: readonly AtnaObjectKind[];
}

export type AtnaObjectKind =
  | 'patient'
  | 'query'
  | 'submission-set'
  | 'document'
  | 'registry-object';

function row(
  [number, text]: readonly [number: string, text: string],
  event: keyof typeof atnaEvents,
  rest: Omit<AtnaRow, 'type' | 'event'>,
): AtnaRow {
  return {
    type: { code: number, system: 'IHE Transactions', text },
    event: atnaEvents[event],
    ...rest,
  };
}

const toUs = { data: 'to-us' } as const;
const toCaller = { data: 'to-caller' } as const;
const submitted = ['patient', 'submission-set'] as const;

/**
 * The audit tables of the framework as the answering actor sees them: registry, repository, document
 * recipient, document responder. A new transaction is one more row.
 *
 * ITI TF-2: 3.18.5, 3.41.5, 3.42.5, 3.43.5, 3.57.5, 3.62.5, 3.86.5; MHD 2:3.65.5 to 2:3.68.5
 */
export const atnaTransactions = {
  'ITI-18': row(['ITI-18', 'Registry Stored Query'], 'query', {
    ...{ action: 'E', ...toUs, objects: ['patient', 'query'] },
  }),
  'ITI-41': row(['ITI-41', 'Provide and Register Document Set-b'], 'import', {
    ...{ action: 'C', ...toUs, objects: submitted },
  }),
  'ITI-42': row(['ITI-42', 'Register Document Set-b'], 'import', {
    ...{ action: 'C', ...toUs, objects: submitted },
  }),
  'ITI-43': row(['ITI-43', 'Retrieve Document Set'], 'export', {
    ...{ action: 'R', ...toCaller, objects: ['patient', 'document'] },
  }),
  'ITI-57': row(['ITI-57', 'Update Document Set'], 'patientRecord', {
    ...{ action: 'U', ...toUs, objects: submitted },
  }),
  'ITI-62': row(['ITI-62', 'Remove Metadata'], 'patientRecord', {
    ...{ action: 'D', ...toUs, objects: ['patient', 'registry-object'] },
  }),
  'ITI-65': row(['ITI-65', 'Provide Document Bundle'], 'import', {
    ...{ action: 'C', ...toUs, objects: submitted },
  }),
  'ITI-66': row(['ITI-66', 'Find Document Lists'], 'query', {
    ...{ action: 'E', ...toUs, objects: ['patient', 'query'] },
  }),
  'ITI-67': row(['ITI-67', 'Find Document References'], 'query', {
    ...{ action: 'E', ...toUs, objects: ['patient', 'query'] },
  }),
  'ITI-68': row(['ITI-68', 'Retrieve Document'], 'export', {
    ...{ action: 'R', ...toCaller, objects: ['patient', 'document'] },
  }),
  'ITI-86': row(['ITI-86', 'Remove Documents'], 'patientRecord', {
    ...{ action: 'D', ...toUs, objects: ['patient', 'document'] },
  }),
} as const satisfies Record<string, AtnaRow>;

/** A transaction that can be told. */
export type AtnaTransaction = keyof typeof atnaTransactions;

/**
 * A caller that was turned away before it was known which transaction it meant: a security alert of
 * the kind node authentication (DICOM PS3.16, CID 403).
 */
export const atnaRefusedCaller: AtnaRow = {
  type: { code: '110126', system: 'DCM', text: 'Node Authentication' },
  event: atnaEvents.securityAlert,
  action: 'E',
  data: 'to-us',
  objects: [],
};
