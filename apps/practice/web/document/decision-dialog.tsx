import { ConfirmDialog, useMessages, useRouteMutation } from '@kartoteka/ui';
import {
  type DocumentView,
  getDocument,
  resolveConflict,
  searchDocuments,
} from '../../src/features/documents/contract.ts';

export type Decision = 'send-under-new-id' | 'keep-here';

export interface DecisionDialogProps {
  readonly document: DocumentView;
  readonly decision: Decision | undefined;
  readonly onDone: () => void;
}

/** Asks once more before a conflict of identifiers is decided, with what the decision brings. */
export function DecisionDialog({ document, decision, onDone }: DecisionDialogProps) {
  const t = useMessages();
  const resolve = useRouteMutation(resolveConflict, { refreshes: [getDocument, searchDocuments] });
  if (!decision) return null;
  const { title, text, confirm } = words[decision];
  return (
    <ConfirmDialog
      open
      title={t(title, { title: document.title })}
      confirmLabel={t(confirm)}
      onCancel={onDone}
      onConfirm={async () => {
        await resolve.mutateAsync({ params: { id: document.id }, body: { decision } });
        onDone();
      }}
    >
      <p>{t(text)}</p>
    </ConfirmDialog>
  );
}

const words = {
  'send-under-new-id': {
    title: 'documentPage.decideSendTitle',
    text: 'documentPage.decideSendText',
    confirm: 'documentPage.decideSend',
  },
  'keep-here': {
    title: 'documentPage.decideKeepTitle',
    text: 'documentPage.decideKeepText',
    confirm: 'documentPage.decideKeep',
  },
} as const;

/** Kept here by a decision: its identifier is another document's, and it goes nowhere under it. */
export function isKeptHere({ state, conflictWith }: DocumentView): boolean {
  return state === 'local' && conflictWith !== null;
}
