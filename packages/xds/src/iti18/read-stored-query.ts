import { attributeOf, childElements, children, type XmlElement } from '@kartoteka/xml';
import { readSlot } from '../ebrim/read-slot.ts';
import type { Slot } from '../model/slot.ts';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { Findings } from '../rules/findings.ts';
import { queryNamespace, rimNamespace, rsNamespace } from '../vocabulary/namespaces.ts';
import { QueryParameters } from './query-parameters.ts';
import { queryFormOf } from './query-table.ts';
import type { QueryRequest } from './stored-query.ts';

export type StoredQueryReading =
  | { readonly ok: true; readonly request: QueryRequest }
  | { readonly ok: false; readonly errors: readonly RegistryError[] };

/** ebRIM ends a value at 256 characters; senders of long lists do not, and lose nothing here. */
const queryValueLengthMax = 65_536;

/**
 * Reads `query:AdhocQueryRequest`, the body of ITI-18. Never throws for what a sender got wrong.
 *
 * ITI TF-2: 3.18.4.1
 *
 * @example const reading = readStoredQuery(message.envelope.body);
 */
export function readStoredQuery(body: XmlElement): StoredQueryReading {
  const findings = new Findings();
  const request = read(body, findings);
  if (request && findings.none) return { ok: true, request };
  return { ok: false, errors: registryErrors(findings.list, 'Registry') };
}

function read(body: XmlElement, findings: Findings): QueryRequest | undefined {
  if (body.name !== 'AdhocQueryRequest' || body.namespace !== queryNamespace) {
    findings.add('XDSRegistryError', 'Body', 'The body is not a query:AdhocQueryRequest.');
    return undefined;
  }
  const [first, ...rest] = childElements(body);
  const hasSlots = first?.name === 'RequestSlotList' && first.namespace === rsNamespace;
  const [option, query, ...more] = hasSlots ? rest : [first, ...rest];
  const right =
    option?.name === 'ResponseOption' &&
    option.namespace === queryNamespace &&
    query?.name === 'AdhocQuery' &&
    query.namespace === rimNamespace &&
    more.length === 0;
  if (!right) {
    findings.add(
      'XDSRegistryError',
      'AdhocQueryRequest',
      'An AdhocQueryRequest has a query:ResponseOption and then a rim:AdhocQuery.',
    );
    return undefined;
  }
  const returnType = readReturnType(option, findings);
  const form = queryFormOf(attributeOf(query, 'id') ?? '');
  if (!form) {
    findings.add(
      'XDSUnknownStoredQuery',
      'AdhocQuery/@id',
      'There is no stored query of this id here.',
    );
    return undefined;
  }
  const parameters = new QueryParameters(readSlots(query, findings), findings);
  return { query: form.read(parameters), returnType };
}

function readReturnType(option: XmlElement, findings: Findings): QueryRequest['returnType'] {
  const returnType = attributeOf(option, 'returnType');
  if (returnType !== 'LeafClass' && returnType !== 'ObjectRef') {
    const context = 'The returnType is neither LeafClass nor ObjectRef.';
    findings.add('XDSRegistryError', 'ResponseOption/@returnType', context);
    return 'ObjectRef';
  }
  return returnType;
}

function readSlots(query: XmlElement, findings: Findings): Slot[] {
  // Shape faults of a slot are metadata errors in a submission; a query knows only the general one.
  const shape = new Findings();
  const slots = children(query, rimNamespace, 'Slot').flatMap(
    (slot) => readSlot(slot, 'AdhocQuery', shape, { valueLengthMax: queryValueLengthMax }) ?? [],
  );
  for (const { location, context } of shape.list) {
    findings.add('XDSRegistryError', location, context);
  }
  return slots;
}
