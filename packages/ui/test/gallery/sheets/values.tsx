import {
  DateText,
  FactList,
  Identifier,
  Notice,
  Page,
  Section,
  StateTag,
  useMessages,
  Value,
  YesNo,
} from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';

const documentId =
  '2.16.840.1.113883.3.4424.2.7.26.7.1.8675309.4455667788^0000000000005010-2026-000731';

function Values() {
  const t = useMessages();
  return (
    <FrameAround>
      <Page title={t('common.details')}>
        <Section title={t('state.active')}>
          <p>
            <StateTag kind="good">{t('state.active')}</StateTag>{' '}
            <StateTag kind="warn">{t('state.expiresIn', { days: 12 })}</StateTag>{' '}
            <StateTag kind="bad">{t('state.expired')}</StateTag>{' '}
            <StateTag kind="idle">{t('state.revoked')}</StateTag>{' '}
            <StateTag kind="waiting">{t('state.queued')}</StateTag>{' '}
            <StateTag kind="busy">{t('state.running')}</StateTag>{' '}
            <StateTag kind="unknown">{t('state.unknownChecking')}</StateTag>
          </p>
        </Section>
        <Section title={t('consents.documentId')}>
          <Identifier label={t('consents.documentId')} value={documentId} />
        </Section>
        <Section title={t('common.details')}>
          <FactList
            facts={[
              { label: t('consents.issuedOn'), value: <DateText value="2026-02-27" /> },
              {
                label: t('archive.columnAdded'),
                value: <DateText style="long" withTime value="2026-02-27T09:15:00Z" />,
              },
              { label: t('archive.columnConsent'), value: <YesNo value /> },
              { label: t('archive.columnRepository'), value: <YesNo value={false} /> },
              { label: t('consents.reason'), value: '' },
              { label: t('archive.columnUser'), value: <Value missing="unknown" /> },
            ]}
          />
        </Section>
        <Section title={t('problem.heading')}>
          <Notice kind="info" title={t('document.mayTakeLonger')} />
          <br />
          <Notice kind="good" title={t('state.accepted')}>
            <p>{t('operation.mayLeave')}</p>
          </Notice>
          <br />
          <Notice
            kind="warn"
            title={t('state.expiresIn', { days: 7 })}
            action={<a href="#content">{t('common.change')}</a>}
          />
          <br />
          <Notice kind="bad" title={t('state.failed')} />
        </Section>
      </Page>
    </FrameAround>
  );
}

export const valueSheets: readonly Sheet[] = [{ name: 'values', Content: Values }];
