import {
  Button,
  DataTable,
  DateText,
  EmptyPage,
  Section,
  TextLink,
  useMessages,
  useRoute,
} from '@kartoteka/ui';
import { useState } from 'react';
import { listDue } from '../../src/features/removals/contract.ts';
import { useRoles } from '../use-roles.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { classNames } from './retention-names.ts';

/** What may be removed for its age: proposed here, removed only by a person. */
export function DueSection() {
  const t = useMessages();
  const responsible = useRoles().some((role) => role === 'administrator' || role === 'doctor');
  const { data, error, refetch } = useRoute(listDue, {});
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [removing, setRemoving] = useState(false);
  const documents = data?.documents.filter(({ id }) => chosen.has(id)) ?? [];
  return (
    <Section title={t('removal.dueHeading')}>
      {data && data.classes.length > 0 ? (
        <ul>
          {data.classes.map(({ code, documents: count, since }) => (
            <li key={code}>
              {t(classNames[code])}: {t('removal.documentCount', { count })}, {t('removal.since')}{' '}
              <DateText value={since} />
            </li>
          ))}
        </ul>
      ) : null}
      <DataTable
        captionHidden
        caption={t('removal.dueHeading')}
        columns={[
          {
            id: 'title',
            header: t('removal.columnDocuments'),
            rowHeader: true,
            wide: true,
            cell: ({ id, title }) => <TextLink to={`/documents/${id}`}>{title}</TextLink>,
          },
          {
            id: 'class',
            header: t('removal.columnClass'),
            cell: ({ code }) => t(classNames[code]),
          },
          {
            id: 'since',
            header: t('removal.columnSince'),
            cell: ({ dueSince }) => <DateText value={dueSince} />,
          },
        ]}
        rows={data?.documents}
        rowKey={({ id }) => id}
        rowName={({ title }) => title}
        countText={(count) => t('removal.documentCount', { count })}
        {...(responsible && {
          selection: chosen,
          onSelection: setChosen,
          bulkActions: (
            <Button small look="danger" onClick={() => setRemoving(true)}>
              {t('removal.remove')}
            </Button>
          ),
        })}
        problem={error}
        onRetry={() => void refetch()}
        empty={
          <EmptyPage title={t('removal.dueEmptyTitle')}>{t('removal.dueEmptyText')}</EmptyPage>
        }
      />
      {removing && documents.length > 0 ? (
        <RemoveDialog
          due
          documents={documents}
          onClose={() => {
            setRemoving(false);
            setChosen(new Set());
          }}
        />
      ) : null}
    </Section>
  );
}
