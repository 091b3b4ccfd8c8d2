import { Problem } from '@kartoteka/kernel';
import { attributeOf, child, children, type XmlElement } from '@kartoteka/xml';
import { rsNamespace } from '../vocabulary/namespaces.ts';
import type { RegistryError } from './registry-error.ts';
import {
  type RegistryResponse,
  responseStatuses,
  severityPrefix,
  statusPrefix,
} from './registry-response.ts';

/**
 * Reads `rs:RegistryResponse` as a repository answers ITI-41.
 *
 * @throws Problem `xds.answer-unreadable` where it is none; `xds.answer-contradicts` where it says
 *   Success beside an error, or Failure without one: neither may be taken for a receipt
 * @example readRegistryResponse(received.envelope.body).status
 */
export function readRegistryResponse(of: XmlElement): RegistryResponse {
  if (of.name !== 'RegistryResponse' || of.namespace !== rsNamespace) {
    throw new Problem('xds.answer-unreadable', { place: of.name });
  }
  return readResponseHead(of);
}

/** Status and errors of any element that derives from RegistryResponseType. */
export function readResponseHead(of: XmlElement): RegistryResponse {
  const urn = attributeOf(of, 'status') ?? '';
  const status = responseStatuses.find((name) => statusPrefix + name === urn);
  if (!status) throw new Problem('xds.answer-unreadable', { place: `${of.name}/@status` });
  const list = child(of, rsNamespace, 'RegistryErrorList');
  const errors = list ? children(list, rsNamespace, 'RegistryError').map(readError) : [];
  const failed = errors.some(({ severity }) => severity === 'Error');
  if ((status === 'Success' && failed) || (status === 'Failure' && errors.length === 0)) {
    const [first] = errors;
    throw new Problem('xds.answer-contradicts', {
      place: of.name,
      params: { status },
      ...(first === undefined ? {} : { quoted: `${first.code}: ${first.context}` }),
    });
  }
  return { status, errors };
}

function readError(of: XmlElement): RegistryError {
  const location = attributeOf(of, 'location');
  return {
    code: attributeOf(of, 'errorCode') ?? '',
    context: attributeOf(of, 'codeContext') ?? '',
    // The schema's default is Error.
    severity: attributeOf(of, 'severity') === `${severityPrefix}Warning` ? 'Warning' : 'Error',
    ...(location ? { location } : {}),
  };
}
