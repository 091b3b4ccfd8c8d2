import type { Branded } from '@kartoteka/kernel';

/**
 * The id of a registry object: inside a submission a symbolic name (`Document01`) or a real
 * `urn:uuid:…`; in a registry always the latter (ITI TF-3: 4.2.3.1.5).
 */
export type ObjectId = Branded<'ObjectId'>;

const entryUuid = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether an id is a real one. @example isEntryUuid('Document01' as ObjectId) // false */
export function isEntryUuid(id: string): boolean {
  return entryUuid.test(id);
}

/**
 * Takes an id as it stands; real ones are written in lower case, the only form that is compared.
 *
 * @example objectId('urn:uuid:7EDCA82F-054D-47F2-A032-9B2A5B5186C1')
 */
export function objectId(text: string): ObjectId {
  return (isEntryUuid(text) ? text.toLowerCase() : text) as ObjectId;
}
