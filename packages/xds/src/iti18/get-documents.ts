import type { QueryParameters } from './query-parameters.ts';
import type { QuerySlots } from './query-slots.ts';
import type { GetDocumentsQuery } from './stored-query.ts';

/** ITI TF-2: 3.18.4.1.2.3.7.5 */
export const getDocumentsId = 'urn:uuid:5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4';

/** The parameters of which exactly one is given. */
const parameterOf = {
  entryUuid: '$XDSDocumentEntryEntryUUID',
  uniqueId: '$XDSDocumentEntryUniqueId',
  logicalId: '$XDSDocumentEntryLogicalID',
} as const;
const kinds = ['entryUuid', 'uniqueId', 'logicalId'] as const;

export function readGetDocuments(parameters: QueryParameters): GetDocumentsQuery {
  const given = kinds.filter((kind) => parameters.has(parameterOf[kind]));
  const by = given[0] ?? 'entryUuid';
  const choice = kinds.map((kind) => parameterOf[kind]).join(', ');
  if (given.length === 0) {
    const context = `The query needs one of the parameters ${choice}.`;
    parameters.report('XDSStoredQueryMissingParam', parameterOf.entryUuid, context);
  }
  if (given.length > 1) {
    const context = `The query takes only one of the parameters ${choice}.`;
    parameters.report('XDSStoredQueryParamNumber', parameterOf[by], context);
  }
  const ids = parameters.texts(parameterOf[by]);
  return {
    name: 'GetDocuments',
    by,
    // UUIDs are compared in lower case.
    ids: by === 'uniqueId' ? ids : ids.map((id) => id.toLowerCase()),
    home: parameters.text('$homeCommunityId'),
    metadataLevel: parameters.number('$MetadataLevel'),
  };
}

export function writeGetDocuments(query: GetDocumentsQuery, slots: QuerySlots): void {
  slots.texts(parameterOf[query.by], query.ids);
  if (query.home !== undefined) slots.text('$homeCommunityId', query.home);
  slots.number('$MetadataLevel', query.metadataLevel);
}
