import type { XdsErrorCode } from '../vocabulary/error-codes.ts';

/**
 * What a rule says about a message. Some codes exist in a Registry and a Repository form, and which
 * one goes out depends on the transaction: inside the rules they have one neutral name each.
 */
export type FindingCode = XdsErrorCode | 'metadata' | 'duplicate-in-message' | 'out-of-resources';

/** One broken rule. */
export interface Finding {
  readonly code: FindingCode;
  /** Where: `DocumentEntry[Document01].creationTime`. Never patient data. */
  readonly location: string;
  /** What is wrong and what would be right, in English. Never patient data. */
  readonly context: string;
}

/** A message that breaks more rules than this is reported up to here. */
export const findingsMax = 100;

/** Collects broken rules; a check adds and goes on, so that a sender learns everything at once. */
export class Findings {
  readonly list: Finding[] = [];

  add(code: FindingCode, location: string, context: string): void {
    if (this.list.length < findingsMax) this.list.push({ code, location, context });
  }

  /** The most common code. */
  metadata(location: string, context: string): void {
    this.add('metadata', location, context);
  }

  get none(): boolean {
    return this.list.length === 0;
  }
}

const shownIdLengthMax = 100;

/** An id of an object in brackets, shortened and without control characters. */
export function place(kind: string, id: string): string {
  return `${kind}[${showId(id)}]`;
}

/** An id as error texts show it. */
export function showId(id: string): string {
  const shown = id.length > shownIdLengthMax ? `${id.slice(0, shownIdLengthMax)}…` : id;
  return shown.replace(/[^\x21-\x7e…]/g, '?');
}
