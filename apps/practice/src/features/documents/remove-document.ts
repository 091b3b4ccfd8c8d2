import { documentKind } from '@kartoteka/cda';
import type { Clock } from '@kartoteka/kernel';
import { type ContentId, type ContentStore, recordAudit } from '@kartoteka/service';
import type { Transaction } from 'kysely';
import type { PracticeSchema } from '../../schema.ts';
import type { Acting } from '../acting.ts';
import { deleteReplacements } from './replacement-store.ts';
import { emptyDocument, findDocument, insertDocumentEvent } from './store.ts';

/**
 * Takes a document out of the archive within the transaction that records its removal: the copy and
 * everything that was read from it go, a trace and its history stay. Again it does nothing.
 */
export async function removeDocument(
  trx: Transaction<PracticeSchema>,
  parts: { readonly contents: ContentStore; readonly clock: Clock },
  acting: Acting,
  id: string,
): Promise<void> {
  const document = await findDocument(trx, id);
  if (!document || document.state === 'removed') return;
  const at = parts.clock.now();
  const { contentId, kind, patientId } = document;
  await emptyDocument(trx, id, documentKind(kind)?.names.pl ?? kind);
  await deleteReplacements(trx, id);
  if (contentId !== null) await parts.contents.remove(trx, 'practice', contentId as ContentId);
  await insertDocumentEvent(trx, { documentId: id, at, what: 'removed', by: acting.name });
  await recordAudit(trx, {
    at,
    actor: acting.actor,
    action: 'document.remove',
    subject: { kind: 'document', id },
    ...(patientId && { patient: patientId }),
    outcome: 'success',
    correlationId: acting.correlationId,
  });
}
