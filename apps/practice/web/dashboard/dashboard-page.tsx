import { clinicalTime } from '@kartoteka/messages';
import { EmptyPage, Loading, Page, ProblemNotice, useMessages, useRoute } from '@kartoteka/ui';
import { getBoard } from '../../src/features/board/contract.ts';
import { BoardLines } from './board-lines.tsx';
import styles from './dashboard.module.css';
import { FirstSteps } from './first-steps.tsx';

const refreshMs = 15_000;

/** The morning board: what waits, how old it is, and one button for each matter. */
export function DashboardPage() {
  const t = useMessages();
  const { data, error, refetch } = useRoute(getBoard, {}, { refreshMs });
  const stepsLeft = data?.firstSteps.some(({ done }) => !done) ?? false;
  return (
    <Page title={t('menu.dashboard')} intro={t('board.intro')}>
      {error ? <ProblemNotice problem={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <div className={styles.board}>
          {stepsLeft ? <FirstSteps steps={data.firstSteps} /> : null}
          {data.lines.length > 0 ? (
            <BoardLines lines={data.lines} now={data.at} />
          ) : (
            <EmptyPage title={t('board.nothing')}>{t('board.nothingText')}</EmptyPage>
          )}
          <p className={styles.readAt}>{t('board.readAt', { time: clinicalTime(data.at) })}</p>
        </div>
      ) : null}
      {!data && !error ? <Loading /> : null}
    </Page>
  );
}
