import type { Xon } from './organisation.ts';
import type { Xcn } from './person.ts';
import type { Slot } from './slot.ts';
import type { Xtn } from './telecom.ts';

/** Who wrote a document or made a submission (ITI TF-3: 4.2.3.1.4). Lists are never null. */
export interface Author {
  readonly person?: Xcn | undefined;
  readonly institutions: readonly Xon[];
  /** A plain text or a CX-like code `HCP^^^&OID&ISO`. */
  readonly roles: readonly string[];
  readonly specialties: readonly string[];
  readonly telecoms: readonly Xtn[];
  readonly extraSlots: readonly Slot[];
}

/** An author from what is known. @example author({ person: writePerson({ family: 'Próbna' }) }) */
export function author(known: Partial<Author>): Author {
  return { institutions: [], roles: [], specialties: [], telecoms: [], extraSlots: [], ...known };
}
