import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testMailAccounts } from '../../src/main.ts';
import { type MailSandbox, startMailSandbox, type TestMailbox } from './mail-for-tests.ts';

let sandbox: MailSandbox;
beforeAll(async () => {
  sandbox = await startMailSandbox();
});
afterAll(() => sandbox.stop());

const from = 'praktyka@przychodnia.example';
const to = 'pacjent@poczta.example';
const mail = (world = 'default') => `/api/worlds/${world}/mail`;
const send = async (subject: string, world = 'default', attachments: readonly string[] = []) => {
  const account = await sandbox.mailbox(from, world);
  await sandbox.client(account).send({
    to: [to],
    subject,
    text: 'Zażółć',
    attachments: attachments.map((name) => ({
      name,
      contentType: 'text/html',
      bytes: Buffer.from('<script>alert(1)</script>'),
    })),
  });
};
interface Listed {
  readonly messages: { id: number; subject: string; sender: string; read: boolean }[];
  readonly last: number;
}

describe('the interface for tests', () => {
  it('lists mailboxes with accounts that differ from world to world', async () => {
    const { body } = await sandbox.api<{ mailboxes: TestMailbox[] }>('GET', mail());
    expect(body.mailboxes.map(({ address }) => address)).toContain('biuro@kartoteka.example');
    const [here, there] = [await sandbox.mailbox(to), await sandbox.mailbox(to, 'one')];
    expect(here.user).toBe(to);
    expect(there.user).toBe('pacjent+one@poczta.example');
    expect(there.password).not.toBe(here.password);
    expect(here.password).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/);
  });

  it('keeps passwords over a restart', async () => {
    const before = await sandbox.mailbox(to);
    await sandbox.restart();
    expect(await sandbox.mailbox(to)).toEqual(before);
  });

  it('waits for a message and answers as soon as it is there', async () => {
    const { body: before } = await sandbox.api<Listed>('GET', `${mail()}/${to}`);
    const waiting = sandbox.api<Listed>('GET', `${mail()}/${to}?since=${before.last}&wait=10000`);
    const begun = performance.now();
    await send('Oczekiwana');
    const { body } = await waiting;
    expect(body.messages).toMatchObject([
      { subject: 'Oczekiwana', sender: '<praktyka@przychodnia.example>', read: false },
    ]);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('waits no longer than asked, and not for another world or mailbox', async () => {
    const { body: before } = await sandbox.api<Listed>('GET', `${mail('two')}/${to}`);
    const waiting = sandbox.api<Listed>(
      'GET',
      `${mail('two')}/${to}?since=${before.last}&wait=600`,
    );
    await send('elsewhere', 'one');
    expect((await waiting).body).toEqual({ messages: [], last: before.last });
  });

  it('finds by words, shows a message taken apart, and hands out its bytes', async () => {
    await send('Wynik 100%_badania', 'default', ['../../wynik żółty.html']);
    const search = (text: string) =>
      sandbox.api<Listed>('GET', `${mail()}/${to}?text=${encodeURIComponent(text)}`);
    expect((await search('100%_b')).body.messages).toHaveLength(1);
    expect((await search('100__b')).body.messages).toHaveLength(0);
    const id = (await search('100%_b')).body.messages[0]?.id;
    const { body } = await sandbox.api<Record<string, unknown>>('GET', `${mail()}/${to}/${id}`);
    expect(body).toMatchObject({
      text: expect.stringContaining('Zażółć'),
      relay: null,
      attachments: [{ name: 'wynik żółty.html', contentType: 'text/html' }],
    });
    const file = await fetch(`${sandbox.url}${mail()}/${to}/${id}/attachments/0`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="wynik z/);
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await file.text()).toBe('<script>alert(1)</script>');
    const raw = await fetch(`${sandbox.url}${mail()}/${to}/${id}/raw`);
    expect(raw.headers.get('content-type')).toBe('message/rfc822');
    expect(await raw.text()).toContain('Subject: Wynik');
  });

  it('makes and removes mailboxes', async () => {
    const made = await sandbox.api<TestMailbox>('POST', mail(), { address: 'Nowa@poczta.example' });
    expect(made).toMatchObject({ status: 200, body: { address: 'nowa@poczta.example' } });
    const again = await sandbox.api('POST', mail(), { address: 'nowa@poczta.example' });
    expect(again).toMatchObject({ status: 409, body: { code: 'sandbox.mailbox-exists' } });
    const plus = await sandbox.api('POST', mail(), { address: 'a+one@poczta.example' });
    expect(plus).toMatchObject({ status: 400, body: { code: 'sandbox.mailbox-address' } });
    expect((await sandbox.api('DELETE', `${mail()}/nowa@poczta.example`)).status).toBe(200);
    expect(await sandbox.api('GET', `${mail()}/nowa@poczta.example`)).toMatchObject({
      status: 404,
      body: { code: 'sandbox.mailbox-unknown' },
    });
  });

  it('answers what is in another world or mailbox like what does not exist', async () => {
    await send('of one', 'one');
    const { body } = await sandbox.api<Listed>('GET', `${mail('one')}/${to}`);
    const id = body.messages.at(-1)?.id ?? 0;
    for (const path of [`${mail()}/${to}/${id}`, `${mail('one')}/${from}/${id}`]) {
      for (const [method, tail] of [
        ['GET', ''],
        ['GET', '/raw'],
        ['DELETE', ''],
        ['GET', '/attachments/0'],
      ] as const) {
        const { status } = await sandbox.api(method, `${path}${tail}`);
        expect(status).toBe(404);
      }
    }
    expect(await sandbox.api('GET', `${mail('nowhere')}/${to}`)).toMatchObject({
      status: 404,
      body: { code: 'sandbox.world-unknown' },
    });
  });

  it('goes back with its world: save, change, restore', async () => {
    await send('saved', 'two');
    const before = (await sandbox.api<Listed>('GET', `${mail('two')}/${to}`)).body;
    const raw = async () =>
      (await fetch(`${sandbox.url}${mail('two')}/${to}/${before.last}/raw`)).text();
    const bytes = await raw();
    await sandbox.api('PUT', '/api/worlds/two/snapshots/a');
    await sandbox.api('DELETE', `${mail('two')}/${to}/${before.last}`);
    await send('later', 'two');
    await sandbox.api('POST', '/api/worlds/two/snapshots/a/restore', {});
    expect((await sandbox.api<Listed>('GET', `${mail('two')}/${to}`)).body).toEqual(before);
    expect(await raw()).toBe(bytes);
  });

  it('stands in the OpenAPI document', async () => {
    const { body } = await sandbox.api<{ paths: object }>('GET', '/api/openapi.json');
    expect(Object.keys(body.paths ?? {})).toContain('/api/worlds/{world}/mail/{mailbox}');
  });
});

describe('accounts for scripts', () => {
  it('are known without asking the sandbox, and right', async () => {
    for (const account of testMailAccounts(sandbox.folder, { bytes: noBytes, uuid: () => '' })) {
      expect(await sandbox.mailbox(account.address)).toMatchObject(account);
    }
  });
});

/** What is kept in the folder is used; nothing is made anew. */
function noBytes(): never {
  throw new Error('another secret was asked for');
}
