import { ClientProblem, type OperationStep, type Translate } from '@kartoteka/ui';
import type { ConsentView } from '../../src/features/shares/contract.ts';

type Event = ConsentView['steps'][number];

const names = {
  created: 'consentRegister.stepCreated',
  sent: 'consentRegister.stepSent',
  'send-failed': 'consentRegister.stepSendFailed',
  'revocation-asked': 'consentRegister.stepRevocationAsked',
  'revoke-failed': 'consentRegister.stepRevokeFailed',
  revoked: 'consentRegister.stepRevoked',
} as const;

/** How the server names those that acted without a person. */
const itself = 'outbox';

/**
 * The events of a consent as steps, and after them what is going on now. Tries that failed and were
 * followed by another are one step with their number: a night without a line is not fifty lines.
 */
export function stepsOf(t: Translate, consent: ConsentView): OperationStep[] {
  const groups: { readonly first: number; event: Event; tries: number }[] = [];
  consent.steps.forEach((event, index) => {
    const last = groups.at(-1);
    if (last?.event.problem && last.event.what === event.what) {
      last.event = event;
      last.tries += 1;
    } else {
      groups.push({ first: index, event, tries: 1 });
    }
  });
  const now = stepNow(t, consent);
  const steps = groups.map(({ first, event, tries }, index) => {
    const superseded = index < groups.length - 1;
    return stepOf(t, { id: String(first), event, tries, superseded });
  });
  const last = steps.at(-1);
  if (!now) return steps;
  // What failed and is tried again has not stopped: it goes on, with what stood in its way last.
  if (last?.state === 'failed') return [...steps.slice(0, -1), { ...last, state: now.state }];
  return [...steps, now];
}

interface Told {
  readonly id: string;
  readonly event: Event;
  readonly tries: number;
  /** Something happened after it: a failure is history then and no trouble of now. */
  readonly superseded: boolean;
}

function stepOf(t: Translate, { id, event, tries, superseded }: Told): OperationStep {
  const key = names[event.what as keyof typeof names];
  const name = key ? t(key) : t('consentRegister.stepOther', { what: event.what });
  const counted = tries > 1 ? t('consentRegister.stepTries', { step: name, tries }) : name;
  const by = event.by === itself ? t('consentRegister.itself') : event.by;
  const { problem } = event;
  return {
    id,
    name: t('consentRegister.stepBy', { step: counted, by }),
    at: event.at,
    state: !problem ? 'done' : superseded ? 'skipped' : 'failed',
    ...(problem &&
      !superseded && {
        problem: new ClientProblem({
          code: problem.code,
          status: 0,
          text: problem.text,
          next: problem.next,
          ...(problem.quoted && { quoted: problem.quoted }),
        }),
      }),
  };
}

/** What is under way; nothing where the matter is settled. */
function stepNow(t: Translate, { state, documentList }: ConsentView): OperationStep | undefined {
  if (state === 'revoking') {
    return { id: 'now', name: t('consentRegister.stepRevoking'), state: 'running' };
  }
  if (!['waiting', 'sending', 'checking'].includes(state)) return undefined;
  if (documentList.some(({ sentAt }) => sentAt === null)) {
    return { id: 'now', name: t('consentRegister.stepWaitsDocuments'), state: 'waiting' };
  }
  if (state === 'checking') {
    return { id: 'now', name: t('consentRegister.stepChecking'), state: 'unknown' };
  }
  return { id: 'now', name: t('consentRegister.stepSending'), state: 'running' };
}
