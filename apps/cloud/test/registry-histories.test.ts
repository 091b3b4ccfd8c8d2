import type { AccountId } from '@kartoteka/kernel';
import type { ContentHandle } from '@kartoteka/service';
import {
  acceptSubmission,
  acceptUpdate,
  checkSubmission,
  type DecisionContext,
  type DocumentEntry,
  type Folder,
  readRegister,
  readUpdate,
  type SubmissionRequest,
  writeSubmitObjects,
} from '@kartoteka/xds';
import { sampleOids } from '@kartoteka/xds/sample';
import { readXml, writeXml } from '@kartoteka/xml';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countingRandom, MemoryRegistry } from '../../../packages/xds/test/memory-registry.ts';
import { type CloudForTests, operator, startCloudForTests } from './cloud-for-tests.ts';
import { sha1 } from './machine-client.ts';
import {
  type HistoryMessage,
  type HistoryStep,
  historyStep,
  messageOf,
} from './registry-history.ts';
import { registryInPostgres, stateOf } from './registry-in-postgres.ts';

/** Few, so that long histories reach the limit. */
const documentsMax = 9;

/** What is sent to PostgreSQL is put there; the memory takes the handle as it is. */
type Handle = ContentHandle;

describe('any history of ITI-41, ITI-42 and ITI-57', () => {
  let cloud: CloudForTests;
  let accounts = 7000;
  beforeAll(async () => {
    cloud = await startCloudForTests();
  });
  afterAll(() => cloud.stop());

  const newAccount = (): Promise<AccountId> => {
    accounts += 1;
    return cloud.parts.operator.createAccount(operator, {
      account: String(accounts),
      organisation: 'Przychodnia Historii',
      activeFrom: '2026-01-01',
      activeTo: '2026-12-31',
      sizeMbMax: 1,
      documentsMax,
    });
  };

  /** Both registries decide alike, so both make the same ids in the same order. */
  const contextOf = (): DecisionContext => ({
    clock: cloud.clock,
    random: countingRandom(),
    repositoryUniqueId: sampleOids.repository,
  });

  it('ends in the same state in memory and in PostgreSQL, step by step with the same answers', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(historyStep, { minLength: 12, maxLength: 30, size: 'max' }),
        async (steps) => {
          const account = await newAccount();
          await activate(cloud, account);
          const stored = registryInPostgres(cloud, account);
          const memory = new MemoryRegistry();
          memory.account = { ...memory.account, documentsMax };
          const contexts = { memory: contextOf(), stored: contextOf() };
          const sent: HistoryMessage[] = [];
          for (const step of steps) {
            cloud.clock.advance(1_000);
            const answers = await play(step, { memory, stored, contexts, sent });
            if (!answers) continue;
            expect(answers.stored).toEqual(answers.memory);
            const [first = ''] = answers.memory;
            seen.set(first, (seen.get(first) ?? 0) + 1);
          }
          expect(await stored.state()).toEqual(stateOf(memory.objects()));
          expect(await stored.superseded()).toEqual([...memory.superseded].sort());
          const found = await cloud.parts.operator.find(account);
          expect([found!.documentsUsed, found!.bytesUsed]).toEqual([
            memory.account.documentsUsed,
            memory.account.bytesUsed,
          ]);
          expectSound(memory);
          expect((await stored.contents()).loose).toBe(0);
        },
      ),
      // A shorter history would take minutes to find; the seed tells the same one again.
      { numRuns: 12, endOnFailure: true },
    );
    // The histories reach what they are about; a generator that only collides would prove little.
    for (const outcome of ['stored', 'updated', 'repeated', 'XDSMetadataVersionError']) {
      expect(seen.get(outcome) ?? 0, outcome).toBeGreaterThan(0);
    }
  }, 120_000);

  it('is sound after every step: one Approved version at most, the newest, and nothing that leads nowhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(historyStep, { minLength: 12, maxLength: 40, size: 'max' }),
        async (steps) => {
          const memory = new MemoryRegistry();
          const contexts = { memory: contextOf(), stored: contextOf() };
          const sent: HistoryMessage[] = [];
          for (const step of steps) {
            const before = stateOf(memory.objects());
            const answers = await play(step, { memory, stored: undefined, contexts, sent });
            const [first = ''] = answers?.memory ?? [];
            // What is refused or repeated leaves everything as it was.
            if (first !== 'stored' && first !== 'updated') {
              expect(stateOf(memory.objects())).toEqual(before);
            }
            expectSound(memory);
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

/** The newest version is the only one that can be Approved, and numbers have no gap. */
function expectSound(memory: MemoryRegistry): void {
  const { documents, folders, associations, submissionSets } = memory.objects();
  const ids = new Set(
    [...documents, ...folders, ...associations, ...submissionSets].map(({ id }) => id),
  );
  for (const { source, target } of associations) {
    expect(ids.has(source) && ids.has(target)).toBe(true);
  }
  const kinds: readonly (readonly (DocumentEntry | Folder)[])[] = [documents, folders];
  for (const objects of kinds) {
    const byLogicalId = Map.groupBy(objects, ({ id, lid }) => lid ?? id);
    for (const versions of byLogicalId.values()) {
      const numbers = versions.map(({ version }) => Number(version?.versionName));
      numbers.sort((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_number, index) => index + 1));
      expect(new Set(versions.map(({ uniqueId }) => uniqueId)).size).toBe(1);
      const approved = versions.filter(({ status }) => status === 'Approved');
      expect(approved.length).toBeLessThanOrEqual(1);
      for (const { version } of approved) expect(version?.versionName).toBe(String(numbers.length));
    }
  }
}

interface Playing {
  readonly memory: MemoryRegistry;
  /** Nothing where only the memory plays. */
  readonly stored: ReturnType<typeof registryInPostgres> | undefined;
  readonly sent: HistoryMessage[];
  readonly contexts: { readonly memory: DecisionContext; readonly stored: DecisionContext };
}

type Answers = { readonly memory: string[]; readonly stored: string[] } | undefined;

/** Sends a step to both, where its message keeps the rules that need no registry. */
async function play(step: HistoryStep, playing: Playing): Promise<Answers> {
  const { memory, stored, contexts, sent } = playing;
  const message = messageOf(step, memory.objects(), sent);
  sent.push(message);
  if (message.transaction === 'iti57') {
    const reading = readUpdate(onWire(message));
    if (!reading.ok) return undefined;
    const alone = codesOf(await acceptUpdate(reading.request, memory.versions, contexts.memory));
    if (!stored) return { memory: alone, stored: alone };
    return {
      memory: alone,
      stored: codesOf(await stored.update(reading.request, contexts.stored)),
    };
  }
  const request = await requestOf(message, stored);
  if (!request) return undefined;
  const port = memory as unknown as Parameters<typeof acceptSubmission<Handle>>[1];
  const alone = codesOf(await acceptSubmission(request, port, contexts.memory));
  if (!stored) return { memory: alone, stored: alone };
  return { memory: alone, stored: codesOf(await stored.accept(request, contexts.stored)) };
}

async function requestOf(
  message: HistoryMessage,
  stored: Playing['stored'],
): Promise<SubmissionRequest<Handle> | undefined> {
  if (message.transaction !== 'iti41') {
    const reading = readRegister(onWire(message));
    return reading.ok ? reading.request : undefined;
  }
  const { submission, bytes } = message;
  if (checkSubmission(submission, 'iti41').length > 0) return undefined;
  const facts = { sha1: sha1(bytes), size: bytes.length };
  const handle = stored ? await stored.put(bytes) : (facts as Handle);
  const [entry] = submission.documents;
  const content = { handle, ...facts };
  return { submission, contents: new Map(entry ? [[entry.id, content]] : []) };
}

function onWire({ submission }: HistoryMessage) {
  return readXml(writeXml(writeSubmitObjects(submission))).root;
}

function codesOf(acceptance: {
  readonly outcome: string;
  readonly errors?: readonly { readonly code: string }[];
}): string[] {
  return acceptance.errors ? acceptance.errors.map(({ code }) => code) : [acceptance.outcome];
}

/** Without certificates an account waits for them; these histories need none. */
async function activate(cloud: CloudForTests, account: AccountId): Promise<void> {
  await cloud.test.asAdmin(`update cloud.account set state = 'active' where tenant = $1`, [
    account,
  ]);
}
