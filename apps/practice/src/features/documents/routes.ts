import { describeRemoved, documentKind, findingText } from '@kartoteka/cda';
import { type Language, Problem } from '@kartoteka/kernel';
import { bindRoute, type Database, recordAudit } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { zipSync } from 'fflate';
import type { PracticeSchema } from '../../schema.ts';
import { type Acting, actingOf } from '../acting.ts';
import type { OutboxService } from '../outbox/service.ts';
import type { ArchiveService } from './archive-service.ts';
import type { ImportResult } from './contract.ts';
import * as contract from './contract.ts';
import { isHeldByConflict } from './document.ts';
import { type Imported, type ImportOptions, importDocument } from './import-document.ts';
import type { SearchService } from './search-service.ts';

export interface DocumentRoutesOptions {
  readonly database: Database<PracticeSchema>;
  readonly archive: ArchiveService;
  readonly search: SearchService;
  readonly outbox: OutboxService;
  readonly importing: ImportOptions;
}

const everyone = { access: { roles: 'any' } } as const;
const megabyte = 1024 * 1024;
/** Largest file that is taken, whichever way it comes. */
export const fileBytesMax = 100 * megabyte;

/** "Archiwum dokumentów". */
export function bindDocumentRoutes(server: FastifyInstance, options: DocumentRoutesOptions): void {
  const { archive, search, outbox } = options;
  bindRoute(server, contract.searchDocuments, everyone, (input) =>
    search.search(actingOf(input), input.body, input.language),
  );
  bindRoute(
    server,
    contract.importDocument,
    { ...everyone, streamBody: true, limits: { bodyBytesMax: fileBytesMax } },
    async (input) => {
      const { name, source } = input.query;
      const announced = Number(input.request.headers['content-length'] ?? 0);
      return importFile(options.importing, {
        acting: actingOf(input),
        name,
        source,
        stream: input.stream,
        bytesAnnounced: announced,
        language: input.language,
      });
    },
  );
  bindRoute(server, contract.getDocument, everyone, (input) =>
    search.view(actingOf(input), input.params.id, input.language),
  );
  bindRoute(server, contract.listVersions, everyone, async (input) => ({
    versions: await archive.versions(input.params.id),
  }));
  bindRoute(server, contract.sendDocuments, everyone, async (input) => {
    const acting = actingOf(input);
    const queued = await options.database.inScope({ kind: 'practice' }, async (trx) => {
      let count = 0;
      for (const id of input.body.ids) {
        const document = await archive.port.find(trx, id);
        if (!document) throw new Problem('service.not-found');
        if (isHeldByConflict(document)) throw new Problem('practice.conflict-open');
        if (await outbox.enqueue(trx, acting, document)) count += 1;
      }
      return count;
    });
    return { queued };
  });
  bindRoute(server, contract.resolveConflict, everyone, async (input) => {
    const { id } = input.params;
    const send = input.body.decision === 'send-under-new-id';
    await archive.resolveConflict(actingOf(input), { id, send, outbox });
    return search.view(actingOf(input), id, input.language);
  });
  bindFileRoutes(server, archive);
}

function bindFileRoutes(server: FastifyInstance, archive: ArchiveService): void {
  bindRoute(server, contract.renderDocument, everyone, async (input) => {
    const { id } = input.params;
    const { html } = await archive.show(actingOf(input), id, input.language);
    return {
      contentType: 'text/html; charset=utf-8',
      bytes: Buffer.from(html),
      ...(input.query.download === 'yes' && { saveAs: `${id}.html` }),
    };
  });
  bindRoute(server, contract.renderNotice, everyone, async ({ params, language }) => {
    const { removed, stylesheet } = await archive.notice(params.id, language);
    return { notice: describeRemoved(removed, language) ?? null, stylesheet };
  });
  bindRoute(server, contract.downloadDocument, everyone, async (input) => {
    const { id, part } = input.params;
    const files = await archive.save(actingOf(input), id, input.language);
    const [xml, xsl] = files;
    if (!xml || !xsl) throw new Problem('service.not-found');
    if (part === 'pair') {
      const entries = files.map((file) => [file.name, [file.bytes, { level: 0 }]] as const);
      const bytes = zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]);
      return { contentType: 'application/zip', bytes, saveAs: xml.name.replace(/\.xml$/, '.zip') };
    }
    const file = part === 'xml' ? xml : xsl;
    return { contentType: file.mime, bytes: file.bytes, saveAs: file.name };
  });
  bindRoute(server, contract.downloadAttachment, everyone, async (input) => {
    const { id, index } = input.params;
    const file = await archive.attachment(actingOf(input), id, index);
    return {
      contentType: file.attachment.mime,
      bytes: file.bytes,
      ...(input.query.show === 'no' && { saveAs: file.attachment.name }),
    };
  });
}

/**
 * One file from a stream: what is wrong with it is the answer, not a failure of the call, so that a
 * folder of many files ends with a line for each.
 */
export async function importFile(
  options: ImportOptions,
  file: {
    readonly acting: Acting;
    readonly name: string;
    readonly source: 'drop' | 'folder' | 'rest' | 'command';
    readonly stream: AsyncIterable<Uint8Array>;
    /** As the sender says, where it does: nothing is read of a file that is too large. */
    readonly bytesAnnounced?: number;
    readonly language: Language;
  },
): Promise<ImportResult> {
  try {
    if ((file.bytesAnnounced ?? 0) > fileBytesMax) throw new Problem('service.body-too-large');
    const pieces: Uint8Array[] = [];
    for await (const piece of file.stream) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    const imported = await importDocument(options, file.acting, { ...file, bytes });
    return resultOf(imported, file);
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.definition.status >= 500) throw thrown;
    const problem =
      thrown.code === 'service.body-too-large'
        ? new Problem('practice.too-large', { params: { megabytesMax: fileBytesMax / megabyte } })
        : thrown;
    await recordRefusal(options, file, problem);
    return refusedResult(file.name, problem, file.language);
  }
}

/** Neither the name of the file nor anything of it: both may name a patient. */
function recordRefusal(
  { database, clock }: ImportOptions,
  file: { readonly acting: Acting; readonly source: string },
  problem: Problem,
): Promise<void> {
  const { actor, correlationId } = file.acting;
  return database.inScope({ kind: 'practice' }, (trx) =>
    recordAudit(trx, {
      at: clock.now(),
      actor,
      action: 'document.import',
      outcome: problem.code,
      correlationId,
      details: { source: file.source },
    }),
  );
}

function resultOf(
  imported: Imported,
  { name, language }: { readonly name: string; readonly language: Language },
): ImportResult {
  const { document } = imported;
  return {
    fileName: name,
    outcome: imported.outcome,
    documentId: document.id,
    kind: document.kind,
    kindName: documentKind(document.kind)?.names[language] ?? document.kind,
    patientId: document.patientId,
    patientName: imported.patientName,
    patientCreated: imported.patientCreated,
    findings: document.findings.map((finding) => ({
      code: finding.code,
      severity: finding.severity,
      place: finding.place,
      text: findingText(finding, language),
    })),
    problem: null,
  };
}

function refusedResult(fileName: string, problem: Problem, language: Language): ImportResult {
  return {
    fileName,
    outcome: 'refused',
    documentId: null,
    kind: null,
    kindName: null,
    patientId: null,
    patientName: null,
    patientCreated: false,
    findings: [],
    problem: {
      code: problem.code,
      text: problem.text(language),
      next: problem.next(language),
      place: problem.place ?? null,
    },
  };
}
