import { Problem } from '@kartoteka/kernel';
import { parseMediaType } from '../mime/media-type.ts';

/**
 * The Problem for an answer that is no SOAP message. 400 and 403 have codes of their own, because
 * people have to do different things; what the peer wrote is quoted.
 */
export async function peerProblem(response: {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}): Promise<Problem> {
  const { status } = response;
  const text = await readText(response.body);
  const said = saidBy(parseMediaType(response.headers['content-type'] ?? '').type, text);
  const params = { status, ...(said.code === undefined ? {} : { peerCode: said.code }) };
  const options = { params, ...(said.quoted === '' ? {} : { quoted: said.quoted }) };
  if (status === 400) return new Problem('soap.http-bad-request', options);
  if (status === 403) return new Problem('soap.http-forbidden', options);
  return new Problem('soap.http-status', options);
}

interface Said {
  readonly code?: string;
  readonly quoted: string;
}

/** RFC 9457 says it in fields; from a page the tags are taken away; other bytes are not quoted. */
function saidBy(type: string, text: string): Said {
  if (type.endsWith('json')) return saidInJson(text);
  if (type === 'text/html' || type === 'application/xhtml+xml') {
    return { quoted: shortened(visibleText(text)) };
  }
  return { quoted: type.startsWith('text/') ? shortened(text) : '' };
}

/** The text of a page. One pass: a page of nothing but `<` costs no more than another. */
function visibleText(page: string): string {
  const pieces: string[] = [];
  let hidden = '';
  for (const piece of page.split('<')) {
    const end = piece.indexOf('>');
    const name = /^\/?[a-z]*/i.exec(piece)?.[0].toLowerCase() ?? '';
    if (hidden === '' && (name === 'script' || name === 'style')) hidden = name;
    if (hidden === '') pieces.push(pieces.length === 0 && end < 0 ? piece : piece.slice(end + 1));
    if (name === `/${hidden}`) hidden = '';
  }
  return pieces.join(' ');
}

function saidInJson(text: string): Said {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Cut off or no JSON after all: quoted as it is.
    return { quoted: shortened(text) };
  }
  if (typeof value !== 'object' || value === null) return { quoted: shortened(text) };
  const fields = value as Readonly<Record<string, unknown>>;
  const words = ['title', 'detail']
    .map((name) => fields[name])
    .filter((word) => typeof word === 'string');
  const { code } = fields;
  const quoted = shortened(words.length > 0 ? words.join(' ') : text);
  return typeof code === 'string' ? { code: code.slice(0, 100), quoted } : { quoted };
}

function shortened(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, quotedCharactersMax);
}

const quotedCharactersMax = 2000;
const readBytesMax = 65_536;

/** The beginning of the answer; a connection that breaks has said what it said. */
async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece);
      length += piece.length;
      if (length >= readBytesMax) break;
    }
  } catch (cause) {
    if (length === 0) throw new Problem('soap.cut-off', { cause });
  }
  return Buffer.concat(pieces).toString('utf8', 0, readBytesMax);
}
