import { oid } from '../oids.ts';
import { all, first } from '../read/cursor.ts';
import { idInChain } from '../read/read-organisation.ts';
import { type Check, when } from './check-context.ts';

/** PIK 1.3.1: a cell states its specialty, a cell or unit the REGON 14 of its establishment. */
export const checkPlaces: Check = ({ document, header }) =>
  all(document, 'author').flatMap((at, index) => {
    const organisation = header.authors[index]?.organisation;
    if (!organisation) return [];
    const place = first(at, 'assignedAuthor', 'representedOrganization')?.place;
    const has = (root: string) => organisation.ids.some((id) => id.root === root);
    const within = has(oid.cell) || has(oid.unit);
    const specialty = organisation.specialty?.system === oid.cellSpecialty;
    return [
      ...when(has(oid.cell) && !specialty, 'cell-specialty-missing', place),
      ...when(within && !idInChain(organisation, oid.regon14), 'regon14-missing', place),
    ];
  });
