import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailSandbox, startMailSandbox } from './mail-for-tests.ts';

/** A loopback address of its own: nobody else takes its port while the server is away. */
const host = `127.77.${1 + (process.pid % 250)}.1`;

/** A second real mail server in the place of the cloud's, which can be away, fail and refuse. */
async function startCloud(port: number, answers: (number | undefined)[] = []) {
  const taken: { to: string[]; from: string; bytes: Buffer }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    closeTimeout: 100,
    logger: false,
    onData: (stream, { envelope }, done) => {
      void buffer(stream).then((bytes) => {
        const responseCode = answers.shift();
        if (responseCode !== undefined) {
          done(Object.assign(new Error('4.3.0 asked to fail'), { responseCode }));
          return;
        }
        taken.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          bytes,
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    taken,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const office = 'biuro@kartoteka.example';
const from = 'praktyka@przychodnia.example';
let sandbox: MailSandbox;
let port: number;
beforeAll(async () => {
  const cloud = await startCloud(0);
  port = cloud.port;
  await cloud.close();
  sandbox = await startMailSandbox({ relayTo: { host, port } });
});
afterAll(() => sandbox.stop());

interface Relayed {
  readonly subject: string;
  readonly relay: {
    state: string;
    attempts: number;
    problem: string | null;
    quoted: string | null;
  };
}
const write = async (subject: string, world = 'default') => {
  const account = await sandbox.mailbox(from, world);
  await sandbox.client(account).send({ to: [office], subject, text: '.CSR' });
};
const relayOf = async (subject: string, world = 'default') => {
  const { body } = await sandbox.api<{ messages: Relayed[] }>(
    'GET',
    `/api/worlds/${world}/mail/${office}?text=${subject}`,
  );
  return body.messages[0]?.relay;
};

// The queue looks at waiting jobs every two seconds.
const slowly = { timeout: 15_000 };

describe('mail to the office', { timeout: 60_000 }, () => {
  it('waits visibly while the cloud does not answer, and is delivered once when it does', async () => {
    await write('first');
    await expect
      .poll(() => relayOf('first'), slowly)
      .toMatchObject({ state: 'waiting', problem: 'service.peer-refused' });
    await expect.poll(async () => (await relayOf('first'))?.attempts, slowly).toBeGreaterThan(1);
    expect((await sandbox.mailbox(office)).waiting).toBe(1);
    const cloud = await startCloud(port);
    await expect
      .poll(() => relayOf('first'), slowly)
      .toMatchObject({ state: 'delivered', problem: null });
    expect(cloud.taken).toMatchObject([{ from, to: [office] }]);
    const [message] = (
      await sandbox.api<{ messages: { id: number }[] }>('GET', `/api/worlds/default/mail/${office}`)
    ).body.messages;
    const raw = await fetch(`${sandbox.url}/api/worlds/default/mail/${office}/${message?.id}/raw`);
    expect(
      Buffer.from(await raw.arrayBuffer()).equals(cloud.taken[0]?.bytes ?? Buffer.alloc(0)),
    ).toBe(true);
    await cloud.close();
  });

  it('goes on after a restart, and after passing refusals, and arrives once', async () => {
    await write('second');
    await expect.poll(() => relayOf('second'), slowly).toMatchObject({ state: 'waiting' });
    await sandbox.restart();
    const cloud = await startCloud(port, [451, 421]);
    await expect.poll(() => relayOf('second'), slowly).toMatchObject({ state: 'delivered' });
    expect(cloud.taken).toHaveLength(1);
    await cloud.close();
  });

  it('is not tried again when the cloud refuses it for good', async () => {
    const cloud = await startCloud(port, [554]);
    await write('third');
    await expect
      .poll(() => relayOf('third'))
      .toMatchObject({
        state: 'refused',
        attempts: 1,
        problem: 'mail.message-refused',
      });
    expect((await relayOf('third'))?.quoted).toContain('asked to fail');
    expect(cloud.taken).toEqual([]);
    await cloud.close();
  });

  it('comes from every world, and other mail stays here', async () => {
    const cloud = await startCloud(port);
    await write('of-one', 'one');
    const account = await sandbox.mailbox(from);
    await sandbox
      .client(account)
      .send({ to: ['pacjent@poczta.example'], subject: 'stays', text: '' });
    await expect.poll(() => relayOf('of-one', 'one'), slowly).toMatchObject({ state: 'delivered' });
    expect(await relayOf('of-one', 'two')).toBeUndefined();
    expect(cloud.taken).toHaveLength(1);
    await cloud.close();
  });

  it('that was deleted while it waited is not sent', async () => {
    await write('deleted');
    await expect.poll(() => relayOf('deleted'), slowly).toMatchObject({ state: 'waiting' });
    const { body } = await sandbox.api<{ messages: { id: number }[] }>(
      'GET',
      `/api/worlds/default/mail/${office}?text=deleted`,
    );
    await sandbox.api('DELETE', `/api/worlds/default/mail/${office}/${body.messages[0]?.id}`);
    const cloud = await startCloud(port);
    await write('after');
    await expect.poll(() => relayOf('after'), slowly).toMatchObject({ state: 'delivered' });
    expect(cloud.taken).toHaveLength(1);
    await cloud.close();
  });
});
