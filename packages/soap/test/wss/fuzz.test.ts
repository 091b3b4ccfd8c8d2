import { X509Certificate } from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import { openXml, writeElement, type XmlElement } from '@kartoteka/xml';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  attachment,
  check,
  include,
  makeIdentity,
  signMessage,
  someBytes,
  unsignedEnvelope,
} from './message.sample.ts';

const content = someBytes(300);
let registered: Buffer;
let message = '';
let original = '';
let elements: readonly { start: number; end: number }[] = [];

beforeAll(async () => {
  const identity = await makeIdentity('0000000000005010 WSS');
  registered = new X509Certificate(identity.certificatePem).raw;
  const body = `<x:Request a="1"><x:Document id="1">${include('1.doc@ex')}</x:Document><x:Note><!-- c -->ż &amp; <x:b/></x:Note></x:Request>`;
  const attachments = [attachment('1.doc@ex', content)];
  // Written by the parser itself, so that the places of its elements are those of the text.
  message = openXml(
    Buffer.from(await signMessage(identity, unsignedEnvelope(body), { attachments })),
  ).text;
  original = await meaningOf(message);
  elements = [...openXml(Buffer.from(message)).spans.values()];
});

/** All that a receiver may rely on, as text. The order of headers is nobody's promise. */
async function meaningOf(text: string | Uint8Array): Promise<string> {
  const contents = [content.toString('base64')];
  // As in life, the certificate is one that somebody registered; the signature does not cover it.
  const trust = async (der: Uint8Array) => {
    if (!registered.equals(der)) throw new Problem('security.signature-token');
  };
  const verified = await check(text, { contents, trust });
  const { version, headers, holes } = verified.envelope;
  // The include is only the place of its content, which is what was signed.
  let body = writeElement(verified.envelope.body).xml;
  for (const hole of holes) body = body.replace(/<[^<]*Include[^>]*>/, `[${holes.indexOf(hole)}]`);
  const signed = headers.filter((header) => header.signed).map(({ element }) => element);
  const written = signed.map((element: XmlElement) => writeElement(element).xml).sort();
  const times = [verified.created, verified.expires].map((time) => time.toISOString());
  return JSON.stringify([version, body, written, times, verified.replayKey]);
}

/** A changed message is refused by a problem, or still means exactly what was signed. */
async function expectHarmless(changed: string | Uint8Array): Promise<'refused' | 'same'> {
  try {
    expect(await meaningOf(changed)).toBe(original);
    return 'same';
  } catch (error) {
    if (error instanceof Problem) return 'refused';
    // A change may take the include away; then the check has no place for the content.
    if (error instanceof RangeError && /holes of the Body/.test(error.message)) return 'refused';
    throw error;
  }
}

describe('a signed message that was changed in any way means what was signed, or is refused', () => {
  it('one byte', async () => {
    const outcomes = { refused: 0, same: 0 };
    const bytes = Buffer.from(message);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: bytes.length - 1 }),
        fc.nat({ max: 255 }),
        async (at, byte) => {
          const changed = Buffer.from(bytes);
          changed[at] = byte;
          outcomes[await expectHarmless(changed)] += 1;
        },
      ),
      { numRuns: 800 },
    );
    expect(outcomes.refused).toBeGreaterThan(500);
  });

  it('one element removed, doubled or moved to another place', async () => {
    const place = fc.nat({ max: 10_000 });
    const kind = fc.constantFrom('removed', 'doubled', 'moved', 'wrapped', 'emptied');
    await fc.assert(
      fc.asyncProperty(kind, place, place, async (how, one, two) => {
        const from = elements[one % elements.length]!;
        const to = elements[two % elements.length]!;
        await expectHarmless(rearranged(how, from, to));
      }),
      { numRuns: 600 },
    );
  });

  function rearranged(
    how: string,
    from: { start: number; end: number },
    to: { start: number; end: number },
  ): string {
    const text = message.slice(from.start, from.end);
    const without = message.slice(0, from.start) + message.slice(from.end);
    if (how === 'removed') return without;
    if (how === 'doubled') return message.slice(0, to.start) + text + message.slice(to.start);
    if (how === 'wrapped') {
      return `${message.slice(0, from.start)}<x:w>${text}</x:w>${message.slice(from.end)}`;
    }
    if (how === 'emptied') {
      const tag = text.slice(0, text.indexOf('>') + 1).replace(/\/?>$/, '/>');
      return message.slice(0, from.start) + tag + message.slice(from.end);
    }
    if (to.start >= from.start && to.start < from.end) return without;
    const at = to.start < from.start ? to.start : to.start - text.length;
    return without.slice(0, at) + text + without.slice(at);
  }
});
