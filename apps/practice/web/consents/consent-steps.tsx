import { OperationLog, useMessages } from '@kartoteka/ui';
import type { ConsentView } from '../../src/features/shares/contract.ts';
import styles from './consents.module.css';
import { stepsOf } from './steps-of.ts';

/** What happened in order, and what happens now. */
export function ConsentSteps({ consent }: { readonly consent: ConsentView }) {
  const t = useMessages();
  return (
    <div className={styles.steps}>
      <OperationLog mayLeave title={t('consentRegister.steps')} steps={stepsOf(t, consent)} />
    </div>
  );
}
