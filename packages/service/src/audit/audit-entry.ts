import { hash } from 'node:crypto';

/** An audit record as it stands in the database, every value in the form that is hashed. */
export interface AuditRecord {
  readonly tenant: string;
  readonly id: number;
  /** ISO 8601 in UTC with milliseconds: `2026-03-01T08:00:00.000Z`. */
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorDisplay: string | null;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly patient: string | null;
  readonly outcome: string;
  readonly correlationId: string;
  /** The JSON text, character for character. */
  readonly details: string | null;
}

/** What stands before the first entry of every chain. */
export const chainStart = '0'.repeat(64);

/**
 * The canonical form of an entry of the chain, which is what is hashed (README.md of this folder
 * describes it for strangers). Each value carries its length, so that no two records share one form.
 *
 * @param previous hash of the entry before, 64 hexadecimal digits; {@link chainStart} for the first
 */
function canonicalEntry(record: AuditRecord, position: number, previous: string): string {
  return `kartoteka-audit-1\n${previous}\n${
    sized(record.tenant) +
    sized(String(position)) +
    sized(String(record.id)) +
    sized(record.at) +
    sized(record.actorKind) +
    sized(record.actorId) +
    sized(record.actorDisplay) +
    sized(record.action) +
    sized(record.subjectKind) +
    sized(record.subjectId) +
    sized(record.patient) +
    sized(record.outcome) +
    sized(record.correlationId) +
    sized(record.details)
  }`;
}

/**
 * The hash of an entry: SHA-256 over the UTF-8 form of {@link canonicalEntry}, 64 hexadecimal digits.
 *
 * @example entryHash(record, 1, chainStart)
 */
export function entryHash(record: AuditRecord, position: number, previous: string): string {
  return hash('sha256', canonicalEntry(record, position, previous), 'hex');
}

/** `5:abcde,` with the length in bytes of UTF-8; `-,` for what is absent. */
function sized(value: string | null): string {
  return value === null ? '-,' : `${Buffer.byteLength(value)}:${value},`;
}
