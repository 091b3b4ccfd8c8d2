import type { ReceivedContent } from '@kartoteka/soap';
import { attributeOf, childElements, type XmlElement } from '@kartoteka/xml';
import { readSubmitObjects } from '../ebrim/read-submit-objects.ts';
import { type ObjectId, objectId } from '../model/object-id.ts';
import { type RegistryError, registryErrors } from '../response/registry-error.ts';
import { findInSubmission } from '../rules/check-submission.ts';
import { Findings, place } from '../rules/findings.ts';
import { xdsbNamespace } from '../vocabulary/namespaces.ts';
import { checkContents } from './check-contents.ts';
import type { ProvideAndRegisterRequest } from './provide-and-register.ts';

/** Either a request that keeps every rule a message can be judged by, or all that is wrong with it. */
export type ProvideAndRegisterReading<Handle> =
  | { readonly ok: true; readonly request: ProvideAndRegisterRequest<Handle> }
  | { readonly ok: false; readonly errors: readonly RegistryError[] };

/**
 * Reads and checks the body of ITI-41. Never throws for what a sender got wrong.
 *
 * ITI TF-2: 3.41.4.1
 *
 * @param body the child of the SOAP Body
 * @param contentOf what soap received for an `xdsb:Document`, wherever its bytes came from
 * @example const reading = readProvideAndRegister(message.envelope.body, message.contentOf);
 */
export function readProvideAndRegister<Handle>(
  body: XmlElement,
  contentOf: (element: XmlElement) => ReceivedContent<Handle> | undefined,
): ProvideAndRegisterReading<Handle> {
  const [submit, ...documents] = childElements(body);
  if (
    body.name !== 'ProvideAndRegisterDocumentSetRequest' ||
    body.namespace !== xdsbNamespace ||
    submit === undefined
  ) {
    return refuse('Body', 'The body is not an xdsb:ProvideAndRegisterDocumentSetRequest.');
  }
  const { submission, findings } = readSubmitObjects(submit);
  const contents = readDocuments(documents, contentOf, findings);
  if (submission) {
    findInSubmission(submission, 'iti41', findings);
    checkContents({ submission, contents }, findings);
    if (findings.none) return { ok: true, request: { submission, contents } };
  }
  return { ok: false, errors: registryErrors(findings.list, 'Repository') };
}

function readDocuments<Handle>(
  elements: readonly XmlElement[],
  contentOf: (element: XmlElement) => ReceivedContent<Handle> | undefined,
  findings: Findings,
): ReadonlyMap<ObjectId, ReceivedContent<Handle>> {
  const contents = new Map<ObjectId, ReceivedContent<Handle>>();
  for (const element of elements) {
    if (element.name !== 'Document' || element.namespace !== xdsbNamespace) {
      findings.metadata(
        'ProvideAndRegisterDocumentSetRequest',
        'After lcm:SubmitObjectsRequest come xdsb:Document elements only.',
      );
      continue;
    }
    const id = objectId(attributeOf(element, 'id') ?? '');
    const at = place('Document', id);
    const content = contentOf(element);
    if (id === '') findings.metadata(at, 'The Document has no id.');
    else if (contents.has(id)) findings.metadata(at, 'Two Documents have the same id.');
    else if (content === undefined) {
      findings.add('XDSMissingDocument', at, 'The content of the Document is not in the message.');
    } else contents.set(id, content);
  }
  return contents;
}

function refuse(location: string, context: string): { ok: false; errors: RegistryError[] } {
  const findings = new Findings();
  findings.metadata(location, context);
  return { ok: false, errors: registryErrors(findings.list, 'Repository') };
}
