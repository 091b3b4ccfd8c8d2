import { EmptyPage, Page, ProblemNotice, Section, useMessages, useRoute } from '@kartoteka/ui';
import { listRemovals } from '../../src/features/removals/contract.ts';
import { DueSection } from './due-section.tsx';
import { RemovalTable } from './removal-table.tsx';
import { RetentionSection } from './retention-section.tsx';

const refreshMs = 15_000;

/** "Usuwanie dokumentów": what waits for a second person, what is due, what was removed, and the years. */
export function RemovalsPage() {
  const t = useMessages();
  const { data, error, refetch } = useRoute(listRemovals, {}, { refreshMs });
  const open = data?.removals.filter(({ state }) => state === 'proposed');
  const closed = data?.removals.filter(({ state }) => state !== 'proposed');
  return (
    <Page title={t('removal.heading')} intro={t('removal.intro')}>
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      <Section title={t('removal.waitingHeading')}>
        <RemovalTable
          caption={t('removal.waitingHeading')}
          removals={open}
          empty={
            <EmptyPage title={t('removal.waitingEmptyTitle')}>
              {t('removal.waitingEmptyText')}
            </EmptyPage>
          }
        />
      </Section>
      <DueSection />
      <Section title={t('removal.closedHeading')}>
        <RemovalTable
          caption={t('removal.closedHeading')}
          removals={closed}
          empty={
            <EmptyPage title={t('removal.closedEmptyTitle')}>
              {t('removal.closedEmptyText')}
            </EmptyPage>
          }
        />
      </Section>
      <RetentionSection />
    </Page>
  );
}
