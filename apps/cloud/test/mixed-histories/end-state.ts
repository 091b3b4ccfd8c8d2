import type { Bundle, DocumentReference, List } from '@kartoteka/fhir';
import { patientSystem } from '@kartoteka/fhir/sample';
import { findDocuments, type RegistryObjects } from '@kartoteka/xds';
import { samplePatientId } from '@kartoteka/xds/sample';
import type { CloudForTests } from '../cloud-for-tests.ts';
import { sha1 } from '../machine-client.ts';
import { type DocumentFacts, factsByFhir, factsByXds } from './document-facts.ts';
import { inOrder, namesOf, plain } from './names.ts';
import type { Player } from './play.ts';

export interface EndState {
  /** All of the registry as ITI-18 shows it, under names instead of ids. */
  readonly registry: unknown;
  /** The same as ITI-66 and ITI-67 show it. */
  readonly resources: unknown;
  readonly byXds: readonly DocumentFacts[];
  readonly byFhir: readonly DocumentFacts[];
  /** What is answered for everything that was ever sent. */
  readonly answers: unknown;
  readonly quota: { readonly bytes: number; readonly documents: number };
  readonly tombstones: unknown;
  readonly consents: unknown;
  readonly consented: unknown;
  /** Bytes that no document leads to. */
  readonly looseContents: number;
}

/** What an account ends in, seen from all sides. @param uniqueIds of everything that was ever sent */
export async function endStateOf(
  cloud: CloudForTests,
  player: Player,
  history: { readonly uniqueIds: readonly string[]; readonly consents: readonly string[] },
): Promise<EndState> {
  const { account } = player;
  const own = (await cloud.parts.operator.find(account.id))!;
  const objects = await registryOf(player);
  const resources = await resourcesOf(player);
  const answers = await answersOf(player, own.repositoryOid, history.uniqueIds);
  const names = namesOf(objects, player.versions);
  const places = [
    [own.repositoryOid, 'own repository'],
    [`https://localhost:${cloud.port}/services/${account.id}`, 'own service'],
  ] as const;
  const named = (value: unknown): unknown => plain(value, names, places);
  const content = (by: 'xds' | 'fhir') => (uniqueId: string) =>
    String(answers.find((one) => one.uniqueId === uniqueId)?.[by]);
  return {
    registry: Object.entries(objects).map(([kind, list]) => [kind, inOrder(named(list))]),
    resources: [
      inOrder(named(resources.documents)),
      // Members have no order of their own.
      inOrder(
        (named(resources.lists) as List[]).map((list) => ({
          ...list,
          entry: inOrder(list.entry ?? []),
        })),
      ),
    ],
    byXds: factsByXds(objects, content('xds')),
    byFhir: factsByFhir(resources.documents, objects, content('fhir')),
    answers,
    quota: { bytes: own.bytesUsed, documents: own.documentsUsed },
    tombstones: (named(await tombstonesOf(cloud, account.id)) as Tombstone[]).map((tombstone) => ({
      ...tombstone,
      entry_ids: inOrder(tombstone.entry_ids),
    })),
    consents: await Promise.all(
      history.consents.map(async (id) => {
        const answer = await player.practice.call('GET', `consents/${id}`);
        return [answer.status, answer.status === 200 ? answer.json : answer.json?.code];
      }),
    ),
    consented: named(await consentedOf(cloud, account.id)),
    looseContents: await looseContentsOf(cloud, account.id),
  };
}

const patients = [samplePatientId(3), samplePatientId(4)];

/** GetAll of both patients; FindDocuments by status has to find the same documents. */
async function registryOf(player: Player): Promise<RegistryObjects> {
  const parts = await Promise.all(patients.map((patient) => player.everything(patient)));
  const objects = {
    documents: parts.flatMap((part) => part.documents),
    submissionSets: parts.flatMap((part) => part.submissionSets),
    folders: parts.flatMap((part) => part.folders),
    associations: parts.flatMap((part) => part.associations),
  };
  for (const status of ['Approved', 'Deprecated'] as const) {
    const found = await Promise.all(
      patients.map((patientId) =>
        player.machine.query(findDocuments({ patientId, statuses: [status], metadataLevel: 2 })),
      ),
    );
    const ids = found.flatMap((answer) => answer.objects.documents.map(({ id }) => id));
    const all = objects.documents.filter((one) => one.status === status).map(({ id }) => id);
    if (ids.sort().join() !== all.sort().join()) throw new Error('GetAll and FindDocuments differ');
  }
  return objects;
}

async function resourcesOf({ http }: Player) {
  const search = async <T>(type: string): Promise<T[]> => {
    const found = await Promise.all(
      patients.map((patient) => {
        const query = new URLSearchParams({
          'patient.identifier': `${patientSystem}|${patient.split('^')[0]}`,
          status: type === 'List' ? 'current,retired' : 'current,superseded',
          _count: '100',
        });
        return http({
          path: `/${type}/_search`,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: query.toString(),
        });
      }),
    );
    return found.flatMap((answer) => {
      if (answer.status !== 200) throw new Error(answer.bytes.toString('utf8'));
      return (answer.json<Bundle>().entry ?? []).map(({ resource }) => resource as T);
    });
  };
  return {
    documents: await search<DocumentReference>('DocumentReference'),
    lists: await search<List>('List'),
  };
}

async function answersOf(player: Player, repository: string, uniqueIds: readonly string[]) {
  return Promise.all(
    [...uniqueIds].sort().map(async (uniqueId) => {
      const id = player.ids.get(uniqueId)?.slice('urn:uuid:'.length);
      const { response, documents } = await player.machine.retrieve(repository, [uniqueId]);
      const binary = id === undefined ? undefined : await player.http({ path: `/Binary/${id}` });
      const read =
        id === undefined ? undefined : await player.http({ path: `/DocumentReference/${id}` });
      return {
        uniqueId,
        xds: documents[0]
          ? `${sha1(documents[0].bytes)} ${documents[0].mimeType}`
          : String(response.errors[0]?.code),
        fhir:
          binary?.status === 200
            ? `${sha1(binary.bytes)} ${binary.headers['content-type']}`
            : String(binary?.status),
        etag: binary?.headers.etag,
        read: read?.status,
      };
    }),
  );
}

/** What consents cover, and when that ended. */
function consentedOf(cloud: CloudForTests, account: string): Promise<unknown[]> {
  return cloud.test.asAdmin(
    `select consent_id, unique_id, ended_at from cloud.consent_document
    where tenant = '${account}' order by consent_id, unique_id`,
  );
}

interface Tombstone {
  readonly entry_ids: unknown;
}

function tombstonesOf(cloud: CloudForTests, account: string): Promise<Tombstone[]> {
  return cloud.test.asAdmin(
    `select unique_id, hash, size, mime_type, entry_ids, content_id, metadata_removed_at,
      content_removed_at, order_id
    from cloud.removed_document where tenant = '${account}' order by unique_id`,
  );
}

async function looseContentsOf(cloud: CloudForTests, account: string): Promise<number> {
  const [found] = await cloud.test.asAdmin<{ loose: number }>(
    `select count(*)::integer as loose from kartoteka.content where tenant = '${account}'
      and id not in (select content_id from cloud.document_entry where content_id is not null)`,
  );
  return found!.loose;
}
