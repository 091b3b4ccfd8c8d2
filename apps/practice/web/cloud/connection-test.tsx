import { Button, Notice, ProblemNotice, useMessages, useRouteMutation } from '@kartoteka/ui';
import { getBoard } from '../../src/features/board/contract.ts';
import { getCloudLink, testCloudLink } from '../../src/features/cloud-link/contract.ts';
import styles from './cloud.module.css';

/** "Test połączenia": asks the cloud for the account now. */
export function ConnectionTest() {
  const t = useMessages();
  const test = useRouteMutation(testCloudLink, { refreshes: [getCloudLink, getBoard] });
  const good = test.data && !test.data.lastProblem;
  return (
    <div className={styles.test}>
      <div>
        <Button busy={test.isPending} onClick={() => test.mutate({})}>
          {t('cloud.test')}
        </Button>
      </div>
      <div role="status" className={styles.outcome}>
        {test.isPending ? t('cloud.testing') : null}
        {test.isSuccess && !good ? t('cloud.testBad') : null}
      </div>
      {test.isSuccess && good ? (
        <Notice live kind="good" title={t('cloud.testGood')}>
          {t('cloud.testGoodText')}
        </Notice>
      ) : null}
      {test.error ? <ProblemNotice problem={test.error} title={t('cloud.test')} /> : null}
    </div>
  );
}
