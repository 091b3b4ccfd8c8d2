import type { AreaOf } from '../area.ts';
import type { removal as polish } from '../pl/removal.ts';

export const removal: AreaOf<typeof polish> = {
  movesTitle: 'The changed identifier waits for the cloud',
  movesText:
    'Until the cloud has confirmed it, documents and consents of this patient wait here. Asked for by {by}.',
  movesUnknown: 'The answer of the cloud did not arrive; we are asking for the outcome.',
  movesRefusedTitle: 'The cloud did not take the changed identifier',
  movesEndAccess: 'It is one person: end the access of the account that goes',
  movesRetry: 'Send again',
  removedText: 'The document was removed from the archive and the cloud; only this trace is left.',
};
