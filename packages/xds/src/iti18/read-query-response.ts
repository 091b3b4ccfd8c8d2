import { Problem } from '@kartoteka/kernel';
import { child, type XmlElement } from '@kartoteka/xml';
import { readObjectList } from '../ebrim/read-object-list.ts';
import { readResponseHead } from '../response/read-registry-response.ts';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { checkAnswer } from '../rules/check-submission.ts';
import { Findings } from '../rules/findings.ts';
import { queryNamespace, rimNamespace } from '../vocabulary/namespaces.ts';
import type { QueryAnswer } from './answer-query.ts';

/** A registry's answer, with what it got wrong. */
export interface QueryResponse extends QueryAnswer {
  /**
   * Rules that the objects break. Foreign registries are read as they are; whoever uses an object
   * looks here first.
   */
  readonly faults: readonly RegistryError[];
}

/**
 * Reads `query:AdhocQueryResponse` (client).
 *
 * @throws Problem `xds.answer-unreadable` where it is none, `xds.answer-contradicts`
 * @example readQueryResponse(received.envelope.body).objects.documents
 */
export function readQueryResponse(body: XmlElement): QueryResponse {
  if (body.name !== 'AdhocQueryResponse' || body.namespace !== queryNamespace) {
    throw new Problem('xds.answer-unreadable', { place: body.name });
  }
  const head = readResponseHead(body);
  const list = child(body, rimNamespace, 'RegistryObjectList');
  if (!list) throw new Problem('xds.answer-unreadable', { place: 'RegistryObjectList' });
  const findings = new Findings();
  const { references, ...objects } = readObjectList(list, findings);
  const faults = [...registryErrors(findings.list, 'Registry'), ...checkAnswer(objects)];
  return { ...head, objects, references, faults };
}
