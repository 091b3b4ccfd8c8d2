import type { Association } from '../model/association.ts';
import type { DocumentEntry } from '../model/document-entry.ts';
import type { Folder } from '../model/folder.ts';
import type { RegistryObject } from '../model/registry-object.ts';
import type { AvailabilityStatus } from '../vocabulary/status.ts';

/**
 * What `$MetadataLevel` means here (ITI TF-2: 3.18.4.1.2.3.5.1.1). Level 1, which is also meant where
 * nothing is said, is for consumers that know nothing of versions: they get the latest version of an
 * entry or folder, no entry that is offline, no folder or association that is deprecated. Level 2 lifts
 * all of that. A query that asks for availabilities by name knows of them, and gets what it asks for.
 */
export function showsVersions(query: { readonly metadataLevel?: number | undefined }): boolean {
  return (query.metadataLevel ?? 1) > 1;
}

/** The availability that level 1 does not show. */
export const offline = 'urn:ihe:iti:2010:DocumentAvailability:Offline';

/** The entries that a query of this level may give. */
export function shownEntries(
  entries: readonly DocumentEntry[],
  query: {
    readonly metadataLevel?: number | undefined;
    readonly documentAvailabilities?: readonly string[];
  },
): readonly DocumentEntry[] {
  if (showsVersions(query)) return entries;
  const asked = (query.documentAvailabilities ?? []).length > 0;
  return latest(entries).filter(
    ({ documentAvailability }) => asked || documentAvailability !== offline,
  );
}

/** The folders that a query of this level may give. */
export function shownFolders(
  folders: readonly Folder[],
  query: { readonly metadataLevel?: number | undefined },
): readonly Folder[] {
  if (showsVersions(query)) return folders;
  return latest(folders).filter(({ status }) => status !== 'Deprecated');
}

/** The associations that a query of this level may give, in the states that it asks for. */
export function shownAssociations(
  associations: readonly Association[],
  query: {
    readonly metadataLevel?: number | undefined;
    readonly associationStatuses?: readonly AvailabilityStatus[];
  },
): readonly Association[] {
  const asked = query.associationStatuses;
  return associations.filter(
    ({ status }) =>
      (showsVersions(query) || status === 'Approved') &&
      (asked === undefined || (status !== undefined && asked.includes(status))),
  );
}

function latest<T extends RegistryObject>(objects: readonly T[]): T[] {
  const newest = new Map<string, number>();
  for (const object of objects) {
    const key = object.lid ?? object.id;
    newest.set(key, Math.max(newest.get(key) ?? 0, versionOf(object)));
  }
  return objects.filter((object) => versionOf(object) === newest.get(object.lid ?? object.id));
}

function versionOf({ version }: RegistryObject): number {
  return Number(version?.versionName ?? 1);
}
