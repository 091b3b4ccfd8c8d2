import { DateText, Section, type Translate, useMessages } from '@kartoteka/ui';
import type { DocumentView } from '../../src/features/documents/contract.ts';
import { actorName } from './actor-name.ts';
import styles from './document.module.css';

type Event = DocumentView['history'][number];

/** What happened to the document, the newest first; the same again and again is one line. */
export function HistorySection({ events }: { readonly events: readonly Event[] }) {
  const t = useMessages();
  return (
    <Section title={t('documentPage.history')}>
      <ol className={styles.list} reversed>
        {runsOf(events)
          .reverse()
          .map(({ last, count }) => (
            <li key={`${last.at} ${last.what}`}>
              <span>
                {eventText(t, last.what)}
                {count > 1 ? ` (${t('documentPage.eventTimes', { count })})` : ''}
              </span>
              <span className={styles.quiet}>
                <DateText withTime value={last.at} />, {actorName(t, last.by)}
              </span>
            </li>
          ))}
      </ol>
    </Section>
  );
}

interface Run {
  readonly last: Event;
  readonly count: number;
}

/** A document that waits is tried many times; each pair of lines would say nothing new. */
function runsOf(events: readonly Event[]): Run[] {
  const runs: Run[] = [];
  for (const event of events) {
    const before = runs.at(-1);
    if (before?.last.what === event.what)
      runs[runs.length - 1] = { last: event, count: before.count + 1 };
    else runs.push({ last: event, count: 1 });
  }
  return runs;
}

const texts = {
  imported: 'documentPage.eventImported',
  'send-waiting': 'documentPage.eventWaiting',
  'send-sending': 'documentPage.eventSending',
  'send-checking': 'documentPage.eventChecking',
  'send-refused': 'documentPage.eventRefused',
  archived: 'documentPage.eventArchived',
  'copy-gone': 'documentPage.eventCopyGone',
  'conflict-send': 'documentPage.eventConflictSend',
  'conflict-keep': 'documentPage.eventConflictKeep',
  removed: 'removal.stateDone',
} as const;

function eventText(t: Translate, what: string): string {
  const key = Object.hasOwn(texts, what) ? texts[what as keyof typeof texts] : undefined;
  return key ? t(key) : t('documentPage.eventOther', { what });
}
