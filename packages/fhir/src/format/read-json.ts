import { Problem } from '@kartoteka/kernel';
import { type FhirLimits, fhirLimitsDefault } from '../limits.ts';

/**
 * Reads `application/fhir+json` as plain values; their shape is checked afterwards. Depth and number of
 * values are counted before the parser runs.
 *
 * @throws Problem `fhir.malformed`, `fhir.too-large`
 */
export function parseJson(bytes: Uint8Array, limits: FhirLimits = fhirLimitsDefault): unknown {
  if (bytes.length > limits.bodyBytesMax) throw overLimit('bodyBytesMax', limits);
  countValues(bytes, limits);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new Problem('fhir.malformed', { cause });
  }
}

/** The problem of a body over one of its limits; the limit is named as in {@link FhirLimits}. */
export function overLimit(limit: keyof FhirLimits, limits: FhirLimits): Problem {
  return new Problem('fhir.too-large', { params: { limit, max: limits[limit] } });
}

const quote = 0x22;
const backslash = 0x5c;

/** Skips over strings; brackets and commas outside them tell depth and number. */
function countValues(bytes: Uint8Array, limits: FhirLimits): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfString(bytes, at);
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      values += 1;
      if (depth > limits.depthMax) throw overLimit('depthMax', limits);
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    else if (byte === 0x2c) values += 1;
    if (values > limits.valuesMax) throw overLimit('valuesMax', limits);
  }
}

function endOfString(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(quote, start + 1); at !== -1; at = bytes.indexOf(quote, at + 1)) {
    let escapes = 0;
    while (bytes[at - 1 - escapes] === backslash) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return bytes.length;
}
