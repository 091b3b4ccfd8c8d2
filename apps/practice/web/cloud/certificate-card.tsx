import { clinicalDateTime } from '@kartoteka/messages';
import {
  FactList,
  Identifier,
  Section,
  StateTag,
  type Translate,
  useMessages,
} from '@kartoteka/ui';
import type { CloudLinkView } from '../../src/features/cloud-link/contract.ts';
import styles from './cloud.module.css';

type Certificate = CloudLinkView['certificates'][number];

export interface CertificateCardProps {
  readonly title: string;
  readonly certificate: Certificate | undefined;
}

/** Days left from which a certificate is worth a warning (UX-31). */
const daysNotice = 30;

/** A certificate of the account: serial number and period first, the rest for those who compare. */
export function CertificateCard({ title, certificate }: CertificateCardProps) {
  const t = useMessages();
  return (
    <Section title={title}>
      <div className={styles.card}>
        {certificate ? <Facts certificate={certificate} /> : <p>{t('cloud.noCertificate')}</p>}
      </div>
    </Section>
  );
}

function Facts({ certificate }: { readonly certificate: Certificate }) {
  const t = useMessages();
  const { serialNumber, notBefore, notAfter, sha256, subject, issuer } = certificate;
  return (
    <FactList
      facts={[
        {
          label: t('cloud.serialNumber'),
          value: <Identifier labelHidden label={t('cloud.serialNumber')} value={serialNumber} />,
        },
        {
          label: t('cloud.period'),
          value: (
            <span className={styles.account}>
              {`${secondText(notBefore)} - ${secondText(notAfter)}`}
              <Days t={t} daysLeft={certificate.daysLeft} />
            </span>
          ),
        },
        { label: t('cloud.subject'), value: subject },
        { label: t('cloud.issuer'), value: issuer },
        {
          label: t('cloud.fingerprint'),
          value: <Identifier labelHidden label={t('cloud.fingerprint')} value={sha256} />,
        },
      ]}
    />
  );
}

function Days({ t, daysLeft }: { readonly t: Translate; readonly daysLeft: number }) {
  if (daysLeft < 0) return <StateTag kind="bad">{t('state.expired')}</StateTag>;
  if (daysLeft > daysNotice) return <StateTag kind="good">{t('state.active')}</StateTag>;
  return <StateTag kind="warn">{t('state.expiresIn', { days: daysLeft })}</StateTag>;
}

/** Date and time to the second, as certificates are compared: `2021-06-09 08:07:21`. */
function secondText(instant: string): string {
  const seconds = String(new Date(instant).getUTCSeconds()).padStart(2, '0');
  return `${clinicalDateTime(instant)}:${seconds}`;
}
