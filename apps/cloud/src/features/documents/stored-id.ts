import { type ObjectId, objectId } from '@kartoteka/xds';

const urn = 'urn:uuid:';

/** The UUID column for an entryUUID. */
export function storedId(id: ObjectId): string {
  return id.slice(urn.length);
}

/** The entryUUID for a UUID column. */
export function entryId(uuid: string): ObjectId {
  return objectId(`${urn}${uuid}`);
}
