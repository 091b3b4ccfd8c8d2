import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { child, childElements, readXml, type XmlElement } from '@kartoteka/xml';

const folder = fileURLToPath(new URL('../../../../shared/data/xds/', import.meta.url));

/** Whether the real messages are there; a user's clone does not have them. */
export const hasSharedData = existsSync(folder);
if (!hasSharedData) console.warn(`skipped: no real messages at ../shared/data/xds`);

export const schemaFile = `${folder}xsd/XDS.b_DocumentRepository.xsd`;

const soap = 'http://www.w3.org/2003/05/soap-envelope';

export function readShared(name: string): Buffer {
  return readFileSync(folder + name);
}

/** The body of a stored message: bare, in an envelope, or in the root part of a stored HTTP body. */
export function bodyOf(name: string): XmlElement {
  const { root } = readXml(envelopeBytes(name));
  if (root.name !== 'Envelope') return root;
  const body = child(root, soap, 'Body');
  const [only] = body ? childElements(body) : [];
  if (!only) throw new Error(`${name} has no body`);
  return only;
}

function envelopeBytes(name: string): Buffer {
  const text = readShared(name).toString('utf8').trimStart();
  // Plain files may carry a declaration, which has to stay in front.
  if (text.startsWith('<')) return Buffer.from(text, 'utf8');
  // The header of the Swiss example was shortened by hand and no longer declares its prefixes.
  return (
    cut(text, /<(\w+):ProvideAndRegisterDocumentSetRequest[\s>]/) ??
    cut(text, /<(\w+):Envelope[\s>]/) ??
    Buffer.alloc(0)
  );
}

/** From the first match, whose group is a prefix, to the end tag of the same name. */
function cut(text: string, start: RegExp): Buffer | undefined {
  const match = start.exec(text);
  if (!match) return undefined;
  const end = `</${match[0].slice(1, -1)}>`;
  return Buffer.from(text.slice(match.index, text.indexOf(end) + end.length), 'utf8');
}
