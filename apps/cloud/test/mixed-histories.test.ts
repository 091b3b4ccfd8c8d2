import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endStateOf } from './mixed-histories/end-state.ts';
import { type Habits, playerOf } from './mixed-histories/play.ts';
import { type Act, actsOf, type MixedStep, mixedStep } from './mixed-histories/step.ts';
import { type PortalForTests, startPortalForTests } from './portal-for-tests.ts';

/** Sends by XDS alone, and takes away by ITI-62 and ITI-86. */
const byXds: Habits = { provides: () => 'xds', removes: () => 'metadata-first' };
/** Sends by FHIR whatever FHIR can send, and leaves the taking away to the cloud. */
const byFhir: Habits = { provides: () => 'fhir', removes: () => 'order' };
const inAnyMix: Habits = { provides: ({ by }) => by, removes: ({ way }) => way };

describe('any history of storing, replacing, updating, deprecating and removing', () => {
  let portal: PortalForTests;
  let accounts = 7000;
  beforeAll(async () => {
    portal = await startPortalForTests();
  });
  afterAll(() => portal.stop());

  const newPlayer = async (habits: Habits) => {
    accounts += 1;
    const account = await portal.cloud.account(String(accounts), { documentsMax: 8 });
    return playerOf(portal, account, habits);
  };

  /** Plays a history in two accounts and expects that nobody can tell them apart. */
  const expectSameEnd = async (steps: readonly MixedStep[], habits: Habits): Promise<string[]> => {
    const { cloud } = portal;
    const acts = actsOf(steps);
    const players = await Promise.all([newPlayer(byXds), newPlayer(habits)]);
    const told: string[] = [];
    for (const act of acts) {
      cloud.clock.advance(1_000);
      const [pure, mixed] = await Promise.all(players.map((player) => player.play(act)));
      expect(mixed, wordsOf(act)).toBe(pure);
      told.push(`${wordsOf(act)}: ${pure}`);
    }
    const uniqueIds = [...new Set(acts.flatMap(uniqueIdsOf))];
    const consents = acts.flatMap((act) => (act.kind === 'consent' ? act.id : []));
    const [pure, mixed] = await Promise.all(
      players.map(async (player) => {
        for (const uniqueId of uniqueIds) await player.learn(uniqueId);
        return endStateOf(cloud, player, { uniqueIds, consents });
      }),
    );
    expect(mixed).toEqual(pure);
    expect(mixed!.byFhir).toEqual(mixed!.byXds);
    expect(mixed!.looseContents).toBe(0);
    expectHandedOut(mixed!.byXds);
    const bytes = mixed!.byXds.reduce((sum, { size }) => sum + size, 0);
    expect(mixed!.quota).toEqual({ bytes, documents: mixed!.byXds.length });
    return told;
  };

  it('ends the same whether XDS or FHIR sent it: stored, repeated, replaced, deprecated, removed', async () => {
    const told = await expectSameEnd(everyKind, byFhir);
    expect(told).toEqual([
      'bring F-1: Success',
      'bring F-2 RPLC F-1: Success',
      'consent: Success',
      'bring F-2 RPLC F-1: Success',
      'bring F-1: XDSNonIdenticalHash',
      'bring F-3 RPLC F-1: XDSRegistryDeprecatedDocumentError',
      'bring F-3 XFRM_RPLC F-2: Success',
      'bring F-4 APND F-3: Success',
      'bring F-5 XFRM F-3: XDSPatientIdDoesNotMatch',
      'bring F-6: Success',
      'revise F-6: Success',
      'bring F-9 RPLC F-6: Success',
      'deprecate F-3: Success',
      'approve F-1: Success',
      'remove F-2: Success',
      'bring F-2: LocalPolicyRestrictionError',
      'bring F-7 APND F-2: UnresolvedReferenceException',
      'remove F-5: account.removal-documents',
      'bring F-8 XFRM_RPLC F-1: Success',
      'remove F-6: Success',
    ]);
  }, 60_000);

  it('ends the same in any mix of XDS and FHIR', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(mixedStep, { minLength: 10, maxLength: 18, size: 'max' }),
        async (steps) => {
          await expectSameEnd(steps, inAnyMix);
        },
      ),
      // A shorter history would take minutes to find; the seed tells the same one again.
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);
});

const step = (kind: MixedStep['kind'], change: Partial<MixedStep> = {}): MixedStep => ({
  kind,
  document: 0,
  set: 0,
  text: 0,
  patient: 0,
  folder: undefined,
  relation: undefined,
  pick: 0,
  by: 'fhir',
  removal: 'order',
  ...change,
});

/** One of everything, so that no run of the property has to be lucky. */
const everyKind: readonly MixedStep[] = [
  step('bring', { document: 1, set: 1, folder: 1 }),
  step('bring', { document: 2, set: 2, relation: 'RPLC', pick: 0 }),
  step('consent', { pick: 0, document: 1 }),
  step('again', { pick: 1 }),
  step('bring', { document: 1, set: 3, text: 1 }),
  step('bring', { document: 3, set: 4, relation: 'RPLC', pick: 0 }),
  step('bring', { document: 3, set: 5, relation: 'XFRM_RPLC', pick: 1 }),
  step('bring', { document: 4, set: 6, relation: 'APND', pick: 2 }),
  step('bring', { document: 5, set: 7, relation: 'XFRM', pick: 2, patient: 1 }),
  step('bring', { document: 6, set: 8, patient: 1, folder: 2 }),
  step('revise', { pick: 5 }),
  step('bring', { document: 9, set: 12, relation: 'RPLC', pick: 5, patient: 1 }),
  step('deprecate', { pick: 2 }),
  step('approve', { pick: 0 }),
  step('remove', { pick: 1 }),
  step('bring', { document: 2, set: 9 }),
  step('bring', { document: 7, set: 10, relation: 'APND', pick: 1 }),
  step('remove', { pick: 4 }),
  step('bring', { document: 8, set: 11, relation: 'XFRM_RPLC', pick: 0 }),
  step('remove', { pick: 5 }),
];

function wordsOf(act: Act): string {
  if (act.kind === 'consent') return act.kind;
  if (act.kind !== 'bring') return `${act.kind} ${act.uniqueId.split('^')[1]}`;
  const { uniqueId, relation } = act.brought;
  const related = relation ? ` ${relation.type} ${relation.target.split('^')[1]}` : '';
  return `bring ${uniqueId.split('^')[1]}${related}`;
}

function uniqueIdsOf(act: Act): string[] {
  if (act.kind === 'bring') return [act.brought.uniqueId];
  return act.kind === 'consent' ? [...act.uniqueIds] : [act.uniqueId];
}

/** Every document is handed out as the bytes that it says it has. */
function expectHandedOut(documents: readonly { hash: string; content: string }[]): void {
  for (const { hash, content } of documents) expect(content.split(' ')[0]).toBe(hash);
}
