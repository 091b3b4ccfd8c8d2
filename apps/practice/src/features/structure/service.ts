import { type Clock, Problem } from '@kartoteka/kernel';
import { type Database, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import type { Structure, StructureView, Unit } from './contract.ts';
import { readStructure } from './read-structure.ts';
import { findStructure, insertStructure } from './store.ts';
import { type PlaceOfDocument, unitOfDocument } from './unit-of-document.ts';

type Trx = Transaction<PracticeSchema>;
const practice = { kind: 'practice' } as const;

export interface StructureServiceOptions {
  readonly database: Database<PracticeSchema>;
  readonly clock: Clock;
  /** Who works where, as staff's own records say. */
  readonly staffByUnit: (trx: Trx) => Promise<readonly { unit: string; name: string }[]>;
}

export type StructureService = ReturnType<typeof createStructureService>;

/** The organisation structure: provider, establishment and units (PRODUCT 3.6). */
export function createStructureService({ database, clock, staffByUnit }: StructureServiceOptions) {
  const view = async (trx: Trx): Promise<StructureView> => {
    const found = await findStructure(trx);
    return {
      version: found?.version ?? 0,
      structure: found
        ? {
            provider: found.provider,
            establishment: found.establishment,
            units: found.units,
          }
        : null,
      changedAt: found?.changedAt.toISOString() ?? null,
      changedBy: found?.changedBy ?? null,
      staff: [...(await staffByUnit(trx))],
    };
  };

  return {
    view: () => database.inScope(practice, view),

    /** The unit that wrote a document; `undefined` where there is no structure yet. */
    unitOf: async (trx: Trx, place: PlaceOfDocument): Promise<Unit | undefined> =>
      unitOfDocument((await findStructure(trx))?.units ?? [], place),

    /** Whether the structure was ever filled in. */
    isKnown: async (trx: Trx): Promise<boolean> => (await findStructure(trx)) !== undefined,

    /**
     * Saves a new version over the one that was read.
     *
     * @throws Problem `practice.structure-changed`
     * @throws InputProblem naming each field to mend
     */
    save: (
      acting: Acting,
      { version, ...typed }: Structure & { readonly version: number },
    ): Promise<StructureView> => {
      const structure = readStructure(typed);
      return database.inScope(practice, async (trx) => {
        const current = (await findStructure(trx))?.version ?? 0;
        const saved =
          current === version &&
          (await insertStructure(trx, {
            ...structure,
            version: version + 1,
            changedAt: clock.now(),
            changedBy: acting.name,
          }));
        if (!saved) throw new Problem('practice.structure-changed');
        await recordAudit(trx, {
          at: clock.now(),
          actor: acting.actor,
          action: 'structure.save',
          outcome: 'success',
          correlationId: acting.correlationId,
          details: { version: version + 1, units: structure.units.map(({ code }) => code) },
        });
        return view(trx);
      });
    },
  };
}
