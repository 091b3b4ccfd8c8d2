/** An age in the unit that people use for it. */
export type Age =
  | { readonly unit: 'years'; readonly count: number }
  | { readonly unit: 'months'; readonly count: number }
  | { readonly unit: 'days'; readonly count: number };

/**
 * How old a person is on a day: in years from the second birthday, before in months, in the first
 * month in days (NHS CUI, patient banner). `undefined` when the birth date is partial or lies ahead.
 *
 * @param birthDate `YYYY-MM-DD`
 * @param onDay `YYYY-MM-DD`: today, or the day of death
 * @example ageOn('2014-02-17', '2026-03-01') // { unit: 'years', count: 12 }
 */
export function ageOn(birthDate: string, onDay: string): Age | undefined {
  const born = dayNumbers(birthDate);
  const today = dayNumbers(onDay);
  if (!born || !today || birthDate > onDay) return undefined;
  const months =
    (today.year - born.year) * 12 + (today.month - born.month) - (today.day < born.day ? 1 : 0);
  if (months >= 24) return { unit: 'years', count: Math.floor(months / 12) };
  if (months >= 1) return { unit: 'months', count: months };
  const days = (Date.parse(onDay) - Date.parse(birthDate)) / 86_400_000;
  return { unit: 'days', count: days };
}

function dayNumbers(iso: string): { year: number; month: number; day: number } | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!found) return undefined;
  return { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
}
