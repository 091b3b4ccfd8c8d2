import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Problem } from '@kartoteka/kernel';
import { element } from '@kartoteka/xml';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  callSoap,
  type OutgoingAttachment,
  parseMediaType,
  receiveSoap,
  type SoapCall,
  type SoapTransport,
  soapFault,
  writeEnvelope,
  writeMtom,
  writePlain,
  xopInclude,
} from '../src/index.ts';
import {
  bytesOf,
  clock,
  codeOf,
  contentsOf,
  inPieces,
  memorySink,
  problemOf,
  random,
  retrieved,
} from './sample.ts';

const attachment = (contentId: string, bytes: Uint8Array, size = 1000): OutgoingAttachment => ({
  contentId,
  contentType: 'application/pdf',
  size: bytes.length,
  open: () => inPieces(bytes, size),
});

describe('a message framed as MTOM', () => {
  it('has the exact form: CRLF, binary, root first, types named', async () => {
    const root = Buffer.from('<root/>');
    const framed = writeMtom(root, [attachment('1.a@x', Buffer.from('ab'))], {
      action: 'urn:a',
      random,
    });
    const media = parseMediaType(framed.contentType);
    const { boundary = '', start = '', ...others } = Object.fromEntries(media.parameters);
    expect(media.type).toBe('multipart/related');
    expect(others).toEqual({
      type: 'application/xop+xml',
      'start-info': 'application/soap+xml',
      action: 'urn:a',
    });
    const body = await bytesOf(framed.body);
    expect(body.length).toBe(framed.contentLength);
    expect(body.toString()).toBe(
      [
        `--${boundary}`,
        'Content-Type: application/xop+xml; charset=UTF-8; type="application/soap+xml"',
        'Content-Transfer-Encoding: binary',
        `Content-ID: ${start}`,
        '',
        '<root/>',
        `--${boundary}`,
        'Content-Type: application/pdf',
        'Content-Transfer-Encoding: binary',
        'Content-ID: <1.a@x>',
        '',
        'ab',
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    );
  });

  it('is received again, whatever the attachments hold', async () => {
    const given = fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(given, fc.integer({ min: 1, max: 4000 }), async (contents, size) => {
        const attachments = contents.map((bytes, index) =>
          attachment(`${index}+é%@x`.replace('é', 'e'), bytes, size),
        );
        const body = retrieved(...attachments.map(({ contentId }) => xopInclude(contentId)));
        const framed = writeMtom(await writeEnvelope({ body }), attachments, { random });
        const sink = memorySink();
        const { contentType } = framed;
        const message = await receiveSoap({ contentType }, framed.body, { clock, sink });
        expect(contentsOf(message, sink).map((one) => one.toString('hex'))).toEqual(
          contents.map((one) => Buffer.from(one).toString('hex')),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('cannot be given headers by a type or an id', async () => {
    const evil = { ...attachment('a\r\nX: 1', Buffer.from('')), contentType: 'a/b\r\n\r\n--x' };
    const body = await bytesOf(writeMtom(Buffer.from('<r/>'), [evil], { random }).body);
    expect(body.toString()).toContain('Content-Type: a/b????--x\r\n');
    expect(body.toString()).toContain('Content-ID: <a??X: 1>\r\n');
  });

  it('opens an attachment only when its turn comes, and joins small pieces', async () => {
    const opened: string[] = [];
    const watched = ['a', 'b'].map((contentId) => ({
      ...attachment(contentId, Buffer.alloc(200_000), 70_000),
      open: () => {
        opened.push(contentId);
        return inPieces(Buffer.alloc(200_000), 70_000);
      },
    }));
    const framed = writeMtom(Buffer.from('<r/>'), watched, { random });
    const pieces = framed.body[Symbol.asyncIterator]();
    expect(opened).toEqual([]);
    expect((await pieces.next()).value?.length).toBeGreaterThan(70_000);
    expect(opened).toEqual(['a']);
    let length = 0;
    let count = 0;
    for await (const piece of writeMtom(
      Buffer.from('<r/>'),
      [attachment('c', Buffer.alloc(20_000), 100)],
      { random },
    ).body) {
      length += piece.length;
      count += 1;
    }
    expect(length).toBeGreaterThan(20_000);
    expect(count).toBe(1);
  });

  it('does not go out with an attachment shorter than announced', async () => {
    const short = { ...attachment('a', Buffer.from('abc')), size: 4 };
    const framed = writeMtom(Buffer.from('<r/>'), [short], { random });
    await expect(bytesOf(framed.body)).rejects.toThrow('not as long');
    const { size: _, ...unknown } = short;
    expect(writeMtom(Buffer.from('<r/>'), [unknown], { random }).contentLength).toBeUndefined();
  });

  it('goes as text/xml inside for SOAP 1.1, and plain where there is nothing to attach', () => {
    const framed = writeMtom(Buffer.from('<r/>'), [], { version: '1.1', random });
    expect(framed.contentType).toContain('start-info="text/xml"');
    const one = writePlain(Buffer.from('<r/>'), { action: 'urn:a' });
    expect(one.contentType).toBe('application/soap+xml; charset=UTF-8; action="urn:a"');
    const two = writePlain(Buffer.from('<r/>'), { action: 'urn:a', version: '1.1' });
    expect(two.contentType).toBe('text/xml; charset=UTF-8');
  });
});

/** A SOAP server on a real socket; each test says what it answers. */
type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
let answer: Answer;
let port = 0;
const server = createServer((incoming, outgoing) => {
  answer(incoming, outgoing).catch((error: unknown) => {
    outgoing.statusCode = 599;
    outgoing.end(String(error));
  });
});
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const transport: SoapTransport = {
  async send({ headers, body }) {
    const sending = request({ port, host: '127.0.0.1', method: 'POST', headers, agent: false });
    Readable.from(body).pipe(sending);
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    const plain = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    return { status: response.statusCode ?? 0, headers: Object.fromEntries(plain), body: response };
  },
};

const action = 'urn:ihe:iti:2007:RetrieveDocumentSet';

function call(change: Partial<SoapCall<number>> = {}) {
  const sink = memorySink();
  const given: SoapCall<number> = {
    action,
    to: 'http://peer.example/',
    body: retrieved(),
    random,
    answer: { clock, sink },
    ...change,
  };
  return { sink, run: callSoap(transport, given) };
}

describe('calling a peer', () => {
  it('sends attachments and receives attachments, over a socket', async () => {
    const content = randomBytes(300_000);
    answer = async (incoming, outgoing) => {
      const sink = memorySink();
      const contentType = incoming.headers['content-type'] ?? '';
      const message = await receiveSoap({ contentType }, incoming, { clock, sink });
      const [bytes = Buffer.alloc(0)] = contentsOf(message, sink);
      const { messageId = '' } = message.envelope.addressing;
      const back = attachment('back', Buffer.from(bytes).reverse());
      const body = retrieved(xopInclude('back'));
      const root = await writeEnvelope({ action: `${action}Response`, relatesTo: messageId, body });
      const framed = writeMtom(root, [back], { random });
      outgoing.setHeader('content-type', framed.contentType);
      for await (const piece of framed.body) outgoing.write(piece);
      outgoing.end();
    };
    const { run, sink } = call({
      body: retrieved(xopInclude('there')),
      attachments: [attachment('there', content)],
    });
    const message = await run;
    expect(message.multipart).toBe(true);
    expect(contentsOf(message, sink)[0]?.equals(Buffer.from(content).reverse())).toBe(true);
  });

  it('fills in MessageID and ReplyTo, names the action, and frames as asked', async () => {
    const seen: string[] = [];
    answer = async (incoming, outgoing) => {
      const contentType = incoming.headers['content-type'] ?? '';
      const message = await receiveSoap({ contentType }, incoming, { clock, sink: memorySink() });
      const { messageId = '', replyTo, to } = message.envelope.addressing;
      const { version } = message.envelope;
      seen.push(`${version} ${message.multipart} ${replyTo} ${to} ${incoming.headers.soapaction}`);
      expect(messageId).toMatch(/^urn:uuid:/);
      const bytes = await writeEnvelope({ version, relatesTo: messageId, body: retrieved() });
      outgoing.setHeader('content-type', version === '1.1' ? 'text/xml' : 'application/soap+xml');
      outgoing.end(bytes);
    };
    await call().run;
    await call({ mtom: true }).run;
    await call({ version: '1.1' }).run;
    const rest = 'http://www.w3.org/2005/08/addressing/anonymous http://peer.example/';
    expect(seen).toEqual([
      `1.2 false ${rest} undefined`,
      `1.2 true ${rest} undefined`,
      `1.1 false ${rest} "${action}"`,
    ]);
  });

  it('turns a fault into a Problem that quotes the peer', async () => {
    for (const version of ['1.1', '1.2'] as const) {
      answer = async (_, outgoing) => {
        const fault = soapFault(new Problem('soap.envelope'), { version });
        outgoing.statusCode = fault.status;
        outgoing.setHeader('content-type', fault.contentType);
        outgoing.end(fault.bytes);
      };
      const languages = ['hu'];
      const problem = await problemOf(call({ languages }).run);
      expect(problem.code).toBe('soap.fault');
      const status = version === '1.1' ? 500 : 400;
      expect(problem.params).toEqual({ status, faultCode: 'Sender', peerCode: 'soap.envelope' });
      const language = version === '1.1' ? 'en' : 'hu';
      expect(problem.quoted).toContain(new Problem('soap.envelope').text(language));
    }
  });

  it('reads an unsigned fault even where answers have to be signed, but no unsigned success', async () => {
    let status = 500;
    answer = async (_, outgoing) => {
      outgoing.statusCode = status;
      outgoing.setHeader('content-type', 'application/soap+xml');
      outgoing.end(
        status === 500
          ? soapFault(new Problem('service.unexpected')).bytes
          : await writeEnvelope({ body: retrieved() }),
      );
    };
    const signed = () =>
      call({ answer: { clock, sink: memorySink(), security: { trust: async () => {} } } }).run;
    expect(await codeOf(signed())).toBe('soap.fault');
    status = 200;
    expect(await codeOf(signed())).toBe('security.message-unsigned');
  });

  const pages: readonly (readonly [number, string, string, string, string | undefined])[] = [
    [400, 'text/plain', 'CN does not fit', 'soap.http-bad-request', 'CN does not fit'],
    [
      403,
      'text/html',
      '<html><style>x</style><script>bad()</script><h1>Forbidden</h1> <p>not registered',
      'soap.http-forbidden',
      'Forbidden not registered',
    ],
    [
      403,
      'application/problem+json',
      '{"title":"Forbidden","detail":"not registered","code":"pki.not-registered"}',
      'soap.http-forbidden',
      'Forbidden not registered',
    ],
    [400, 'application/json', '{"x":1}', 'soap.http-bad-request', '{"x":1}'],
    [400, 'application/json', '{"x":', 'soap.http-bad-request', '{"x":'],
    [503, 'text/html', '<'.repeat(60_000), 'soap.http-status', undefined],
    [200, 'text/html', '<p>Login</p>', 'soap.http-status', 'Login'],
    [502, 'application/octet-stream', '\u0000\u0001', 'soap.http-status', undefined],
    [404, '', '', 'soap.http-status', undefined],
  ];
  for (const [status, type, page, code, quoted] of pages) {
    it(`keeps ${status} as ${type || 'nothing'} apart: ${code}`, async () => {
      answer = async (_, outgoing) => {
        outgoing.statusCode = status;
        if (type !== '') outgoing.setHeader('content-type', type);
        outgoing.end(page);
      };
      const problem = await problemOf(call().run);
      expect([problem.code, problem.params.status, problem.quoted]).toEqual([code, status, quoted]);
      if (page.includes('pki.')) expect(problem.params.peerCode).toBe('pki.not-registered');
    });
  }

  it('refuses an answer to another message, and a status that does not go with a success', async () => {
    let status = 200;
    let relatesTo: string | undefined = 'urn:uuid:other';
    answer = async (_, outgoing) => {
      outgoing.statusCode = status;
      outgoing.setHeader('content-type', 'application/soap+xml');
      const related = relatesTo === undefined ? {} : { relatesTo };
      outgoing.end(await writeEnvelope({ ...related, body: retrieved('eA==') }));
    };
    const other = call();
    expect(await codeOf(other.run)).toBe('soap.answer');
    expect(other.sink.contents.size).toBe(0);
    relatesTo = undefined;
    expect(await codeOf(call().run)).toBe('none');
    status = 500;
    expect(await codeOf(call().run)).toBe('soap.http-status');
  });

  it('says when the answer breaks off', async () => {
    answer = async (_, outgoing) => {
      outgoing.setHeader('content-type', 'application/soap+xml');
      outgoing.write('<env:Envelope');
      setImmediate(() => outgoing.destroy());
    };
    expect(await codeOf(call().run)).toBe('soap.cut-off');
    answer = async (_, outgoing) => {
      outgoing.setHeader('content-type', 'application/soap+xml');
      outgoing.setHeader('content-encoding', 'gzip');
      outgoing.end('x');
    };
    expect(await codeOf(call().run)).toBe('soap.content-encoding');
  });

  it('hands on what the transport throws', async () => {
    const down: SoapTransport = { send: () => Promise.reject(new Problem('service.unexpected')) };
    const sink = memorySink();
    const run = callSoap(down, { body: element('a', {}), random, answer: { clock, sink } });
    expect(await codeOf(run)).toBe('service.unexpected');
  });
});
