import {
  ConfirmDialog,
  DataTable,
  DateText,
  type RowAction,
  StateTag,
  TextLink,
  type Translate,
  useMessages,
  useRouteMutation,
} from '@kartoteka/ui';
import { type ReactNode, useState } from 'react';
import { getBoard } from '../../src/features/board/contract.ts';
import { getDocument, searchDocuments } from '../../src/features/documents/contract.ts';
import {
  decideRemoval,
  listRemovals,
  type RemovalView,
} from '../../src/features/removals/contract.ts';
import { useRoles } from '../use-roles.ts';
import { removalStates } from './removal-states.ts';

type Decision = 'confirm' | 'reject' | 'withdraw';

export interface RemovalTableProps {
  readonly caption: string;
  readonly removals: readonly RemovalView[] | undefined;
  readonly empty: ReactNode;
}

/** Removals with what the signed-in person may decide about them. */
export function RemovalTable({ caption, removals, empty }: RemovalTableProps) {
  const t = useMessages();
  const responsible = useRoles().some((role) => role === 'administrator' || role === 'doctor');
  const [asked, setAsked] = useState<{ removal: RemovalView; decision: Decision }>();
  const actions = (removal: RemovalView): RowAction[] =>
    (['confirm', 'reject', 'withdraw'] as const)
      .filter((decision) => responsible && removal.may[decision])
      .map((decision) => ({
        label: t(words[decision].label),
        run: () => setAsked({ removal, decision }),
      }));
  return (
    <>
      <DataTable
        captionHidden
        caption={caption}
        columns={[
          {
            id: 'documents',
            header: t('removal.columnDocuments'),
            rowHeader: true,
            wide: true,
            cell: (removal) => <Documents removal={removal} />,
          },
          {
            id: 'reason',
            header: t('removal.columnReason'),
            wide: true,
            cell: (removal) => removal.reason,
          },
          {
            id: 'requested',
            header: t('removal.columnRequested'),
            cell: (removal) => <Who name={removal.requestedBy} at={removal.requestedAt} />,
          },
          {
            id: 'decided',
            header: t('removal.columnDecided'),
            cell: (removal) =>
              removal.decidedBy && removal.decidedAt ? (
                <Who name={removal.decidedBy} at={removal.decidedAt} />
              ) : (
                t(removal.early ? 'removal.nobodyYet' : 'removal.nobodyNeeded')
              ),
          },
          {
            id: 'state',
            header: t('removal.columnState'),
            cell: (removal) => <RemovalState removal={removal} />,
          },
        ]}
        rows={removals}
        rowKey={(removal) => removal.id}
        rowName={(removal) => nameOf(t, removal)}
        countText={(count) => t('removal.count', { count })}
        actions={actions}
        empty={empty}
      />
      {asked ? <Ask {...asked} onDone={() => setAsked(undefined)} /> : null}
    </>
  );
}

function nameOf(t: Translate, { documents }: RemovalView): string {
  return documents.length === 1
    ? (documents[0]?.title ?? '')
    : t('removal.documentCount', { count: documents.length });
}

const linksMax = 5;

function Documents({ removal }: { readonly removal: RemovalView }) {
  const t = useMessages();
  const { documents } = removal;
  return (
    <div>
      {documents.slice(0, linksMax).map(({ id, title }) => (
        <div key={id}>
          <TextLink to={`/documents/${id}`}>{title}</TextLink>
        </div>
      ))}
      {documents.length > linksMax
        ? t('removal.andMore', { count: documents.length - linksMax })
        : null}
    </div>
  );
}

function Who({ name, at }: { readonly name: string; readonly at: string }) {
  return (
    <div>
      <div>{name}</div>
      <DateText withTime value={at} />
    </div>
  );
}

function RemovalState({ removal }: { readonly removal: RemovalView }) {
  const t = useMessages();
  if (removal.checking) return <StateTag kind="unknown">{t('removal.stateChecking')}</StateTag>;
  const { kind, key } = removalStates[removal.state];
  return <StateTag kind={kind}>{t(key)}</StateTag>;
}

const words = {
  confirm: {
    label: 'removal.confirm',
    title: 'removal.confirmTitle',
    text: 'removal.confirmText',
  },
  reject: { label: 'removal.reject', title: 'removal.rejectTitle', text: 'removal.rejectText' },
  withdraw: {
    label: 'removal.withdraw',
    title: 'removal.withdrawTitle',
    text: 'removal.withdrawText',
  },
} as const;

function Ask({
  removal,
  decision,
  onDone,
}: {
  readonly removal: RemovalView;
  readonly decision: Decision;
  readonly onDone: () => void;
}) {
  const t = useMessages();
  const decide = useRouteMutation(decideRemoval, {
    refreshes: [listRemovals, getDocument, searchDocuments, getBoard],
  });
  const { label, title, text } = words[decision];
  return (
    <ConfirmDialog
      open
      danger={decision === 'confirm'}
      title={t(title)}
      confirmLabel={t(label)}
      onCancel={onDone}
      onConfirm={async () => {
        await decide.mutateAsync({ params: { id: removal.id }, body: { decision } });
        onDone();
      }}
    >
      <p>
        <strong>{nameOf(t, removal)}</strong>
      </p>
      <p>{t('removal.reasonOf', { name: removal.requestedBy, reason: removal.reason })}</p>
      <p>{t(text)}</p>
    </ConfirmDialog>
  );
}
