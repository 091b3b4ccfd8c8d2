import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiveSoap, xopInclude } from '../src/index.ts';
import {
  clock,
  contentsOf,
  documentsOf,
  envelope,
  inPieces,
  memorySink,
  mtomOf,
  mtomType,
  multipart,
  partHeaders,
  retrieved,
  rootHeaders,
  type SamplePart,
} from './sample.ts';

const plainType = 'application/soap+xml; charset=UTF-8';

/**
 * Receives a body and returns the bytes of its documents. With sizes it comes in pieces of these,
 * and nothing is collected first, so that the reader meets every cut.
 */
async function contents(body: Uint8Array, contentType = mtomType, ...sizes: number[]) {
  const sink = memorySink();
  const pieces = inPieces(body, ...(sizes.length > 0 ? sizes : [0]));
  const limits = sizes.length > 0 ? { collectedBytesMax: 0 } : {};
  const message = await receiveSoap({ contentType }, pieces, { clock, sink, limits });
  return contentsOf(message, sink).map((bytes) => bytes.toString('latin1'));
}

const bytes = fc.uint8Array({ maxLength: 400 });
/** Bytes that look like parts of a delimiter, which is where a reader goes wrong. */
const awkward = fc
  .array(fc.constantFrom('\r', '\n', '-', '--', '\r\n', '--MIMEBoundary_1', '--MIMEBoundary', 'x'))
  // What a line of its content begins with is never a sender's boundary (RFC 2046 section 5.1).
  .map((pieces) => pieces.join('').replace(/(^|\n)--MIMEBoundary_1/g, '$1--MIMEBoundary_'))
  .map((text) => Buffer.from(text));

describe('attachments', () => {
  it('arrive byte by byte, whatever they hold and however the body is cut', async () => {
    const attachments = fc.array(fc.oneof(bytes, awkward), { maxLength: 4 });
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 });
    const newline = fc.constantFrom('\r\n', '\n');
    await fc.assert(
      fc.asyncProperty(attachments, sizes, newline, async (given, cuts, separator) => {
        const safe = given.filter(({ length }, index) => length > 0 || index === 0);
        const body = mtomOf(safe, separator);
        const received = await contents(body, mtomType, ...cuts);
        expect(received).toEqual(safe.map((one) => Buffer.from(one).toString('latin1')));
      }),
      { numRuns: 400 },
    );
  });

  it('arrive the same when the body is split at each of its bytes', async () => {
    for (const newline of ['\r\n', '\n']) {
      const content = Buffer.from('\r\n--MIMEBoundary_\r\n\r--\n-\r\n--MIMEBoundary_12\r\n\r');
      const body = mtomOf([content, Buffer.from('')], newline);
      for (let at = 1; at < body.length; at += 1) {
        const received = await contents(body, mtomType, at, body.length);
        expect(received).toEqual([content.toString('latin1'), '']);
      }
      expect(await contents(body, mtomType, 1)).toEqual([content.toString('latin1'), '']);
    }
  });

  it('arrive as a stream when the message is larger than what is collected', async () => {
    const big = Buffer.alloc(300_000, 'abcdefgh\r\n--MIME');
    const sink = memorySink();
    const limits = { collectedBytesMax: 1000 };
    const pieces = inPieces(mtomOf([big, Buffer.from('x'), big]), 777);
    const message = await receiveSoap({ contentType: mtomType }, pieces, { clock, sink, limits });
    expect(contentsOf(message, sink).map(({ length }) => length)).toEqual([300_000, 1, 300_000]);
    expect(contentsOf(message, sink)[2]?.equals(big)).toBe(true);
  });

  it('are asked for only as fast as the sink takes them', async () => {
    let sent = 0;
    async function* slowly(): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(mtomOf([Buffer.alloc(400_000)]), 1000)) {
        sent += piece.length;
        yield piece;
      }
    }
    const sink = memorySink();
    const ahead: number[] = [];
    let taken = 0;
    const watching = {
      ...sink,
      put: async (stream: AsyncIterable<Uint8Array>) => {
        for await (const piece of stream) {
          taken += piece.length;
          ahead.push(sent - taken);
        }
        return 1;
      },
    };
    const limits = { collectedBytesMax: 0 };
    await receiveSoap({ contentType: mtomType }, slowly(), { clock, sink: watching, limits });
    expect(taken).toBe(400_000);
    expect(Math.max(...ahead)).toBeLessThan(4000);
  });

  it('may be referred to twice, and are then one content', async () => {
    const body = multipart('b', [
      {
        headers: rootHeaders,
        content: envelope(retrieved(xopInclude('a@x'), xopInclude('a@x')).xml),
      },
      { headers: partHeaders('a@x'), content: 'once' },
    ]);
    const sink = memorySink();
    const message = await receiveSoap(
      { contentType: 'multipart/related; boundary=b' },
      inPieces(body, 0),
      { clock, sink },
    );
    const [one, two] = documentsOf(message).map((document) => message.contentOf(document));
    expect(one).toBe(two);
    expect(sink.contents.size).toBe(1);
    await message.discardAll();
    expect(sink.discarded).toEqual([1]);
  });

  it('may come in another order than the envelope has, and before it', async () => {
    const root = {
      headers: rootHeaders,
      content: envelope(retrieved(xopInclude('a'), xopInclude('b')).xml),
    };
    const a = { headers: partHeaders('a'), content: 'first' };
    const b = { headers: partHeaders('b'), content: 'second' };
    const orders: readonly (readonly SamplePart[])[] = [
      [root, a, b],
      [root, b, a],
      [a, root, b],
      [b, root, a],
      [a, b, root],
      [b, a, root],
    ];
    const type = 'multipart/related; boundary=b; start="<root@test>"';
    for (const order of orders) {
      expect(await contents(multipart('b', order), type)).toEqual(['first', 'second']);
    }
  });
});

describe('what the field sends', () => {
  const root = envelope(retrieved(xopInclude('1.doc@test')).xml).toString();
  const part = { headers: partHeaders('1.doc@test'), content: 'document' };
  const types: readonly (readonly [string, string])[] = [
    ['boundary quoted', 'multipart/related; boundary="bnd"; start="<root@test>"'],
    ['boundary unquoted', 'multipart/related; boundary=bnd'],
    ['no blank after the semicolon', 'multipart/related;start="<root@test>";boundary=bnd'],
    [
      'another order',
      'multipart/related; start-info="application/soap+xml"; type="application/xop+xml"; boundary="bnd"',
    ],
    [
      'start-info with a charset',
      'multipart/related; boundary="bnd"; start-info="text/xml; charset=utf-8"',
    ],
    [
      'a semicolon inside a value',
      'multipart/related; type="application/soap+xml;"; boundary="bnd"',
    ],
    ['a semicolon at the end', 'multipart/related; boundary="bnd";'],
    ['capital letters', 'Multipart/Related; BOUNDARY="bnd"; Start="<root@test>"'],
    ['start without brackets', 'multipart/related; boundary="bnd"; start=root@test'],
    [
      'blanks around the equals sign',
      'multipart/related; boundary = "bnd" ; start = "<root@test>"',
    ],
    ['a parameter without value', 'multipart/related; foo; boundary="bnd"'],
  ];
  for (const [name, type] of types) {
    it(`is taken: ${name}`, async () => {
      const body = multipart('bnd', [{ headers: rootHeaders, content: root }, part]);
      expect(await contents(body, type)).toEqual(['document']);
    });
  }

  const boundaries = [
    'uuid:df997b05-d075-415b',
    '----=_Part_0_1.2',
    'a b',
    "'()+_,-./:=?",
    'x'.repeat(70),
  ];
  for (const boundary of boundaries) {
    it(`is taken: the boundary ${boundary}`, async () => {
      const body = multipart(boundary, [{ headers: rootHeaders, content: root }, part]);
      expect(await contents(body, `multipart/related; boundary="${boundary}"`)).toEqual([
        'document',
      ]);
      if (boundary.includes(' ')) return;
      expect(await contents(body, `multipart/related; boundary=${boundary}`)).toEqual(['document']);
    });
  }

  const rootVariants: readonly (readonly [string, readonly string[]])[] = [
    ['lower-case part headers', rootHeaders.map((line) => line.toLowerCase())],
    ['blanks at the end of headers', rootHeaders.map((line) => `${line}  \t`)],
    ['no blank behind the colon', rootHeaders.map((line) => line.replace(': ', ':'))],
    [
      'a folded header',
      ['Content-Type: application/xop+xml;\r\n charset=UTF-8', 'Content-ID: <root@test>'],
    ],
    ['a root without id', ['Content-Type: application/xop+xml']],
    ['a root with no headers at all', []],
    ['an id without brackets', ['Content-Type: text/xml', 'Content-ID: root@test']],
    ['a root as text/xml', ['Content-Type: text/xml; charset=utf-8', 'Content-ID: <root@test>']],
    ['further headers', [...rootHeaders, 'X-Anything: 1', 'X-Anything: 2', 'MIME-Version: 1.0']],
  ];
  for (const [name, headers] of rootVariants) {
    it(`is taken: ${name}`, async () => {
      const body = multipart('MIMEBoundary_1', [{ headers, content: root }, part]);
      expect(await contents(body)).toEqual(['document']);
    });
  }

  it('is taken: blanks behind boundaries, preamble, epilogue, no line break at the end', async () => {
    const parts = [{ headers: rootHeaders, content: root }, part];
    const padded = multipart('MIMEBoundary_1', parts).toString('latin1');
    const withBlanks = padded.replaceAll('--MIMEBoundary_1\r\n', '--MIMEBoundary_1 \t \r\n');
    expect(await contents(Buffer.from(withBlanks, 'latin1'))).toEqual(['document']);
    const ends = [
      '\r\n--MIMEBoundary_1--',
      '\r\n--MIMEBoundary_1--\r\n\r\nbye',
      '\r\n--MIMEBoundary_1--  ',
    ];
    for (const end of ends) {
      for (const preamble of ['', '\r\n', '\n', 'This is a multipart message.\r\n']) {
        const body = multipart('MIMEBoundary_1', parts, { preamble, end });
        expect(await contents(body)).toEqual(['document']);
        expect(await contents(body, mtomType, 1)).toEqual(['document']);
      }
    }
  });

  it('is taken: boundaries with bare LF around headers with CRLF', async () => {
    const body = multipart('MIMEBoundary_1', [{ headers: rootHeaders, content: root }, part]);
    const mixed = body.toString('latin1').replaceAll('--MIMEBoundary_1\r\n', '--MIMEBoundary_1\n');
    expect(await contents(Buffer.from(mixed, 'latin1'))).toEqual(['document']);
  });

  it('is taken: ids with urn:uuid, percent-encoded or plain on either side', async () => {
    const ids: readonly (readonly [string, string])[] = [
      ['cid:urn:uuid:1@x', 'urn:uuid:1@x'],
      ['cid:urn%3Auuid%3A1@x', 'urn:uuid:1@x'],
      ['cid:urn%3Auuid%3A1%40x', 'urn%3Auuid%3A1%40x'],
      ['CID:a@x', 'a@x'],
      ['cid:100%@x', '100%@x'],
    ];
    for (const [href, id] of ids) {
      const markup = root.replace('cid:1.doc@test', href);
      const body = multipart('b', [
        { headers: rootHeaders, content: markup },
        { headers: partHeaders(id), content: 'document' },
      ]);
      expect(await contents(body, 'multipart/related; boundary=b'), href).toEqual(['document']);
    }
  });

  it('is taken: transfer encodings', async () => {
    const content = Buffer.from('Zażółć = gęślą\r\n\tjaźń \u0000\u00ff');
    const folded = content.toString('base64').replace(/.{10}/g, '$&\r\n');
    const quotedPrintable = [...content]
      .map(
        (byte, index) =>
          `=${byte.toString(16).padStart(2, '0').toUpperCase()}${index % 9 ? '' : '=  \r\n'}`,
      )
      .join('');
    const encodings: readonly (readonly [string, string | Uint8Array])[] = [
      ['binary', content],
      ['8bit', content],
      ['7bit', content],
      ['BASE64', folded],
      ['base64', `${content.toString('base64')}\r\n`],
      ['quoted-printable', quotedPrintable],
    ];
    for (const [encoding, encoded] of encodings) {
      const headers = ['Content-ID: <1.doc@test>', `Content-Transfer-Encoding: ${encoding}`];
      const body = multipart('MIMEBoundary_1', [
        { headers: rootHeaders, content: root },
        { headers, content: encoded },
      ]);
      for (const size of [0, 1, 2, 3, 7]) {
        expect(await contents(body, mtomType, size), encoding).toEqual([
          content.toString('latin1'),
        ]);
      }
    }
  });

  it('is taken: base64 inside the envelope, in a multipart or plain', async () => {
    const inline = envelope(retrieved('ZG9j\n dW1l\r\nbnQ=', '', 'eA==').xml);
    const wanted = ['document', '', 'x'];
    expect(await contents(inline, plainType)).toEqual(wanted);
    expect(await contents(inline, 'text/xml;charset=utf-8')).toEqual(wanted);
    const body = multipart('MIMEBoundary_1', [{ headers: rootHeaders, content: inline }]);
    expect(await contents(body)).toEqual(wanted);
  });

  it('is taken: blanks around an Include', async () => {
    const markup = root.replace(/<xop:Include[^>]*>/, '\n     $&\n    ');
    const body = multipart('MIMEBoundary_1', [{ headers: rootHeaders, content: markup }, part]);
    expect(await contents(body)).toEqual(['document']);
  });

  it('is taken: a part that is empty, with and without a line of its own', async () => {
    const parts = [{ headers: rootHeaders, content: root }];
    for (const separator of ['\r\n', '\n']) {
      for (const between of ['', separator]) {
        const head = [...partHeaders('1.doc@test'), '', ''].join(separator);
        const end = `${separator}--MIMEBoundary_1${separator}${head}${between}--MIMEBoundary_1--`;
        const body = multipart('MIMEBoundary_1', parts, { newline: separator, end });
        expect(await contents(body)).toEqual(['']);
        expect(await contents(body, mtomType, 1)).toEqual(['']);
      }
    }
  });

  it('is answered in kind: the message says whether it was multipart', async () => {
    const plain = envelope(retrieved().xml);
    const framed = multipart('MIMEBoundary_1', [{ headers: rootHeaders, content: plain }]);
    const options = { clock, sink: memorySink() };
    const one = await receiveSoap({ contentType: plainType }, inPieces(plain, 0), options);
    const two = await receiveSoap({ contentType: mtomType }, inPieces(framed, 0), options);
    expect([one.multipart, two.multipart]).toEqual([false, true]);
  });
});
