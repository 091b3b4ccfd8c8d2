import { readXml, type XmlElement } from '@kartoteka/xml';

/** XML and JSON beyond this are shown as they came. */
const prettyBytesMax = 262_144;

/**
 * A body as a person reads it: JSON and XML laid out, forms one field a line, other text as it is,
 * anything else by its size.
 *
 * @example decodeBody('application/json', Buffer.from('{"a":1}')) // '{\n  "a": 1\n}'
 */
export function decodeBody(contentType: string, body: Uint8Array): string {
  if (body.length === 0) return '';
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const text = decodeText(body);
  if (text === undefined) return `(${body.length} bytes, ${type || 'no content type'})`;
  if (body.length > prettyBytesMax) return text;
  if (type === 'application/x-www-form-urlencoded') return layOutForm(text);
  if (/[/+]json$/.test(type)) return layOutJson(text);
  if (/[/+]xml$/.test(type)) return layOutXml(text);
  return text;
}

function decodeText(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return text.includes('\0') ? undefined : text;
  } catch {
    // Not UTF-8: shown by its size. Its bytes are kept all the same.
    return undefined;
  }
}

function layOutForm(text: string): string {
  return [...new URLSearchParams(text)].map(([name, value]) => `${name} = ${value}`).join('\n');
}

function layOutJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // What a client sent in a broken way is shown as it came: that is what the log is for.
    return text;
  }
}

function layOutXml(text: string): string {
  try {
    return layOutElement(readXml(Buffer.from(text)).root, '').join('\n');
  } catch {
    // As with JSON: what is broken is shown as it came.
    return text;
  }
}

/** One line for each tag, children two spaces further in; texts stand beside their tags. */
function layOutElement(element: XmlElement, indent: string): string[] {
  const name = element.prefix === '' ? element.name : `${element.prefix}:${element.name}`;
  const declared = (element.declarations ?? []).map(
    ({ prefix, namespace }) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${namespace}"`,
  );
  const attributes = element.attributes.map(
    (one) => ` ${one.prefix === '' ? '' : `${one.prefix}:`}${one.name}="${one.value}"`,
  );
  const open = `${indent}<${name}${declared.join('')}${attributes.join('')}`;
  const nodes = element.nodes.filter((node) => typeof node !== 'string' || node.trim() !== '');
  if (nodes.length === 0) return [`${open}/>`];
  const [only] = nodes;
  if (nodes.length === 1 && typeof only === 'string') return [`${open}>${only.trim()}</${name}>`];
  const inner = `${indent}  `;
  return [
    `${open}>`,
    ...nodes.flatMap((node) =>
      typeof node === 'string' ? [`${inner}${node.trim()}`] : layOutElement(node, inner),
    ),
    `${indent}</${name}>`,
  ];
}
