import {
  type AskedSearch,
  type DocumentSearch,
  type FhirResource,
  type ListSearch,
  type Pairs,
  readDocumentSearch,
  readListSearch,
  type SearchReading,
  writeDocumentReference,
  writeOutcome,
  writeSearchset,
} from '@kartoteka/fhir';
import type { FastifyReply } from 'fastify';
import type { Transaction } from 'kysely';
import { runCall } from '../features/documents/machine-call.ts';
import {
  countDocuments,
  countLists,
  type Page,
  searchDocuments,
  searchLists,
} from '../features/documents/service.ts';
import type { CloudSchema } from '../schema.ts';
import { type FhirCall, type FhirOptions, requireFormat, sendResource } from './fhir-call.ts';
import type { PageLinks } from './page-links.ts';
import { refuseCall } from './refuse-call.ts';
import { writeList } from './write-found.ts';

export interface FindOptions extends FhirOptions {
  readonly links: PageLinks;
}

interface Found {
  readonly resource: FhirResource;
  readonly place: NonNullable<Page['behind']>;
}

/** One kind of resource that can be searched. */
interface Searched<Search> {
  readonly type: 'DocumentReference' | 'List';
  read(pairs: Pairs, options: { strict: boolean }): SearchReading<Search>;
  find(trx: Transaction<CloudSchema>, call: FhirCall, search: Search, page: Page): Promise<Found[]>;
  count(trx: Transaction<CloudSchema>, call: FhirCall, search: Search): Promise<number>;
}

/** ITI-67, Find Document References (IHE ITI MHD: 2:3.67). */
export const documentsSearched: Searched<DocumentSearch> = {
  type: 'DocumentReference',
  read: readDocumentSearch,
  find: async (trx, { caller, base }, search, page) => {
    const documents = await searchDocuments(trx, caller.account.id, search, page);
    return documents.map((document) => ({
      resource: writeDocumentReference(document, base),
      place: document.place,
    }));
  },
  count: (trx, { caller }, search) => countDocuments(trx, caller.account.id, search),
};

/** ITI-66, Find Document Lists (IHE ITI MHD: 2:3.66). */
export const listsSearched: Searched<ListSearch> = {
  type: 'List',
  read: readListSearch,
  find: async (trx, { caller }, search, page) => {
    const lists = await searchLists(trx, caller.account.id, search, page);
    return lists.map((list) => ({ resource: writeList(list), place: list.place }));
  },
  count: (trx, { caller }, search) => countLists(trx, caller.account.id, search),
};

/** Searches and answers one page. */
export async function findResources<Search extends DocumentSearch | ListSearch>(
  options: FindOptions,
  call: FhirCall,
  searched: Searched<Search>,
  given: Pairs,
): Promise<FastifyReply> {
  requireFormat(call);
  const { links } = options;
  const { id: account } = call.caller.account;
  const strict = /(^|[,;\s])handling\s*=\s*"?strict/i.test(
    String(call.request.headers.prefer ?? ''),
  );
  const { pairs, sealedBehind } = links.read(account, given);
  const reading = searched.read(pairs, { strict });
  if (!reading.ok) return refuseCall(options, call, reading.faults);
  const { asked } = reading;
  const behind = links.behind(account, asked.used, sealedBehind);
  tellOf(call, searched.type, asked);
  const { sort, count } = asked;
  const result = await runCall(options, call, async (trx) => {
    const found =
      count === 0
        ? []
        : // One more than asked for tells whether there is another page.
          await searched.find(trx, call, asked.search, { sort, max: count + 1, behind });
    const total =
      count === 0
        ? await searched.count(trx, call, asked.search)
        : totalOf(found.length, count, behind);
    return {
      result: { found, total },
      outcome: 'success' as const,
      deed: {
        action: call.deed.auditAction,
        // Names only: values may name a patient.
        details: {
          query: searched.type,
          parameters: [...new Set(asked.used.map(([name]) => name))],
          results: Math.min(found.length, count),
        },
      },
    };
  });
  return sendResource(call, pageOf(options, call, searched.type, { ...result, asked }));
}

/** Known without counting where the first page holds everything. */
function totalOf(found: number, count: number, behind: Page['behind']): number | undefined {
  return !behind && found <= count ? found : undefined;
}

function pageOf(
  { links }: FindOptions,
  call: FhirCall,
  type: string,
  page: {
    readonly found: readonly Found[];
    readonly total: number | undefined;
    readonly asked: AskedSearch<unknown>;
  },
): FhirResource {
  const { found, total, asked } = page;
  const { base, language, correlationId } = call;
  const { id: account } = call.caller.account;
  const shown = found.slice(0, asked.count);
  const last = shown.at(-1);
  const address = `${base}/${type}`;
  const { used, ignored } = asked;
  const faults = ignored.map((parameter) => ({
    code: 'fhir.unknown-parameter' as const,
    params: { parameter },
  }));
  return writeSearchset({
    base,
    total,
    resources: shown.map(({ resource }) => resource),
    self: links.write(account, address, { used }),
    next:
      last && found.length > shown.length
        ? links.write(account, address, { used, behind: last.place })
        : undefined,
    outcome:
      faults.length > 0
        ? writeOutcome(faults, { language, correlationId, severity: 'warning' })
        : undefined,
  });
}

/** An audit record repository is told the search as it was understood. */
function tellOf(
  call: FhirCall,
  type: string,
  asked: AskedSearch<DocumentSearch | ListSearch>,
): void {
  const query = new URLSearchParams();
  for (const [name, value] of asked.used) query.append(name, value);
  call.told.objects = {
    ...call.told.objects,
    patients: asked.search.patients.flat(),
    query: { id: `${call.base}/${type}`, text: String(query) },
  };
}
