import { Problem, type ProblemDefinition } from '@kartoteka/kernel';
import type { Finding, FindingCode } from '../rules/findings.ts';
import { type XdsErrorCode, xdsErrorCodes } from '../vocabulary/error-codes.ts';
import { type TransactionName, transactionWires } from '../vocabulary/transactions.ts';

/** One entry of a RegistryErrorList (ITI TF-3: 4.2.4.1). */
export interface RegistryError {
  /** One of `xdsErrorCodes` in what we write; a foreign registry may write any. */
  readonly code: XdsErrorCode | (string & {});
  /** What is wrong, in English. */
  readonly context: string;
  readonly severity: 'Error' | 'Warning';
  /** Where in the request. */
  readonly location?: string | undefined;
}

/** The actor that a code names; see {@link registryErrors}. */
export type ReportingActor = 'Registry' | 'Repository';

/**
 * Puts findings into the words of the wire.
 *
 * @param actor which of the paired codes is used: a Repository answers ITI-41 and ITI-43, a Registry
 *   everything else (ITI TF-3: Table 4.2.4.1-2, "Actor name indicates where error was detected")
 * @example registryErrors(findings, 'Repository')[0]?.code // 'XDSRepositoryMetadataError'
 */
export function registryErrors(
  findings: readonly Finding[],
  actor: ReportingActor,
): RegistryError[] {
  return findings.map(({ code, context, location }) => ({
    code: wireCode(code, actor),
    context,
    severity: 'Error',
    location,
  }));
}

function wireCode(code: FindingCode, actor: ReportingActor): XdsErrorCode {
  if (code === 'metadata') return `XDS${actor}MetadataError`;
  if (code === 'duplicate-in-message') return `XDS${actor}DuplicateUniqueIdInMessage`;
  if (code === 'out-of-resources') return `XDS${actor}OutOfResources`;
  return code;
}

const known: ReadonlySet<string> = new Set(xdsErrorCodes);

/**
 * The RegistryError of a problem that stopped a transaction: the catalog's XDS code, or the actor's
 * general error where the catalog names none, with the English text and next step.
 *
 * @example registryErrorOf(new Problem('xml.too-large', …), 'iti41')
 */
export function registryErrorOf(problem: Problem, transaction: TransactionName): RegistryError {
  const { xds }: ProblemDefinition = problem.definition;
  const general = `XDS${transactionWires[transaction].actor}Error` as const;
  return {
    code: xds !== undefined && known.has(xds) ? xds : general,
    context: `${problem.text('en')} ${problem.next('en')}`,
    severity: 'Error',
    location: problem.place,
  };
}

/** Our problem codes for the errors that a peer answers with; the first row that names one counts. */
const problemByCode = {
  XDSDuplicateUniqueIdInRegistry: 'xds.already-stored',
  XDSNonIdenticalHash: 'xds.other-content',
  XDSNonIdenticalSize: 'xds.other-content',
  XDSRepositoryOutOfResources: 'xds.out-of-resources',
  XDSRegistryOutOfResources: 'xds.out-of-resources',
  LocalPolicyRestrictionError: 'xds.policy',
  XDSUnknownPatientId: 'xds.unknown-patient',
  XDSPatientIdDoesNotMatch: 'xds.other-patient',
  XDSRegistryDeprecatedDocumentError: 'xds.deprecated',
  UnresolvedReferenceException: 'xds.unresolved-reference',
  XDSDocumentUniqueIdError: 'xds.unknown-document',
  XDSUnknownRepositoryId: 'xds.unknown-repository',
  XDSMetadataVersionError: 'xds.stale-version',
  XDSMetadataUpdateError: 'xds.update-refused',
  XDSMetadataUpdateOperationError: 'xds.update-refused',
  XDSPatientIDReconciliationError: 'xds.patients-mixed',
  XDSTooManyResults: 'xds.too-many-results',
  XDSRegistryBusy: 'xds.busy',
  XDSRepositoryBusy: 'xds.busy',
  XDSRegistryNotAvailable: 'xds.busy',
  XDSRegistryMetadataError: 'xds.metadata',
  XDSRepositoryMetadataError: 'xds.metadata',
} as const;

/**
 * The problem that people read when a peer refused; its own words are quoted beside ours.
 *
 * @returns `xds.refused` for codes without a text of their own
 * @example problemOfErrors([{ code: 'XDSRegistryBusy', context: '…', severity: 'Error' }]).code // 'xds.busy'
 */
export function problemOfErrors(errors: readonly RegistryError[]): Problem {
  const counted = errors.filter(({ severity }) => severity === 'Error');
  const known = counted.find(({ code }) => Object.hasOwn(problemByCode, code));
  const shown = known ?? counted[0];
  const code = known ? problemByCode[known.code as keyof typeof problemByCode] : 'xds.refused';
  if (!shown) return new Problem('xds.refused', { params: { code: '–' } });
  return new Problem(code, {
    params: { code: shown.code },
    quoted: `${shown.code}: ${shown.context}`,
    ...(shown.location === undefined ? {} : { place: shown.location }),
  });
}
