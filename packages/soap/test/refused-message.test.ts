import { Problem } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { receiveSoap, xopInclude } from '../src/index.ts';
import {
  clock,
  codeOf,
  envelope,
  inPieces,
  memorySink,
  mtomOf,
  mtomType,
  multipart,
  partHeaders,
  problemOf,
  retrieved,
  rootHeaders,
  type SamplePart,
} from './sample.ts';

const plainType = 'application/soap+xml; charset=UTF-8';

describe('what is refused', () => {
  const root = envelope(retrieved(xopInclude('1.doc@test')).xml);
  const first = { headers: rootHeaders, content: root };
  const second = { headers: partHeaders('1.doc@test'), content: 'document' };

  const receive = (body: Uint8Array, contentType = mtomType, encoding?: string) =>
    receiveSoap({ contentType, contentEncoding: encoding }, inPieces(body, 100), {
      clock,
      sink: memorySink(),
      limits: { collectedBytesMax: 0 },
    });
  const refusal = (parts: readonly SamplePart[], options?: { end?: string; preamble?: string }) =>
    codeOf(receive(multipart('MIMEBoundary_1', parts, options)));

  it('other types and compressed bodies', async () => {
    for (const type of ['', 'application/json', 'multipart/form-data; boundary=x', 'text/html']) {
      expect(await codeOf(receive(root, type))).toBe('soap.content-type');
    }
    expect(await codeOf(receive(root, plainType, 'gzip'))).toBe('soap.content-encoding');
    expect(await codeOf(receive(root, plainType, 'identity'))).toBe('soap.attachment-missing');
    const zipped = { ...second, headers: [...second.headers, 'Content-Encoding: gzip'] };
    expect(await refusal([first, zipped])).toBe('soap.content-encoding');
    const wrongRoot = { headers: ['Content-Type: application/json'], content: root };
    expect(await refusal([wrongRoot, second])).toBe('soap.content-type');
  });

  it('a body announced as too large, before a byte of it is read', async () => {
    let read = 0;
    async function* body() {
      read += 1;
      yield Buffer.from('x');
    }
    const head = { contentType: plainType, contentLength: 101 };
    const limits = { bodyBytesMax: 100 };
    const problem = await problemOf(
      receiveSoap(head, body(), { clock, sink: memorySink(), limits }),
    );
    expect([problem.code, problem.params]).toEqual([
      'soap.too-large',
      { limit: 'bodyBytesMax', max: 100 },
    ]);
    expect(read).toBe(0);
  });

  it('a boundary that is missing, empty, too long, doubled or not the one of the body', async () => {
    const body = mtomOf([]);
    for (const parameter of [
      '',
      '; boundary=""',
      `; boundary="${'x'.repeat(71)}"`,
      '; boundary=a; boundary=b',
    ]) {
      expect(await codeOf(receive(body, `multipart/related${parameter}`))).toBe('soap.boundary');
    }
    expect(await codeOf(receive(body, 'multipart/related; boundary="a\nb"'))).toBe('soap.boundary');
    expect(await codeOf(receive(body, 'multipart/related; boundary=other'))).toBe(
      'soap.boundary-missing',
    );
    expect(await codeOf(receive(Buffer.alloc(0)))).toBe('soap.cut-off');
  });

  it('a flood before, between and behind the parts', async () => {
    const flood = 'x'.repeat(9000);
    expect(await refusal([first, second], { preamble: `${flood}\r\n` })).toBe(
      'soap.boundary-missing',
    );
    const end = `\r\n--MIMEBoundary_1--\r\n${flood}`;
    expect(await refusal([first, second], { end })).toBe('soap.too-large');
    const padded = `\r\n--MIMEBoundary_1${' '.repeat(5000)}--`;
    expect(await refusal([first, second], { end: padded })).toBe('soap.cut-off');
  });

  it('more than fifty parts, and headers of more than 8 KB', async () => {
    const includes = Array.from({ length: 50 }, (_, index) => `p${index}`);
    const many = {
      headers: rootHeaders,
      content: envelope(retrieved(...includes.map((id) => xopInclude(id))).xml),
    };
    const parts = includes.map((id) => ({ headers: partHeaders(id), content: id }));
    const body = multipart('MIMEBoundary_1', [many, ...parts]);
    expect((await problemOf(receive(body))).params).toEqual({ limit: 'partsMax', max: 50 });
    const huge = { ...second, headers: [...second.headers, `X: ${'x'.repeat(9000)}`] };
    const problem = await problemOf(receive(multipart('MIMEBoundary_1', [first, huge])));
    expect(problem.params).toEqual({ limit: 'partHeadersBytesMax', max: 8192 });
    const endless = { ...second, headers: ['x'.repeat(9000)] };
    expect(await refusal([first, endless])).toBe('soap.too-large');
  });

  it('part headers that are none, or that say a thing twice', async () => {
    for (const headers of [
      ['Content-ID <1.doc@test>'],
      [': x'],
      ['Content-ID: <1.doc@test>', 'content-id: <2.doc@test>'],
      [
        'Content-Transfer-Encoding: binary',
        'Content-Transfer-Encoding: base64',
        'Content-ID: <1.doc@test>',
      ],
    ]) {
      expect(await refusal([first, { headers, content: '' }])).toBe('soap.part-header');
    }
  });

  it('bodies that break off, at whatever byte', async () => {
    const body = mtomOf([Buffer.from('document')]);
    const close = body.lastIndexOf('--');
    for (let end = 0; end < close + 2; end += 1) {
      const code = await codeOf(receive(body.subarray(0, end)));
      expect(code, String(end)).toMatch(/^soap\.(cut-off|boundary-missing)$/);
    }
    expect(await codeOf(receive(body.subarray(0, close + 2)))).toBe('none');
  });

  it('connections that break', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield mtomOf([Buffer.alloc(100)]).subarray(0, 700);
      throw new Error('ECONNRESET');
    }
    const sink = memorySink();
    const run = receiveSoap({ contentType: mtomType }, broken(), { clock, sink });
    expect(await codeOf(run)).toBe('soap.cut-off');
    async function* limited(): AsyncGenerator<Uint8Array> {
      yield mtomOf([Buffer.alloc(100)]).subarray(0, 700);
      throw new Problem('service.input');
    }
    const other = receiveSoap({ contentType: mtomType }, limited(), { clock, sink });
    expect(await codeOf(other)).toBe('service.input');
  });

  it('attachments nobody refers to, missing ones, and ids given twice', async () => {
    const other = { ...second, headers: partHeaders('2.doc@test') };
    expect(await refusal([first, second, other])).toBe('soap.attachment-unreferenced');
    expect(await refusal([first, other])).toBe('soap.attachment-unreferenced');
    expect(await refusal([first, { headers: [], content: 'x' }])).toBe(
      'soap.attachment-unreferenced',
    );
    expect(await refusal([first])).toBe('soap.attachment-missing');
    expect(await refusal([first, second, second])).toBe('soap.part-id-twice');
    expect(await codeOf(receive(root, plainType))).toBe('soap.attachment-missing');
    expect(await refusal([second, other, first])).toBe('soap.attachment-unreferenced');
  });

  it('messages without their root', async () => {
    expect(await refusal([second])).toBe('soap.root-missing');
    expect(await refusal([], { preamble: '--MIMEBoundary_1--', end: '' })).toBe(
      'soap.root-missing',
    );
    const nameless = { headers: ['Content-Type: text/plain'], content: 'x' };
    expect(await refusal([second, nameless, first])).toBe('soap.attachment-unreferenced');
  });

  it('unknown transfer encodings, and content that is not in the one it names', async () => {
    const coded = (encoding: string, content: string): SamplePart => ({
      headers: ['Content-ID: <1.doc@test>', `Content-Transfer-Encoding: ${encoding}`],
      content,
    });
    const code = 'soap.transfer-encoding';
    expect(await refusal([first, coded('uuencode', 'x')])).toBe(code);
    expect(await refusal([first, coded('base64', 'ZG9')])).toBe(code);
    expect(await refusal([first, coded('base64', 'ZG9!')])).toBe(code);
    expect(await refusal([first, coded('quoted-printable', '=ZZ')])).toBe(code);
    expect(await refusal([first, coded('quoted-printable', 'end=')])).toBe(code);
  });

  it('Includes of another form', async () => {
    const forms: readonly (readonly [string, string])[] = [
      ['soap.include', '<xop:Include href="http://evil.example/"/>'],
      ['soap.include', '<xop:Include/>'],
      ['soap.include', '<xop:Include href="cid:"/>'],
      ['soap.include', 'text<xop:Include href="cid:1.doc@test"/>'],
      ['soap.include', '<xop:Include href="cid:1.doc@test"><x/></xop:Include>'],
      ['soap.include', '<xop:Include href="cid:1.doc@test"/><xop:Include href="cid:1.doc@test"/>'],
      ['soap.include', '<xop:Other href="cid:1.doc@test"/>'],
      ['soap.content-mark', '<k:content xmlns:k="urn:kartoteka:content" n="0"/>'],
    ];
    for (const [code, form] of forms) {
      const markup = root.toString().replace(/<xop:Include[^>]*>/, form);
      const content = markup.replace(
        '<env:Envelope',
        '<env:Envelope xmlns:xop="http://www.w3.org/2004/08/xop/include"',
      );
      expect(await refusal([{ headers: rootHeaders, content }, second]), form).toBe(code);
    }
    const inHeader = envelope(retrieved().xml, xopInclude('1.doc@test').xml);
    expect(await refusal([{ headers: rootHeaders, content: inHeader }, second])).toBe(
      'soap.include-in-header',
    );
    const elsewhere = root.toString().replaceAll('xdsb:Document>', 'xdsb:Value>');
    const first = { headers: rootHeaders, content: elsewhere };
    expect(await refusal([first, second])).toBe('soap.content-place');
    const bare = envelope(xopInclude('1.doc@test').xml);
    expect(await refusal([{ headers: rootHeaders, content: bare }, second])).toBe('soap.include');
  });

  it('base64 that is none', async () => {
    for (const text of [
      'ZG9',
      'ZG9=jdQ==',
      'ZG9jd',
      'Z*9j',
      'ZG9-',
      'ZG_j',
      'QR==',
      'A===',
      '=',
      'żółć',
    ]) {
      expect(await codeOf(receive(envelope(retrieved(text).xml), plainType)), text).toBe(
        'soap.base64',
      );
    }
  });

  it('more bytes than each limit allows', async () => {
    const limited = async (limits: object, body: Uint8Array): Promise<unknown> => {
      const pieces = inPieces(body, 50);
      const sink = memorySink();
      const options = { clock, sink, limits };
      const problem = await problemOf(receiveSoap({ contentType: mtomType }, pieces, options));
      expect(sink.contents.size).toBe(0);
      return problem.params.limit;
    };
    const body = mtomOf([Buffer.alloc(500), Buffer.alloc(500)]);
    expect(await limited({ bodyBytesMax: 900 }, body)).toBe('bodyBytesMax');
    expect(await limited({ attachmentBytesMax: 499 }, body)).toBe('attachmentBytesMax');
    expect(await limited({ attachmentsTotalBytesMax: 999 }, body)).toBe('attachmentsTotalBytesMax');
    expect(await limited({ rootBytesMax: 100, inlineTextBytesMax: 50 }, body)).toBe('rootBytesMax');
    const sink = memorySink();
    const limits = {
      attachmentBytesMax: 500,
      attachmentsTotalBytesMax: 1000,
      bodyBytesMax: body.length,
    };
    await receiveSoap({ contentType: mtomType }, inPieces(body, 50), { clock, sink, limits });
    expect(sink.contents.size).toBe(2);
  });

  it('leaves nothing behind: all content is discarded', async () => {
    const sink = memorySink();
    const parts = [
      {
        headers: rootHeaders,
        content: envelope(retrieved(xopInclude('1.doc@test'), xopInclude('2.doc@test')).xml),
      },
      second,
      { headers: partHeaders('3.doc@test'), content: 'stranger' },
    ];
    const pieces = inPieces(multipart('MIMEBoundary_1', parts), 100);
    const run = receiveSoap({ contentType: mtomType }, pieces, { clock, sink });
    expect(await codeOf(run)).toBe('soap.attachment-unreferenced');
    expect(sink.discarded).toEqual([1]);
    expect(sink.contents.size).toBe(0);
  });

  it("hands on what the sink throws, and still the stream's own reason when the sink wraps it", async () => {
    const full = { put: () => Promise.reject(new Error('disk full')), discard: async () => {} };
    const pieces = inPieces(mtomOf([Buffer.from('x')]), 0);
    const run = receiveSoap({ contentType: mtomType }, pieces, { clock, sink: full });
    await expect(run).rejects.toThrow('disk full');
    const wrapping = {
      discard: async () => {},
      put: async (stream: AsyncIterable<Uint8Array>) => {
        try {
          for await (const _ of stream);
        } catch (cause) {
          throw new Error('wrapped', { cause });
        }
        return 1;
      },
    };
    const limits = { attachmentBytesMax: 10 };
    const again = inPieces(mtomOf([Buffer.alloc(11)]), 0);
    const second = receiveSoap({ contentType: mtomType }, again, { clock, sink: wrapping, limits });
    expect(await codeOf(second)).toBe('soap.too-large');
  });

  it('does not believe a sink that stops half way', async () => {
    const lazy = { put: async () => 1, discard: async () => {} };
    const pieces = inPieces(mtomOf([Buffer.from('x')]), 0);
    const run = receiveSoap({ contentType: mtomType }, pieces, { clock, sink: lazy });
    await expect(run).rejects.toThrow('did not read');
  });
});
