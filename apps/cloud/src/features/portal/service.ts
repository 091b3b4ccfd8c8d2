import { documentKinds, type Renderer } from '@kartoteka/cda';
import type { AccountId } from '@kartoteka/kernel';
import { type Clock, type Language, Problem } from '@kartoteka/kernel';
import {
  type ContentId,
  type ContentStore,
  type Database,
  recordAudit,
  type Session,
} from '@kartoteka/service';
import { type DocumentEntry, dtmDate, readPerson } from '@kartoteka/xds';
import type { Transaction } from 'kysely';
import type { CloudSchema } from '../../schema.ts';
import { recordedReadings } from './recorded-readings.ts';
import { findOpened, findPerson, findShared, insertOpened, type SharedDocument } from './store.ts';

type Trx = Transaction<CloudSchema>;
const accessEntriesMax = 500;

export interface PortalServiceOptions {
  readonly database: Database<CloudSchema>;
  readonly contents: ContentStore;
  readonly renderer: Renderer;
  readonly clock: Clock;
}

export interface PortalCall {
  readonly session: Session;
  readonly correlationId: string;
}

export type PortalService = ReturnType<typeof createPortalService>;

/** What a patient does in the portal. Every query runs in the person's own scope. */
export function createPortalService(options: PortalServiceOptions) {
  const { database, contents, renderer, clock } = options;

  /** By the application's clock, also where content is read: a demo may move it. */
  const scopeOf = ({ subject }: Session) =>
    ({ kind: 'person', person: subject, moment: clock.now() }) as const;
  const asPerson = <T>({ session }: PortalCall, work: (trx: Trx) => Promise<T>): Promise<T> =>
    database.inScope(scopeOf(session), work);
  const personOf = async (trx: Trx) => {
    const person = await findPerson(trx);
    if (!person) throw new Problem('service.not-found');
    return person;
  };

  const readings = recordedReadings(clock);
  /** A page of the person's own, its reading recorded once in a while (recorded-readings.ts). */
  const readPage = async <T>(
    call: PortalCall,
    page: 'list' | 'access',
    work: (trx: Trx, person: Awaited<ReturnType<typeof personOf>>) => Promise<T>,
  ): Promise<T> => {
    const due = readings.isDue(call.session.id, page);
    const shown = await asPerson(call, async (trx) => {
      const person = await personOf(trx);
      const result = await work(trx, person);
      if (!due) return result;
      await recordAudit(trx, {
        tenant: person.tenant,
        at: clock.now(),
        actor: { kind: 'person', id: person.id, display: person.name },
        action: `portal.${page}`,
        patient: person.id,
        outcome: 'success',
        correlationId: call.correlationId,
      });
      return result;
    });
    if (due) readings.keep(call.session.id, page);
    return shown;
  };

  /** The bytes of a share, after the opening was recorded; what no consent shows is not there. */
  const open = async (call: PortalCall, shareId: string, what: 'page' | 'html' | 'xml') => {
    const shared = await asPerson(call, async (trx) => {
      const person = await personOf(trx);
      const [found] = await findShared(trx, shareId);
      if (!found) throw new Problem('service.not-found');
      await insertOpened(trx, {
        tenant: person.tenant,
        personId: person.id,
        shareId,
        at: clock.now(),
        what,
      });
      await recordAudit(trx, {
        tenant: person.tenant,
        at: clock.now(),
        actor: { kind: 'person', id: person.id, display: person.name },
        action: 'portal.open',
        subject: { kind: 'share', id: shareId },
        patient: person.id,
        outcome: 'success',
        correlationId: call.correlationId,
        details: { what },
      });
      return found;
    });
    const { bytes } = await contents.read(
      shared.tenant as AccountId,
      shared.contentId as ContentId,
      { scope: scopeOf(call.session) },
    );
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(piece);
    return { shared, bytes: Buffer.concat(pieces) };
  };

  return {
    list: (call: PortalCall, language: Language) =>
      readPage(call, 'list', async (trx, person) => {
        const shared = await findShared(trx);
        return {
          person: person.name,
          organisation: person.organisation,
          documents: shared.map((one) => documentOf(one, language)),
        };
      }),

    /** The document as a page. @throws Problem `service.not-found`, `cda.render-*` */
    show: async (
      call: PortalCall,
      shareId: string,
      options: { readonly language: Language; readonly download: boolean },
    ) => {
      const { shared, bytes } = await open(call, shareId, options.download ? 'html' : 'page');
      const { html } = await renderer.render(bytes, { language: options.language });
      return { html, title: shared.title };
    },

    /** The bytes as they were stored. @throws Problem `service.not-found` */
    download: (call: PortalCall, shareId: string) => open(call, shareId, 'xml'),

    /** Who opened what. The patient's own openings; the account's trail has those of others. */
    access: (call: PortalCall) =>
      readPage(call, 'access', async (trx, person) => {
        const listed = new Map((await findShared(trx)).map((one) => [one.uniqueId, one]));
        const opened = await findOpened(trx, accessEntriesMax);
        return {
          entries: opened.map(({ id, uniqueId, at, what }) => {
            const shared = uniqueId === null ? undefined : listed.get(uniqueId);
            return {
              id: String(id),
              at: at.toISOString(),
              who: person.name,
              what,
              documentId: shared?.shareId ?? null,
              title: shared?.title ?? '',
            };
          }),
        };
      }),
  };
}

function documentOf(shared: SharedDocument, language: Language) {
  const entry = shared.metadata as DocumentEntry;
  const author = entry.authors[0]?.person;
  const person = author && readPerson(author);
  return {
    id: shared.shareId,
    title: shared.title,
    language: entry.languageCode ?? null,
    kindName: kindNameOf(entry, language),
    organisation: shared.organisation,
    author: person ? [person.prefix, person.given, person.family].filter(Boolean).join(' ') : '',
    issuedAt: entry.creationTime ? dtmDate(entry.creationTime).toISOString() : null,
    visibleTo: shared.validTo,
    reason: shared.reason,
    openedBefore: shared.opened,
  };
}

/** By the document class where a kind has it for its own, else what the sender called it. */
function kindNameOf(entry: DocumentEntry, language: Language): string {
  const matching = documentKinds.filter(
    (kind) => entry.classCode && kind.classes.includes(entry.classCode.code),
  );
  const [only] = matching;
  if (only && matching.length === 1) return only.names[language];
  return entry.classCode?.display[0]?.value ?? entry.title[0]?.value ?? '';
}
