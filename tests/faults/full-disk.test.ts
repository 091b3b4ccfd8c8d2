import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '@kartoteka/kernel';
import { buildWebIfStale } from '@kartoteka/ui/vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudClient } from '../../apps/practice/src/features/cloud-link/cloud-client.ts';
import { type Installation, makeInstallation, type RunningCommand } from './rig/installation.ts';
import { openMachine, orderAccount } from './rig/machine.ts';
import { eventually, killAll } from './rig/processes.ts';
import { type SampleSubmission, submissionOf } from './rig/submission.ts';

const diskBytes = 320 * 1024 * 1024;
/** What is left when the disk is filled: a few documents go in, then no more. */
const leftBytes = 3 * 1024 * 1024;
const documentBytes = 300_000;
const attemptsMax = 60;
const minute = 60_000;

const disk = mountDisk();
if (disk === undefined) {
  console.log('The full disk is not tested: a file system can be mounted by root alone.');
}

describe.skipIf(disk === undefined)('a full disk', () => {
  const acknowledged: SampleSubmission[] = [];
  let installation: Installation;
  let running: RunningCommand;
  let machine: CloudClient;
  let serial = 0;

  const submit = async (): Promise<string> => {
    const sample = submissionOf(
      ++serial,
      Buffer.from(randomBytes(documentBytes).toString('base64')),
    );
    try {
      const response = await machine.provide(sample.submission, sample);
      if (response.status === 'Success') acknowledged.push(sample);
      return response.status === 'Success' ? 'stored' : (response.errors[0]?.code ?? 'unknown');
    } catch (thrown) {
      if (!(thrown instanceof Problem)) throw thrown;
      return `${thrown.code} ${thrown.params.status ?? ''} ${thrown.params.peerCode ?? ''}`;
    }
  };

  beforeAll(async () => {
    await buildWebIfStale({
      root: 'apps/cloud/web/portal',
      outDir: join('apps', 'cloud', 'dist', 'portal'),
      base: '/portal/',
    });
    const home = join(disk ?? '', 'home');
    mkdirSync(home, { mode: 0o700 });
    installation = await makeInstallation(
      { KARTOTEKA_WORKERS: '1', KARTOTEKA_LOG_LEVEL: 'silent' },
      home,
    );
    running = installation.start(['cloud']);
    await running.until('cloud ready');
    machine = openMachine(await orderAccount(installation), 15_000);
  }, 3 * minute);

  afterAll(async () => {
    machine?.close();
    await killAll(installation.home);
    if (disk !== undefined) unmount(disk);
  }, minute);

  it(
    'refuses what it cannot keep, and keeps what it acknowledged',
    async () => {
      for (let count = 0; count < 5; count += 1) expect(await submit()).toBe('stored');
      const filling = join(disk ?? '', 'filling');
      fill(disk ?? '', filling);
      const outcomes: string[] = [];
      while (outcomes.at(-1) === undefined || outcomes.at(-1) === 'stored') {
        expect(outcomes.length, 'the disk was never full').toBeLessThan(attemptsMax);
        outcomes.push(await submit());
      }
      // The refusal is an answer with words, not silence, and so is the next one.
      expect(outcomes.at(-1)).toMatch(/^soap\.(fault|http-status) 50\d (start|service)\./);
      expect(await submit()).not.toBe('stored');

      rmSync(filling);
      await eventually(
        'documents are stored again',
        async () => ((await submit()) === 'stored' ? true : undefined),
        2 * minute,
      );
      const { repositoryUniqueId } = await machine.readAccount();
      for (const { uniqueId, bytes } of acknowledged) {
        expect((await machine.findDocuments([uniqueId])).length).toBe(1);
        const held = await machine.retrieve(repositoryUniqueId, uniqueId);
        expect(held && Buffer.compare(held, bytes)).toBe(0);
      }
    },
    4 * minute,
  );
});

/** A small file system of its own; `undefined` where none can be mounted. */
function mountDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-disk-'));
  const options = ['-t', 'tmpfs', '-o', `size=${diskBytes},mode=0755`, 'tmpfs', folder];
  const { status } = spawnSync('mount', options, { stdio: 'ignore' });
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder], { stdio: 'ignore' });
  rmSync(folder, { recursive: true, force: true });
}

/** Leaves a little room, so that some documents still fit and one of them meets the end. */
function fill(folder: string, file: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const piece = Buffer.alloc(1024 * 1024);
  for (let free = bavail * bsize - leftBytes; free > 0; free -= piece.length) {
    writeFileSync(file, piece, { flag: 'a' });
  }
}
