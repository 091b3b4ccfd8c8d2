import { join } from 'node:path';
import { parseAccountId } from '@kartoteka/kernel';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { conflictAttemptsMax, isConflict, retryConflicts } from '../../src/index.ts';
import type { SampleSchema } from './sample-schema.ts';

const anna = { kind: 'account', account: parseAccountId('1')! } as const;
let test: TestDatabase<SampleSchema>;

beforeAll(async () => {
  test = await createTestDatabase({ migrations: [join(import.meta.dirname, 'migrations')] });
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.asAdmin('truncate sample.note cascade');
  await test.asAdmin(
    `insert into sample.note (tenant, id, text) select '${anna.account}', n, 'x' from generate_series(1, 2) n`,
  );
});

/** Reads the sum of all sizes and writes it plus one into one row: wrong unless one after the other. */
const raise = (id: number) =>
  test.database.inScope(
    anna,
    async (trx) => {
      const { sum } = await trx
        .selectFrom('sample.note')
        .select(sql<number>`sum(size)::bigint`.as('sum'))
        .executeTakeFirstOrThrow();
      await trx
        .updateTable('sample.note')
        .set({ size: sum + 1 })
        .where('id', '=', id)
        .execute();
    },
    { isolation: 'serializable' },
  );

/** What the same steps leave when they come one after the other, in every order; sizes ascending. */
function serialOutcomes(steps: readonly number[], sizes: readonly number[] = [0, 0]): number[][] {
  if (steps.length === 0) return [[...sizes].sort((a, b) => a - b)];
  const sum = sizes.reduce((total, size) => total + size, 0);
  return steps.flatMap((step, at) =>
    serialOutcomes(
      steps.filter((_, other) => other !== at),
      sizes.map((size, index) => (index === step - 1 ? sum + 1 : size)),
    ),
  );
}

describe('conflicting transactions', () => {
  it('are run again until each has seen the other', async () => {
    await Promise.all([raise(1), raise(2), raise(1), raise(2)]);
    const notes = await test.database.inScope(anna, (trx) =>
      trx.selectFrom('sample.note').select('size').orderBy('size').execute(),
    );
    expect(serialOutcomes([1, 2, 1, 2])).toContainEqual(notes.map((note) => note.size));
  });

  it('a deadlock is told from other errors and may be tried again', async () => {
    let runs = 0;
    const both = Promise.withResolvers<void>();
    let ready = 0;
    const lockBoth = (first: number, second: number) =>
      retryConflicts(() => {
        runs += 1;
        return test.database.inScope(anna, async (trx) => {
          const touch = (id: number) =>
            trx.updateTable('sample.note').set({ text: 'y' }).where('id', '=', id).execute();
          await touch(first);
          ready += 1;
          if (ready === 2) both.resolve();
          await both.promise;
          await touch(second);
        });
      });
    await Promise.all([lockBoth(1, 2), lockBoth(2, 1)]);
    expect(runs).toBe(3);
  });
});

describe('retryConflicts', () => {
  const conflict = Object.assign(new Error('lost'), { code: '40001' });

  it('gives up after its limit with the last error', async () => {
    let runs = 0;
    const losing = retryConflicts(async () => {
      runs += 1;
      throw conflict;
    }, 3);
    await expect(losing).rejects.toBe(conflict);
    expect(runs).toBe(3);
    expect(conflictAttemptsMax).toBeGreaterThan(3);
  });

  it('runs the work once when it fails for another reason', async () => {
    let runs = 0;
    const failing = retryConflicts(async () => {
      runs += 1;
      throw new TypeError('no conflict');
    });
    await expect(failing).rejects.toThrow(TypeError);
    expect(runs).toBe(1);
  });

  it('returns what the work returns', async () => {
    let runs = 0;
    const value = await retryConflicts(async () => {
      runs += 1;
      if (runs < 3) throw conflict;
      return 'done';
    });
    expect([value, runs]).toEqual(['done', 3]);
  });

  it.each([
    ['40001', true],
    ['40P01', true],
    ['23505', false],
    [undefined, false],
  ])('an error with the code %s is a conflict: %s', (code, is) => {
    expect(isConflict(Object.assign(new Error('x'), { code }))).toBe(is);
    expect(isConflict({ code })).toBe(false);
  });
});
