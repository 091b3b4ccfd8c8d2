import type { AreaOf } from '../area.ts';
import type { kinds as polish } from '../pl/kinds.ts';

export const kinds: AreaOf<typeof polish> = {
  heading: 'Kinds of documents',
  columnKind: 'Kind',
  columnName: 'Name',
  columnArchive: 'Save the document in the archive automatically',
  columnLocalDays: 'Available locally for (days)',
};
