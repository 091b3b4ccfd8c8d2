import type { DocumentReference } from '@kartoteka/fhir';
import type { DocumentEntry, RegistryObjects } from '@kartoteka/xds';

/** One document as both protocols have to tell it alike. */
export interface DocumentFacts {
  readonly uniqueId: string;
  readonly status: string;
  readonly hash: string;
  readonly size: number;
  readonly mimeType: string;
  readonly title: string;
  readonly version: string;
  /** `type target`, by unique id. */
  readonly relations: readonly string[];
  /** SHA-1 of what is handed out, or the error. */
  readonly content: string;
}

/** @param content what was handed out for a document */
export function factsByXds(
  { documents, associations }: RegistryObjects,
  content: (uniqueId: string) => string,
): DocumentFacts[] {
  const uniqueIds = new Map(documents.map(({ id, uniqueId }) => [id, String(uniqueId)]));
  const newest = Map.groupBy(documents, ({ uniqueId }) => uniqueId);
  const shown = [...newest.values()].flatMap((versions) =>
    versions.toSorted((one, other) => versionOf(one) - versionOf(other)).slice(-1),
  );
  return byUniqueId(
    shown.map((entry) => ({
      uniqueId: String(entry.uniqueId),
      status: String(entry.status),
      hash: String(entry.hash),
      size: Number(entry.size),
      mimeType: String(entry.mimeType),
      title: String(entry.title[0]?.value),
      version: String(entry.version?.versionName),
      relations: relationsFrom(entry, associations, uniqueIds),
      content: content(String(entry.uniqueId)),
    })),
  );
}

/** XDS tells versions of the related document apart, FHIR knows one document. */
function relationsFrom(
  { id }: DocumentEntry,
  associations: RegistryObjects['associations'],
  uniqueIds: ReadonlyMap<string, string>,
): string[] {
  const relations = associations
    .filter(({ type, source }) => source === id && type !== 'HasMember')
    .map(({ type, target }) => `${type} ${uniqueIds.get(target)}`);
  return [...new Set(relations)].sort();
}

const typeOfCodes: Readonly<Record<string, string>> = {
  replaces: 'RPLC',
  appends: 'APND',
  transforms: 'XFRM',
  'replaces transforms': 'XFRM_RPLC',
};

export function factsByFhir(
  references: readonly DocumentReference[],
  { documents }: RegistryObjects,
  content: (uniqueId: string) => string,
): DocumentFacts[] {
  const uniqueIds = new Map(
    documents.map(({ id, uniqueId }) => [id.slice('urn:uuid:'.length), String(uniqueId)]),
  );
  return byUniqueId(
    references.map(({ masterIdentifier, status, content: [held], meta, relatesTo = [] }) => {
      const uniqueId = `${masterIdentifier?.system?.slice('urn:oid:'.length)}^${masterIdentifier?.value}`;
      const { attachment } = held!;
      const byTarget = Map.groupBy(relatesTo, ({ target }) => target.reference?.split('/').at(-1));
      return {
        uniqueId,
        status: status === 'current' ? 'Approved' : 'Deprecated',
        hash: Buffer.from(String(attachment.hash), 'base64').toString('hex'),
        size: Number(attachment.size),
        mimeType: String(attachment.contentType),
        title: String(attachment.title),
        version: String(meta?.versionId),
        relations: [...byTarget]
          .map(([target = '', codes]) => {
            const type = codes.map(({ code }) => code).join(' ');
            return `${typeOfCodes[type]} ${uniqueIds.get(target)}`;
          })
          .sort(),
        content: content(uniqueId),
      };
    }),
  );
}

function byUniqueId(facts: DocumentFacts[]): DocumentFacts[] {
  return facts.sort((a, b) => (a.uniqueId < b.uniqueId ? -1 : 1));
}

function versionOf({ version }: DocumentEntry): number {
  return Number(version?.versionName ?? 1);
}
