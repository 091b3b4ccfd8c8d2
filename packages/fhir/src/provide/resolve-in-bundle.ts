import { type ObjectId, objectId } from '@kartoteka/xds';
import type { Bundle, FhirResource, Reference } from '../model.ts';

/** An entry of a Bundle with its place. */
export interface PlacedEntry {
  readonly resource: FhirResource;
  readonly fullUrl: string | undefined;
  /** FHIRPath of the resource. */
  readonly path: string;
  readonly index: number;
}

/** The entries that carry a resource, with their places. */
export function placedEntries({ entry = [] }: Bundle): PlacedEntry[] {
  return entry.flatMap(({ resource, fullUrl }, index) =>
    resource
      ? [
          {
            // Reading has held it to one of the shapes that are taken.
            resource: resource as FhirResource,
            fullUrl,
            index,
            path: `Bundle.entry[${index}].resource`,
          },
        ]
      : [],
  );
}

/**
 * Finds the entry that an address means: by its fullUrl, or by type and id below any base (FHIR R4:
 * 2.36.4.1).
 */
export function findEntry(
  entries: readonly PlacedEntry[],
  address: string | undefined,
): PlacedEntry | undefined {
  if (address === undefined || address === '') return undefined;
  const exact = entries.find(({ fullUrl }) => fullUrl === address);
  if (exact) return exact;
  const named = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/.exec(address);
  if (!named) return undefined;
  return entries.find(
    ({ fullUrl, resource }) =>
      resource.resourceType === named[1] &&
      (fullUrl?.endsWith(`/${address}`) || resource.id === named[2]),
  );
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const stored = new RegExp(`(?:^|/)(?:DocumentReference|List)/(${uuid})$`, 'i');
const urn = new RegExp(`^urn:uuid:${uuid}$`, 'i');

/** A registered object that a reference outside the Bundle means. */
export interface StoredTarget {
  readonly id: ObjectId;
  /** Named by the address of its resource, which is the logical id; else by the entryUUID itself. */
  readonly isLogical: boolean;
}

/**
 * What a reference outside the Bundle means. That it exists in the account is the registry's to say.
 * Versions of a resource have no address here, so one that names a version (`_history`) means nothing.
 */
export function storedIdOf({ reference, identifier }: Reference): StoredTarget | undefined {
  const found = stored.exec(reference ?? '')?.[1];
  if (found !== undefined) {
    return { id: objectId(`urn:uuid:${found}`), isLogical: true };
  }
  const named = reference ?? identifier?.value ?? '';
  return urn.test(named) ? { id: objectId(named), isLogical: false } : undefined;
}
