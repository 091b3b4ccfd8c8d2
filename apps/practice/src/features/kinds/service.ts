import { type DocumentKind, documentKind, documentKinds, kindModuleNames } from '@kartoteka/cda';
import { type Clock, type Language, Problem, type Texts } from '@kartoteka/kernel';
import { type Database, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import type { KindRow } from './contract.ts';
import { type KindSetting, type KindSettings, settingOf, shippedSetting } from './kind-settings.ts';
import { insertKindSettings, readKindSettings } from './store.ts';

type Trx = Transaction<PracticeSchema>;
type TypedSetting = KindSetting & { readonly code: string };
const practice = { kind: 'practice' } as const;

/** Documents by kind, as the archive counts them: what the table shows and a dry run adds up. */
export interface KindCounts {
  /** All documents. */
  all(trx: Trx): Promise<ReadonlyMap<string, number>>;
  /** Documents that are here only, not on their way, and free to go. */
  unsent(trx: Trx): Promise<ReadonlyMap<string, number>>;
  /** Documents in the cloud whose local copy is older than the given days of its kind. */
  older(
    trx: Trx,
    days: ReadonlyMap<string, number>,
    now: Date,
  ): Promise<ReadonlyMap<string, number>>;
}

export interface KindServiceOptions {
  readonly database: Database<PracticeSchema>;
  readonly clock: Clock;
  readonly country: 'PL' | 'HU';
  /** Modules that this installation has switched on. */
  readonly modules: ReadonlySet<string>;
  readonly counts: KindCounts;
  /** Within the saving transaction: puts documents of newly ticked kinds on their way. */
  readonly enqueue: (trx: Trx, acting: Acting, codes: readonly string[]) => Promise<void>;
}

export type KindService = ReturnType<typeof createKindService>;

/** "Rodzaje dokumentów": the table of kinds, its versions, and what a change would move. */
export function createKindService(options: KindServiceOptions) {
  const { database, clock, country, modules, counts } = options;
  const shown = documentKinds.filter((kind) => kind.country === 'any' || kind.country === country);

  const rowsOf = (
    settings: KindSettings,
    documents: ReadonlyMap<string, number>,
    language: Language,
  ): KindRow[] =>
    shown.map((kind) => {
      const setting = settingOf(settings, kind.code);
      const shipped = shippedSetting(kind);
      return {
        code: kind.code,
        name: kind.names[language],
        comesFrom: kind.sources.map((source) => sourceNames[source][language]).join(', '),
        module: kind.module
          ? { name: kindModuleNames[kind.module][language], on: modules.has(kind.module) }
          : null,
        ...setting,
        isDefault:
          setting.autoArchive === shipped.autoArchive && setting.localDays === shipped.localDays,
        documents: documents.get(kind.code) ?? 0,
      };
    });
  const list = async (trx: Trx, language: Language) => {
    const settings = await readKindSettings(trx);
    return {
      version: settings.version,
      kinds: rowsOf(settings, await counts.all(trx), language),
    };
  };

  return {
    list: (language: Language) => database.inScope(practice, (trx) => list(trx, language)),

    /** The settings in force, within another feature's transaction. */
    settings: (trx: Trx): Promise<KindSettings> => readKindSettings(trx),

    /**
     * Saves a new version over the one that was read. Documents of kinds that are ticked now go on
     * their way; unticking stops nothing that is on its way already.
     *
     * @throws Problem `practice.kinds-changed`, `practice.kind-unknown`
     */
    save: (
      acting: Acting,
      change: {
        readonly version: number;
        readonly kinds: readonly TypedSetting[];
        readonly language: Language;
      },
    ) =>
      database.inScope(practice, async (trx) => {
        const current = await readKindSettings(trx);
        if (current.version !== change.version) throw new Problem('practice.kinds-changed');
        const byCode = merged(current, change.kinds);
        const next = { version: current.version + 1, byCode };
        const saved = await insertKindSettings(trx, next, { at: clock.now(), by: acting.name });
        if (!saved) throw new Problem('practice.kinds-changed');
        await recordAudit(trx, {
          at: clock.now(),
          actor: acting.actor,
          action: 'kinds.save',
          outcome: 'success',
          correlationId: acting.correlationId,
          details: { version: next.version, codes: change.kinds.map(({ code }) => code) },
        });
        const ticked = change.kinds.filter(
          ({ code, autoArchive }) => autoArchive && !settingOf(current, code).autoArchive,
        );
        if (ticked.length > 0)
          await options.enqueue(
            trx,
            acting,
            ticked.map(({ code }) => code),
          );
        return list(trx, change.language);
      }),

    /** "What would move" with settings that are not saved yet. */
    dryRun: (kinds: readonly TypedSetting[], language: Language) =>
      database.inScope(practice, async (trx) => {
        const current = await readKindSettings(trx);
        const settings = { version: 0, byCode: merged(current, kinds) };
        const unsent = await counts.unsent(trx);
        const days = new Map<string, number>();
        for (const { code } of shown) {
          const { autoArchive, localDays } = settingOf(settings, code);
          if (autoArchive && localDays !== null) days.set(code, localDays);
        }
        const older = await counts.older(trx, days, clock.now());
        const ticked = shown.filter(
          ({ code }) =>
            settingOf(settings, code).autoArchive && !settingOf(current, code).autoArchive,
        );
        return {
          wouldSend: countsOf(ticked, unsent, language),
          wouldLeaveLocal: countsOf(shown, older, language),
        };
      }),
  };
}

function merged(
  current: KindSettings,
  kinds: readonly TypedSetting[],
): Record<string, KindSetting> {
  const byCode: Record<string, KindSetting> = { ...current.byCode };
  for (const { code, autoArchive, localDays } of kinds) {
    if (!documentKind(code)) throw new Problem('practice.kind-unknown', { params: { code } });
    byCode[code] = { autoArchive, localDays };
  }
  return byCode;
}

function countsOf(
  kinds: readonly DocumentKind[],
  documents: ReadonlyMap<string, number>,
  language: Language,
) {
  return kinds.flatMap(({ code, names }) => {
    const count = documents.get(code) ?? 0;
    return count === 0 ? [] : [{ code, name: names[language], documents: count }];
  });
}

const sourceNames: Readonly<Record<DocumentKind['sources'][number], Texts>> = {
  import: { pl: 'import', hu: 'importálás', en: 'import' },
  p1: { pl: 'P1', hu: 'P1', en: 'P1' },
  'watched-folder': { pl: 'obserwowany folder', hu: 'figyelt mappa', en: 'watched folder' },
  rest: { pl: 'REST', hu: 'REST', en: 'REST' },
  composed: { pl: 'tworzony w programie', hu: 'a programban készül', en: 'made here' },
  portal: { pl: 'portal pacjenta', hu: 'betegportál', en: 'patient portal' },
  automatic: { pl: 'powstaje sam', hu: 'magától jön létre', en: 'made by itself' },
};
