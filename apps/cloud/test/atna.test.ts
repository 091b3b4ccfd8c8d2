import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMetrics, type SyslogCollector, silentLog } from '@kartoteka/service';
import { findDocuments } from '@kartoteka/xds';
import { samplePatientId, sampleSubmission } from '@kartoteka/xds/sample';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAtnaFeed } from '../src/features/atna/feed.ts';
import { startAtnaSender } from '../src/features/atna/send-outbox.ts';
import { startTelling } from '../src/features/atna/start-telling.ts';
import { type CloudForTests, startCloudForTests, type TestAccount } from './cloud-for-tests.ts';
import { machineClient } from './machine-client.ts';

const shape = fileURLToPath(
  new URL('../../../packages/xds/test/atna/audit-message.rng', import.meta.url),
);

/** A receiver that others wrote: OpenSSL's own server, which prints what comes and closes after it. */
class Receiver {
  readonly folder = mkdtempSync(join(tmpdir(), 'kartoteka-atna-'));
  port = 0;
  #process: ChildProcess | undefined;
  #got: Buffer[] = [];

  constructor() {
    const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
    const make = (name: string, subject: string, ...more: string[]) =>
      openssl(
        ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-x509'],
        ...['-days', '2', '-keyout', this.#at(`${name}.key`), '-out', this.#at(`${name}.pem`)],
        ...['-subj', subject, ...more],
      );
    make('ca', '/CN=Receivers', '-addext', 'basicConstraints=critical,CA:TRUE');
    const signed = ['-CA', this.#at('ca.pem'), '-CAkey', this.#at('ca.key')];
    make('server', '/CN=receiver', ...signed, '-addext', 'subjectAltName=IP:127.0.0.1');
    make('client', '/CN=cloud', ...signed, '-addext', 'extendedKeyUsage=clientAuth');
  }

  get collector(): SyslogCollector {
    const read = (name: string) => readFileSync(this.#at(name), 'utf8');
    const own = { cert: read('client.pem'), key: read('client.key') };
    return { host: '127.0.0.1', port: this.port, ca: read('ca.pem'), ...own };
  }

  async start(): Promise<void> {
    this.port ||= await freePort();
    const server = spawn('openssl', [
      ...['s_server', '-quiet', '-accept', `127.0.0.1:${this.port}`, '-no_ssl3', '-no_tls1'],
      ...['-cert', this.#at('server.pem'), '-key', this.#at('server.key')],
      ...['-CAfile', this.#at('ca.pem'), '-Verify', '1', '-verify_return_error'],
    ]);
    this.#process = server;
    server.stdout.on('data', (piece: Buffer) => this.#got.push(piece));
    await reachable(this.port);
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (!running) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  }

  /** What came since the last call: frames by their counted length, nothing between them. */
  take(): string[] {
    let rest = Buffer.concat(this.#got.splice(0));
    const messages: string[] = [];
    while (rest.length > 0) {
      const space = rest.indexOf(' ');
      const length = Number(rest.subarray(0, space).toString());
      expect(length).toBeGreaterThan(0);
      messages.push(rest.subarray(space + 1, space + 1 + length).toString());
      rest = rest.subarray(space + 1 + length);
    }
    return messages;
  }

  /** What lxml makes of the messages: shape checked, then the facts that the test asks for. */
  facts(messages: readonly string[]): Facts[] {
    const file = join(this.folder, 'messages.json');
    writeFileSync(file, JSON.stringify(messages));
    const run = spawnSync('/usr/bin/python3', ['-c', judge, file, shape], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout);
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  #at(name: string): string {
    return join(this.folder, name);
  }
}

interface Facts {
  readonly header: string;
  readonly type: string;
  readonly action: string;
  readonly outcome: string;
  readonly description: string | null;
  readonly source: string;
  readonly objects: string[];
}

const judge = `
import json, sys
from lxml import etree
shape = etree.RelaxNG(etree.parse(sys.argv[2]))
found = []
for text in json.load(open(sys.argv[1])):
    header, _, body = text.partition('\\ufeff')
    root = etree.fromstring(body.encode())
    shape.assertValid(root)
    event = root.find('EventIdentification')
    found.append({
        'header': header,
        'type': event.find('EventTypeCode').get('csd-code'),
        'action': event.get('EventActionCode'),
        'outcome': event.get('EventOutcomeIndicator'),
        'description': event.findtext('EventOutcomeDescription'),
        'source': root.find('AuditSourceIdentification').get('AuditSourceID'),
        'objects': [o.get('ParticipantObjectID') for o in root.findall('ParticipantObjectIdentification')],
    })
print(json.dumps(found))
`;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function reachable(port: number): Promise<void> {
  const { connect } = await import('node:net');
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
  }
}

describe('telling an audit record repository', () => {
  const receiver = new Receiver();
  let cloud: CloudForTests;
  let account: TestAccount;
  beforeAll(async () => {
    await receiver.start();
    cloud = await startCloudForTests({
      atna: createAtnaFeed({ host: 'cloud.example', processId: '7' }),
    });
    account = await cloud.account('5010');
  });
  afterAll(async () => {
    await cloud.stop();
    await receiver.remove();
  });

  const senders: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of senders.splice(0)) await one.stop();
  });
  const sender = () => {
    const { database } = cloud.parts;
    const started = startAtnaSender({ database, collector: receiver.collector, log: silentLog });
    senders.push(started);
    return started;
  };
  const waiting = async () => {
    const rows = await cloud.test.asAdmin<{ count: number }>(
      'select count(*)::int as count from cloud.atna_outbox',
    );
    return rows[0]?.count;
  };
  const records = (since: number) =>
    cloud.test.asAdmin<{ id: number; correlation_id: string }>(
      'select id, correlation_id from kartoteka.audit_record where tenant = $1 and id > $2',
      [account.id, since],
    );
  const told = async () => {
    await sender().sendNow();
    return receiver.facts(receiver.take());
  };

  it('tells of ITI-41, ITI-18 and ITI-43 that succeeded, as the receiver can read them', async () => {
    const client = machineClient(cloud, account);
    const sample = sampleSubmission({ serial: 1, documents: 1 });
    await client.provide(sample);
    await client.query(findDocuments({ patientId: samplePatientId(), statuses: ['Approved'] }));
    const [document] = sample.submission.documents;
    const repository = (await accountRow()).repository_oid;
    await client.retrieve(repository, [document?.uniqueId ?? '']);
    const facts = await told();
    expect(facts.map(({ type, action, outcome }) => `${type} ${action} ${outcome}`)).toEqual([
      'ITI-41 C 0',
      'ITI-18 E 0',
      'ITI-43 R 0',
    ]);
    const [stored, asked, fetched] = facts;
    expect(stored?.header).toMatch(
      /^<85>1 2026-03-02T06:40:00\.000Z cloud\.example kartoteka 7 IHE\+RFC-3881 - $/,
    );
    expect(stored?.source).toBe(account.id);
    expect(stored?.objects).toEqual([samplePatientId(), sample.submission.submissionSet.uniqueId]);
    expect(asked?.objects).toContain(samplePatientId());
    expect(fetched?.objects).toEqual([document?.uniqueId]);
    expect(await waiting()).toBe(0);
  });

  it('tells of refusals: a submission, a query, a message, a caller', async () => {
    const client = machineClient(cloud, account);
    const sample = sampleSubmission({ serial: 1, documents: 1 });
    await client.provide({
      ...sample,
      contents: new Map([...sample.contents].map(([id]) => [id, Buffer.from('other')])),
    });
    await expect(
      machineClient(cloud, account, (await cloud.account('6020')).signer).query(
        findDocuments({ patientId: samplePatientId(), statuses: ['Approved'] }),
      ),
    ).rejects.toThrow();
    await callWithoutCertificate();
    const facts = await told();
    expect(facts.map(({ type, outcome }) => `${type} ${outcome}`)).toEqual([
      'ITI-41 4',
      '110126 4',
      '110126 4',
    ]);
    expect(facts[0]?.description).toMatch(/^xds\.\S+ [a-z-]{23}$/);
    expect(facts[2]?.description).toMatch(/^pki\.no-certificate /);
  });

  it('loses nothing while the collector is dead: it waits, visibly, and comes once it is back', async () => {
    await receiver.stop();
    const [before] = await cloud.test.asAdmin<{ max: number }>(
      'select max(id)::int as max from kartoteka.audit_record',
    );
    const client = machineClient(cloud, account);
    for (let serial = 10; serial < 13; serial += 1) {
      const answer = await client.provide(sampleSubmission({ serial, documents: 1 }));
      expect(answer.status).toBe('Success');
    }
    const sending = sender();
    await expect(sending.sendNow()).rejects.toMatchObject({ code: 'service.peer-refused' });
    expect(await sending.backlog()).toEqual({ waiting: 3, since: cloud.clock.now() });
    const metrics = createMetrics({ application: 'cloud' });
    const { database } = cloud.parts;
    cloud.clock.advance(90_000);
    const running = startTelling({
      ...{ database, collector: receiver.collector, log: silentLog },
      ...{ metrics, clock: cloud.clock },
    });
    senders.push(running);
    const shown = await metrics.text();
    expect(shown).toMatch(/kartoteka_atna_waiting\{[^}]*\} 3\n/);
    expect(shown).toMatch(/kartoteka_atna_oldest_seconds\{[^}]*\} 90\n/);
    await receiver.start();
    await sending.sendNow();
    const facts = receiver.facts(receiver.take());
    expect(facts).toHaveLength((await records(before?.max ?? 0)).length);
    expect(await waiting()).toBe(0);
  });

  it('sends again what a process held that died while sending', async () => {
    await machineClient(cloud, account).provide(sampleSubmission({ serial: 20, documents: 1 }));
    await cloud.test.asAdmin(
      "update cloud.atna_outbox set sending_until = now() + interval '1 minute'",
    );
    expect(await sender().sendNow()).toBe(0);
    await cloud.test.asAdmin(
      "update cloud.atna_outbox set sending_until = now() - interval '1 second'",
    );
    expect(await told()).toHaveLength(1);
  });

  it('goes on with growing pauses by itself, and takes up again by itself', async () => {
    await receiver.stop();
    await machineClient(cloud, account).provide(sampleSubmission({ serial: 30, documents: 1 }));
    const asked: number[] = [];
    const back = new Promise<void>((resolve) => {
      const started = startAtnaSender({
        database: cloud.parts.database,
        collector: receiver.collector,
        log: silentLog,
        pauseAfter: (failures) => {
          asked.push(failures);
          if (failures === 3) resolve();
          return 1;
        },
      });
      senders.push(started);
    });
    await back;
    expect(asked.slice(0, 3)).toEqual([1, 2, 3]);
    await receiver.start();
    while ((await waiting()) !== 0) await new Promise((resolve) => setImmediate(resolve));
    expect(receiver.facts(receiver.take())).toHaveLength(1);
  });

  it('sets aside what it cannot write, and sends the rest', async () => {
    await machineClient(cloud, account).provide(sampleSubmission({ serial: 40, documents: 1 }));
    await cloud.test.asAdmin(
      "insert into cloud.atna_outbox (tenant, at, exchange) values ('operator', now(), '{}')",
    );
    expect((await told()).map(({ type }) => type)).toEqual(['ITI-41']);
    expect(await waiting()).toBe(1);
    expect(await sender().sendNow()).toBe(0);
    await cloud.test.asAdmin('delete from cloud.atna_outbox');
  });

  it('keeps the outbox from the account itself: it adds, and sees nothing of what waits', async () => {
    await machineClient(cloud, account).provide(sampleSubmission({ serial: 50, documents: 1 }));
    const { database } = cloud.parts;
    const seen = await database.inScope({ kind: 'account', account: account.id }, (trx) =>
      trx.selectFrom('cloud.atna_outbox').selectAll().execute(),
    );
    expect(seen).toEqual([]);
    expect(await told()).toHaveLength(1);
  });

  async function accountRow(): Promise<{ repository_oid: string }> {
    const [row] = await cloud.test.asAdmin<{ repository_oid: string }>(
      'select repository_oid from cloud.account where tenant = $1',
      [account.id],
    );
    if (!row) throw new Error('the account is there');
    return row;
  }

  function callWithoutCertificate(): Promise<number> {
    return new Promise((resolve, reject) => {
      const path = `/services/${account.id}/api/v1/account`;
      request({ host: 'localhost', port: cloud.port, path, ca: cloud.root, agent: false })
        .on('response', (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
        .on('error', reject)
        .end();
    });
  }
});

describe('without a collector', () => {
  it('writes nothing for one', async () => {
    const cloud = await startCloudForTests();
    try {
      const account = await cloud.account('5010');
      await machineClient(cloud, account).provide(sampleSubmission({ serial: 1, documents: 1 }));
      const [{ inserted } = { inserted: -1 }] = await cloud.test.asAdmin<{ inserted: number }>(
        "select coalesce(max(last_value), 0)::int as inserted from pg_sequences where sequencename = 'atna_outbox_id_seq'",
      );
      expect(inserted).toBe(0);
    } finally {
      await cloud.stop();
    }
  });
});
