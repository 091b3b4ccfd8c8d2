import type { ConsentView } from '../../src/features/shares/contract.ts';

/** A step of the kit's log, in the states that a share knows. */
export interface ShareStep {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'unknown';
  readonly at?: string;
}

export interface ShareStepWords {
  readonly document: (name: string) => string;
  readonly consent: string;
}

/**
 * The way of a share as steps: each document to the cloud, then the consent. A step
 * is done by the cloud's receipt alone (UX-27).
 */
export function shareSteps(consent: ConsentView, words: ShareStepWords): ShareStep[] {
  const { state, sentAt, documentList } = consent;
  const missing = documentList.filter((document) => document.sentAt === null).length;
  const documents = documentList.map(({ id, name, sentAt: at }) => ({
    id,
    name: words.document(name),
    state: at === null ? ('running' as const) : ('done' as const),
    ...(at !== null && { at }),
  }));
  const at = sentAt === null ? {} : { at: sentAt };
  return [
    ...documents,
    { id: 'consent', name: words.consent, state: consentStep(state, missing), ...at },
  ];
}

function consentStep(state: ConsentView['state'], missing: number): ShareStep['state'] {
  if (state === 'sent') return 'done';
  if (state === 'refused') return 'failed';
  if (state === 'checking') return 'unknown';
  return missing > 0 ? 'waiting' : 'running';
}
