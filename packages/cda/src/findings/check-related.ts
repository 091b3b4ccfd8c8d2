import { all, first } from '../read/cursor.ts';
import type { CdaHeader, RelatedDocument } from '../read/header-model.ts';
import { type Check, when } from './check-context.ts';
import { isSame } from './check-identity.ts';
import type { Finding } from './finding.ts';

const relations = ['RPLC', 'APND', 'XFRM'];

/** Any CDA: relations are of three kinds and name the other document. */
export const checkRelated: Check = ({ document, header }) =>
  all(document, 'relatedDocument').flatMap((at, index) => {
    const related = header.related[index];
    if (!related) return [];
    const parent = first(at, 'parentDocument')?.place ?? at.place;
    return [
      ...when(!relations.includes(related.type), 'related-type', at.place),
      ...when(!related.id, 'related-id-missing', parent),
      ...(related.type === 'RPLC' ? checkReplacement(header, related, parent) : []),
    ];
  });

/** PIK 1.3.1: a replacement has an id of its own, the set of what it replaces, the next version. */
function checkReplacement(header: CdaHeader, replaced: RelatedDocument, place: string): Finding[] {
  const { id, setId, version } = header;
  const itself = id !== undefined && replaced.id !== undefined && isSame(id, replaced.id);
  const otherSet = setId && replaced.setId && !isSame(setId, replaced.setId);
  const next = replaced.version === undefined ? version : replaced.version + 1;
  return [
    ...when(itself, 'replaces-itself', place),
    ...when(otherSet === true, 'replaces-other-set', place),
    ...when(version !== undefined && version !== next, 'replaces-version', place),
  ];
}

/** PIK 1.3.1: from the second version on, the document says what it replaces. */
export const checkReplacedNamed: Check = ({ document, header: { version, related } }) => {
  const named = related.some(({ type }) => type === 'RPLC');
  return when(
    version !== undefined && version > 1 && !named,
    'replaced-missing',
    first(document, 'versionNumber')?.place,
    { version: version ?? 0 },
  );
};
