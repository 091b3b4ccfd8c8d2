import { createPrivateKey } from 'node:crypto';
import {
  algorithms,
  canonicalForm,
  collectIdentifiers,
  createSignature,
  digestOf,
  element,
  openXml,
  rawMarkup,
  type XmlMarkup,
} from '@kartoteka/xml';
import { type Identity, names } from './message.sample.ts';

export interface ResignOptions {
  readonly ids?: readonly string[];
  readonly algorithm?: string;
  readonly digest?: string;
  readonly canonical?: string;
  readonly prefixList?: readonly string[];
  readonly keyInfo?: string;
}

/**
 * Replaces the signature of a message by one that another program might have made: over any
 * elements as they literally stand, with any algorithm. By default over Body and Timestamp.
 */
export function resign(message: string, identity: Identity, options: ResignOptions = {}): string {
  const document = openXml(Buffer.from(message));
  const identifiers = collectIdentifiers(document.root);
  const all = [...identifiers.keys()];
  const ids = options.ids ?? all.filter((id) => id === 'body-1' || id.startsWith('TS-'));
  const { canonical, digest, prefixList, algorithm } = options;
  const inclusive = canonical === algorithms.inclusive;
  const signature = createSignature({
    key: createPrivateKey(identity.privateKeyPem),
    ...(algorithm !== undefined && { algorithm }),
    references: ids.map((id) => {
      const method = {
        kind: inclusive ? ('inclusive' as const) : ('exclusive' as const),
        comments: false,
        ...(prefixList && { prefixList }),
      };
      const text = canonicalForm(document, identifiers.get(id)!, method).join('');
      return {
        uri: `#${id}`,
        digestValue: digestOf(text, digest),
        ...(digest !== undefined && { digest }),
        ...(canonical !== undefined && { canonical }),
        ...(prefixList && { prefixList }),
      };
    }),
    keyInfo: options.keyInfo === undefined ? tokenReference(message) : rawMarkup(options.keyInfo),
  });
  return message.replace(/<ds:Signature[\s>][\s\S]*<\/ds:Signature>/, () => signature.xml);
}

export function timestampIdOf(message: string): string {
  return /TS-[0-9a-f-]{36}/.exec(message)![0];
}

export function tokenIdOf(message: string): string {
  return /X509-[0-9a-f-]{36}/.exec(message)![0];
}

function tokenReference(message: string): XmlMarkup {
  return element(
    'wsse:SecurityTokenReference',
    { 'xmlns:wsse': names.wsse },
    element('wsse:Reference', { URI: `#${tokenIdOf(message)}` }),
  );
}
