import type { GetAllQuery, RegistryObjects } from '@kartoteka/xds';
import { sql } from 'kysely';
import { endsAt, readAssociations, showsAssociation, startsAt } from './associations-store.ts';
import { type Asked, type Condition, hasCode, isAmong, meetsCodes } from './conditions-store.ts';
import { readEntries, showsEntry } from './entries-store.ts';
import { readFolders, readSets, showsFolder } from './packages-store.ts';

/** Everything of one patient: the entries that match, and what holds them together. */
export async function getAll(asked: Asked, query: GetAllQuery): Promise<RegistryObjects> {
  const own: Condition = sql`patient_id = ${query.patientId}`;
  const documents = await readEntries(asked, [
    own,
    isAmong('status', query.documentStatuses),
    isAmong('object_type', query.types),
    ...hasCode('format_code', query.formatCodes),
    ...meetsCodes('confidentiality_codes', query.confidentialityCodes),
    ...showsEntry(query),
  ]);
  const submissionSets = await readSets(asked, [
    own,
    isAmong('status', query.submissionSetStatuses),
  ]);
  const folders = await readFolders(asked, [
    own,
    isAmong('status', query.folderStatuses),
    ...showsFolder(query),
  ]);
  const held = [...documents, ...submissionSets, ...folders];
  const shown = showsAssociation(query);
  const among = await readAssociations(asked, [startsAt(held), endsAt(held), ...shown]);
  // A set names the filing of a document in a folder too, which is an association.
  const naming = await readAssociations(asked, [startsAt(held), endsAt(among), ...shown]);
  return { documents, submissionSets, folders, associations: [...among, ...naming] };
}
