import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DocumentUniqueId } from '@kartoteka/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudClient } from '../../apps/practice/src/features/cloud-link/cloud-client.ts';
import { type Installation, makeInstallation, type RunningCommand } from './rig/installation.ts';
import { type Journal, keepSubmitting } from './rig/journal.ts';
import { demoAccount, openMachine } from './rig/machine.ts';
import {
  type DocumentRow,
  keepImporting,
  type PracticeJournal,
  readArchive,
  readConsents,
  signInToDemo,
} from './rig/practice.ts';
import { eventually, kill, killAll, type Part, processesOf } from './rig/processes.ts';

/** One round; a round with everything comes after every third, and gives the supervisor's patience back. */
const round: readonly Part[] = ['worker', 'practice', 'postmaster', 'cloud'];
const rounds = 12;
const killsMin = 50;
const submitters = 3;
const judges = 8;
/** A part that died must be back within this time, however often it died before. */
const backMsMax = 60_000;
/** After the last kill everything must have come to its end within this time. */
const settleMsMax = 90_000;
const answerMsMax = 20_000;
const minute = 60_000;
/** States that end by themselves. */
const onTheWay = new Set(['waiting', 'sending', 'checking', 'revoking']);

describe('killed again and again', () => {
  const cloud: Journal = { submitted: [], wrong: [] };
  const practice: PracticeJournal = { takenIn: [], consents: [], wrong: [] };
  let installation: Installation;
  let running: RunningCommand;
  let machine: CloudClient;
  let rows: DocumentRow[] = [];
  let kills = 0;

  const start = async (): Promise<void> => {
    running = installation.start(['start']);
    await running.until('ready');
  };

  beforeAll(async () => {
    installation = await makeInstallation({
      KARTOTEKA_MODE: 'demo',
      KARTOTEKA_WORKERS: '2',
      KARTOTEKA_LOG_LEVEL: 'silent',
      KARTOTEKA_TIMEOUT_MS: '3000',
    });
    await start();
    machine = openMachine(demoAccount(installation.home), 5_000);
  }, 4 * minute);

  afterAll(async () => {
    machine?.close();
    await killAll(installation.home);
    installation.remove();
  }, minute);

  it(
    'goes on serving through fifty kills of its parts, and of everything at once',
    async () => {
      const session = await signInToDemo(installation.home);
      let over = false;
      let serial = 0;
      const working = { nextSerial: () => ++serial, isOver: () => over };
      const clients = [
        ...Array.from({ length: submitters }, () => keepSubmitting(machine, cloud, working)),
        keepImporting(session, practice, working),
      ];
      for (let turn = 1; turn <= rounds; turn += 1) {
        for (const part of round) await killOne(part);
        if (turn % 3 === 0) await killEverything();
      }
      over = true;
      await Promise.all(clients);
      expect(kills).toBeGreaterThanOrEqual(killsMin);
      expect(cloud.submitted.length).toBeGreaterThan(rounds);
      expect(practice.takenIn.length).toBeGreaterThan(rounds);
      expect([...cloud.wrong, ...practice.wrong]).toEqual([]);
      console.log(
        `${kills} kills; acknowledged: ${cloud.submitted.length} submissions, ${practice.takenIn.length} imports, ${practice.consents.length} consents`,
      );
    },
    6 * minute,
  );

  it(
    'leaves no document and no consent on its way for ever',
    async () => {
      const session = await signInToDemo(installation.home);
      rows = await settled('documents', () => readArchive(session), onTheWay);
      const states = new Map(rows.map(({ id, state }) => [id, state]));
      const takenIn = practice.takenIn.map(({ documentId }) => states.get(documentId));
      expect(takenIn.filter((state) => state !== 'archived')).toEqual([]);
      expect(new Set(rows.map(({ uniqueId }) => uniqueId)).size).toBe(rows.length);
      const consents = await settled('consents', () => readConsents(session), onTheWay);
      expect(consents.filter(({ state }) => state !== 'sent')).toEqual([]);
      const sent = new Set(consents.map(({ id }) => id));
      expect(practice.consents.filter((id) => !sent.has(id))).toEqual([]);
    },
    4 * minute,
  );

  it(
    'has every acknowledged document once, with the bytes that were sent',
    async () => {
      const account = await machine.readAccount();
      const uniqueIdOf = new Map(rows.map(({ id, uniqueId }) => [id, uniqueId]));
      const sent = [
        ...cloud.submitted.map(({ uniqueId, bytes }) => ({ uniqueId: uniqueId as string, bytes })),
        ...practice.takenIn.map(({ documentId, bytes }) => ({
          uniqueId: uniqueIdOf.get(documentId) ?? '',
          bytes,
        })),
      ];
      const waiting = sent.values();
      const judge = async (): Promise<void> => {
        for (const { uniqueId, bytes } of waiting) {
          const entries = await machine.findDocuments([uniqueId]);
          const hash = createHash('sha1').update(bytes).digest('hex');
          const held = entries.map((entry) => [entry.uniqueId, entry.hash]);
          expect(held, uniqueId).toEqual([[uniqueId, hash]]);
          const { repositoryUniqueId } = account;
          const answer = await machine.retrieve(repositoryUniqueId, uniqueId as DocumentUniqueId);
          expect(answer && Buffer.compare(answer, bytes), uniqueId).toBe(0);
        }
      };
      // They share one list and take from it in turn.
      await Promise.all(Array.from({ length: judges }, judge));
      const archived = rows.filter(({ state }) => state === 'archived');
      // What the limits count is what is there: everything of both clients, and nothing twice.
      expect(account.documentsUsed).toBe(cloud.submitted.length + archived.length);
    },
    4 * minute,
  );

  it(
    'keeps its audit chains whole',
    async () => {
      const { code, said } = await installation.run(['verify-audit']);
      expect(said).not.toContain('BROKEN');
      expect(code, said).toBe(0);
    },
    minute,
  );

  /** Waits until the part is there, lets it work for a moment, and kills it. */
  async function killOne(part: Part): Promise<void> {
    const found = await eventually(
      `${part} is back`,
      () => processesOf(installation.home).find((one) => one.part === part),
      backMsMax,
    );
    await pause(300 + ((kills * 137) % 700));
    kill(found.pid);
    kills += 1;
  }

  async function killEverything(): Promise<void> {
    await eventually('the cloud answers', () => answers(machine), backMsMax);
    await killAll(installation.home);
    await running.ended;
    kills += 1;
    await start();
  }
});

/** Rows once none is on its way any more; tells which states are left where that takes too long. */
async function settled<Row extends { readonly state: string }>(
  what: string,
  read: () => Promise<Row[]>,
  moving: ReadonlySet<string>,
): Promise<Row[]> {
  let rows: Row[] = [];
  const look = async (): Promise<Row[] | undefined> => {
    rows = await read();
    return rows.some(({ state }) => moving.has(state)) ? undefined : rows;
  };
  try {
    return await eventually(`${what} at their end`, look, settleMsMax);
  } catch (cause) {
    const left = rows.filter(({ state }) => moving.has(state));
    throw new Error(`still on their way: ${JSON.stringify(left.slice(0, 10))}`, { cause });
  }
}

async function answers(machine: CloudClient): Promise<true | undefined> {
  return Promise.race([
    machine.readAccount().then(
      () => true as const,
      () => undefined,
    ),
    pause(answerMsMax, undefined),
  ]);
}
