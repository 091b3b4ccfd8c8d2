import type { AccountId } from '@kartoteka/kernel';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import {
  evaluateQuery,
  type RegistryObjects,
  type StoredQuery,
  storedQueries,
} from '@kartoteka/xds';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloudMigrations } from '../../src/cloud-parts.ts';
import { queryPort } from '../../src/features/documents/service.ts';
import type { CloudSchema } from '../../src/schema.ts';
import { arbitraryQuestion } from './arbitrary-questions.ts';
import { arbitraryRegistry } from './arbitrary-registry.ts';
import { writeRegistry } from './write-registry.ts';

const enough = 1_000;

describe('ITI-18: the database and the evaluator in memory', () => {
  let test: TestDatabase<CloudSchema>;
  beforeAll(async () => {
    test = await createTestDatabase<CloudSchema>({ migrations: [cloudMigrations] });
  });
  afterAll(() => test.drop());

  it('answer every query alike, over whatever an account holds and beside others with the same ids', async () => {
    const answered = new Map<string, number>();
    let account = 9_000;
    await fc.assert(
      fc.asyncProperty(
        arbitraryRegistry,
        fc.array(arbitraryQuestion, { minLength: 30, maxLength: 40, size: 'max' }),
        async (registry, questions) => {
          account += 1;
          const id = String(account).padStart(16, '0') as AccountId;
          await writeRegistry(test.database, id, registry);
          await test.database.inScope({ kind: 'account', account: id }, async (trx) => {
            const port = queryPort(trx, id);
            for (const question of questions) {
              const expected = evaluateQuery(question, registry);
              const whole = await port.findObjects(question, enough);
              expect(sorted(whole), question.name).toEqual(sorted(expected));
              const ids = await port.findReferences(question, enough);
              expect([...ids].sort(), question.name).toEqual(idsOf(expected));
              note(answered, question, expected);
            }
          });
        },
      ),
      { numRuns: 80 },
    );
    // A query that never found anything would have been compared with nothing.
    const unanswered = Object.keys(storedQueries).filter((name) => !answered.get(name));
    expect(unanswered).toEqual([]);
  }, 120_000);
});

function note(answered: Map<string, number>, { name }: StoredQuery, found: RegistryObjects): void {
  answered.set(name, (answered.get(name) ?? 0) + (idsOf(found).length > 0 ? 1 : 0));
}

function idsOf({ documents, submissionSets, folders, associations }: RegistryObjects): string[] {
  const all = [...documents, ...submissionSets, ...folders, ...associations];
  return all.map(({ id }) => id as string).sort();
}

function sorted(objects: RegistryObjects): RegistryObjects {
  const byId = <T extends { readonly id: string }>(list: readonly T[]): T[] =>
    [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    documents: byId(objects.documents),
    submissionSets: byId(objects.submissionSets),
    folders: byId(objects.folders),
    associations: byId(objects.associations),
  };
}
