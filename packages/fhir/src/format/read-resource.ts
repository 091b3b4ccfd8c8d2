import type { FhirLimits } from '../limits.ts';
import { fhirLimitsDefault } from '../limits.ts';
import type { FhirResource } from '../model.ts';
import { type Fault, Faults } from '../outcome/fault.ts';
import { checkResource } from './check-shape.ts';
import type { FhirFormat } from './media-type.ts';
import { parseJson } from './read-json.ts';
import { parseXml } from './read-xml-body.ts';

/** Either a resource of the right shape, or all that is wrong with it. */
export type ResourceReading =
  | { readonly ok: true; readonly resource: FhirResource }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads a body in either format and holds it to the shapes of FHIR R4.
 *
 * @throws Problem `fhir.malformed`, `fhir.too-large`, `xml.malformed`, `xml.doctype`, `xml.encoding`
 * @example const reading = readResource(bytes, 'json');
 */
export function readResource(
  bytes: Uint8Array,
  format: FhirFormat,
  limits: FhirLimits = fhirLimitsDefault,
): ResourceReading {
  const faults = new Faults();
  const value = format === 'json' ? parseJson(bytes, limits) : parseXml(bytes, faults, limits);
  if (faults.none) checkResource(value, rootOf(value), faults);
  return faults.none
    ? { ok: true, resource: value as FhirResource }
    : { ok: false, faults: faults.list };
}

function rootOf(value: unknown): string {
  const type = (value as { resourceType?: unknown } | null)?.resourceType;
  return typeof type === 'string' && /^[A-Z][A-Za-z]{1,40}$/.test(type) ? type : 'Resource';
}
