import { matchesPattern } from '../match-pattern.ts';
import type { CallSummary } from './call-store.ts';
import type { Assertion, CallMatch } from './contract.ts';

/** The outcome of one assertion. */
export interface Verdict {
  readonly pass: boolean;
  /** What was expected and what was found; English, for the log of a test run. */
  readonly text: string;
  readonly calls: readonly CallSummary[];
}

/**
 * Judges one assertion over the calls of a world.
 *
 * @param calls oldest first
 * @example judgeAssertion({ kind: 'times', match: { operation: 'send' }, times: 1 }, calls).pass
 */
export function judgeAssertion(assertion: Assertion, calls: readonly CallSummary[]): Verdict {
  switch (assertion.kind) {
    case 'times': {
      const found = calls.filter((call) => fits(call, assertion.match));
      return {
        pass: found.length === assertion.times,
        text: `expected ${assertion.times} calls with ${words(assertion.match)}, found ${found.length}`,
        calls: found,
      };
    }
    case 'at-least': {
      const found = calls.filter((call) => fits(call, assertion.match));
      return {
        pass: found.length >= assertion.times,
        text: `expected at least ${assertion.times} calls with ${words(assertion.match)}, found ${found.length}`,
        calls: found,
      };
    }
    case 'never-after':
      return judgeNeverAfter(assertion, calls);
    case 'in-order':
      return judgeOrder(assertion.matches, calls);
    case 'no-broken-rule': {
      const found = calls.filter(
        (call) => call.broken.length > 0 && fits(call, assertion.match ?? {}),
      );
      return {
        pass: found.length === 0,
        text: `expected no call that breaks a rule, found ${found.length}`,
        calls: found,
      };
    }
  }
}

/** True as well when what it must not follow never came. */
function judgeNeverAfter(
  { match, after }: Extract<Assertion, { kind: 'never-after' }>,
  calls: readonly CallSummary[],
): Verdict {
  const first = calls.findIndex((call) => fits(call, after));
  const found = first < 0 ? [] : calls.slice(first + 1).filter((call) => fits(call, match));
  return {
    pass: found.length === 0,
    text: `expected no call with ${words(match)} after one with ${words(after)}, found ${found.length}`,
    calls: found,
  };
}

/** Other calls may stand between. */
function judgeOrder(matches: readonly CallMatch[], calls: readonly CallSummary[]): Verdict {
  const found: CallSummary[] = [];
  let at = 0;
  for (const match of matches) {
    const next = calls.findIndex((call, index) => index >= at && fits(call, match));
    if (next < 0) break;
    found.push(calls[next] as CallSummary);
    at = next + 1;
  }
  const missing = matches[found.length];
  return {
    pass: missing === undefined,
    text: missing
      ? `expected ${matches.length} calls in order, found ${found.length}; none with ${words(missing)} follows`
      : `expected ${matches.length} calls in order, found them`,
    calls: found,
  };
}

function fits(call: CallSummary, match: CallMatch): boolean {
  if (match.platform !== undefined && call.platform !== match.platform) return false;
  if (match.operation !== undefined && !matchesPattern(call.operation, match.operation))
    return false;
  if (match.outcome !== undefined && call.outcome !== match.outcome) return false;
  if (match.fault !== undefined && call.fault?.kind !== match.fault) return false;
  if (match.broke !== undefined && !call.broken.some(({ id }) => id === match.broke)) return false;
  if (match.contains?.some((text) => !call.request_text.includes(text))) return false;
  return !match.answerContains?.some((text) => !call.answer_text.includes(text));
}

function words(match: CallMatch): string {
  const text = JSON.stringify(match);
  return text === '{}' ? 'anything' : text;
}
