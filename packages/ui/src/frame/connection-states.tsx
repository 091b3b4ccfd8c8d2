import { useMessages } from '../language/messages-context.tsx';
import { type StateKind, StateTag } from '../value/state-tag.tsx';
import styles from './app-frame.module.css';

export interface ConnectionState {
  readonly id: string;
  /** What is connected: "Chmura", "EESZT". */
  readonly name: string;
  readonly state: 'ok' | 'waiting' | 'off' | 'unset';
  /** How long it still lasts, in words, where it ends by itself (UX-28). */
  readonly left?: string;
}

const kinds = {
  ok: { kind: 'good', key: 'frame.connectionOk' },
  waiting: { kind: 'waiting', key: 'frame.connectionWaiting' },
  off: { kind: 'bad', key: 'frame.connectionOff' },
  unset: { kind: 'idle', key: 'frame.connectionUnset' },
} as const satisfies Record<ConnectionState['state'], { kind: StateKind; key: `frame.${string}` }>;

/** What this application is connected to, in words (UX-44). */
export function ConnectionStates({ states }: { readonly states: readonly ConnectionState[] }) {
  const t = useMessages();
  if (states.length === 0) return null;
  return (
    <ul className={styles.connections} aria-label={t('frame.connections')}>
      {states.map(({ id, name, state, left }) => {
        const { kind, key } = kinds[state];
        const words = left ? t('frame.connectionUntil', { state: t(key), left }) : t(key);
        return (
          <li key={id}>
            <StateTag kind={kind}>{`${name}: ${words}`}</StateTag>
          </li>
        );
      })}
    </ul>
  );
}
