import { type Language, Problem } from '@kartoteka/kernel';
import { given, type OperationOutcome, type OperationOutcomeIssue } from '../model.ts';
import type { Fault } from './fault.ts';

/** The code system of our problem codes. */
export const problemSystem = 'urn:kartoteka:problem';

export interface OutcomeContext {
  readonly language: Language;
  readonly correlationId: string;
  /** Of all issues; `error` unless told. */
  readonly severity?: 'error' | 'warning' | 'information';
}

/**
 * Words what is wrong for the wire: `details.text` is the XDS code where there is one (as programs
 * of the IHE family read it), `details.coding` our own code, `diagnostics` what happened and what to
 * do next in the caller's language.
 *
 * FHIR R4: OperationOutcome
 *
 * @example writeOutcome(faults.list, { language: 'en', correlationId: request.id })
 */
export function writeOutcome(faults: readonly Fault[], context: OutcomeContext): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: faults.map((fault) => issueOf(fault, context)),
  };
}

function issueOf(fault: Fault, context: OutcomeContext): OperationOutcomeIssue {
  const { language, correlationId, severity = 'error' } = context;
  const params = { ...fault.params, correlationId };
  const problem = new Problem(fault.code, { params });
  const words = problem.text(language);
  const told = [words, fault.context, problem.next(language)].filter((one) => one).join(' ');
  return given<OperationOutcomeIssue>({
    severity,
    code: issueType(problem.definition.fhir, problem.definition.status),
    details: {
      coding: [{ system: problemSystem, code: fault.code, display: words }],
      text: fault.xds ?? words,
    },
    diagnostics: told,
    expression: fault.expression === undefined ? undefined : [fault.expression],
  });
}

const issueTypes = new Set([
  ...['invalid', 'structure', 'required', 'value', 'invariant', 'security', 'login', 'unknown'],
  ...['expired', 'forbidden', 'suppressed', 'processing', 'not-supported', 'duplicate', 'deleted'],
  ...['multiple-matches', 'not-found', 'too-long', 'code-invalid', 'extension', 'too-costly'],
  ...['business-rule', 'conflict', 'transient', 'lock-error', 'no-store', 'exception', 'timeout'],
  ...['incomplete', 'throttled', 'informational'],
]);

/** http://hl7.org/fhir/R4/valueset-issue-type.html; a problem without one is told by its status. */
function issueType(named: string | undefined, status: number): OperationOutcomeIssue['code'] {
  const type = named !== undefined && issueTypes.has(named) ? named : byStatus(status);
  return type as OperationOutcomeIssue['code'];
}

function byStatus(status: number): string {
  if (status >= 500) return 'exception';
  if (status === 404) return 'not-found';
  return status === 403 ? 'forbidden' : 'processing';
}
