import type { KeyObject } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import { type CanonicalMethod, canonicalDocument } from '../canonical-form.ts';
import { openXml } from '../open-xml.ts';
import { rawMarkup, writeXml, type XmlMarkup } from '../write-markup.ts';
import { createSignature, digestOf } from './create-signature.ts';

/**
 * Signs a whole document and puts the signature last into its root (enveloped signature).
 *
 * @param bytes the document; it comes back as the parser serialises it
 * @throws Problem as `readXml`; `security.signature-structure` where the root is empty
 * @example signEnveloped(bytes, { key: createPrivateKey(pem) })
 */
export function signEnveloped(
  bytes: Uint8Array,
  options: { key: KeyObject; algorithm?: string; keyInfo?: XmlMarkup; id?: string },
): Uint8Array {
  const document = openXml(bytes);
  const span = document.spans.get(document.root);
  if (span === undefined || document.root.nodes.length === 0) {
    throw new Problem('security.signature-structure', { place: 'Signature' });
  }
  const method: CanonicalMethod = { kind: 'exclusive', comments: false };
  const digestValue = digestOf(canonicalDocument(document, method).join(''));
  const signature = createSignature({
    ...options,
    references: [{ uri: '', enveloped: true, digestValue }],
  });
  const { text } = document;
  const endTag = text.lastIndexOf('</', span.end);
  return writeXml(rawMarkup(text.slice(0, endTag) + signature.xml + text.slice(endTag)));
}
