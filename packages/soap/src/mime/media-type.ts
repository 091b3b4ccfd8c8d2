/** A Content-Type: type and subtype in lower case, parameters by their lower-case names. */
export interface MediaType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Names that occurred more than once; which value a sender meant cannot be known. */
  readonly repeated: ReadonlySet<string>;
}

const headerCharactersMax = 8192;

/**
 * Reads a Content-Type as senders really write it: parameters in any order, with or without blanks
 * and quotes, values such as `uuid:…` or `<root@host>` unquoted, a `;` at the end (RFC 2045
 * section 5.1 is stricter).
 *
 * @example parseMediaType('multipart/related;boundary=uuid:1').parameters.get('boundary') // 'uuid:1'
 */
export function parseMediaType(value: string): MediaType {
  const text = value.slice(0, headerCharactersMax);
  const typeEnd = text.indexOf(';');
  const type = (typeEnd < 0 ? text : text.slice(0, typeEnd)).trim().toLowerCase();
  const parameters = new Map<string, string>();
  const repeated = new Set<string>();
  let at = typeEnd < 0 ? text.length : typeEnd + 1;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    const semicolon = text.indexOf(';', at);
    if (equals < 0) break;
    if (semicolon >= 0 && semicolon < equals) {
      at = semicolon + 1;
      continue;
    }
    const name = text.slice(at, equals).trim().toLowerCase();
    const read = readValue(text, equals + 1);
    if (parameters.has(name)) repeated.add(name);
    else parameters.set(name, read.value);
    at = read.end;
  }
  return { type, parameters, repeated };
}

/** Writes a parameter value, always quoted. */
export function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function readValue(text: string, from: number): { value: string; end: number } {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  if (text[at] !== '"') {
    const semicolon = text.indexOf(';', at);
    const end = semicolon < 0 ? text.length : semicolon;
    return { value: text.slice(at, end).trim(), end: end + 1 };
  }
  let value = '';
  for (at += 1; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] === '\\') at += 1;
    value += text[at] ?? '';
  }
  const semicolon = text.indexOf(';', at);
  return { value, end: semicolon < 0 ? text.length : semicolon + 1 };
}
