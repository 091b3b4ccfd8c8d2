import PostalMime from 'postal-mime';
import { mailLimits } from './mail-limits.ts';

export interface ReadAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A message as people read it. Everything in it comes from somebody else. */
export interface ReadMessage {
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly attachments: readonly ReadAttachment[];
  /** Its parts cannot be told apart: only the source can be shown. */
  readonly unreadable: boolean;
}

const headersMax = 200;
const headerCharactersMax = 4_000;

/** Takes a message apart. What cannot be read is not shown; the bytes are kept either way. */
export async function readMessage(raw: Uint8Array): Promise<ReadMessage> {
  const parsed = await parse(raw);
  if (!parsed) {
    return {
      headers: [],
      subject: '',
      text: undefined,
      html: undefined,
      attachments: [],
      unreadable: true,
    };
  }
  return {
    headers: parsed.headers.slice(0, headersMax).map(({ key, value }) => ({
      name: key,
      value: storable(value).slice(0, headerCharactersMax),
    })),
    subject: storable(parsed.subject ?? ''),
    text: parsed.text,
    html: parsed.html,
    attachments: parsed.attachments
      .slice(0, mailLimits.attachmentsMax)
      .map((attachment, index) => ({
        name: fileName(attachment.filename) ?? `${index + 1}`,
        contentType: attachment.mimeType,
        bytes: bytesOf(attachment.content),
      })),
    unreadable: false,
  };
}

const shownCharactersMax = 400;

/** What a list shows of a message. */
export async function readEnvelopeHeaders(
  raw: Uint8Array,
): Promise<{ readonly subject: string; readonly sender: string }> {
  const parsed = await parse(headOf(raw));
  const from = parsed?.from;
  const sender = from
    ? [from.name, from.address && `<${from.address}>`].filter(Boolean).join(' ')
    : '';
  const shown = (text: string) => storable(text).slice(0, shownCharactersMax);
  return { subject: shown(parsed?.subject ?? ''), sender: shown(sender) };
}

async function parse(raw: Uint8Array) {
  try {
    return await PostalMime.parse(raw, {
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: 32,
      maxHeadersSize: 1_000_000,
    });
  } catch {
    // Whatever its structure is, the message stays as it came and its source can be seen.
    return undefined;
  }
}

/** The headers alone; large attachments are not taken apart for a list. */
function headOf(raw: Uint8Array): Uint8Array {
  const end = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).indexOf('\r\n\r\n');
  return end === -1 ? raw : raw.subarray(0, end + 4);
}

/** The last part of a path, without what a file system or a header could take for something else. */
function fileName(name: string | null): string | undefined {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return clean === '' ? undefined : clean.slice(0, 200);
}

function bytesOf(content: unknown): Uint8Array {
  if (content instanceof ArrayBuffer) return new Uint8Array(content);
  if (content instanceof Uint8Array) return content;
  return Buffer.from(String(content ?? ''));
}

function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
