import { type Branded, type Oid, parseOid } from '@kartoteka/kernel';
import {
  componentValue,
  escapeHl7,
  joinComponents,
  splitComponents,
  splitSubcomponents,
} from './hl7-text.ts';

/** A person as XDS writes one: HL7 v2.5 XCN (ITI TF-3: Table 4.2.3.1.7-2). */
export type Xcn = Branded<'Xcn'>;

/** What an XCN says. Members that it leaves empty are absent. */
export interface Person {
  /** Licence or staff number, in `authority`. */
  readonly id?: string | undefined;
  readonly authority?: Oid | undefined;
  readonly family?: string | undefined;
  readonly given?: string | undefined;
  readonly further?: string | undefined;
  readonly suffix?: string | undefined;
  readonly prefix?: string | undefined;
  readonly degree?: string | undefined;
}

/**
 * Takes an XCN apart; what is missing stays absent, a wrong authority too.
 *
 * @example readPerson('5425740^Próbna^Żaneta^^^lek.^^^&2.16.840.1.113883.3.4424.1.6.2&ISO' as Xcn)
 */
export function readPerson(xcn: Xcn): Person {
  const parts = splitComponents(xcn);
  const domain = splitSubcomponents(parts[8] ?? '')[1];
  const person = {
    id: componentValue(parts[0]),
    authority: domain === undefined ? undefined : parseOid(domain),
    family: componentValue(splitSubcomponents(parts[1] ?? '')[0]),
    given: componentValue(parts[2]),
    further: componentValue(parts[3]),
    suffix: componentValue(parts[4]),
    prefix: componentValue(parts[5]),
    degree: componentValue(parts[6]),
  };
  return withoutUndefined(person);
}

/**
 * Writes an XCN. An authority without an id is left out, as the format demands.
 *
 * @example writePerson({ id: '5425740', family: 'Próbna', authority: oid }) // '5425740^Próbna^^^^^^^&…&ISO'
 */
export function writePerson(person: Person): Xcn {
  const { id, authority, family, given, further, suffix, prefix, degree } = person;
  const names = [id, family, given, further, suffix, prefix, degree].map((value) =>
    escapeHl7(value ?? ''),
  );
  const assigning = id !== undefined && authority !== undefined ? `&${authority}&ISO` : '';
  return joinComponents([...names, '', assigning]) as Xcn;
}

function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Partial<T>;
}
