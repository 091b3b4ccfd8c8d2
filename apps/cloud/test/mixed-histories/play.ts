import type { OperationOutcome } from '@kartoteka/fhir';
import {
  type AvailabilityStatus,
  type DocumentEntry,
  type ObjectId,
  objectId,
  type RegistryObjects,
  type RegistryResponse,
  submissionSet,
  updateOf,
} from '@kartoteka/xds';
import { sampleSubmissionSet } from '@kartoteka/xds/sample';
import type { TestAccount } from '../cloud-for-tests.ts';
import { httpClient } from '../fhir-client.ts';
import { machineClient } from '../machine-client.ts';
import { nameOf, type PortalForTests, sampleConsent } from '../portal-for-tests.ts';
import { anna, jan, remover } from '../removal-for-tests.ts';
import { type Brought, bundleOf, submissionOf } from './brought.ts';
import type { Act, RemovalWay } from './step.ts';

/** How an account's practice talks to the cloud wherever there is a choice. */
export interface Habits {
  readonly provides: (act: Extract<Act, { kind: 'bring' }>) => 'xds' | 'fhir';
  readonly removes: (act: Extract<Act, { kind: 'remove' }>) => RemovalWay;
}

export type Player = ReturnType<typeof playerOf>;

/** An entryUUID that nothing has. */
const nowhere = objectId('urn:uuid:00000000-0000-4000-8000-00000000dead');
const bothStatuses: readonly AvailabilityStatus[] = ['Approved', 'Deprecated'];

/** Plays acts in one account, over the real listener, and answers what each of them was told. */
export function playerOf(portal: PortalForTests, account: TestAccount, habits: Habits) {
  const { cloud } = portal;
  const machine = machineClient(cloud, account);
  const http = httpClient(cloud, account, account);
  const own = remover(portal, account);
  /** The logical ids of its documents, also after they went. */
  const ids = new Map<string, ObjectId>();
  /** Every version of their metadata that was seen. */
  const versions = new Map<ObjectId, Pick<DocumentEntry, 'uniqueId' | 'version'>>();

  const entryOf = async (uniqueId: string): Promise<DocumentEntry | undefined> => {
    // The newest version.
    const [entry] = await own.registered(uniqueId);
    if (entry) {
      ids.set(uniqueId, entry.lid ?? entry.id);
      versions.set(entry.id, entry);
    }
    return entry;
  };
  const everything = async (patientId: string): Promise<RegistryObjects> => {
    const { objects } = await machine.query({
      name: 'GetAll',
      patientId: patientId as never,
      documentStatuses: bothStatuses,
      submissionSetStatuses: bothStatuses,
      folderStatuses: bothStatuses,
      associationStatuses: bothStatuses,
      types: [],
      formatCodes: [],
      confidentialityCodes: [],
      // All versions, not only the newest.
      metadataLevel: 2,
    });
    return objects;
  };

  const bring = async (brought: Brought, by: 'xds' | 'fhir'): Promise<string> => {
    const target = brought.relation?.target ?? 'none';
    const entry = await entryOf(target);
    const logicalId = ids.get(target) ?? nowhere;
    if (by === 'xds') {
      return answerOf(await machine.provide(submissionOf(brought, entry?.id ?? logicalId)));
    }
    const answer = await http({
      path: '',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(bundleOf(brought, logicalId)),
    });
    if (answer.status === 200) return 'Success';
    const { issue } = answer.json<OperationOutcome>();
    return codesIn(issue.map(({ details }) => details?.text ?? ''));
  };

  const update = async (act: Extract<Act, { readonly number: number }>): Promise<string> => {
    const entry = await entryOf(act.uniqueId);
    if (!entry) return 'not here';
    const set = submissionSet({
      ...sampleSubmissionSet(1),
      uniqueId: `2.999.8.${act.number}`,
      patientId: entry.patientId,
    });
    const [from, to] =
      act.kind === 'approve'
        ? (['Deprecated', 'Approved'] as const)
        : (['Approved', 'Deprecated'] as const);
    const revised = { ...entry, title: [{ value: `Poprawiona karta ${act.number}` }] };
    const content =
      act.kind === 'revise'
        ? { documents: [revised] }
        : { statuses: [{ target: entry.id, from, to }] };
    return answerOf(await machine.update(updateOf(set, content)));
  };

  /** Two people let a document go; then it goes at once, or part by part over XDS. */
  const remove = async ({ uniqueId, id }: { uniqueId: string; id: string }, way: RemovalWay) => {
    const entry = await entryOf(uniqueId);
    const proposed = await own.propose([uniqueId], { id, requestedBy: anna });
    if (proposed.status !== 200 || !entry) return String(proposed.json.code);
    const decided = await own.decide(id, 'confirm', jan, { carryOut: way === 'order' });
    if (way === 'order') return decided.json.state === 'done' ? 'Success' : decided.json.code;
    const around = idsAround(uniqueId, await everything(entry.patientId ?? ''));
    const parts = [() => own.removeObjects(around), () => own.removeContents([uniqueId])];
    const answers: string[] = [];
    for (const part of way === 'bytes-first' ? parts.reverse() : parts) {
      answers.push(answerOf(await part()));
    }
    return codesIn(answers);
  };

  const consent = async ({ id, uniqueIds }: Extract<Act, { kind: 'consent' }>) => {
    const body = sampleConsent(uniqueIds, { patientName: nameOf(3) });
    const answer = await own.practice.put(id, body);
    return answer.status === 200 ? 'Success' : String(answer.json.code);
  };

  return {
    account,
    machine,
    http,
    practice: own.practice,
    ids,
    versions,
    everything,
    /** `Success`, or the codes of what is wrong. */
    play: (act: Act): Promise<string> => {
      if (act.kind === 'bring') return bring(act.brought, habits.provides(act));
      if (act.kind === 'remove') return remove(act, habits.removes(act));
      if (act.kind === 'consent') return consent(act);
      return update(act);
    },
    /** Learns the id of a document for as long as the history goes on. */
    learn: entryOf,
  };
}

function answerOf({ status, errors }: RegistryResponse): string {
  return errors.length === 0 ? status : codesIn(errors.map(({ code }) => code));
}

function codesIn(codes: readonly string[]): string {
  return [...new Set(codes)].sort().join(' ');
}

/**
 * What ITI-62 has to name so that a document goes as it goes with an order: associations that touch it,
 * those that name these, and sets that would be left without a member.
 */
function idsAround(
  document: string,
  { documents, associations, submissionSets }: RegistryObjects,
): ObjectId[] {
  const versions = documents.flatMap(({ id, uniqueId }) => (uniqueId === document ? id : []));
  const touching = new Set<ObjectId>();
  for (let size = -1; size !== touching.size; ) {
    size = touching.size;
    for (const { id, source, target } of associations) {
      const touches = [source, target].some((end) => versions.includes(end) || touching.has(end));
      if (touches) touching.add(id);
    }
  }
  const gone = new Set<ObjectId>();
  const left = new Set<ObjectId>();
  for (const { id, source } of associations) (touching.has(id) ? gone : left).add(source);
  const emptied = submissionSets.filter(({ id }) => gone.has(id) && !left.has(id));
  return [...versions, ...touching, ...emptied.map(({ id }) => id)];
}
