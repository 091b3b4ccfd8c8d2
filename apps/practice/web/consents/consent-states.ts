import type { StateKind, Translate } from '@kartoteka/ui';
import type { ConsentView } from '../../src/features/shares/contract.ts';

export type ConsentState = ConsentView['state'];

/** What a list knows of a consent's state and time. */
export type ConsentInTime = Pick<ConsentView, 'state' | 'from' | 'to'>;

const states = {
  waiting: { kind: 'waiting', key: 'consentRegister.stateWaiting' },
  sending: { kind: 'busy', key: 'consentRegister.stateSending' },
  checking: { kind: 'unknown', key: 'consentRegister.stateChecking' },
  sent: { kind: 'good', key: 'consentRegister.stateSent' },
  refused: { kind: 'bad', key: 'consentRegister.stateRefused' },
  revoking: { kind: 'busy', key: 'consentRegister.stateRevoking' },
  revoked: { kind: 'idle', key: 'consentRegister.stateRevoked' },
} as const satisfies Record<ConsentState, { kind: StateKind; key: `consentRegister.${string}` }>;

export const consentStates = Object.keys(states) as readonly ConsentState[];

/** The state in words: "confirmed" is said on the cloud's receipt alone. */
export function stateText(t: Translate, state: ConsentState): string {
  return t(states[state].key);
}

/** State and time together: a confirmed consent is in force only on its days. */
export function stateToday(
  t: Translate,
  { state, from, to }: ConsentInTime,
  today: string,
): { readonly kind: StateKind; readonly text: string } {
  if (state === 'sent' && today < from) {
    return { kind: 'waiting', text: t('consentRegister.stateFuture', { from }) };
  }
  if (state === 'sent' && today > to) {
    return { kind: 'idle', text: t('consentRegister.statePast', { to }) };
  }
  return { kind: states[state].kind, text: stateText(t, state) };
}

/** True while the outcome is not known: the page asks again by itself. */
export function isUnderWay(state: ConsentState): boolean {
  return ['waiting', 'sending', 'checking', 'revoking'].includes(state);
}
