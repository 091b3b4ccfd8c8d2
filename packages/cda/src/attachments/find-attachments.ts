import { attributeOf, type XmlElement } from '@kartoteka/xml';
import { hl7 } from '../oids.ts';
import type { OpenedCda } from '../read/open-cda.ts';
import { optional } from '../read/optional.ts';
import { walkElements } from '../read/walk-elements.ts';
import { decodeStart, measureBase64 } from './decode-base64.ts';
import { type AttachmentMime, sniffBytesMax, sniffMime } from './sniff-mime.ts';

/** A file inside a document. */
export interface CdaAttachment {
  /** Counted from 0 in document order; what `readAttachment` is asked for. */
  readonly number: number;
  /** A safe file name with the extension of what the file is. */
  readonly name: string;
  /** By the first bytes, whatever the document declares. */
  readonly mime: AttachmentMime;
  readonly declaredMime?: string;
  /** Bytes after decoding. */
  readonly size: number;
  readonly place: string;
  /** The `ID` under which the narrative refers to it. */
  readonly reference?: string;
}

/** A file inside a document together with the element that carries it. */
export interface FoundAttachment extends CdaAttachment {
  readonly element: XmlElement;
  readonly content: string | Uint8Array;
  readonly encoding: 'base64' | 'text';
  /** Whether it can be decoded. */
  readonly intact: boolean;
}

/**
 * Finds every embedded file: encapsulated data in base64 wherever it stands (`observationMedia`,
 * `nonXMLBody`, external documents) and a `nonXMLBody` of plain text. A reference to somewhere else
 * is no attachment; nothing is ever fetched.
 */
export function findAttachments(opened: OpenedCda, attachmentsMax: number): FoundAttachment[] {
  const found: FoundAttachment[] = [];
  let holder: XmlElement | undefined;
  walkElements(opened.tree.root, (element, place) => {
    if (element.namespace !== hl7 || found.length >= attachmentsMax) return;
    if (holders.has(element.name)) holder = element;
    if (element.name !== 'value' && element.name !== 'text') return;
    const held = holder?.nodes.includes(element) ? holder : undefined;
    const encoding = attributeOf(element, 'representation') === 'B64' ? 'base64' : 'text';
    if (encoding === 'text' && held?.name !== 'nonXMLBody') return;
    const content = opened.content(element);
    if (content.length === 0 || (typeof content === 'string' && content.trim() === '')) return;
    const reference = held && attributeOf(held, 'ID');
    found.push(describe({ element, content, encoding, reference, number: found.length, place }));
  });
  return found;
}

const holders = new Set(['observationMedia', 'externalDocument', 'nonXMLBody']);

interface Raw {
  readonly element: XmlElement;
  readonly content: string | Uint8Array;
  readonly encoding: 'base64' | 'text';
  readonly reference: string | undefined;
  readonly number: number;
  readonly place: () => string;
}

function describe({ element, content, encoding, reference, number, place }: Raw): FoundAttachment {
  const start =
    encoding === 'base64'
      ? decodeStart(content, sniffBytesMax)
      : Buffer.from(content).subarray(0, sniffBytesMax);
  const { mime, extension } = sniffMime(start);
  const { size, intact } =
    encoding === 'base64'
      ? measureBase64(content)
      : { size: Buffer.byteLength(content.toString()), intact: true };
  const stem = (reference ?? '').replace(/[^A-Za-z0-9_-]/g, '').slice(0, 60);
  return {
    number,
    name: `${stem || `attachment-${number + 1}`}.${extension}`,
    mime,
    ...optional('declaredMime', attributeOf(element, 'mediaType')),
    size,
    place: place(),
    ...optional('reference', reference),
    element,
    content,
    encoding,
    intact,
  };
}
