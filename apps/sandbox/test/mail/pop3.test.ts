import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailSandbox, openLine, runPoplib, startMailSandbox } from './mail-for-tests.ts';

let sandbox: MailSandbox;
beforeAll(async () => {
  sandbox = await startMailSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  await sandbox.mend();
  await sandbox.test.asAdmin('delete from sandbox.mail_message');
});

const mine = 'pacjent@poczta.example';
const from = 'praktyka@przychodnia.example';

async function deliver(lines: readonly string[], world = 'default'): Promise<Buffer> {
  const bytes = Buffer.from(
    [
      'Date: Mon, 02 Mar 2026 08:00:00 +0000',
      `From: ${from}`,
      `To: ${mine}`,
      'Subject: t',
      '',
      ...lines,
      '',
    ].join('\r\n'),
  );
  const account = await sandbox.mailbox(from, world);
  await sandbox.client(account).sendRaw({ from, to: [mine], bytes });
  return bytes;
}
const ids = async (world = 'default') => {
  const { body } = await sandbox.api<{ messages: { id: number }[] }>(
    'GET',
    `/api/worlds/${world}/mail/${mine}`,
  );
  return body.messages.map(({ id }) => id);
};

describe("Python's poplib", () => {
  it('reads back byte by byte what was sent: dots, letters, long lines, megabytes', async () => {
    const sent = await deliver([
      ...[
        '.',
        '..',
        '...a',
        '',
        ' .',
        'zażółć gęślą jaźń',
        '\u0001\u007f',
        'x'.repeat(990),
        '.end.',
      ],
      ...Array.from({ length: 40_000 }, (_, at) => `.${at} ${'y'.repeat(60)}`),
    ]);
    const script = [
      'import hashlib',
      'n, size = pop.stat()',
      'answer, lines, octets = pop.retr(1)',
      'body = b"".join(line + b"\\r\\n" for line in lines)',
      'print(json.dumps([n, size, len(body), hashlib.sha256(body).hexdigest()]))',
      'pop.quit()',
    ].join('\n');
    const hash = createHash('sha256').update(sent).digest('hex');
    const printed = await runPoplib(sandbox, await sandbox.mailbox(mine), script);
    expect(printed.trim()).toBe(
      JSON.stringify([1, sent.length, sent.length, hash]).replaceAll(',', ', '),
    );
  });

  it('lists, reads tops and unique ids, deletes only with QUIT', async () => {
    for (const word of ['one', 'two', 'three']) await deliver([word, 'second line']);
    const before = await ids();
    const script = [
      'print(pop.list()[1], [u.split()[1].decode() for u in pop.uidl()[1]], pop.uidl(2).decode())',
      'print(pop.top(2, 1)[1][-2:])',
      'pop.dele(1)',
      'pop.dele(2)',
      'pop.rset()',
      'pop.dele(2)',
      'print(pop.stat()[0], pop.list()[1])',
      'pop.QUITTING()',
    ].join('\n');
    const account = await sandbox.mailbox(mine);
    const cut = await runPoplib(sandbox, account, script.replace('QUITTING()', 'sock.close()'));
    expect(cut).toContain(before.join("', '"));
    expect(cut).toContain("[b'', b'two']");
    expect(cut).toMatch(/^2 \[b'1 \d+', b'3 \d+'\]$/m);
    expect(await ids()).toEqual(before);
    await expect
      .poll(async () => (await sandbox.calls()).at(-1)?.broken.map(({ id }) => id))
      .toEqual(['pop3.no-quit']);
    await runPoplib(sandbox, account, script.replace('QUITTING', 'quit'));
    expect(await ids()).toEqual([before[0], before[2]]);
  });

  it('is refused with another password', async () => {
    const account = { ...(await sandbox.mailbox(mine)), password: 'inne' };
    expect(await runPoplib(sandbox, account, 'pop.quit()')).toContain('-ERR [AUTH]');
    const call = (await sandbox.calls()).at(-1);
    expect(call).toMatchObject({ operation: 'pop3-sign-in', outcome: '-ERR', protocol: 'POP3' });
    expect(JSON.stringify(call)).not.toContain('inne');
    expect(call?.request_text).toContain('C: PASS ***');
  });

  it('sees the mail of its world only', async () => {
    await deliver(['of one'], 'one');
    const count = async (world: string) => {
      const account = await sandbox.mailbox(mine, world);
      return (await runPoplib(sandbox, account, 'print(pop.stat()[0])\npop.quit()')).trim();
    };
    expect([await count('one'), await count('two'), await count('default')]).toEqual([
      '1',
      '0',
      '0',
    ]);
    expect((await sandbox.calls('two')).map(({ operation }) => operation)).toEqual([
      'pop3-sign-in',
      'pop3-collect',
    ]);
  });

  it('finds its mail after a restart', async () => {
    const [sent] = [await deliver(['kept']), await sandbox.restart()];
    const script = 'print(len(b"".join(l + b"\\r\\n" for l in pop.retr(1)[1])))\npop.quit()';
    const printed = await runPoplib(sandbox, await sandbox.mailbox(mine), script);
    expect(printed.trim()).toBe(String(sent.length));
  });
});

describe('POP3', () => {
  async function signedIn() {
    const account = await sandbox.mailbox(mine);
    const line = await openLine(sandbox.pop3Port);
    await line.until(/^\+OK .*\r\n/);
    await line.ask('STLS');
    await line.secure(sandbox.ca());
    await line.ask(`USER ${account.user}`);
    return { line, answer: await line.ask(`PASS ${account.password}`) };
  }

  it('offers USER only where a password may be sent', async () => {
    const line = await openLine(sandbox.pop3Port);
    expect(await line.until(/^.*\r\n/)).toBe('+OK Kartoteka sandbox, nothing here is real\r\n');
    const offered = (await line.ask('CAPA', /\r\n\.\r\n/)).split('\r\n');
    expect(offered).toContain('STLS');
    expect(offered).not.toContain('USER');
    await line.ask('STLS');
    await line.secure(sandbox.ca());
    const secured = (await line.ask('CAPA', /\r\n\.\r\n/)).split('\r\n');
    expect(secured).toContain('USER');
    expect(secured).not.toContain('STLS');
    line.close();
  });

  it('takes no password in clear', async () => {
    const line = await openLine(sandbox.pop3Port);
    await line.until(/^\+OK .*\r\n/);
    expect(await line.ask('USER pacjent')).toMatch(/^-ERR \[AUTH\]/);
    expect(await line.ask('PASS tajne')).toMatch(/^-ERR \[AUTH\]/);
    await line.ask('QUIT');
    line.close();
    await expect
      .poll(async () => (await sandbox.calls())[0]?.broken)
      .toMatchObject([{ id: 'pop3.sign-in-before-tls' }]);
    expect(JSON.stringify(await sandbox.calls())).not.toContain('tajne');
  });

  it('drops what came in clear behind STLS', async () => {
    const line = await openLine(sandbox.pop3Port);
    await line.until(/^\+OK .*\r\n/);
    line.send('STLS\r\nUSER injected\r\n');
    expect(await line.until(/^.*\r\n/)).toBe('+OK begin TLS\r\n');
    await line.secure(sandbox.ca());
    expect(await line.ask('PASS x')).toMatch(/^-ERR USER first/);
    line.close();
  });

  it('gives a maildrop to one session at a time', async () => {
    const first = await signedIn();
    expect(first.answer).toMatch(/^\+OK/);
    const second = await signedIn();
    expect(second.answer).toMatch(/^-ERR \[IN-USE\]/);
    first.line.close();
    await expect
      .poll(async () => {
        const { line, answer } = await signedIn();
        line.close();
        return answer;
      })
      .toMatch(/^\+OK/);
    second.line.close();
  });

  it.each([
    ['a message that is not there', 'RETR 9', /^-ERR no such message/],
    ['no number', 'RETR', /^-ERR arguments/],
    ['words for a number', 'DELE one', /^-ERR no such message/],
    ['TOP without lines', 'TOP 1', /^-ERR TOP takes/],
    ['an argument too many', 'STAT 1', /^-ERR arguments/],
    ['another state', 'USER again', /^-ERR signed in already/],
    ['an unknown command', 'XTND', /^-ERR unknown command/],
  ])('answers %s', async (_name, command, answer) => {
    const { line } = await signedIn();
    expect(await line.ask(command)).toMatch(answer);
    line.close();
  });

  it('names LF alone, and ends after too many mistakes', async () => {
    const { line } = await signedIn();
    line.send('NOOP\n');
    expect(await line.until(/^.*\r\n/)).toMatch(/^-ERR lines end with CRLF/);
    line.send('X\r\n'.repeat(12));
    expect(await line.until(/too many mistakes\r\n/)).toContain('-ERR');
    await line.until(/$ended/);
    expect(line.ended).toBe(true);
    await expect
      .poll(async () => (await sandbox.calls()).at(-1)?.broken.map(({ id }) => id))
      .toEqual(expect.arrayContaining(['pop3.bare-line-feed', 'pop3.unknown-command']));
  });

  it('gives up a command that never ends', async () => {
    const line = await openLine(sandbox.pop3Port);
    await line.until(/^\+OK .*\r\n/);
    line.send('A'.repeat(10_000));
    expect(await line.until(/^.*\r\n/)).toBe('-ERR line too long\r\n');
    await line.until(/$ended/);
    await expect
      .poll(async () => (await sandbox.calls())[0]?.broken)
      .toMatchObject([{ id: 'pop3.command-too-long' }]);
  });

  it('answers pipelined commands in order', async () => {
    await deliver(['one']);
    const { line } = await signedIn();
    line.send('STAT\r\nLIST 1\r\nNOOP\r\nQUIT\r\n');
    const said = await line.until(/bye\r\n/);
    expect(said).toMatch(/^\+OK 1 \d+\r\n\+OK 1 \d+\r\n\+OK \r\n\+OK 0 deleted, bye\r\n$/);
  });

  it('treats a message that is gone from the page as missing', async () => {
    await deliver(['one']);
    const { line } = await signedIn();
    await sandbox.api('DELETE', `/api/worlds/default/mail/${mine}/${(await ids())[0]}`);
    expect(await line.ask('RETR 1')).toMatch(/^-ERR no such message/);
    line.close();
  });
});
