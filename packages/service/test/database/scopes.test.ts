import { join } from 'node:path';
import { parseAccountId } from '@kartoteka/kernel';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Schema {
  'sample.note': { tenant: string; id: number; text: string };
}

const anna = { kind: 'account', account: parseAccountId('1')! } as const;
const bela = { kind: 'account', account: parseAccountId('2')! } as const;
let test: TestDatabase<Schema>;

beforeAll(async () => {
  test = await createTestDatabase<Schema>({
    migrations: [join(import.meta.dirname, 'migrations')],
  });
});
afterAll(() => test.drop());

describe('inScope', () => {
  it('shows an account its own rows and nothing of another', async () => {
    await test.database.inScope(anna, (trx) =>
      trx.insertInto('sample.note').values({ tenant: anna.account, id: 1, text: 'a' }).execute(),
    );
    const seen = (scope: typeof anna | typeof bela) =>
      test.database.inScope(scope, (trx) => trx.selectFrom('sample.note').selectAll().execute());
    expect(await seen(anna)).toHaveLength(1);
    expect(await seen(bela)).toEqual([]);
  });
});
