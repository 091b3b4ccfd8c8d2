import type { FhirResource } from '../model.ts';
import type { FhirFormat } from './media-type.ts';
import { writeXmlBody } from './write-xml-body.ts';

/**
 * Writes a resource in the format that was agreed on.
 *
 * @example reply.type(mediaTypeOf(format)).send(writeResource(outcome, format))
 */
export function writeResource(resource: FhirResource, format: FhirFormat): Uint8Array {
  return format === 'json' ? Buffer.from(JSON.stringify(resource), 'utf8') : writeXmlBody(resource);
}
