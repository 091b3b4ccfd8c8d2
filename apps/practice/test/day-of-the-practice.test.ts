import { fixedClock } from '@kartoteka/kernel';
import { afterEach, describe, expect, it } from 'vitest';
import { type PracticeForTests, startPracticeForTests } from './practice-for-tests.ts';

/** What counts as today is decided by the clock on the practice's wall, in Warsaw. */
describe('today in the practice', () => {
  let practice: PracticeForTests | undefined;
  afterEach(() => practice?.stop());

  const bornOn = async (birthDate: string): Promise<number> => {
    const desk = await practice?.signIn('registrar');
    const answer = await desk?.call({
      method: 'POST',
      path: '/api/patients',
      body: {
        family: 'Nowa',
        given: 'Zosia',
        identity: { kind: 'none', reason: 'newborn' },
        sex: 'female',
        birthDate,
        representatives: [{ name: 'Ewa Nowa', relation: 'mother' }],
      },
    });
    if (answer && answer.status === 422) {
      const { errors = [] } = answer.body as { errors?: { field: string }[] };
      expect(errors.map(({ field }) => field)).toEqual(['birthDate']);
    }
    return answer?.status ?? 0;
  };

  it.each([
    [
      'at half past eleven in the evening, tomorrow is the future',
      '2026-03-02T22:30:00Z',
      '2026-03-03',
      422,
    ],
    [
      'at half past midnight, a child of this night has been born',
      '2026-03-02T23:30:00Z',
      '2026-03-03',
      200,
    ],
    ['at half past midnight in summer too', '2026-07-01T22:30:00Z', '2026-07-02', 200],
  ])('%s', async (_name, now, birthDate, status) => {
    practice = await startPracticeForTests({ clock: fixedClock(now) });
    expect(await bornOn(birthDate)).toBe(status);
  });
});
