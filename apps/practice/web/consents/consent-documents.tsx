import { DataTable, DateText, Identifier, Section, TextLink, useMessages } from '@kartoteka/ui';
import type { ConsentView } from '../../src/features/shares/contract.ts';

/** The documents that a consent covers. */
export function ConsentDocuments({ consent }: { readonly consent: ConsentView }) {
  const t = useMessages();
  return (
    <Section title={t('consentRegister.documentList')}>
      <DataTable
        captionHidden
        caption={t('consentRegister.documentList')}
        columns={[
          {
            id: 'id',
            header: t('consents.documentId'),
            cell: (row) => (
              <Identifier labelHidden label={t('consents.documentId')} value={row.uniqueId} />
            ),
          },
          {
            id: 'name',
            header: t('consents.documentName'),
            rowHeader: true,
            wide: true,
            cell: (row) => <TextLink to={`/documents/${row.id}`}>{row.name}</TextLink>,
          },
          {
            id: 'issued',
            header: t('consents.issuedOn'),
            cell: (row) => <DateText value={row.issuedAt ?? undefined} />,
          },
          {
            id: 'sent',
            header: t('consents.sent'),
            cell: (row) =>
              row.sentAt ? <DateText withTime value={row.sentAt} /> : t('consentRegister.notSent'),
          },
        ]}
        rows={consent.documentList}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        countText={(count) => t('consentRegister.revokeDocuments', { count })}
        empty={null}
      />
    </Section>
  );
}
