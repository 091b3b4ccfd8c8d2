import type { Problem } from '@kartoteka/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailSandbox, runPoplib, startMailSandbox } from './mail-for-tests.ts';

let sandbox: MailSandbox;
beforeAll(async () => {
  sandbox = await startMailSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  await sandbox.mend();
  await sandbox.test.asAdmin('delete from sandbox.mail_message');
});

const to = 'pacjent@poczta.example';
const from = 'praktyka@przychodnia.example';
const mail = { to: [to], subject: 'Próba', text: 'Witam' };
const send = async (world = 'default') => {
  const account = await sandbox.mailbox(from, world);
  return sandbox
    .client(account, { timeoutMs: 1_500 })
    .send(mail)
    .then(
      () => 'sent',
      (error: Problem) => `${error.code} ${error.params.outcome}: ${error.quoted ?? ''}`,
    );
};
const kept = async (world = 'default') => {
  const { body } = await sandbox.api<{ messages: { receivedAt: string }[] }>(
    'GET',
    `/api/worlds/${world}/mail/${to}`,
  );
  return body.messages;
};
/** The last entry that names a fault. */
const logged = async (world = 'default') =>
  (await sandbox.calls(world)).findLast(({ fault }) => fault !== null);

describe('faults of SMTP', () => {
  it.each([
    ['status 503', { fault: 'status', status: 503 }, /mail.server-busy answered: 451 4\.3\.0/, 0],
    ['status 500', { fault: 'status', status: 500 }, /mail.\S+-refused answered: 554 5\.3\.0/, 0],
    ['status 550', { fault: 'status', status: 550 }, /mail.\S+-refused answered: 550/, 0],
    ['maintenance', { fault: 'maintenance' }, /mail.server-busy answered: 421 4\.3\.2/, 0],
    ['a lost session', { fault: 'lost-session' }, /mail.server-busy answered: 421 4\.7\.0/, 0],
    ['done, never answered', { fault: 'time-out' }, /service.peer-timeout unknown/, 1],
    ['cut before the work', { fault: 'cut-before' }, /service.peer-cut unknown/, 0],
    ['cut within the answer', { fault: 'cut-during' }, /service.peer-cut unknown/, 1],
  ])('%s of a message', async (_name, fault, outcome, messages) => {
    await sandbox.fail({ ...fault, operation: 'smtp-send' });
    expect(await send()).toMatch(outcome);
    expect(await kept()).toHaveLength(messages);
    expect(await logged()).toMatchObject({ operation: 'smtp-send', fault: { kind: fault.fault } });
    await sandbox.mend();
    expect(await send()).toBe('sent');
  });

  it.each([
    ['bad credentials', { fault: 'status', status: 535 }, /mail.credentials-refused answered: 535/],
    ['maintenance', { fault: 'maintenance' }, /mail.server-busy answered: 421/],
    ['silence', { fault: 'time-out' }, /service.peer-timeout not-sent/],
    ['a cut', { fault: 'cut-before' }, /service.peer-cut not-sent/],
  ])('%s at signing in', async (_name, fault, outcome) => {
    await sandbox.fail({ ...fault, operation: 'smtp-sign-in' });
    expect(await send()).toMatch(outcome);
    expect(await logged()).toMatchObject({
      operation: 'smtp-sign-in',
      fault: { kind: fault.fault },
    });
  });

  it('slow answers come late, and the mail is there', async () => {
    await sandbox.fail({ fault: 'slow', ms: 400, operation: 'smtp-send' });
    const begun = performance.now();
    expect(await send()).toBe('sent');
    expect(performance.now() - begun).toBeGreaterThan(390);
    expect(await logged()).toMatchObject({ outcome: '250', fault: { kind: 'slow' } });
  });

  it('an expired certificate', async () => {
    await sandbox.fail({ fault: 'expired-certificate', operation: 'smtp-connect' });
    expect(await send()).toMatch(/service.peer-expired not-sent/);
    await expect
      .poll(() => logged())
      .toMatchObject({
        operation: 'smtp-connect',
        fault: { kind: 'expired-certificate' },
      });
    await sandbox.mend();
    expect(await send()).toBe('sent');
  });

  it('a clock that is off marks messages with its time', async () => {
    await sandbox.fail({ fault: 'clock-skew', ms: 7_200_000, operation: 'smtp-send' });
    await send();
    const at = Date.parse((await kept())[0]?.receivedAt ?? '');
    expect(at - Date.now()).toBeGreaterThan(7_100_000);
  });

  it('stay in their world', async () => {
    await sandbox.fail({ fault: 'maintenance', operation: '*' }, 'one');
    expect(await send('one')).toMatch(/421/);
    expect(await send('two')).toBe('sent');
    expect(await send()).toBe('sent');
  });
});

describe('faults of POP3', () => {
  const collect = async () => {
    const script = 'print(pop.retr(1)[0].decode())\npop.dele(1)\nprint(pop.quit().decode())';
    return runPoplib(sandbox, await sandbox.mailbox(to), script);
  };
  beforeEach(() => send());

  it.each([
    ['bad credentials', 'pop3-sign-in', { fault: 'status', status: 535 }, /-ERR \[AUTH\]/, 1],
    [
      'maintenance at signing in',
      'pop3-sign-in',
      { fault: 'maintenance' },
      /-ERR \[SYS\/TEMP\]/,
      1,
    ],
    ['a cut at signing in', 'pop3-sign-in', { fault: 'cut-before' }, /EOF|reset/i, 1],
    ['status', 'pop3-collect', { fault: 'status', status: 500 }, /-ERR \[SYS\/PERM\]/, 1],
    ['maintenance', 'pop3-collect', { fault: 'maintenance' }, /-ERR \[SYS\/TEMP\]/, 1],
    ['a lost session', 'pop3-collect', { fault: 'lost-session' }, /the session is lost/, 1],
    ['cut before the work', 'pop3-collect', { fault: 'cut-before' }, /EOF|reset/i, 1],
    ['cut within the answer', 'pop3-collect', { fault: 'cut-during' }, /EOF|reset/i, 1],
  ])('%s', async (_name, operation, fault, said, left) => {
    await sandbox.fail({ ...fault, operation });
    expect(await collect()).toMatch(said);
    expect(await kept()).toHaveLength(left);
    await expect.poll(() => logged()).toMatchObject({ operation, fault: { kind: fault.fault } });
    await sandbox.mend();
    expect(await collect()).toContain('+OK 1 deleted, bye');
  });

  it('done, never answered: deleted at QUIT, which stays silent', async () => {
    await sandbox.fail({ fault: 'time-out', operation: 'pop3-collect' });
    const script = 'pop.sock.settimeout(1)\npop.dele(1)\npop.quit()';
    expect(await runPoplib(sandbox, await sandbox.mailbox(to), script)).toMatch(/timed out/i);
    expect(await kept()).toEqual([]);
    expect(await logged()).toMatchObject({ outcome: 'none', fault: { kind: 'time-out' } });
  });

  it('slow answers', async () => {
    await sandbox.fail({ fault: 'slow', ms: 300, operation: 'pop3-collect' });
    const begun = performance.now();
    expect(await collect()).toContain('+OK 1 deleted');
    expect(performance.now() - begun).toBeGreaterThan(890);
  });

  it('an expired certificate', async () => {
    await sandbox.fail({ fault: 'expired-certificate', operation: 'pop3-connect' });
    expect(await collect()).toContain('certificate has expired');
    await expect.poll(() => logged()).toMatchObject({ operation: 'pop3-connect' });
  });
});
