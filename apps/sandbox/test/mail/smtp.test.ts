import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailSandbox, openLine, runProgram, startMailSandbox } from './mail-for-tests.ts';

let sandbox: MailSandbox;
beforeAll(async () => {
  sandbox = await startMailSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.mend());

const to = 'pacjent@poczta.example';
const from = 'praktyka@przychodnia.example';
const data = (subject: string) =>
  `Date: Mon, 02 Mar 2026 08:00:00 +0000\nFrom: ${from}\nTo: ${to}\nSubject: ${subject}\n\n.dot\n..two\nend`;

function swaks(account: { user: string; password: string }, ...more: string[]) {
  return runProgram('swaks', [
    ...['--server', '127.0.0.1', '--port', String(sandbox.smtpPort), '--from', from],
    ...['--auth-user', account.user, '--auth-password', account.password],
    ...(more.includes('--to') ? [] : ['--to', to]),
    ...more,
  ]);
}
const subjects = async (world = 'default') => {
  const { body } = await sandbox.api<{ messages: { subject: string }[] }>(
    'GET',
    `/api/worlds/${world}/mail/${to}`,
  );
  return body.messages.map(({ subject }) => subject);
};

describe('swaks', () => {
  it.each(['PLAIN', 'LOGIN'])('delivers with STARTTLS and AUTH %s', async (method) => {
    const account = await sandbox.mailbox(from);
    const sent = await swaks(account, '--tls', '--auth', method, '--data', data(method));
    expect(sent.output).toContain('250 2.6.0 kept as');
    expect(sent.code).toBe(0);
    expect(await subjects()).toContain(method);
    const [signIn, send] = await sandbox.calls();
    expect(signIn).toMatchObject({
      operation: 'smtp-sign-in',
      outcome: '235',
      marking: 'published',
    });
    expect(send).toMatchObject({
      operation: 'smtp-send',
      outcome: '250',
      protocol: 'SMTP',
      broken: [],
    });
    expect(send?.body).toContain('\r\n.dot\r\n..two\r\nend\r\n');
  });

  it('is refused with another password, and the log has no password', async () => {
    const account = await sandbox.mailbox(from);
    const sent = await swaks(
      { ...account, password: 'inne-haslo' },
      '--tls',
      '--auth',
      'PLAIN',
      '--data',
      data('no'),
    );
    expect(sent.code).toBe(28);
    expect(sent.output).toContain('535 5.7.8');
    expect(await subjects()).not.toContain('no');
    const calls = await sandbox.calls();
    expect(calls[0]).toMatchObject({ operation: 'smtp-sign-in', outcome: '535' });
    expect(JSON.stringify(calls)).not.toContain('inne-haslo');
    expect(JSON.stringify(calls)).not.toContain(
      Buffer.from('\0inne').toString('base64').slice(0, 6),
    );
  });

  it('is refused with the account of a world that does not exist', async () => {
    const account = await sandbox.mailbox(from);
    const user = account.user.replace('@', '+nowhere@');
    const sent = await swaks({ ...account, user }, '--tls', '--auth', 'PLAIN');
    expect(sent.output).toContain('535 5.7.8');
  });

  it('is refused before TLS, and the log names the rule', async () => {
    const account = await sandbox.mailbox(from);
    const sent = await swaks(account, '--auth', 'PLAIN');
    expect(sent.code).toBe(28);
    expect(sent.output).toContain('538');
    await expect
      .poll(async () => (await sandbox.calls()).flatMap(({ broken }) => broken.map(({ id }) => id)))
      .toContain('smtp.sign-in-before-tls');
  });

  it('is refused for a mailbox that does not exist', async () => {
    const account = await sandbox.mailbox(from);
    const sent = await swaks(account, '--tls', '--auth', 'PLAIN', '--to', 'nikt@poczta.example');
    expect(sent.code).toBe(24);
    expect(sent.output).toContain('550 5.1.1');
  });
});

describe('SMTP', () => {
  async function signedIn(world = 'default') {
    const account = await sandbox.mailbox(from, world);
    const line = await openLine(sandbox.smtpPort);
    const greeting = await line.until(/^220 .*\r\n/);
    const offered = await line.ask('EHLO a', /250 .*\r\n$/);
    await line.ask('STARTTLS');
    await line.secure(sandbox.ca());
    const secured = await line.ask('EHLO a', /250 .*\r\n$/);
    const plain = Buffer.from(`\0${account.user}\0${account.password}`).toString('base64');
    expect(await line.ask(`AUTH PLAIN ${plain}`)).toMatch(/^235 /);
    return { line, greeting, offered, secured };
  }
  async function send(
    line: Awaited<ReturnType<typeof openLine>>,
    message: string,
    parameters = '',
  ) {
    await line.ask(`MAIL FROM:<${from}>${parameters}`);
    await line.ask(`RCPT TO:<${to}>`);
    await line.ask('DATA', /^354.*\r\n/);
    line.send(`${message}\r\n.\r\n`);
    return line.until(/^\d{3} .*\r\n/);
  }
  const whole = data('raw')
    .replaceAll('\n', '\r\n')
    .replace('.dot', '..dot')
    .replace('..two', '...two');

  it('says what it is, wants TLS before anybody signs in, and names its size', async () => {
    const { line, greeting, offered, secured } = await signedIn();
    expect(greeting).toContain('nothing here is real');
    expect(offered).toContain('STARTTLS');
    expect(secured).not.toContain('STARTTLS');
    expect(secured).toContain('AUTH PLAIN LOGIN');
    expect(secured).toContain('SIZE 30000000');
    line.close();
  });

  it('refuses a message that announces more than the limit', async () => {
    const { line } = await signedIn();
    expect(await line.ask(`MAIL FROM:<${from}> SIZE=30000001`)).toMatch(/^552 /);
    line.close();
  });

  it('refuses mail of somebody who did not sign in', async () => {
    const line = await openLine(sandbox.smtpPort);
    await line.until(/^220 .*\r\n/);
    await line.ask('EHLO a', /250 .*\r\n$/);
    expect(await line.ask(`MAIL FROM:<${from}>`)).toMatch(/^530 /);
    line.close();
    await expect
      .poll(async () => (await sandbox.calls()).map(({ broken }) => broken.map(({ id }) => id)))
      .toContainEqual(['smtp.mail-without-sign-in', 'smtp.no-quit']);
  });

  it('refuses LF alone in a message and keeps nothing of it', async () => {
    const { line } = await signedIn();
    expect(await send(line, whole.replace('\r\n...two', '\n...two'))).toMatch(/^554 5\.6\.0/);
    expect(await subjects()).not.toContain('raw');
    const call = (await sandbox.calls()).at(-1);
    expect(call?.broken.map(({ id }) => id).sort()).toEqual([
      'message.bare-line-break',
      'smtp.bare-line-feed',
    ]);
    line.close();
  });

  it('keeps a message that breaks softer rules, and the log names each', async () => {
    const { line } = await signedIn();
    const answer = await send(
      line,
      whole.replace(/^Date.*\r\n/, '').replace('raw', 'x'.repeat(1_000)),
    );
    expect(answer).toMatch(/^250 /);
    const call = (await sandbox.calls()).at(-1);
    expect(call?.broken).toMatchObject([
      { id: 'message.line-too-long', place: 'line 3' },
      { id: 'message.no-date', place: 'Date' },
    ]);
    line.close();
  });

  it('names a command that is too long and one that does not exist', async () => {
    const { line } = await signedIn();
    expect(await line.ask(`NOOP ${'a'.repeat(600)}`)).toMatch(/^250/);
    expect(await line.ask('TURN')).toMatch(/^500/);
    await send(line, whole);
    const call = (await sandbox.calls()).at(-1);
    expect(call?.broken.map(({ id }) => id)).toEqual([
      'smtp.command-too-long',
      'smtp.unknown-command',
    ]);
    line.close();
  });

  it('writes what was said into the log, the message once and no password', async () => {
    const { line } = await signedIn();
    await send(line, whole);
    await line.ask('QUIT');
    const call = (await sandbox.calls()).at(-1);
    expect(call?.request_text).toContain(`C: RCPT TO:<${to}>`);
    expect(call?.request_text).toContain('S: 354');
    const [dialogue, message] = call?.request_text.split('\n\n', 2) ?? [];
    expect(dialogue).toMatch(/C: <\d+ bytes>\nS: 250 2\.6\.0 kept as \d+$/);
    expect(dialogue).not.toContain('.dot');
    expect(message).toContain('Subject: raw');
    line.close();
  });

  it('takes two messages on one connection as two entries', async () => {
    const { line } = await signedIn();
    await send(line, whole.replace('raw', 'first'));
    await send(line, whole.replace('raw', 'second'));
    line.close();
    const sends = (await sandbox.calls()).filter(({ operation }) => operation === 'smtp-send');
    expect(sends).toHaveLength(2);
    expect(await subjects()).toEqual(expect.arrayContaining(['first', 'second']));
  });

  it('keeps worlds apart: neither mail nor log crosses over', async () => {
    const { line } = await signedIn('one');
    await send(line, whole.replace('raw', 'of one'));
    expect(await line.ask(`MAIL FROM:<${from}>`)).toMatch(/^250/);
    expect(await line.ask('RCPT TO:<pacjent+two@poczta.example>')).toMatch(/^550 5\.1\.1/);
    expect(await line.ask('RCPT TO:<pacjent+one@poczta.example>')).toMatch(/^250/);
    line.close();
    expect(await subjects('one')).toEqual(['of one']);
    expect(await subjects('two')).toEqual([]);
    expect(await subjects()).not.toContain('of one');
    expect(await sandbox.calls('two')).toEqual([]);
    expect((await sandbox.calls('one')).length).toBeGreaterThan(0);
  });
});
