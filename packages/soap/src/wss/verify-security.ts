import { openXml, type XmlLimits } from '@kartoteka/xml';
import {
  createSecurityVerifier,
  type VerifiedSecurity,
  type VerifierOptions,
} from './create-verifier.ts';
import { findIncludes } from './includes.ts';
import { readEnvelope } from './read-envelope.ts';

/**
 * Checks one whole signed message at once. Where documents travel as attachments, `body` of the
 * answer waits for their base64 text, one `xop:Include` after another; without any it is finished.
 *
 * @throws Problem as {@link createSecurityVerifier} and `readXml`
 * @example (await verifySecurity(bytes, { clock, trust })).envelope.body
 */
export async function verifySecurity(
  bytes: Uint8Array,
  options: VerifierOptions & { limits?: Partial<XmlLimits> },
): Promise<VerifiedSecurity> {
  const document = openXml(bytes, options.limits);
  const holes = findIncludes(readEnvelope(document.root).body);
  return createSecurityVerifier(options).begin(document, holes);
}
