import type { Random } from '@kartoteka/kernel';
import {
  type AccountFacts,
  type DocumentEntry,
  type Dtm,
  evaluateQuery,
  type ObjectId,
  type QueryPort,
  type RegisteredObject,
  type RegisteredUpdate,
  type RegistryChange,
  type RegistryFacts,
  type RegistryObjects,
  type RegistryPort,
  type RegistryQuestion,
  type RetrievePort,
  type StoredQuery,
  type UpdateChange,
  type UpdateFacts,
  type UpdatePort,
  type UpdateQuestion,
} from '../src/index.ts';

/** A registry and repository in memory: small, but it does what the ports demand. */
export class MemoryRegistry
  implements RegistryPort<Uint8Array>, QueryPort, RetrievePort<Uint8Array>
{
  readonly changes: RegistryChange<Uint8Array>[] = [];
  readonly updates: UpdateChange[] = [];
  readonly superseded = new Set<ObjectId>();
  /** Of folders that got a member after they came. */
  readonly folderTimes = new Map<ObjectId, Dtm>();
  readonly deprecated = new Set<ObjectId>();
  /** What the next `save` answers, as a competing transaction would make it. */
  saves: 'saved' | 'changed' = 'saved';
  lookUps = 0;
  account: AccountFacts = {
    state: 'active',
    bytesUsed: 0,
    bytesMax: 1_000_000,
    documentsUsed: 0,
    documentsMax: 100,
    patientDomains: [],
  };

  async lookUp(question: RegistryQuestion): Promise<RegistryFacts> {
    this.lookUps += 1;
    const { documents, folders, submissionSets } = this.objects();
    const own = [...this.changes, ...this.updates].find(
      ({ submissionSet }) => submissionSet.uniqueId === question.submissionSetUniqueId,
    );
    return {
      account: this.account,
      ...(own === undefined
        ? {}
        : {
            submissionSet: {
              documents: own.documents.map(({ entry }) => registeredContent(entry)),
              folderUniqueIds: own.folders.flatMap(
                (one) => ('folder' in one ? one.folder : one).uniqueId ?? [],
              ),
              references: own.associations.flatMap(({ submissionSetStatus, target }) =>
                submissionSetStatus === 'Reference' ? target : [],
              ),
              associations: own.associations.filter(({ id }) =>
                own.associations.some(
                  ({ source, target }) => source === own.submissionSet.id && target === id,
                ),
              ),
            },
          }),
      documents: documents
        .filter(({ uniqueId }) => uniqueId && question.documentUniqueIds.includes(uniqueId))
        .map(registeredContent),
      folderUniqueIds: folders.flatMap(({ uniqueId }) =>
        uniqueId && question.folderUniqueIds.includes(uniqueId) ? [uniqueId] : [],
      ),
      objects: [
        ...documents.map((object) => registered(object, 'document')),
        ...folders.map((object) => registered(object, 'folder')),
        ...submissionSets.map((object) => registered(object, 'submission-set')),
      ].filter(({ id }) => question.objectIds.includes(id)),
      dependants: this.dependantsOf(question.replacedIds),
      memberships: this.membershipsOf(question.replacedIds),
    };
  }

  async save(change: RegistryChange<Uint8Array>): Promise<'saved' | 'changed'> {
    if (this.saves === 'changed') return 'changed';
    this.changes.push(change);
    this.keepCommon(change);
    const { bytesUsed, documentsUsed } = this.account;
    this.account = {
      ...this.account,
      bytesUsed: bytesUsed + change.bytes,
      documentsUsed: documentsUsed + change.documents.length,
    };
    return 'saved';
  }

  /** The registry as Update Document Set (ITI-57) sees it. */
  readonly versions: UpdatePort = {
    lookUp: async (question) => this.lookUpVersions(question),
    save: async (change) => {
      if (this.saves === 'changed') return 'changed';
      this.updates.push(change);
      for (const { previous } of [...change.documents, ...change.folders]) {
        this.superseded.add(previous);
        this.deprecated.add(previous);
      }
      for (const { id, to } of change.statuses) {
        if (to === 'Deprecated') this.deprecated.add(id);
        else this.deprecated.delete(id);
      }
      this.keepCommon(change);
      return 'saved';
    },
  };

  private keepCommon(change: RegistryChange<Uint8Array> | UpdateChange): void {
    for (const id of change.deprecated) this.deprecated.add(id);
    for (const id of change.touchedFolders) this.folderTimes.set(id, change.time);
  }

  objects(): RegistryObjects {
    const all = [...this.changes, ...this.updates];
    const withStatus = <T extends { readonly id: ObjectId }>(object: T): T =>
      this.deprecated.has(object.id) ? { ...object, status: 'Deprecated' as const } : object;
    return {
      documents: all.flatMap(({ documents }) => documents.map(({ entry }) => withStatus(entry))),
      submissionSets: all.map(({ submissionSet }) => submissionSet),
      folders: all.flatMap(({ folders }) =>
        folders.map((one) => {
          const folder = 'folder' in one ? one.folder : one;
          const lastUpdateTime = this.folderTimes.get(folder.id) ?? folder.lastUpdateTime;
          return withStatus({ ...folder, lastUpdateTime });
        }),
      ),
      associations: all.flatMap(({ associations }) => associations.map(withStatus)),
    };
  }

  private lookUpVersions(question: UpdateQuestion): UpdateFacts {
    const { documents, folders, submissionSets, associations } = this.objects();
    const isLatest = ({ id, lid }: { id: ObjectId; lid?: ObjectId | undefined }) =>
      question.logicalIds.includes(lid ?? id) && !this.superseded.has(id);
    const latest = [...documents, ...folders].filter(isLatest).map(({ id }) => id);
    const asked = new Set(question.objectIds);
    const found = associations.filter(
      ({ id, source, target, status }) =>
        asked.has(id) ||
        (status === 'Approved' &&
          (latest.includes(source) || latest.includes(target) || asked.has(target))),
    );
    const ids = new Set([...asked, ...found.flatMap(({ source, target }) => [source, target])]);
    const own = submissionSets.find(({ uniqueId }) => uniqueId === question.submissionSetUniqueId);
    return {
      account: this.account,
      ...(own && { submissionSet: this.updateOf(own.id) }),
      documents: documents.filter(isLatest),
      folders: folders.filter(isLatest),
      objects: [
        ...documents.map((object) => registered(object, 'document')),
        ...folders.map((object) => registered(object, 'folder')),
        ...submissionSets.map((object) => registered(object, 'submission-set')),
        ...associations.map((object) => registered(object, 'association')),
      ]
        .filter(({ id }) => ids.has(id))
        .map((object) => ({ ...object, superseded: this.superseded.has(object.id) })),
      associations: found,
      dependants: this.dependantsOf(question.replacedIds),
      memberships: this.membershipsOf(question.replacedIds),
    };
  }

  private updateOf(set: ObjectId): RegisteredUpdate {
    const { documents, folders, associations } = this.objects();
    const starting = associations.filter(({ source }) => source === set);
    const targets = new Set(starting.map(({ target }) => target));
    const members = new Set(
      starting.flatMap(({ type, target }) => (type === 'HasMember' ? target : [])),
    );
    return {
      versions: [...documents, ...folders]
        .filter(({ id }) => members.has(id))
        .map(({ id, lid, version }) => ({
          lid: lid ?? id,
          version: Number(version?.versionName ?? 1),
        })),
      associations: [...starting, ...associations.filter(({ id }) => targets.has(id))],
    };
  }

  async findObjects(query: StoredQuery, _objectsMax: number): Promise<RegistryObjects> {
    return evaluateQuery(query, this.objects());
  }

  async findReferences(query: StoredQuery, _objectsMax: number): Promise<readonly ObjectId[]> {
    const { documents, submissionSets, folders, associations } = await this.findObjects(query, 0);
    return [...documents, ...submissionSets, ...folders, ...associations].map(({ id }) => id);
  }

  async find(uniqueIds: readonly string[]) {
    return this.changes.flatMap(({ documents }) =>
      documents.flatMap(({ entry, content }) =>
        content && entry.uniqueId && uniqueIds.includes(entry.uniqueId)
          ? {
              uniqueId: entry.uniqueId,
              mimeType: entry.mimeType ?? '',
              size: content.size,
              handle: content.handle,
            }
          : [],
      ),
    );
  }

  private membershipsOf(replaced: readonly ObjectId[]) {
    const { folders, associations } = this.objects();
    return associations.flatMap(({ type, source, target, status }) =>
      type === 'HasMember' &&
      status === 'Approved' &&
      replaced.includes(target) &&
      folders.some((folder) => folder.id === source && folder.status === 'Approved')
        ? [{ folder: source, document: target }]
        : [],
    );
  }

  private dependantsOf(replaced: readonly ObjectId[]): ObjectId[] {
    const found = new Set<ObjectId>();
    let front: readonly ObjectId[] = replaced;
    while (front.length > 0) {
      const next = this.objects().associations.filter(
        ({ type, target, status }) =>
          (type === 'APND' || type === 'XFRM') && status === 'Approved' && front.includes(target),
      );
      front = next.map(({ source }) => source).filter((id) => !found.has(id));
      for (const id of front) found.add(id);
    }
    return [...found].filter((id) => !this.deprecated.has(id));
  }
}

function registeredContent({ uniqueId, hash }: DocumentEntry) {
  if (!uniqueId || !hash) throw new Error('a stored entry without uniqueId or hash');
  return { uniqueId, hash };
}

function registered(
  object: {
    id: ObjectId;
    patientId?: RegisteredObject['patientId'];
    status?: RegisteredObject['status'] | undefined;
  },
  kind: RegisteredObject['kind'],
): RegisteredObject {
  return { id: object.id, kind, patientId: object.patientId, status: object.status ?? 'Approved' };
}

/** Randomness that a test can repeat. */
export function countingRandom(): Random {
  let count = 0;
  return {
    bytes: (length) => Buffer.alloc(length, 7),
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
  };
}
