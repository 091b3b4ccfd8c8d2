import { AsyncLocalStorage } from 'node:async_hooks';
import type { Random } from '@kartoteka/kernel';

/** The header that carries the correlation id between our applications, both ways. */
export const correlationHeader = 'x-correlation-id';

/**
 * Consonants only: people read the id out over the telephone, it never spells a word, and it holds
 * no digits, so the filter for national numbers in the log cannot touch it.
 */
const letters = 'bcdfghjkmnpqrstvwxyz';
const ownForm = new RegExp(`^[${letters}]{5}(-[${letters}]{5}){3}$`);
const running = new AsyncLocalStorage<string>();

/**
 * Makes a correlation id of 86 random bits, such as `bdfkm-rtvqx-hjnps-wzcgd`.
 *
 * @example makeCorrelationId(random)
 */
export function makeCorrelationId(random: Random): string {
  let text = '';
  while (text.length < 20) {
    for (const byte of random.bytes(32)) {
      // 240 is the largest multiple of 20 below 256: bytes above it would favour the first letters.
      if (byte < 240 && text.length < 20) text += letters[byte % 20];
    }
  }
  return text.replace(/(.{5})(?=.)/g, '$1-');
}

/**
 * Reads a correlation id that came in a header; anything that is not of our form counts as absent,
 * so that nobody writes free text into our log.
 *
 * @example parseCorrelationId(request.headers['x-correlation-id'])
 */
export function parseCorrelationId(value: unknown): string | undefined {
  return typeof value === 'string' && ownForm.test(value) ? value : undefined;
}

/**
 * Runs `work` so that logs, problems and outgoing calls below it carry the id.
 *
 * @example await withCorrelation(makeCorrelationId(random), () => sendOutbox(item))
 */
export function withCorrelation<Result>(id: string, work: () => Result): Result {
  return running.run(id, work);
}

/** The id of the work that runs now, if it runs inside `withCorrelation`. */
export function currentCorrelationId(): string | undefined {
  return running.getStore();
}
