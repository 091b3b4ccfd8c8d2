import { type Clock, Problem } from '@kartoteka/kernel';
import type { RetentionView, StaffMember } from '@kartoteka/machine-api';
import type { Database } from '@kartoteka/service';
import type { CloudSchema } from '../../schema.ts';
import { checkWritable } from '../accounts/check-writable.ts';
import { type RestCall, runDeed } from '../accounts/machine-deed.ts';
import { type RetentionClass, retentionClasses, shippedYears } from './retention-classes.ts';
import { findDue, insertRetention, type RetentionSettings, readRetention } from './store.ts';

/** Within another feature's transaction: the years that hold. */
export { readRetention } from './store.ts';

export interface RetentionServiceOptions {
  readonly database: Database<CloudSchema>;
  readonly clock: Clock;
}

export type RetentionService = ReturnType<typeof createRetentionService>;

/** How long documents are kept, and which may go for their age. Nothing is removed from here. */
export function createRetentionService(options: RetentionServiceOptions) {
  const { clock } = options;
  return {
    get: (call: RestCall): Promise<RetentionView> =>
      runDeed(options, call, { action: 'retention.read' }, async (trx) => ({
        result: viewOf(await readRetention(trx)),
      })),

    /** Saves a new version. @throws Problem `account.retention-changed`, `account.read-only` */
    put: (
      call: RestCall,
      change: {
        readonly version: number;
        readonly classes: readonly { readonly code: RetentionClass; readonly years: number }[];
        readonly by: StaffMember;
      },
    ): Promise<RetentionView> =>
      runDeed(options, call, { action: 'retention.change' }, async (trx) => {
        await checkWritable(trx, call.caller.account.id, clock);
        const current = await readRetention(trx);
        const years = { ...current.years };
        for (const one of change.classes) years[one.code] = one.years;
        const next = { version: change.version + 1, years, at: clock.now(), by: change.by.name };
        const saved = current.version === change.version && (await insertRetention(trx, next));
        if (!saved) throw new Problem('account.retention-changed');
        return {
          result: viewOf(await readRetention(trx)),
          details: {
            version: next.version,
            by: change.by.name,
            years: retentionClasses.map((code) => `${code} ${years[code]}`),
          },
        };
      }),

    /** What may be removed for its age, oldest first. */
    due: (call: RestCall, limit: number) =>
      runDeed(options, call, { action: 'retention.due' }, async (trx) => {
        const today = clock.now().toISOString().slice(0, 10);
        const { years } = await readRetention(trx);
        const { documents, classes } = await findDue(trx, years, { today, limit });
        const total = classes.reduce((sum, one) => sum + one.documents, 0);
        return {
          result: {
            today,
            total,
            classes: classes.map(({ retentionClass: code, ...rest }) => ({ code, ...rest })),
            documents: documents.map(({ retentionClass: code, ...rest }) => ({ code, ...rest })),
          },
          details: { documents: total },
        };
      }),
  };
}

function viewOf(settings: RetentionSettings): RetentionView {
  return {
    version: settings.version,
    classes: retentionClasses.map((code) => ({
      code,
      years: settings.years[code],
      shippedYears: shippedYears[code],
    })),
    setAt: settings.setAt?.toISOString() ?? null,
    setBy: settings.setBy,
  };
}
