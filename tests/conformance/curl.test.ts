import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CloudForTests,
  startCloudForTests,
  type TestAccount,
} from '../../apps/cloud/test/cloud-for-tests.ts';
import { signatureTemplate, xmlsec1Signs } from '../../packages/soap/test/wss/foreign.sample.ts';
import {
  bodies,
  type ForeignMessage,
  foreignMessage,
  identityOf,
  packed,
  timesOf,
} from './foreign-message.ts';
import { type MultipartForm, multipartOf } from './multipart.ts';
import { accountFiles } from './zeep-client.ts';

const run = promisify(execFile);

const forms: readonly (readonly [what: string, form: MultipartForm])[] = [
  ['CRLF', {}],
  ['bare LF', { newline: '\n' }],
  ['an unquoted boundary', { quoted: false, boundary: 'MIMEBoundaryurn_uuid_0F1E2D' }],
  ['a boundary that has to be quoted', { boundary: 'uuid:8f3e:1' }],
  ['part headers in lower case', { lowerCase: true }],
  ['text/xml as start-info', { startInfo: 'text/xml; charset=utf-8' }],
];

/** Messages signed by xmlsec1, framed by hand and sent by curl: none of our code until they arrive. */
describe('curl with a hand-made MTOM body', () => {
  let cloud: CloudForTests;
  let account: TestAccount;
  let files: ReturnType<typeof accountFiles>;
  let repository: string;
  beforeAll(async () => {
    cloud = await startCloudForTests();
    account = await cloud.account('5010');
    files = accountFiles(cloud, account);
    repository = (await cloud.parts.operator.find('5010'))!.repositoryOid;
  });
  afterAll(async () => {
    files?.remove();
    await cloud?.stop();
  });

  const sign = ({ envelope }: ForeignMessage): string => {
    // The template's place for the Security header is directly behind the start of the Header.
    const template = signatureTemplate(envelope, identityOf(account), { times: timesOf(cloud) });
    return xmlsec1Signs(template, identityOf(account));
  };

  const send = async (address: string, contentType: string, body: Buffer) => {
    const sent = join(files.folder, 'sent');
    const got = join(files.folder, 'got');
    const headers = join(files.folder, 'headers');
    writeFileSync(sent, body);
    const { stdout } = await run('curl', [
      ...['--silent', '--show-error', '--output', got, '--dump-header', headers],
      ...['--write-out', '%{http_code}', '--cacert', files.ca],
      ...['--cert', files.tls.cert, '--key', files.tls.key],
      ...['--header', `Content-Type: ${contentType}`, '--data-binary', `@${sent}`, address],
    ]);
    const [, type = ''] = /^content-type:\s*(.*?)\s*$/im.exec(readFileSync(headers, 'utf8')) ?? [];
    return { status: Number(stdout), type, body: readFileSync(got) };
  };

  /** The parts of an answer, cut at its boundary as text of one byte a character. */
  const partsOf = (type: string, body: Buffer) => {
    const [, boundary = ''] = /boundary="?([^";]+)"?/.exec(type) ?? [];
    return body
      .toString('latin1')
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => {
        const at = part.indexOf('\r\n\r\n');
        const bytes = Buffer.from(part.slice(at + 4, -2), 'latin1');
        return { head: part.slice(0, at), bytes };
      });
  };

  it.each(forms)('ITI-41, ITI-43: stores and fetches over MTOM with %s', async (what, form) => {
    const sample = sampleSubmission({ serial: 1 + forms.findIndex(([name]) => name === what) });
    const provide = foreignMessage(cloud, account, {
      transaction: 'iti41',
      body: bodies.provide(sample),
    });
    const message = packed(sign(provide));
    expect(message.attachments).toHaveLength(2);
    const framed = multipartOf(message, provide, form);
    const stored = await send(provide.address, framed.contentType, framed.body);
    expect(stored.status).toBe(200);
    expect(stored.type).toContain('multipart/related');
    expect(stored.body.toString()).toContain('ResponseStatusType:Success"');

    const ids = sample.submission.documents.map(({ uniqueId }) => uniqueId!);
    const retrieve = foreignMessage(cloud, account, {
      transaction: 'iti43',
      body: bodies.retrieve(repository, ids),
    });
    const asked = multipartOf(packed(sign(retrieve)), retrieve, form);
    const fetched = await send(retrieve.address, asked.contentType, asked.body);
    expect(fetched.status).toBe(200);
    const [root, ...documents] = partsOf(fetched.type, fetched.body);
    expect(root?.head).toContain('application/xop+xml');
    expect(root?.bytes.toString()).toContain('ResponseStatusType:Success"');
    expect(documents.map(({ bytes }) => bytes.toString()).sort()).toEqual(
      [...sample.contents.values()].map((bytes) => Buffer.from(bytes).toString()).sort(),
    );
  });

  it('ITI-41, ITI-43: is answered as it asks: a plain request gets inline base64', async () => {
    const sample = sampleSubmission({ serial: 90 });
    const plain = 'application/soap+xml; charset=UTF-8';
    const provide = foreignMessage(cloud, account, {
      transaction: 'iti41',
      body: bodies.provide(sample),
    });
    const stored = await send(provide.address, plain, Buffer.from(sign(provide)));
    expect(stored.body.toString()).toContain('ResponseStatusType:Success"');
    const [first] = sample.submission.documents;
    const retrieve = foreignMessage(cloud, account, {
      transaction: 'iti43',
      body: bodies.retrieve(repository, [first!.uniqueId!]),
    });
    const fetched = await send(retrieve.address, plain, Buffer.from(sign(retrieve)));
    expect(fetched.type).toContain('application/soap+xml');
    const [bytes] = sample.contents.values();
    expect(fetched.body.toString()).toContain(Buffer.from(bytes!).toString('base64'));
  });

  it('ITI-41: is refused when an attachment is not the one that was signed', async () => {
    const provide = foreignMessage(cloud, account, {
      transaction: 'iti41',
      body: bodies.provide(sampleSubmission({ serial: 91 })),
    });
    const { root, attachments } = packed(sign(provide));
    const altered = attachments.map(({ contentId, bytes }) => ({
      contentId,
      bytes: Buffer.from(bytes.toString().replace('91', '92')),
    }));
    const framed = multipartOf({ root, attachments: altered }, provide);
    const answer = await send(provide.address, framed.contentType, framed.body);
    expect(answer.status).toBe(400);
    expect(answer.body.toString()).toContain('security.signature-digest');
  });
});
