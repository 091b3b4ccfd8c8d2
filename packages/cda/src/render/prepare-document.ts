import { attributeOf, writeTree, writeXml, type XmlElement } from '@kartoteka/xml';
import { type FoundAttachment, findAttachments } from '../attachments/find-attachments.ts';
import { decodeAttachment } from '../attachments/read-attachment.ts';
import { hl7 } from '../oids.ts';
import type { OpenedCda } from '../read/open-cda.ts';
import { stylesheetReference } from '../read/stylesheet-reference.ts';
import { isShownImage, schemeOf } from '../sanitise/check-url.ts';
import { cleanElement } from './clean-narrative.ts';

/** A document as the stylesheet gets it. */
export interface PreparedDocument {
  /** Free of DTD, processing instructions and hostile fragments; embedded files are only named. */
  readonly xml: string;
  readonly removed: readonly string[];
  /** The `data:` address of an embedded image, for the address that a stylesheet wrote. */
  image(address: string): string | undefined;
}

const contentPrefix = 'kartoteka-content-';
/** Characters of all images of a page together: one image may be referred to many times. */
const imagesLengthMax = 64_000_000;

/**
 * Writes the parsed document anew for a stylesheet. Embedded files are replaced by short names: the
 * stylesheet needs only the type, which is told by the bytes, and 100 MB of base64 would pass through
 * it for nothing. The sanitiser puts images back.
 */
export function prepareDocument(opened: OpenedCda, attachmentsMax: number): PreparedDocument {
  const removed: string[] = [];
  const attachments = findAttachments(opened, attachmentsMax);
  const byElement = new Map(attachments.map((attachment) => [attachment.element, attachment]));
  const root = prepareElement(opened.tree.root, false, { byElement, removed });
  const stylesheet = stylesheetReference(opened.tree);
  if (stylesheet && stylesheet.fileName === undefined) {
    removed.push(`stylesheet:${schemeOf(stylesheet.href)}`);
  }
  const markup = writeTree({ root: root ?? opened.tree.root, instructions: [] });
  let shown = 0;
  return {
    xml: new TextDecoder().decode(writeXml(markup)),
    removed,
    image: (address) => {
      const image = shown < imagesLengthMax ? imageOf(address, attachments) : undefined;
      shown += image?.length ?? 0;
      return image;
    },
  };
}

interface Preparation {
  readonly byElement: ReadonlyMap<XmlElement, FoundAttachment>;
  readonly removed: string[];
}

function prepareElement(
  element: XmlElement,
  inNarrative: boolean,
  preparation: Preparation,
): XmlElement | undefined {
  const { byElement, removed } = preparation;
  const attachment = byElement.get(element);
  if (attachment) return namedContent(element, attachment, removed);
  const clean = cleanElement(element, inNarrative, removed);
  if (!clean) return undefined;
  const narrative = inNarrative || isNarrative(element);
  const nodes = clean.nodes.flatMap((node): (XmlElement | string)[] => {
    if (typeof node === 'string') return [node];
    if (isRemoteReference(element, node)) {
      removed.push(`content:${schemeOf(attributeOf(node, 'value') ?? '')}`);
      return [];
    }
    const inner = prepareElement(node, narrative, preparation);
    return inner ? [inner] : [];
  });
  return { ...clean, nodes };
}

function isNarrative(element: XmlElement): boolean {
  return (
    element.namespace === hl7 &&
    element.name === 'text' &&
    attributeOf(element, 'representation') === undefined
  );
}

/** Content that would have to be fetched. A plain file name stays: the page names it, no more. */
function isRemoteReference(parent: XmlElement, node: XmlElement): boolean {
  if (node.name !== 'reference' || (parent.name !== 'value' && parent.name !== 'text'))
    return false;
  const value = attributeOf(node, 'value')?.trim() ?? '';
  return value !== '' && !value.startsWith('#') && !/^[\p{L}\p{N}_. ()-]{1,200}$/u.test(value);
}

const harmless =
  /^(application\/(pdf|dicom|zip|octet-stream|rtf)|image\/(png|jpe?g|gif|tiff?)|text\/(plain|rtf))$/i;

function namedContent(
  element: XmlElement,
  attachment: FoundAttachment,
  removed: string[],
): XmlElement {
  const declared = attachment.declaredMime?.trim() ?? '';
  if (declared !== '' && !harmless.test(declared)) {
    removed.push(`content:${declared.replace(/[^\w/+.-]/g, '').slice(0, 60)}`);
  }
  const set = (name: string, value: string) => ({ name, value, namespace: '', prefix: '' });
  const others = element.attributes.filter(
    ({ name }) => name !== 'mediaType' && name !== 'representation',
  );
  const inline = attachment.encoding === 'text' && attachment.mime === 'text/plain';
  const attributes = [
    ...others,
    set('mediaType', attachment.mime),
    ...(inline ? [] : [set('representation', 'B64')]),
  ];
  const text = inline ? attachment.content.toString() : `${contentPrefix}${attachment.number}`;
  return { ...element, attributes, nodes: [text] };
}

function imageOf(address: string, attachments: readonly FoundAttachment[]): string | undefined {
  const at = address.lastIndexOf(contentPrefix);
  if (at < 0 || !address.startsWith('data:')) return undefined;
  const attachment = attachments[Number(address.slice(at + contentPrefix.length))];
  if (!attachment || !isShownImage(attachment.mime)) return undefined;
  const bytes = decodeAttachment(attachment);
  return bytes && `data:${attachment.mime};base64,${Buffer.from(bytes).toString('base64')}`;
}
