import type { FormHandle } from '@kartoteka/ui';
import type { PatientView } from '../../src/features/patients/contract.ts';
import { type PatientValues, representativeValues, valuesOf } from './patient-form-values.ts';

const isOfRepresentative = (name: string) => name.startsWith('representatives.');

/**
 * Brings what somebody else saved into fields that were not touched here; what was typed stays. The
 * representatives are one matter: they are taken over together or not at all.
 *
 * @param base the record that the form began with
 * @returns how many representatives the form holds now
 */
export function takeOver(
  form: FormHandle<PatientValues>,
  { base, theirs, people }: { base: PatientView; theirs: PatientView; people: number },
): number {
  const before = valuesOf(base);
  const after = valuesOf(theirs);
  const touched = (name: string) => (form.values[name] ?? '') !== (before[name] ?? '');
  for (const [name, value] of Object.entries(after)) {
    if (!isOfRepresentative(name) && !touched(name)) form.set(name, value);
  }
  const names = Object.keys(form.values).filter(isOfRepresentative);
  if (people !== base.representatives.length || names.some(touched)) return people;
  theirs.representatives.forEach((person, index) => {
    const fresh = Object.entries(representativeValues(index, person));
    for (const [name, value] of fresh) form.set(name, value);
  });
  return theirs.representatives.length;
}
