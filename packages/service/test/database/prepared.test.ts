import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepared } from '../../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/index.ts';

const practice = { kind: 'practice' } as const;

describe('prepared statements', () => {
  let test: TestDatabase<object>;

  beforeAll(async () => {
    test = await createTestDatabase<object>({ migrations: [], poolMax: 1 });
  });

  afterAll(() => test.drop());

  /** Texts that the one connection has prepared. */
  const known = (): Promise<string[]> =>
    test.database.inScope(practice, async (trx) => {
      const { rows } = await sql<{
        statement: string;
      }>`SELECT statement FROM pg_prepared_statements ORDER BY statement`.execute(trx);
      return rows.map(({ statement }) => statement);
    });

  it('are those that ask for it, once for each connection', async () => {
    for (const value of ['one', 'two', 'three']) {
      const answer = await test.database.inScope(practice, async (trx) => {
        await sql`SELECT ${value}::text AS plain`.execute(trx);
        const { rows } = await sql<{
          said: string;
        }>`${prepared} SELECT ${value}::text AS said`.execute(trx);
        return rows[0]?.said;
      });
      expect(answer).toBe(value);
    }
    expect(await known()).toEqual(['/* prepared */ SELECT $1::text AS said']);
  });

  it('tell apart what differs in its text alone', async () => {
    const asked = (column: 'a' | 'b') =>
      test.database.inScope(practice, async (trx) => {
        const name = sql.raw(column);
        const { rows } = await sql<
          Record<string, string>
        >`${prepared} SELECT ${1}::text AS ${name}`.execute(trx);
        return rows[0];
      });
    expect(await asked('a')).toEqual({ a: '1' });
    expect(await asked('b')).toEqual({ b: '1' });
  });
});
