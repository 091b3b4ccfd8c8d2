import {
  type FhirFormat,
  type FhirLimits,
  fhirLimitsDefault,
  formatOfContent,
  overLimit,
} from '@kartoteka/fhir';
import { Problem } from '@kartoteka/kernel';
import type { FastifyRequest } from 'fastify';

/**
 * The body of a FHIR request as it came. What is too large is refused before it is read whole.
 *
 * @throws Problem `fhir.media-type`, `fhir.too-large`
 */
export async function readFhirBody(
  request: FastifyRequest,
  limits: FhirLimits = fhirLimitsDefault,
): Promise<{ readonly bytes: Uint8Array; readonly format: FhirFormat }> {
  const format = formatOfContent(request.headers['content-type']);
  if (!format) throw new Problem('fhir.media-type');
  return { bytes: await collect(request, limits), format };
}

/** The parameters in the body of `_search`. */
export async function readFormBody(request: FastifyRequest): Promise<URLSearchParams> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw new Problem('fhir.media-type');
  const limits = { ...fhirLimitsDefault, bodyBytesMax: formBytesMax };
  return new URLSearchParams(Buffer.from(await collect(request, limits)).toString('utf8'));
}

const formBytesMax = 65_536;

async function collect(request: FastifyRequest, limits: FhirLimits): Promise<Uint8Array> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') throw new Problem('fhir.media-type');
  const { bodyBytesMax } = limits;
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) {
    throw overLimit('bodyBytesMax', limits);
  }
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > bodyBytesMax) throw overLimit('bodyBytesMax', limits);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
