import {
  FactList,
  Identifier,
  Section,
  type StateKind,
  StateTag,
  useMessages,
} from '@kartoteka/ui';
import type { ReactNode } from 'react';
import type { CloudLinkView } from '../../src/features/cloud-link/contract.ts';
import styles from './cloud.module.css';

type State = NonNullable<CloudLinkView['status']>['state'];

const states = {
  ordered: { kind: 'waiting', key: 'cloud.stateOrdered' },
  waiting: { kind: 'waiting', key: 'cloud.stateWaiting' },
  active: { kind: 'good', key: 'cloud.stateActive' },
  expired: { kind: 'bad', key: 'cloud.stateExpired' },
  suspended: { kind: 'warn', key: 'cloud.stateSuspended' },
  closed: { kind: 'idle', key: 'cloud.stateClosed' },
} as const satisfies Record<State, { kind: StateKind; key: `cloud.${string}` }>;

/** The technical identifiers of the account, and where it is served. */
export function AccountIdentifiers({ link }: { readonly link: CloudLinkView }) {
  const t = useMessages();
  const { account, status } = link;
  const id = (label: string, value: string | null | undefined, missing: string): ReactNode =>
    value ? (
      <Identifier labelHidden label={label} value={value} />
    ) : (
      <span className={styles.missing}>{missing}</span>
    );
  const missing = t('cloud.notActivated');
  return (
    <Section title={t('cloud.identifiers')}>
      <div className={`${styles.card} ${styles.identifiers}`}>
        <FactList
          facts={[
            {
              label: t('cloud.accountId'),
              value: (
                <span className={styles.account}>
                  {id(t('cloud.accountId'), account, missing)}
                  {status ? (
                    <StateTag kind={states[status.state].kind}>
                      {t(states[status.state].key)}
                    </StateTag>
                  ) : null}
                </span>
              ),
            },
            { label: t('cloud.organisation'), value: status?.organisation },
            {
              label: t('cloud.domainId'),
              value: id(t('cloud.domainId'), status?.domainOid, missing),
            },
            {
              label: t('cloud.repositoryId'),
              value: id(t('cloud.repositoryId'), status?.repositoryUniqueId, missing),
            },
            {
              label: t('cloud.repositoryIdP1'),
              value: id(
                t('cloud.repositoryIdP1'),
                status?.repositoryOidP1,
                t('cloud.notRegisteredP1'),
              ),
            },
            {
              label: t('cloud.providerOid'),
              value: id(t('cloud.providerOid'), status?.providerOid, t('common.notRecorded')),
            },
            { label: t('cloud.machineUrl'), value: <Address url={link.machineUrl} /> },
            { label: t('cloud.portalUrl'), value: <Address url={link.portalUrl} /> },
          ]}
        />
      </div>
    </Section>
  );
}

function Address({ url }: { readonly url: string | null }) {
  return url ? <span translate="no">{url}</span> : null;
}
