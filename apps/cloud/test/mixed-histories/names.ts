import type { DocumentEntry, RegistryObjects } from '@kartoteka/xds';

/** Ids that the cloud gives are new every time: objects are named by their unique ids, and arrows by their ends. */
export function namesOf(
  { documents, submissionSets, folders, associations }: RegistryObjects,
  versions: ReadonlyMap<string, Pick<DocumentEntry, 'uniqueId' | 'version'>>,
): Map<string, string> {
  const names = new Map<string, string>();
  for (const [id, entry] of versions) names.set(bare(id), nameOf(entry));
  for (const entry of documents) names.set(bare(entry.id), nameOf(entry));
  for (const { id, uniqueId } of submissionSets) names.set(bare(id), `set ${uniqueId}`);
  for (const { id, uniqueId } of folders) names.set(bare(id), `folder ${uniqueId}`);
  // An arrow may end at another arrow, which then has its name first.
  for (let depth = 0; depth < 3; depth += 1) {
    for (const { id, type, source, target } of associations) {
      const [from, to] = [names.get(bare(source)), names.get(bare(target))];
      if (from && to) names.set(bare(id), `(${type}: ${from} → ${to})`);
    }
  }
  return names;
}

function nameOf({ uniqueId, version }: Pick<DocumentEntry, 'uniqueId' | 'version'>): string {
  return `document ${uniqueId} version ${version?.versionName}`;
}

function bare(id: string): string {
  return id.replace('urn:uuid:', '');
}

/** Plain data with names instead of ids and of places that belong to the account. */
export function plain(
  value: unknown,
  names: ReadonlyMap<string, string>,
  places: readonly (readonly [string, string])[],
): unknown {
  if (typeof value === 'string') {
    const placed = places.reduce((text, [from, to]) => text.replaceAll(from, to), value);
    return placed.replace(
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      (id) => names.get(id) ?? id,
    );
  }
  if (Array.isArray(value)) return value.map((one) => plain(one, names, places));
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, one]) => [name, plain(one, names, places)]));
}

/** In the order of their texts, where the order says nothing. */
export function inOrder(list: unknown): unknown[] {
  return (list as unknown[]).toSorted(byText);
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
