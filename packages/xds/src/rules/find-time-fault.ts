import { parseDtm } from '../model/dtm.ts';

/** What is wrong with a DTM, or undefined (ITI TF-3: Table 4.2.3.1.7-2). */
export function findTimeFault(text: string): string | undefined {
  if (parseDtm(text)) return undefined;
  return 'The time is not YYYY[MM[DD[hh[mm[ss]]]]], digits only, of a day that exists.';
}
