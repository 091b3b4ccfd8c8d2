import type { ObjectId } from '../model/object-id.ts';
import { noObjects, type RegistryObjects } from '../model/submission.ts';
import type { RegistryError } from '../response/registry-error.ts';
import type { RegistryResponse } from '../response/registry-response.ts';
import type { QueryRequest, StoredQuery } from './stored-query.ts';

/**
 * The registry behind a query, in the account's scope. Both give at most `objectsMax` objects of all
 * kinds together; one more than allowed is asked for, to learn whether there were too many.
 */
export interface QueryPort {
  findObjects(query: StoredQuery, objectsMax: number): Promise<RegistryObjects>;
  findReferences(query: StoredQuery, objectsMax: number): Promise<readonly ObjectId[]>;
}

/** How many results one answer may have. */
export interface QueryLimits {
  /** Whole objects (`LeafClass`). */
  readonly objectsMax: number;
  /** Ids (`ObjectRef`). */
  readonly referencesMax: number;
}

export const queryLimitsDefault: QueryLimits = { objectsMax: 1_000, referencesMax: 10_000 };

/** The answer to ITI-18. Lists are empty where the other form was asked for. */
export interface QueryAnswer extends RegistryResponse {
  readonly objects: RegistryObjects;
  readonly references: readonly ObjectId[];
}

/**
 * Runs a query within its limits. Whole objects are given for one patient at a time, except where a
 * query asks for several by its nature.
 *
 * ITI TF-2: 3.18.4.1.3
 *
 * @example writeQueryResponse(await answerQuery(reading.request, port))
 */
export async function answerQuery(
  { query, returnType }: QueryRequest,
  port: QueryPort,
  limits: QueryLimits = queryLimitsDefault,
): Promise<QueryAnswer> {
  if (returnType === 'ObjectRef') {
    const { referencesMax } = limits;
    const references = await port.findReferences(query, referencesMax + 1);
    if (references.length > referencesMax) return refused(tooMany(referencesMax));
    return { status: 'Success', errors: [], objects: noObjects, references };
  }
  const { objectsMax } = limits;
  const objects = await port.findObjects(query, objectsMax + 1);
  if (countOf(objects) > objectsMax) return refused(tooMany(objectsMax));
  if (!isForMany(query) && patientsOf(objects).size > 1) return refused(severalPatients);
  return { status: 'Success', errors: [], objects, references: [] };
}

/**
 * The answer that carries nothing but errors.
 *
 * @example writeQueryResponse(refusedQuery(reading.errors))
 */
export function refusedQuery(errors: readonly RegistryError[]): QueryAnswer {
  return { status: 'Failure', errors, objects: noObjects, references: [] };
}

function refused(error: RegistryError): QueryAnswer {
  return refusedQuery([error]);
}

function countOf({ documents, submissionSets, folders, associations }: RegistryObjects): number {
  return documents.length + submissionSets.length + folders.length + associations.length;
}

/** Multi-Patient Stored Queries (ITI TF-2: 3.51) are for what others must not do. */
function isForMany({ name }: StoredQuery): boolean {
  return name.endsWith('ForMultiplePatients');
}

function patientsOf({ documents, submissionSets, folders }: RegistryObjects): Set<string> {
  const patients = new Set<string>();
  for (const { patientId } of [...documents, ...submissionSets, ...folders]) {
    if (patientId !== undefined) patients.add(patientId);
  }
  return patients;
}

function tooMany(max: number): RegistryError {
  return {
    code: 'XDSTooManyResults',
    context: `There are more than ${max} results; narrow the query.`,
    severity: 'Error',
    location: 'AdhocQueryRequest',
  };
}

const severalPatients: RegistryError = {
  code: 'XDSResultNotSinglePatient',
  context:
    'The result belongs to several patients; ask for ObjectRef, or for one patient at a time.',
  severity: 'Error',
  location: 'AdhocQueryRequest',
};
