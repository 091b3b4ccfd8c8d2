import { openXml, xmlLimitsMessage } from '@kartoteka/xml';
import { checkMustUnderstand, type HeaderName } from '../envelope/check-must-understand.ts';
import { envelopeOf, readEnvelope, type SoapEnvelope } from '../envelope/read-envelope.ts';
import { overLimit, type SoapLimits } from '../limits.ts';
import { namespaces } from '../namespaces.ts';
import type { EnvelopeVerifier, VerifiedSecurity } from '../wss/index.ts';
import { type ContentPlace, type FoundContents, findContents } from './find-contents.ts';

export interface OpenRootOptions {
  readonly limits: SoapLimits;
  /** How many texts were cut out of the bytes. */
  readonly cuts: number;
  readonly contentElements: readonly HeaderName[];
  readonly understood: readonly HeaderName[];
  readonly verifier: EnvelopeVerifier | undefined;
}

/** An envelope that may be used: what is in it was verified, but for the content still to come. */
export interface OpenRoot extends FoundContents {
  readonly envelope: SoapEnvelope;
  readonly security: VerifiedSecurity | undefined;
}

/**
 * Parses an envelope and checks it, once. With a verifier, everything handed on is built from the
 * bytes that were digested, so that what was verified and what is used are the same.
 *
 * @throws Problem `xml.*`, soap.version, soap.envelope, soap.addressing, soap.must-understand,
 *   soap.too-large, soap.include, soap.include-in-header, soap.content-place, soap.content-mark, and the verifier's own
 */
export async function openRoot(bytes: Uint8Array, options: OpenRootOptions): Promise<OpenRoot> {
  const { limits, contentElements, cuts, verifier } = options;
  const document = openXml(bytes, {
    ...xmlLimitsMessage,
    bytesMax: limits.rootBytesMax,
    elementsMax: limits.elementsMax,
  });
  const envelope = readEnvelope(document.root, limits);
  const understood = verifier ? [...options.understood, securityHeader] : options.understood;
  checkMustUnderstand(envelope, understood);
  const found = findContents(envelope, contentElements, cuts);
  if (found.places.length + found.inline.length > limits.documentsMax) {
    throw overLimit('documentsMax', limits);
  }
  if (!verifier) return { envelope, security: undefined, ...found };
  const holes = found.places.map(({ hole }) => hole);
  const security = await verifier.begin(document, holes);
  const { version, headers, body } = security.envelope;
  const verified = envelopeOf(
    { version, headers: headers.map(({ element }) => element), body },
    limits,
  );
  const contents = findContents(verified, contentElements, cuts);
  if (!samePlaces(found.places, contents.places)) {
    throw new Error('the verified Body holds other content than the one that was read');
  }
  return { envelope: verified, security, ...contents };
}

const securityHeader: HeaderName = { namespace: namespaces.security, name: 'Security' };

function samePlaces(one: readonly ContentPlace[], two: readonly ContentPlace[]): boolean {
  const names = (places: readonly ContentPlace[]): string =>
    places.map((place) => (place.kind === 'include' ? place.contentId : '')).join('\n');
  return one.length === two.length && names(one) === names(two);
}
