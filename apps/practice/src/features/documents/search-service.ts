import { documentKind, documentKinds } from '@kartoteka/cda';
import { type Clock, dayIn, type Language, Problem } from '@kartoteka/kernel';
import { type Database, recordAudit } from '@kartoteka/service';
import type { z } from 'zod';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import type { OutboxService } from '../outbox/service.ts';
import type { ArchiveService } from './archive-service.ts';
import type { DocumentRow, DocumentView, documentFilter } from './contract.ts';
import { type DocumentListRow, type DocumentSearch, searchDocuments } from './search-store.ts';

const practice = { kind: 'practice' } as const;
const wordsMax = 8;

export interface SearchServiceOptions {
  readonly database: Database<PracticeSchema>;
  readonly archive: ArchiveService;
  readonly outbox: OutboxService;
  readonly timeZone: string;
  readonly clock: Clock;
}

export type SearchService = ReturnType<typeof createSearchService>;

/** "Przegląd archiwum": lists of documents, and one with all that is known of it. */
export function createSearchService(options: SearchServiceOptions) {
  const { database, clock } = options;
  const asked = (language: Language) => ({
    today: dayIn(clock.now(), options.timeZone),
    timeZone: options.timeZone,
    kindsInOrder: kindsByName(language),
  });

  return {
    /** A page of the archive; the search itself is recorded, with how many it found. */
    search: (acting: Acting, filter: z.output<typeof documentFilter>, language: Language) =>
      database.inScope(practice, async (trx) => {
        const { rows, total } = await searchDocuments(trx, searchOf(filter, asked(language)));
        await recordAudit(trx, {
          at: clock.now(),
          actor: acting.actor,
          action: 'document.search',
          ...(filter.patientId && { patient: filter.patientId }),
          outcome: 'success',
          correlationId: acting.correlationId,
          details: { results: total },
        });
        return {
          rows: rows.map((row) => rowOf(row, language)),
          total,
          page: filter.page,
          pageSize: filter.pageSize,
        };
      }),

    /** One document with everything. @throws Problem `service.not-found` */
    view: async (acting: Acting, id: string, language: Language): Promise<DocumentView> => {
      const details = await options.archive.view(acting, id, language);
      return database.inScope(practice, async (trx) => {
        const search = searchOf({ ...everything }, asked(language));
        const { rows } = await searchDocuments(trx, { ...search, id });
        const row = rows[0];
        if (!row) throw new Problem('service.not-found');
        const item = await options.outbox.item(trx, id);
        return {
          ...rowOf(row, language),
          // State and receipt as they stood at one moment, though a job may be at work meanwhile.
          ...details,
          outbox: item
            ? {
                since: item.since.toISOString(),
                attempts: item.attempts,
                nextAt: item.nextAt?.toISOString() ?? null,
                ...wordsOf(item, language),
                quoted: item.quoted,
              }
            : null,
        };
      });
    },
  };
}

/** A search without any condition, for one row by its id. */
const everything = {
  page: 1,
  pageSize: 1,
  patient: '',
  author: '',
  addedBy: '',
  text: '',
  withReplaced: true,
  sort: 'addedAt',
  descending: true,
} as const;

function searchOf(
  filter: z.output<typeof documentFilter>,
  asked: Pick<DocumentSearch, 'today' | 'timeZone' | 'kindsInOrder'>,
): DocumentSearch {
  const { page, pageSize, patient, text, ...rest } = filter;
  const given = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  ) as Pick<DocumentSearch, 'author' | 'addedBy' | 'withReplaced' | 'sort' | 'descending'>;
  return {
    ...given,
    patientWords: wordsIn(patient),
    words: wordsIn(text),
    offset: (page - 1) * pageSize,
    limit: pageSize,
    ...asked,
  };
}

/** The codes of all kinds as a reader of the language sorts their names. */
function kindsByName(language: Language): string[] {
  const { compare } = new Intl.Collator(language);
  return documentKinds
    .toSorted((one, other) => compare(one.names[language], other.names[language]))
    .map(({ code }) => code);
}

function wordsIn(typed: string): string[] {
  return typed
    .split(/[\s,]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, wordsMax);
}

function wordsOf(
  item: {
    readonly problem: string | null;
    readonly problemParams: Record<string, string | number>;
  },
  language: Language,
): { problem: string | null; reason: string | null } {
  if (item.problem === null) return { problem: null, reason: null };
  const problem = new Problem(item.problem as Problem['code'], { params: item.problemParams });
  return { problem: item.problem, reason: `${problem.text(language)} ${problem.next(language)}` };
}

function rowOf(row: DocumentListRow, language: Language): DocumentRow {
  return {
    ...row,
    kindName: documentKind(row.kind)?.names[language] ?? row.kind,
    issuedAt: row.issuedAt?.toISOString() ?? null,
    addedAt: row.addedAt.toISOString(),
    inCloud: row.state === 'archived',
  };
}
