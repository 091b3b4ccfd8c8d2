import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namespaces, receiveSoap } from '../src/index.ts';
import { clock, codeOf, contentsOf, inPieces, memorySink } from './sample.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/data/xds');
const present = existsSync(folder);
if (!present) console.warn(`skipped: real messages are not at ${folder}`);

const file = (name: string): string => readFileSync(join(folder, name), 'latin1');

/** Everything that the senders of these samples mark as to be understood. */
const understood = [{ namespace: namespaces.security, name: 'Security' }];

interface HttpMessage {
  readonly contentType: string;
  readonly body: string;
}

/** Splits a recorded HTTP message into its Content-Type and its body. */
function recorded(name: string): HttpMessage {
  const text = file(name);
  const end = text.indexOf('\n\n');
  const contentType = /^content-type: (.*)$/im.exec(text.slice(0, end))?.[1] ?? '';
  return { contentType, body: text.slice(end + 2) };
}

async function receive({ contentType, body }: HttpMessage, size = 0) {
  const sink = memorySink();
  const pieces = inPieces(Buffer.from(body, 'latin1'), size);
  const message = await receiveSoap({ contentType }, pieces, {
    clock,
    sink,
    understood,
    limits: size > 0 ? { collectedBytesMax: 0 } : {},
  });
  return { message, contents: contentsOf(message, sink) };
}

const crlf = (message: HttpMessage): HttpMessage => ({
  ...message,
  body: message.body.replace(/\n/g, '\r\n'),
});

describe.skipIf(!present)('real MTOM messages', () => {
  it('of the NIST toolkit are taken as stored (bare LF) and with CRLF, in any pieces', async () => {
    const message = recorded('mtom/http-mtom-pnr.txt');
    for (const size of [0, 1, 100]) {
      const bare = await receive(message, size);
      expect(bare.message.envelope.addressing.action).toBe(
        'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
      );
      expect(bare.message.multipart).toBe(true);
      expect(bare.contents.length).toBeGreaterThan(0);
      const real = await receive(crlf(message), size);
      const asCrlf = bare.contents.map((one) => one.toString('latin1').replace(/\n/g, '\r\n'));
      expect(real.contents.map((one) => one.toString('latin1'))).toEqual(asCrlf);
    }
    const { contents } = await receive(message);
    expect(contents[0]?.toString('utf8')).toMatch(/shall not perish from the earth\.$/);
  });

  it('of the toolkit with a text document', async () => {
    const body = file('mtom/PnrXop-Xop.body.txt');
    const boundary = /^--(.*)$/m.exec(body)?.[1] ?? '';
    const contentType = `multipart/related; boundary="${boundary}"`;
    const { contents } = await receive({ contentType, body });
    expect(contents.map(String)).toEqual(['This is my document.\n\nIt is great!\n\n']);
    const second = await receive(crlf({ contentType, body }));
    expect(second.contents.map(String)).toEqual([
      'This is my document.\r\n\r\nIt is great!\r\n\r\n',
    ]);
  });

  it('of the Swiss project: an answer that is multipart with nothing attached', async () => {
    for (const form of [(one: HttpMessage) => one, crlf]) {
      const { message, contents } = await receive(
        form(recorded('mtom/epd-ITI-41-response.http.txt')),
      );
      expect(message.envelope.body.name).toBe('RegistryResponse');
      expect(message.envelope.addressing.relatesTo).toBe('d22ebb69-8368-4eb6-929b-b382f1b37c72');
      expect([message.multipart, contents.length]).toEqual([true, 0]);
    }
  });

  it('of the Swiss project: a request whose log has another boundary in header and body', async () => {
    const message = recorded('mtom/epd-ITI-41-request.http.txt');
    expect(await codeOf(receive(message))).toBe('soap.boundary-missing');
    const boundary = /^--(uuid:.*)$/m.exec(message.body)?.[1] ?? '';
    // Where the assertion was blacked out, the declaration of its prefix went with it.
    const body = message.body.replace('<soap:Envelope ', `$&xmlns:wsse="${namespaces.security}" `);
    const own = { body, contentType: `multipart/related; boundary=${boundary}` };
    const { contents, message: read } = await receive(own);
    expect(read.envelope.addressing.action).toBe(
      'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
    );
    expect(contents.length).toBeGreaterThan(0);
    const started = `${own.contentType}; start="<0.other@apache.org>"`;
    expect(await codeOf(receive({ ...own, contentType: started }))).toBe('soap.root-missing');
  });
});

describe.skipIf(!present)('real plain messages', () => {
  const messages = (under: string, names: (name: string) => boolean): string[] =>
    present
      ? readdirSync(join(folder, under))
          .filter(names)
          .map((name) => `${under}/${name}`)
      : [];
  const toolkit = messages('tk2', (name) => name.startsWith('soap-'));
  const swiss = messages('epd', (name) => /^ITI-(18|43|44|45|47)_re(quest|sponse)_raw/.test(name));

  for (const name of toolkit) {
    it(`${name} is read`, async () => {
      const body = file(name);
      const { message } = await receive({ contentType: 'application/soap+xml', body });
      expect(message.envelope.version).toBe('1.2');
      expect(message.envelope.addressing.action).toMatch(/^urn:ihe:iti:/);
    });
  }

  it('soap-ret-resp.xml has its inline documents', async () => {
    const { contents } = await receive({
      contentType: 'text/xml',
      body: file('tk2/soap-ret-resp.xml'),
    });
    expect(contents.map((one) => one.subarray(0, 6).toString())).toHaveLength(2);
  });

  for (const name of swiss) {
    it(`${name} is read`, async () => {
      const body = file(name);
      const run = receive({ contentType: 'application/soap+xml', body });
      const wanted = body.includes('xop:Include') ? 'soap.attachment-missing' : 'none';
      expect(await codeOf(run)).toBe(wanted);
    });
  }

  it('an envelope around nothing is refused', async () => {
    const body = file('tk2/empty-soap-wrapper.xml');
    expect(await codeOf(receive({ contentType: 'text/xml', body }))).toBe('soap.envelope');
    const broken = file('tk2/xml-parse-error.xml');
    expect(await codeOf(receive({ contentType: 'text/xml', body: broken }))).toBe('xml.malformed');
  });
});
