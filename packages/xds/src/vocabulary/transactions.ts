import { Problem } from '@kartoteka/kernel';

/** One transaction on the wire (ITI TF-2: 3.18, 3.41, 3.42, 3.43, 3.57 and Appendix V). */
export interface TransactionWire {
  /** WS-Addressing action of the request. */
  readonly action: string;
  /** WS-Addressing action of the answer. */
  readonly answerAction: string;
  /** Whether requests and answers travel as MTOM. */
  readonly mtom: boolean;
  /** The actor that answers; it decides which of the paired error codes is used. */
  readonly actor: 'Registry' | 'Repository';
}

function wire(
  action: string,
  actor: TransactionWire['actor'],
  options: { mtom: boolean },
): TransactionWire {
  return { action, answerAction: `${action}Response`, actor, mtom: options.mtom };
}

/** The transactions that are built. A transaction that is not in the table is not supported. */
export const transactionWires = {
  iti18: wire('urn:ihe:iti:2007:RegistryStoredQuery', 'Registry', { mtom: false }),
  iti41: wire('urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b', 'Repository', { mtom: true }),
  iti42: wire('urn:ihe:iti:2007:RegisterDocumentSet-b', 'Registry', { mtom: false }),
  iti43: wire('urn:ihe:iti:2007:RetrieveDocumentSet', 'Repository', { mtom: true }),
  iti57: wire('urn:ihe:iti:2010:UpdateDocumentSet', 'Registry', { mtom: false }),
  iti62: wire('urn:ihe:iti:2010:DeleteDocumentSet', 'Registry', { mtom: false }),
  iti86: wire('urn:ihe:iti:2017:RemoveDocuments', 'Repository', { mtom: false }),
} as const satisfies Record<string, TransactionWire>;

/** Name of a transaction that is built. */
export type TransactionName = keyof typeof transactionWires;

const byAction = new Map<string, TransactionName>(
  Object.entries(transactionWires).map(([name, { action }]) => [action, name as TransactionName]),
);

/**
 * Which transaction a WS-Addressing action asks for.
 *
 * @throws Problem `xds.action-unsupported`; over SOAP it leaves as a fault, for there is no
 *   RegistryResponse to a question that was not understood
 * @example transactionOfAction('urn:ihe:iti:2007:RegistryStoredQuery') // 'iti18'
 */
export function transactionOfAction(action: string | undefined): TransactionName {
  const name = byAction.get(action ?? '');
  if (!name) throw new Problem('xds.action-unsupported');
  return name;
}
