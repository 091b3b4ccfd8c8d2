import {
  Button,
  DataTable,
  DateText,
  EmptyPage,
  Section,
  TextLink,
  useMessages,
  useNavigation,
  useRoute,
  YesNo,
} from '@kartoteka/ui';
import { useState } from 'react';
import { searchDocuments } from '../../src/features/documents/contract.ts';
import { ReplacedTag } from '../document/document-state-tag.tsx';

const pageSize = 10;

/** The patient's documents, newest first. */
export function PatientDocuments({ patientId }: { readonly patientId: string }) {
  const t = useMessages();
  const { go } = useNavigation();
  const [page, setPage] = useState(1);
  const [withReplaced, setWithReplaced] = useState(false);
  const { data, error, refetch } = useRoute(searchDocuments, {
    body: { patientId, page, pageSize, withReplaced, sort: 'issuedAt' },
  });
  return (
    <Section title={t('patients.documents')}>
      <DataTable
        captionHidden
        caption={t('patients.documents')}
        columns={[
          {
            id: 'title',
            header: t('consents.documentName'),
            rowHeader: true,
            wide: true,
            cell: (row) => (
              <>
                <TextLink to={`/documents/${row.id}`}>{row.title}</TextLink>
                {row.replaced ? ' ' : ''}
                {row.replaced ? <ReplacedTag /> : null}
              </>
            ),
          },
          { id: 'kind', header: t('archive.columnKind'), wide: true, cell: (row) => row.kindName },
          {
            id: 'issued',
            header: t('consents.issuedOn'),
            cell: (row) => <DateText value={row.issuedAt ?? undefined} />,
          },
          {
            id: 'cloud',
            header: t('archive.columnRepository'),
            cell: (row) => <YesNo value={row.inCloud} />,
          },
          {
            id: 'consent',
            header: t('archive.columnConsent'),
            cell: (row) => <YesNo value={row.consented} />,
          },
        ]}
        rows={data?.rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        countText={(count) => t('kinds.documents', { count })}
        {...(data && {
          page: { page: data.page, pages: Math.ceil(data.total / pageSize), total: data.total },
        })}
        onPage={setPage}
        problem={error}
        onRetry={() => void refetch()}
        empty={
          <EmptyPage
            title={t('patients.documentsEmpty')}
            action={<Button onClick={() => go('/archive')}>{t('patients.openArchive')}</Button>}
          >
            {t('patients.documentsEmptyText')}
          </EmptyPage>
        }
      />
      <div>
        <Button
          small
          look="quiet"
          onClick={() => {
            setPage(1);
            setWithReplaced(!withReplaced);
          }}
        >
          {t(withReplaced ? 'removal.hideReplaced' : 'removal.showReplaced')}
        </Button>
      </div>
    </Section>
  );
}
