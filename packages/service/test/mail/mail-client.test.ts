import { createServer } from 'node:net';
import { fixedClock, type Problem } from '@kartoteka/kernel';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, mailClient, mailServerShape } from '../../src/index.ts';
import { makeTestCertificates } from '../transport/test-certificates.ts';
import { startMailServer, type TestMailServer } from './mail-server-for-tests.ts';

const clock = fixedClock('2026-03-02T08:00:00Z');
const random = {
  bytes: (length: number) => new Uint8Array(length),
  uuid: () => '7f0c3a52-9c1d-4c3e-8a57-2f4f6f0b1c11',
};
const material = makeTestCertificates();
let server: TestMailServer;
beforeAll(async () => {
  server = await startMailServer({ key: material.server.key, cert: material.server.cert });
});
afterAll(async () => {
  await server.close();
  material.remove();
});
const own: TestMailServer[] = [];
afterEach(async () => {
  await Promise.all(own.splice(0).map((one) => one.close()));
});

function settings(changes: Partial<MailServer> = {}): MailServer {
  return {
    host: 'localhost',
    port: server.port,
    security: 'starttls',
    user: 'praktyka',
    password: 'tajne',
    from: 'praktyka@kartoteka.example',
    trustedAuthorities: material.authority.cert,
    timeoutMs: 2_000,
    ...changes,
  };
}
const client = (changes: Partial<MailServer> = {}) =>
  mailClient({ server: settings(changes), clock, random });
const mail = { to: ['biuro@kartoteka.example'], subject: 'Zażółć', text: 'Witam' };
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Problem) => ({
      code: error.code,
      outcome: error.params.outcome,
      quoted: error.quoted ?? '',
    }),
  );

describe('mail client', () => {
  it('tests the connection without sending anything', async () => {
    const before = server.taken.length;
    await client().test();
    expect(server.taken).toHaveLength(before);
  });

  it('sends over STARTTLS, signed in, with the time of the clock and attachments', async () => {
    const pem = Buffer.from('-----BEGIN CERTIFICATE REQUEST-----\n');
    const receipt = await client().send({
      ...mail,
      attachments: [{ name: 'TLS.csr', contentType: 'application/pkcs10', bytes: pem }],
    });
    expect(receipt.accepted).toEqual(mail.to);
    expect(receipt.messageId).toBe('<7f0c3a52-9c1d-4c3e-8a57-2f4f6f0b1c11@kartoteka.example>');
    const taken = server.taken.at(-1);
    expect(taken).toMatchObject({ user: 'praktyka', secure: true, to: mail.to });
    const text = taken?.bytes.toString('utf8') ?? '';
    expect(text).toContain('Date: Mon, 02 Mar 2026 08:00:00 +0000');
    expect(text).toContain('filename=TLS.csr');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('keeps a name with a line break out of the headers', async () => {
    await client().send({ ...mail, subject: 'a\r\nBcc: kto@inny.example' });
    const taken = server.taken.at(-1);
    expect(taken?.to).toEqual(mail.to);
    expect(taken?.bytes.toString('utf8')).not.toMatch(/^Bcc:/m);
  });

  it('hands on bytes as they are, whatever lines they have', async () => {
    const line = fc.stringMatching(/^[.\x20-\x7e]{0,80}$/);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        const bytes = Buffer.from(lines.map((one) => `${one}\r\n`).join(''));
        const from = 'praktyka@kartoteka.example';
        await client({ security: 'none', port: plain.port }).sendRaw({ from, to: mail.to, bytes });
        expect(plain.taken.at(-1)?.bytes.equals(bytes)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });
  let plain: TestMailServer;
  beforeAll(async () => {
    plain = await startMailServer({ allowInsecureAuth: true, hideSTARTTLS: true });
  });
  afterAll(() => plain.close());

  it('says which recipients a server left out', async () => {
    const to = ['biuro@kartoteka.example', 'nikt@kartoteka.example'];
    expect(await client().send({ ...mail, to })).toMatchObject({
      accepted: [to[0]],
      refused: [to[1]],
    });
  });
});

describe('what goes wrong with mail', () => {
  it.each([
    ['another password', { password: 'inne' }, 'mail.credentials-refused', 'answered'],
    [
      'an authority that is not trusted',
      { trustedAuthorities: material.selfSigned.cert },
      'service.peer-untrusted',
      'not-sent',
    ],
    ['nobody at the port', { port: 1 }, 'service.peer-refused', 'not-sent'],
    ['a name that does not exist', { host: 'nigdzie.invalid' }, 'service.peer-name', 'not-sent'],
    [
      'TLS where the server begins in clear',
      { security: 'tls' },
      'mail.encryption-failed',
      'not-sent',
    ],
  ] as const)('%s', async (_name, changes, code, outcome) => {
    expect(await problemOf(client(changes).send(mail))).toMatchObject({ code, outcome });
    expect(await problemOf(client(changes).test())).toMatchObject({ code });
  });

  it.each([
    ['an expired certificate', material.expired, 'service.peer-expired'],
    ['a certificate for another name', material.elsewhere, 'service.peer-other-name'],
  ])('%s', async (_name, { key, cert }, code) => {
    const odd = await startMailServer({ key, cert });
    own.push(odd);
    expect(await problemOf(client({ port: odd.port }).send(mail))).toMatchObject({
      code,
      outcome: 'not-sent',
    });
  });

  it('a server without STARTTLS gets neither password nor mail', async () => {
    const clear = await startMailServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
    });
    own.push(clear);
    expect(await problemOf(client({ port: clear.port }).send(mail))).toMatchObject({
      code: 'mail.encryption-not-offered',
    });
    expect(clear.taken).toEqual([]);
  });

  it('a recipient that does not exist, with the words of the server', async () => {
    const problem = await problemOf(client().send({ ...mail, to: ['nikt@kartoteka.example'] }));
    expect(problem).toMatchObject({ code: 'mail.recipient-refused', outcome: 'answered' });
    expect(problem?.quoted).toContain('no such mailbox');
  });

  it.each([
    [451, 'mail.server-busy'],
    [552, 'mail.message-refused'],
  ])('an answer %s after the message', async (responseCode, code) => {
    const fussy = await startMailServer({
      key: material.server.key,
      cert: material.server.cert,
      onData: (stream, _session, done) => {
        stream.resume().on('end', () => done(Object.assign(new Error('no'), { responseCode })));
      },
    });
    own.push(fussy);
    expect(await problemOf(client({ port: fussy.port }).send(mail))).toMatchObject({
      code,
      outcome: 'answered',
    });
  });

  it('silence after the whole message is "unknown"', async () => {
    const silent = await startMailServer({
      key: material.server.key,
      cert: material.server.cert,
      onData: (stream) => void stream.resume(),
    });
    own.push(silent);
    const changes = { port: silent.port, timeoutMs: 300 };
    expect(await problemOf(client(changes).send(mail))).toMatchObject({
      code: 'service.peer-timeout',
      outcome: 'unknown',
    });
  });

  it('something that is no mail server', async () => {
    const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => {
      web.listen(0, '127.0.0.1', () => resolve());
    });
    const { port } = web.address() as { port: number };
    expect(await problemOf(client({ port, host: '127.0.0.1' }).send(mail))).toMatchObject({
      code: 'mail.server-answer',
      outcome: 'not-sent',
    });
    web.close();
  });

  it.each([
    ['a host with a line break', { host: 'a\nb' }],
    ['a port out of range', { port: 70_000 }],
    ['a sender with a space', { from: 'a b@c.example' }],
    ['a security nobody knows', { security: 'ssl' }],
  ])('settings with %s are not taken', (_name, changes) => {
    expect(mailServerShape.safeParse({ ...settings(), ...changes }).success).toBe(false);
    expect(mailServerShape.safeParse(settings()).success).toBe(true);
  });
});
