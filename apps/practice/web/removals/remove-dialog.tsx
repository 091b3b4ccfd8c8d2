import {
  Button,
  Dialog,
  Form,
  Notice,
  TextField,
  TextLink,
  type Translate,
  useForm,
  useMessages,
  useRouteMutation,
} from '@kartoteka/ui';
import { useState } from 'react';
import { getBoard } from '../../src/features/board/contract.ts';
import { getDocument, searchDocuments } from '../../src/features/documents/contract.ts';
import {
  listDue,
  listRemovals,
  proposeRemoval,
  type RemovalView,
} from '../../src/features/removals/contract.ts';
import { removalStates } from './removal-states.ts';

export interface RemoveDialogProps {
  readonly documents: readonly { readonly id: string; readonly title: string }[];
  /** Their time is over: one person is enough. */
  readonly due?: boolean;
  readonly onClose: () => void;
}

/** "Usuń": what goes, why, and that a second person has to say so too. */
export function RemoveDialog({ documents, due = false, onClose }: RemoveDialogProps) {
  const t = useMessages();
  const [proposed, setProposed] = useState<RemovalView>();
  const count = documents.length;
  const title =
    count === 1
      ? t('removal.dialogTitle', { title: documents[0]?.title ?? '' })
      : t('removal.dialogTitleMany', { count });
  return (
    <Dialog open title={title} onClose={onClose}>
      {proposed ? (
        <Proposed removal={proposed} onClose={onClose} />
      ) : (
        <Reason documents={documents} due={due} onProposed={setProposed} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Reason({
  documents,
  due,
  onProposed,
  onClose,
}: Required<RemoveDialogProps> & { readonly onProposed: (removal: RemovalView) => void }) {
  const t = useMessages();
  const propose = useRouteMutation(proposeRemoval, {
    refreshes: [listRemovals, listDue, getDocument, searchDocuments, getBoard],
  });
  const form = useForm({
    initial: { reason: due ? t('removal.dueReason') : '' },
    check: ({ reason }) => checkReason(t, reason.trim()),
    send: async ({ reason }) => {
      const documentIds = documents.map(({ id }) => id);
      onProposed(await propose.mutateAsync({ body: { documentIds, reason: reason.trim() } }));
    },
  });
  return (
    <>
      <p>{t(due ? 'removal.dialogDueText' : 'removal.dialogText')}</p>
      <Form
        danger
        form={form}
        submitLabel={t(due ? 'removal.removeNow' : 'removal.propose')}
        beside={<Button onClick={onClose}>{t('common.cancel')}</Button>}
      >
        <TextField
          name="reason"
          lines={3}
          label={t('removal.reason')}
          hint={t('removal.reasonHint')}
        />
      </Form>
    </>
  );
}

const reasonCharactersMin = 3;
const reasonCharactersMax = 500;

function checkReason(t: Translate, reason: string): Record<string, string> {
  const field = t('removal.reason');
  if (reason.length < reasonCharactersMin) return { reason: t('form.enterField', { field }) };
  if (reason.length <= reasonCharactersMax) return {};
  return { reason: t('form.tooLong', { field, max: reasonCharactersMax }) };
}

function Proposed({
  removal,
  onClose,
}: {
  readonly removal: RemovalView;
  readonly onClose: () => void;
}) {
  const t = useMessages();
  const { state, checking } = removal;
  const done = state === 'done';
  return (
    <>
      <Notice
        live
        kind={done ? 'good' : 'info'}
        title={t(checking ? 'removal.stateChecking' : removalStates[state].key)}
        action={<TextLink to="/removals">{t('removal.openList')}</TextLink>}
      >
        {t(done ? 'removal.doneText' : checking ? 'removal.checkingText' : 'removal.proposedText')}
      </Notice>
      <p>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </p>
    </>
  );
}
