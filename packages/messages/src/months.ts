import type { Language } from '@kartoteka/kernel';

/** How a month is written: alone, and after the day's number. */
export interface MonthForms {
  readonly name: string;
  readonly ofDay: string;
}

/** The months of each language, January first. */
export const monthForms: Readonly<Record<Language, readonly MonthForms[]>> = {
  pl: months(
    'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień',
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  ),
  hu: months(
    'január február március április május június július augusztus szeptember október november december',
  ),
  en: months(
    'January February March April May June July August September October November December',
  ),
};

/** Polish practice also writes the month of a date in Roman figures: 5 VI 2026. */
export const romanMonths: readonly string[] = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');

function months(names: string, afterDay = names): readonly MonthForms[] {
  const ofDay = afterDay.split(' ');
  return names.split(' ').map((name, index) => ({ name, ofDay: ofDay[index] ?? name }));
}
