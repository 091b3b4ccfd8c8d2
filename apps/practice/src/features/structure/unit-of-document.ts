import type { Unit } from './contract.ts';

/** What a document says of where it was written (CDA header, departmental ids). */
export interface PlaceOfDocument {
  /** Parts I to VII, such as `000000099901-01-001`; the last is the unit's part VII. */
  readonly cell?: string | undefined;
  /** Code of the unit's speciality, part VIII. */
  readonly specialty?: string | undefined;
}

/**
 * The unit that wrote a document: the one whose part VII it names, among several of them the one with
 * its speciality; else the only one with that speciality; else the first, which stands for the practice.
 *
 * @example unitOfDocument(units, { cell: '000000099901-001', specialty: '0010' })
 */
export function unitOfDocument(
  units: readonly Unit[],
  { cell, specialty }: PlaceOfDocument,
): Unit | undefined {
  const part = cell?.split('-').at(-1);
  const named = part ? units.filter(({ resortVII }) => resortVII === part) : [];
  const special = units.filter(({ resortVIII }) => resortVIII === specialty);
  const both = named.find((unit) => special.includes(unit));
  return both ?? named[0] ?? (special.length === 1 ? special[0] : undefined) ?? units[0];
}
