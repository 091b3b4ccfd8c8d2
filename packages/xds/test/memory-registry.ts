import type { Random } from '@kartoteka/kernel';
import {
  type AccountFacts,
  type DocumentEntry,
  evaluateQuery,
  type ObjectId,
  type QueryPort,
  type RegisteredObject,
  type RegistryChange,
  type RegistryFacts,
  type RegistryObjects,
  type RegistryPort,
  type RegistryQuestion,
  type RetrievePort,
  type StoredQuery,
} from '../src/index.ts';

/** A registry and repository in memory: small, but it does what the ports demand. */
export class MemoryRegistry
  implements RegistryPort<Uint8Array>, QueryPort, RetrievePort<Uint8Array>
{
  readonly changes: RegistryChange<Uint8Array>[] = [];
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
    const own = this.changes.find(
      ({ submissionSet }) => submissionSet.uniqueId === question.submissionSetUniqueId,
    );
    return {
      account: this.account,
      ...(own === undefined
        ? {}
        : {
            submissionSet: {
              documents: own.documents.map(({ entry }) => registeredContent(entry)),
              folderUniqueIds: own.folders.flatMap(({ uniqueId }) => uniqueId ?? []),
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
      memberships: this.objects().associations.flatMap(({ type, source, target }) =>
        type === 'HasMember' &&
        question.replacedIds.includes(target) &&
        folders.some(({ id }) => id === source)
          ? [{ folder: source, document: target }]
          : [],
      ),
    };
  }

  async save(change: RegistryChange<Uint8Array>): Promise<'saved' | 'changed'> {
    if (this.saves === 'changed') return 'changed';
    this.changes.push(change);
    for (const id of change.deprecated) this.deprecated.add(id);
    const { bytesUsed, documentsUsed } = this.account;
    this.account = {
      ...this.account,
      bytesUsed: bytesUsed + change.bytes,
      documentsUsed: documentsUsed + change.documents.length,
    };
    return 'saved';
  }

  objects(): RegistryObjects {
    return {
      documents: this.changes.flatMap(({ documents }) =>
        documents.map(({ entry }) =>
          this.deprecated.has(entry.id) ? { ...entry, status: 'Deprecated' as const } : entry,
        ),
      ),
      submissionSets: this.changes.map(({ submissionSet }) => submissionSet),
      folders: this.changes.flatMap(({ folders }) =>
        folders.map((folder) =>
          this.deprecated.has(folder.id) ? { ...folder, status: 'Deprecated' as const } : folder,
        ),
      ),
      associations: this.changes.flatMap(({ associations }) => associations),
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

  private dependantsOf(replaced: readonly ObjectId[]): ObjectId[] {
    const found = new Set<ObjectId>();
    let front: readonly ObjectId[] = replaced;
    while (front.length > 0) {
      const next = this.objects().associations.filter(
        ({ type, target }) => (type === 'APND' || type === 'XFRM') && front.includes(target),
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
