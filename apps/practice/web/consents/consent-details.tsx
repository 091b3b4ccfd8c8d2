import { DateText, FactList, Section, TextLink, useMessages } from '@kartoteka/ui';
import type { ConsentView } from '../../src/features/shares/contract.ts';
import { ConsentStateTag } from './consent-state-tag.tsx';
import styles from './consents.module.css';

/** What a consent says; its receipts as times of the cloud. */
export function ConsentDetails({ consent }: { readonly consent: ConsentView }) {
  const t = useMessages();
  const receipt = (at: string | null) =>
    at ? <DateText withTime value={at} /> : t('consentRegister.notSentYet');
  return (
    <Section title={t('consentRegister.details')}>
      <div className={styles.card}>
        <FactList
          facts={[
            { label: t('consents.dateFrom'), value: <DateText value={consent.from} /> },
            { label: t('consents.dateTo'), value: <DateText value={consent.to} /> },
            {
              label: t('consents.patient'),
              value: (
                <TextLink to={`/patients/${consent.patientId}`}>{consent.patientName}</TextLink>
              ),
            },
            {
              label: t('consents.recipient'),
              value: `${consent.recipient.name} (${t('consentRegister.recipientPatient')})`,
            },
            { label: t('consents.reason'), value: consent.reason },
            { label: t('consentRegister.state'), value: <ConsentStateTag consent={consent} /> },
            { label: t('consentRegister.sentAt'), value: receipt(consent.sentAt) },
            ...(['revoking', 'revoked'].includes(consent.state)
              ? [{ label: t('consentRegister.revokedAt'), value: receipt(consent.revokedAt) }]
              : []),
            { label: t('consentRegister.createdBy'), value: consent.createdBy },
          ]}
        />
      </div>
    </Section>
  );
}
