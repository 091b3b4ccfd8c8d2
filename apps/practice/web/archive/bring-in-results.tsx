import { formatBytes } from '@kartoteka/messages';
import {
  Button,
  ProblemNotice,
  type StateKind,
  StateTag,
  TextLink,
  useLanguage,
  useMessages,
} from '@kartoteka/ui';
import { useId } from 'react';
import type { ImportResult } from '../../src/features/documents/contract.ts';
import styles from './archive.module.css';
import { type BringIn, type BroughtFile, documentBytesMax } from './use-bring-in.ts';

/** How far it is, and a line for every file: what needs somebody stands first. */
export function BringInResults({ bringIn }: { readonly bringIn: BringIn }) {
  const t = useMessages();
  const id = useId();
  const { files, running, stopped } = bringIn;
  const done = files.filter(({ state }) => state !== 'waiting' && state !== 'sending');
  const open = files.filter(({ state }) => state === 'broken' || (stopped && state === 'waiting'));
  return (
    <section className={styles.results} aria-labelledby={id} aria-busy={running}>
      <div className={styles.resultsHead}>
        <h2 id={id}>{t('bringIn.heading')}</h2>
        {running ? (
          <Button small onClick={bringIn.stop}>
            {t('bringIn.stop')}
          </Button>
        ) : (
          <Button small look="quiet" onClick={bringIn.clear}>
            {t('bringIn.hide')}
          </Button>
        )}
      </div>
      <Progress files={files} running={running} done={done.length} />
      <p role="status">{done.length > 0 ? t('bringIn.counts', countsOf(done)) : ''}</p>
      {!running && open.length > 0 ? (
        <div className={styles.again}>
          <p>
            {stopped ? `${t('bringIn.stopped', { count: open.length })} ` : ''}
            {t('bringIn.twice')}
          </p>
          <Button small onClick={bringIn.again}>
            {t('bringIn.again')}
          </Button>
        </div>
      ) : null}
      <ul className={styles.files} aria-label={t('bringIn.results')}>
        {[...done].sort(byNeed).map((file) => (
          <FileLine key={file.number} file={file} />
        ))}
      </ul>
    </section>
  );
}

interface ProgressProps {
  readonly files: readonly BroughtFile[];
  readonly running: boolean;
  readonly done: number;
}

function Progress({ files, running, done }: ProgressProps) {
  const t = useMessages();
  const current = files.find(({ state }) => state === 'sending');
  const count = files.length;
  if (!running) return <p role="status">{t('bringIn.finished', { count: done })}</p>;
  return (
    <>
      <progress max={count} value={done} aria-label={t('bringIn.heading')} />
      <p role="status" className={styles.current}>
        {current ? t('bringIn.progress', { number: done + 1, count, name: current.path }) : ''}
      </p>
    </>
  );
}

function FileLine({ file }: { readonly file: BroughtFile }) {
  const t = useMessages();
  const { kind, key } = outcomes[outcomeOf(file)];
  return (
    <li>
      <div className={styles.fileHead}>
        <span className={styles.fileName}>{file.path}</span>
        <StateTag kind={kind}>{t(key)}</StateTag>
      </div>
      {file.result ? <ResultWords result={file.result} /> : null}
      {file.state === 'too-big' ? <TooBig size={file.file.size} /> : null}
      {file.state === 'broken' && file.problem ? (
        <ProblemNotice level={3} problem={file.problem} />
      ) : null}
    </li>
  );
}

function ResultWords({ result }: { readonly result: ImportResult }) {
  const t = useMessages();
  const { outcome, documentId, patientId, patientName, kindName, problem, findings } = result;
  return (
    <>
      {problem ? (
        <p>
          {problem.text} {problem.next}{' '}
          {problem.place ? (
            <span className={styles.hint}>{t('bringIn.place', { place: problem.place })}</span>
          ) : null}
        </p>
      ) : null}
      {outcome === 'conflict' ? <p>{t('bringIn.conflictText')}</p> : null}
      <p className={styles.facts}>
        {kindName ? <span>{kindName}</span> : null}
        {patientId ? (
          <TextLink to={`/patients/${patientId}`}>
            {patientName ?? t('archive.columnPatient')}
          </TextLink>
        ) : null}
        {result.patientCreated ? <span>{t('bringIn.patientMade')}</span> : null}
        {findings.length > 0 ? (
          <span>{t('archive.warnings', { count: findings.length })}</span>
        ) : null}
        {documentId ? (
          <TextLink to={`/documents/${documentId}`}>
            {t(outcome === 'conflict' ? 'bringIn.decide' : 'bringIn.openDocument')}
          </TextLink>
        ) : null}
      </p>
    </>
  );
}

function TooBig({ size }: { readonly size: number }) {
  const t = useMessages();
  const { language } = useLanguage();
  const max = formatBytes(language, documentBytesMax);
  return (
    <p>
      {t('bringIn.tooBig', { size: formatBytes(language, size), max })} {t('bringIn.tooBigNext')}
    </p>
  );
}

const outcomes = {
  refused: { kind: 'bad', key: 'bringIn.outcomeRefused' },
  unknown: { kind: 'unknown', key: 'bringIn.outcomeUnknown' },
  conflict: { kind: 'warn', key: 'bringIn.outcomeConflict' },
  stored: { kind: 'good', key: 'bringIn.outcomeStored' },
  'already-there': { kind: 'idle', key: 'bringIn.outcomeAlready' },
} as const satisfies Record<string, { kind: StateKind; key: `bringIn.${string}` }>;

type Outcome = keyof typeof outcomes;
const order = Object.keys(outcomes);

function outcomeOf({ state, result }: BroughtFile): Outcome {
  if (result) return result.outcome;
  return state === 'too-big' ? 'refused' : 'unknown';
}

function byNeed(one: BroughtFile, other: BroughtFile): number {
  return (
    order.indexOf(outcomeOf(one)) - order.indexOf(outcomeOf(other)) || one.number - other.number
  );
}

function countsOf(files: readonly BroughtFile[]) {
  const count = (...wanted: Outcome[]) =>
    files.filter((file) => wanted.includes(outcomeOf(file))).length;
  return {
    stored: count('stored'),
    already: count('already-there'),
    conflict: count('conflict'),
    refused: count('refused', 'unknown'),
  };
}
