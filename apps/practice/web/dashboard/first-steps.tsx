import type { OutputOf } from '@kartoteka/kernel';
import { CheckSign, HiddenText, Section, TextLink, useMessages } from '@kartoteka/ui';
import type { getBoard } from '../../src/features/board/contract.ts';
import styles from './dashboard.module.css';

export interface FirstStepsProps {
  readonly steps: OutputOf<typeof getBoard.answer>['firstSteps'];
}

/** The guided list of a new practice; it ticks itself and goes when all is done (UX-45). */
export function FirstSteps({ steps }: FirstStepsProps) {
  const t = useMessages();
  return (
    <div className={styles.card}>
      <Section title={t('board.firstSteps')}>
        <p className={styles.detail}>{t('board.firstStepsIntro')}</p>
        <ol className={styles.steps}>
          {steps.map(({ id, text, done, to }) => (
            <li key={id} data-done={done || undefined}>
              <span className={styles.tick}>{done ? <CheckSign size={14} /> : null}</span>
              {done ? <span>{text}</span> : <TextLink to={to}>{text}</TextLink>}
              <HiddenText>{` (${t(done ? 'board.stepDone' : 'board.stepOpen')})`}</HiddenText>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}
