import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PeriodicTask } from '@kartoteka/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchFolder } from '../src/features/documents/watch-folder.ts';
import { type PracticeForTests, startPracticeForTests, testRandom } from './practice-for-tests.ts';
import { sample } from './sample-documents.ts';
import type { StaffSession } from './staff-session.ts';

describe('the watched folder', () => {
  let practice: PracticeForTests;
  let administrator: StaffSession;
  let folder: string;
  let watching: PeriodicTask;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    administrator = await practice.signIn('administrator');
    folder = mkdtempSync(join(tmpdir(), 'kartoteka-watched-'));
    watching = watchFolder({
      folder,
      importing: practice.parts.importing,
      clock: practice.clock,
      random: testRandom,
      log: practice.parts.log,
    });
  });
  afterAll(async () => {
    await watching?.stop();
    await practice?.stop();
    rmSync(folder, { recursive: true });
  });

  const filesIn = (name: string) => readdirSync(join(folder, name)).sort();

  it('takes what is there: stored files move to przyjete, refused ones to odrzucone with a note', async () => {
    const good = sample('WBL', '1001');
    writeFileSync(join(folder, 'wynik.xml'), good);
    writeFileSync(join(folder, 'kopia.xml'), good);
    writeFileSync(join(folder, 'zly.xml'), good.subarray(0, 500));
    writeFileSync(join(folder, '.wlasnie-pisany.xml'), 'x');
    await watching.runNow();
    expect(readdirSync(folder).sort()).toEqual(['.wlasnie-pisany.xml', 'odrzucone', 'przyjete']);
    const taken = filesIn('przyjete');
    expect(taken).toHaveLength(2);
    expect(taken.some((name) => name.endsWith('-wynik.xml'))).toBe(true);
    expect(readFileSync(join(folder, 'przyjete', taken[0]!))).toEqual(good);
    const refused = filesIn('odrzucone');
    expect(refused).toHaveLength(2);
    const file = refused.find((name) => name.endsWith('-zly.xml'))!;
    const note = refused.find((name) => name.endsWith('.txt'))!;
    expect(note).toBe(`${file}.txt`);
    expect(readFileSync(join(folder, 'odrzucone', file))).toEqual(good.subarray(0, 500));
    expect(readFileSync(join(folder, 'odrzucone', note), 'utf8')).toMatch(/\S+ \S+[\s\S]*\S+ \S+/);
    const found = await administrator.post<{ rows: Record<string, unknown>[]; total: number }>(
      '/api/documents/search',
      {},
    );
    expect(found.total).toBe(1);
    expect(found.rows[0]).toMatchObject({ kind: 'WBL', addedBy: 'folder' });
  });

  it('a second round finds nothing to do, and a file of the same name is taken again', async () => {
    await watching.runNow();
    expect(filesIn('przyjete')).toHaveLength(2);
    writeFileSync(join(folder, 'wynik.xml'), sample('WBL', '1002'));
    await watching.runNow();
    expect(filesIn('przyjete')).toHaveLength(3);
  });

  it('a file above the limit is refused without being read whole', async () => {
    const { open } = await import('node:fs/promises');
    const file = await open(join(folder, 'wielki.xml'), 'w');
    await file.truncate(300 * 1_048_576);
    await file.close();
    await watching.runNow();
    const refused = filesIn('odrzucone').filter((name) => name.includes('wielki'));
    expect(refused).toHaveLength(2);
    const note = refused.find((name) => name.endsWith('.txt'))!;
    expect(readFileSync(join(folder, 'odrzucone', note), 'utf8')).toContain('100 MB');
  });

  it('no name of a file stands in the log', () => {
    expect(practice.logLines.join('\n')).not.toContain('wynik.xml');
  });
});
