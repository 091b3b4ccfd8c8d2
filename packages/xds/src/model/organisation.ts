import { type Branded, type Oid, parseOid } from '@kartoteka/kernel';
import {
  componentValue,
  escapeHl7,
  joinComponents,
  splitComponents,
  splitSubcomponents,
} from './hl7-text.ts';

/** An organisation as XDS writes one: HL7 v2.5 XON with name, id and its authority only. */
export type Xon = Branded<'Xon'>;

export interface Organisation {
  readonly name: string;
  /** An OID by itself, or a number in `authority`. */
  readonly id?: string | undefined;
  readonly authority?: Oid | undefined;
}

/** Takes an XON apart. @example readOrganisation('Przychodnia^^^^^&1.2.3&ISO^^^^77' as Xon) */
export function readOrganisation(xon: Xon): Organisation {
  const parts = splitComponents(xon);
  const id = componentValue(parts[9]);
  const domain = splitSubcomponents(parts[5] ?? '')[1];
  const authority = domain === undefined ? undefined : parseOid(domain);
  return {
    name: componentValue(parts[0]) ?? '',
    ...(id === undefined ? {} : { id }),
    ...(authority === undefined ? {} : { authority }),
  };
}

/** Writes an XON. @example writeOrganisation({ name: 'Przychodnia', id: '1.2.3' }) */
export function writeOrganisation({ name, id, authority }: Organisation): Xon {
  const assigning = id !== undefined && authority !== undefined ? `&${authority}&ISO` : '';
  const parts = [escapeHl7(name), '', '', '', '', assigning, '', '', '', escapeHl7(id ?? '')];
  return joinComponents(parts) as Xon;
}
