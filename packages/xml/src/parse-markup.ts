import { Problem } from '@kartoteka/kernel';
import { ParseOption, XmlDocument, type XmlOutputBufferHandler, XmlParseError } from 'libxml2-wasm';

/**
 * Parses a document by libxml2 and gives back libxml2's own serialisation of it as text.
 *
 * This is the only place that touches the parser. Going out as text costs two crossings into the
 * wasm module instead of thousands, and leaves nothing behind that would have to be disposed of:
 * the serialisation knows no DTD, no CDATA, no entity but the five predefined ones and decimal
 * references for control characters, so that a small scanner of ours (`scan-tree.ts`) reads it.
 * The network, entity substitution and XML_PARSE_HUGE stay off.
 *
 * @param bytes the document in UTF-8, already screened
 * @throws Problem `xml.malformed`, `xml.doctype`, `xml.too-large`, `xml.encoding`
 * @example parseMarkup(Buffer.from("<a  b = 'c'></a>")) // '<a b="c"/>\n'
 */
export function parseMarkup(bytes: Uint8Array): string {
  const document = parse(bytes);
  try {
    if (document.dtd !== null) throw new Problem('xml.doctype');
    const output = new CollectedOutput();
    document.save(output, { format: false, noDeclaration: true, encoding: 'utf-8' });
    return output.text();
  } finally {
    document.dispose();
  }
}

const option =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_NOCDATA |
  ParseOption.XML_PARSE_NOWARNING |
  ParseOption.XML_PARSE_SKIP_IDS |
  ParseOption.XML_PARSE_COMPACT;

function parse(bytes: Uint8Array): XmlDocument {
  try {
    // The bytes are UTF-8 by now whatever their declaration says; the explicit name overrides it.
    return XmlDocument.fromBuffer(bytes, { option, encoding: 'utf-8' });
  } catch (cause) {
    throw problemOf(cause);
  }
}

/** libxml2-wasm hands out no error numbers, so the kind is read from the parser's words. */
function problemOf(cause: unknown): Problem {
  if (!(cause instanceof XmlParseError)) return new Problem('xml.malformed', { cause });
  const [first] = cause.details;
  const place = first === undefined ? '/' : `${first.line}:${first.col}`;
  if (/too long|too big|excessive|maximum|huge|too many/i.test(cause.message)) {
    return new Problem('xml.too-large', {
      params: { limit: 'parser', max: 10_000_000 },
      place,
      cause,
    });
  }
  if (/encoding|not proper UTF-8/i.test(cause.message)) {
    return new Problem('xml.encoding', { place, cause });
  }
  return new Problem('xml.malformed', { place, cause });
}

class CollectedOutput implements XmlOutputBufferHandler {
  readonly #chunks: Buffer[] = [];

  write(chunk: Uint8Array): number {
    // The chunk lies in the module's memory and is overwritten by the next call.
    this.#chunks.push(Buffer.from(chunk));
    return chunk.byteLength;
  }

  close(): boolean {
    return true;
  }

  text(): string {
    const [only] = this.#chunks;
    const whole = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks);
    return whole.toString('utf8');
  }
}
