import {
  Button,
  EmptyPage,
  Loading,
  Page,
  ProblemNotice,
  Row,
  Section,
  useMessages,
  useNavigation,
  useRoute,
} from '@kartoteka/ui';
import { type CloudLinkView, getCloudLink } from '../../src/features/cloud-link/contract.ts';
import { useIsAdministrator } from '../use-roles.ts';
import { AccountData } from './account-data.tsx';
import { AccountIdentifiers } from './account-identifiers.tsx';
import { CertificateCard } from './certificate-card.tsx';
import styles from './cloud.module.css';
import { ConnectionTest } from './connection-test.tsx';
import { LastProblem } from './last-problem.tsx';

/** "Zarządzanie kontem dla eRepozytorium w chmurze". */
export function CloudPage() {
  const t = useMessages();
  const { go } = useNavigation();
  const administrator = useIsAdministrator();
  const { data, error, refetch } = useRoute(getCloudLink, {});
  const register = (look: 'primary' | 'plain') => (
    <Button look={look} onClick={() => go('/cloud/registration')}>
      {t(data?.connected ? 'cloud.update' : 'cloud.register')}
    </Button>
  );
  return (
    <Page
      title={t('cloud.heading')}
      action={
        <Row>
          <Button onClick={() => go('/cloud/structure')}>{t('cloud.structure')}</Button>
          {administrator && data?.connected ? register('plain') : null}
        </Row>
      }
    >
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      {data && !data.connected ? (
        <EmptyPage
          title={t('cloud.emptyTitle')}
          action={administrator ? register('primary') : null}
        >
          {t('cloud.emptyText')}
          {administrator ? '' : ` ${t('cloud.emptyOthers')}`}
        </EmptyPage>
      ) : null}
      {data?.connected ? <Account link={data} testable={administrator} /> : null}
    </Page>
  );
}

interface AccountProps {
  readonly link: CloudLinkView;
  readonly testable: boolean;
}

function Account({ link, testable }: AccountProps) {
  const t = useMessages();
  const certificate = (kind: 'TLS' | 'WSS') => link.certificates.find((one) => one.kind === kind);
  return (
    <>
      <div className={styles.notices}>
        {link.lastProblem ? <LastProblem problem={link.lastProblem} /> : null}
        {testable ? <ConnectionTest /> : null}
      </div>
      <AccountIdentifiers link={link} />
      <Section title={t('cloud.accountData')}>
        <AccountData status={link.status} />
      </Section>
      <div className={styles.certificates}>
        <CertificateCard title={t('cloud.certificateWss')} certificate={certificate('WSS')} />
        <CertificateCard title={t('cloud.certificateTls')} certificate={certificate('TLS')} />
      </div>
    </>
  );
}
