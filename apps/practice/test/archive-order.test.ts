import { documentKind } from '@kartoteka/cda';
import type { SampleKind } from '@kartoteka/cda/sample';
import type { Language } from '@kartoteka/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';
import { imported, sample } from './sample-documents.ts';
import type { StaffSession } from './staff-session.ts';

const kinds: readonly SampleKind[] = ['KIF', 'REC', 'KON', 'SKS'];

/** What is shown decides the order: the names of the kinds, in the language of whoever looks. */
describe('the archive in the order of kinds', () => {
  let practice: PracticeForTests;
  let session: StaffSession;
  beforeAll(async () => {
    practice = await startPracticeForTests();
    session = await practice.signIn('administrator');
    for (const [index, kind] of kinds.entries()) {
      for (const copy of [1, 2]) {
        await imported(
          session,
          `${kind}-${copy}.xml`,
          sample(kind, String(100 + index * 2 + copy)),
        );
      }
    }
  });
  afterAll(() => practice?.stop());

  const names = async (language: Language, descending: boolean): Promise<string[]> => {
    const answer = await session.call<{ rows: { kindName: string }[] }>({
      method: 'POST',
      path: '/api/documents/search',
      body: { sort: 'kindName', descending, pageSize: 50 },
      headers: { 'accept-language': language },
    });
    expect(answer.status).toBe(200);
    return answer.body.rows.map(({ kindName }) => kindName);
  };

  it.each(['pl', 'hu', 'en'] as const)('sorts by the name in %s, both ways', async (language) => {
    const { compare } = new Intl.Collator(language);
    const expected = kinds
      .flatMap((kind) => {
        const name = documentKind(kind)?.names[language] ?? '';
        return [name, name];
      })
      .toSorted(compare);
    expect(await names(language, false)).toEqual(expected);
    expect(await names(language, true)).toEqual(expected.toReversed());
  });
});
