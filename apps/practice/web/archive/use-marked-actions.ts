import type { MessageKey } from '@kartoteka/messages';
import { ClientProblem, useCallRoute } from '@kartoteka/ui';
import { useCallback, useEffect, useState } from 'react';
import { type DocumentRow, getDocument } from '../../src/features/documents/contract.ts';
import { useDocumentFiles } from '../document/use-document-files.ts';

type HintKey = Extract<
  MessageKey,
  | 'archive.markFirst'
  | 'archive.markOne'
  | 'archive.conflictFirst'
  | 'archive.markOnePatient'
  | 'archive.noAttachment'
>;

type NextKey = 'archive.markOnePatientNext' | 'archive.conflictFirstNext';

/** What came of an action, said below the buttons. */
export type MarkedOutcome =
  | { readonly kind: 'saved'; readonly count: number }
  | { readonly kind: 'hint'; readonly key: HintKey; readonly next?: NextKey }
  | { readonly kind: 'blocked'; readonly id: string }
  | { readonly kind: 'problem'; readonly problem: ClientProblem; readonly turn: number };

type ActionKey = 'archive.saveCda' | 'archive.showInBrowser' | 'archive.saveAttachment';

/** Which action runs, and how far it is. */
export interface BusyAction {
  readonly action: ActionKey;
  readonly number: number;
  readonly count: number;
}

/** The actions on marked documents and what came of the last one. */
export function useMarkedActions(
  marked: readonly DocumentRow[],
  onShare: (documents: readonly DocumentRow[]) => void,
) {
  const call = useCallRoute();
  const files = useDocumentFiles();
  const [busy, setBusy] = useState<BusyAction>();
  const [outcome, setOutcome] = useState<MarkedOutcome>();
  const ids = marked.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: other marks make the last words stale.
  useEffect(() => setOutcome(undefined), [ids]);

  /** One document after the other; stops at the first that fails, with what was saved until then. */
  const each = async (
    action: ActionKey,
    documents: readonly DocumentRow[],
    work: (document: DocumentRow) => Promise<MarkedOutcome | number>,
  ) => {
    setOutcome(undefined);
    let count = 0;
    try {
      for (const [index, document] of documents.entries()) {
        setBusy({ action, number: index + 1, count: documents.length });
        const result = await work(document);
        if (typeof result !== 'number') return setOutcome(result);
        count += result;
      }
      if (count > 0) setOutcome({ kind: 'saved', count });
    } catch (cause) {
      if (!(cause instanceof ClientProblem)) throw cause;
      setOutcome({ kind: 'problem', problem: cause, turn: performance.now() });
    } finally {
      setBusy(undefined);
    }
  };
  const hint = (key: HintKey) => setOutcome({ kind: 'hint', key });

  const share = useCallback(() => {
    if (marked.length === 0) return setOutcome({ kind: 'hint', key: 'archive.markFirst' });
    if (new Set(marked.map(({ patientId }) => patientId)).size > 1) {
      const next = 'archive.markOnePatientNext';
      return setOutcome({ kind: 'hint', key: 'archive.markOnePatient', next });
    }
    if (marked.some(({ state }) => state === 'conflict')) {
      const next = 'archive.conflictFirstNext';
      return setOutcome({ kind: 'hint', key: 'archive.conflictFirst', next });
    }
    setOutcome(undefined);
    onShare(marked);
  }, [marked, onShare]);

  return {
    busy,
    outcome,
    share,
    saveCda: () => {
      if (marked.length === 0) return hint('archive.markFirst');
      void each('archive.saveCda', marked, async (document) => {
        await files.savePart(document, 'pair');
        return 1;
      });
    },
    show: () => {
      if (marked.length === 0) return hint('archive.markFirst');
      if (marked.length > 1) return hint('archive.markOne');
      void each('archive.showInBrowser', marked, async ({ id }) =>
        (await files.showPage(id)) ? 0 : { kind: 'blocked', id },
      );
    },
    saveAttachments: () => {
      if (marked.length === 0) return hint('archive.markFirst');
      const withAny = marked.filter(({ attachments }) => attachments > 0);
      if (withAny.length === 0) return hint('archive.noAttachment');
      void each('archive.saveAttachment', withAny, async ({ id }) => {
        const { attachmentList } = await call(getDocument, { params: { id } });
        for (const attachment of attachmentList) await files.saveAttachment(id, attachment);
        return attachmentList.length;
      });
    },
  };
}
