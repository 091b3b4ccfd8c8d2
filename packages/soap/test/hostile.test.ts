import { describe, expect, it } from 'vitest';
import { receiveSoap, xopInclude } from '../src/index.ts';
import {
  clock,
  codeOf,
  envelope,
  inPieces,
  memorySink,
  mtomType,
  multipart,
  partHeaders,
  problemOf,
  raw,
  retrieved,
  rootHeaders,
  type SamplePart,
} from './sample.ts';

const megabyte = 1_000_000;
const include = envelope(retrieved(xopInclude('a')).xml);
const root: SamplePart = { headers: rootHeaders, content: include };
const coded = (encoding: string): string[] => [
  ...partHeaders('a').slice(0, 1),
  'Content-ID: <a>',
  `Content-Transfer-Encoding: ${encoding}`,
];

function mtom(...parts: readonly SamplePart[]): Buffer {
  return multipart('MIMEBoundary_1', parts);
}

/** Fills a message up to a megabyte. */
function flood(text: string): string {
  return text.repeat(Math.floor(megabyte / text.length));
}

const messages: readonly (readonly [string, Uint8Array, string?])[] = [
  ['nothing but boundaries', Buffer.from(flood('--MIMEBoundary_1\r\n'))],
  ['parts that are empty', Buffer.from(flood('--MIMEBoundary_1\r\n\r\n\r\n'))],
  ['beginnings of boundaries', Buffer.from(flood('\r\n--MIMEBoundary_'))],
  ['hyphens', Buffer.alloc(megabyte, '-')],
  ['line feeds', Buffer.alloc(megabyte, '\n')],
  ['headers without end', mtom({ headers: [flood('a: b\r\n')], content: '' })],
  ['one header without end', mtom({ headers: [`X: ${flood('x')}`], content: '' })],
  ['folded headers', mtom({ headers: [`X: ${flood('\r\n ')}`], content: '' })],
  [
    'a part cut into base64 letters',
    mtom(root, { headers: coded('base64'), content: `${flood('A ')}*` }),
  ],
  [
    'escapes of quoted-printable',
    mtom(root, { headers: coded('quoted-printable'), content: `${flood('=41')}=!` }),
  ],
  [
    'soft breaks',
    mtom(root, { headers: coded('quoted-printable'), content: `${flood('= \t\n')}=!` }),
  ],
  ['equals signs', mtom(root, { headers: coded('quoted-printable'), content: flood('=') })],
  ['elements', envelope(`<a>${flood('<b/>')}</a>`), 'text/xml'],
  ['documents', envelope(retrieved(raw(flood('</xdsb:Document><xdsb:Document>'))).xml), 'text/xml'],
  ['attributes', envelope(`<a ${flood('b=""')}/>`), 'text/xml'],
  ['depth', envelope(flood('<a>')), 'text/xml'],
  ['headers of the envelope', envelope('<a/>', flood('<h/>')), 'text/xml'],
  [
    'one MessageID after another',
    envelope(
      '<a/>',
      flood('<MessageID xmlns="http://www.w3.org/2005/08/addressing">1</MessageID>'),
    ),
    'text/xml',
  ],
  ['Includes', envelope(retrieved(raw(flood(xopInclude('a').xml))).xml), 'text/xml'],
];

describe('a hostile message of up to 1 MB', () => {
  for (const [name, body, contentType = mtomType] of messages) {
    it(`made of ${name} is refused quickly`, async () => {
      const sink = memorySink();
      const before = process.cpuUsage();
      const pieces = inPieces(body, 65_536);
      const code = await codeOf(receiveSoap({ contentType }, pieces, { clock, sink }));
      const { user, system } = process.cpuUsage(before);
      expect(code).toMatch(/^(soap|xml)\./);
      expect(sink.contents.size).toBe(0);
      // 50 ms is promised; the bound leaves room for a machine that is busy with other tests.
      const spentMs = (user + system) / 1000;
      if (spentMs > 50) console.info(`${name}: ${Math.round(spentMs)} ms`);
      expect(spentMs).toBeLessThan(500);
    });
  }

  it('in pieces of one byte costs no more than its bytes', async () => {
    const body = mtom({ headers: [`X: ${flood('x').slice(0, 8000)}`], content: flood('y') });
    const before = process.cpuUsage();
    for (const limits of [{}, { collectedBytesMax: 0 }]) {
      const options = { clock, sink: memorySink(), limits };
      const run = receiveSoap({ contentType: mtomType }, inPieces(body, 1), options);
      expect(await codeOf(run)).toMatch(/^(soap|xml)\./);
    }
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(8000);
  });
});

describe('the number of elements', () => {
  it('is limited, and the limit can be raised for a long answer', async () => {
    const body = envelope(`<a>${'<b/>'.repeat(60_000)}</a>`);
    const receive = (limits: object) => {
      const options = { clock, sink: memorySink(), limits };
      return codeOf(receiveSoap({ contentType: 'text/xml' }, inPieces(body, 0), options));
    };
    expect(await receive({})).toBe('xml.too-large');
    expect(await receive({ elementsMax: 70_000 })).toBe('none');
  });
});

describe('amplification', () => {
  const limitOf = async (body: Uint8Array, limits: object, contentType = mtomType) => {
    const options = { clock, sink: memorySink(), limits };
    const run = receiveSoap({ contentType }, inPieces(body, 0), options);
    return (await problemOf(run)).params.limit;
  };

  it('by many documents ends at documentsMax, before one is stored', async () => {
    const many = Array.from({ length: 101 }, () => 'eA==');
    expect(await limitOf(envelope(retrieved(...many).xml), {}, 'text/xml')).toBe('documentsMax');
    const includes = Array.from({ length: 101 }, () => xopInclude('a'));
    const content = envelope(retrieved(...includes).xml);
    const part = { headers: partHeaders('a'), content: 'x' };
    expect(await limitOf(mtom({ headers: rootHeaders, content }, part), {})).toBe('documentsMax');
  });

  it('by one attachment that is referred to again and again counts each time', async () => {
    const includes = Array.from({ length: 10 }, () => xopInclude('a'));
    const content = envelope(retrieved(...includes).xml);
    const part = { headers: partHeaders('a'), content: Buffer.alloc(1000) };
    const limits = { attachmentsTotalBytesMax: 9999 };
    const first = mtom({ headers: rootHeaders, content }, part);
    expect(await limitOf(first, limits)).toBe('attachmentsTotalBytesMax');
    const contentType = `${mtomType}; start="<root@test>"`.replace('; start="<root@test>";', ';');
    const last = mtom(part, { headers: rootHeaders, content });
    expect(await limitOf(last, limits, contentType)).toBe('attachmentsTotalBytesMax');
  });

  it('by boundaries inside an attachment costs no more than other bytes', async () => {
    const bomb = Buffer.alloc(20_000_000, '\r\n--MIMEBoundary_1xxx');
    const sink = memorySink();
    const before = process.cpuUsage();
    const pieces = inPieces(mtom(root, { headers: partHeaders('a'), content: bomb }), 65_536);
    await receiveSoap({ contentType: mtomType }, pieces, { clock, sink });
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
    expect(sink.bytesOf(1).equals(bomb)).toBe(true);
  });
});
