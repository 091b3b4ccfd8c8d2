import { isEntryUuid } from '../model/object-id.ts';

/**
 * Ids for the Classifications and ExternalIdentifiers of one object. ebRIM demands ids there that
 * nobody refers to. They are derived from the object's own id, so that an answer says the same each
 * time: a UUID counted up in its last twelve digits, or a symbolic id with a number behind it.
 */
export function idMaker(objectId: string): () => string {
  let count = 0;
  if (!isEntryUuid(objectId)) {
    return () => {
      count += 1;
      return `${objectId}.${count}`;
    };
  }
  const front = objectId.slice(0, -12);
  const start = Number.parseInt(objectId.slice(-12), 16);
  return () => {
    count += 1;
    return front + ((start + count) % 2 ** 48).toString(16).padStart(12, '0');
  };
}
