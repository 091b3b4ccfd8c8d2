import { longNameLengthMax } from '../ebrim/registry-object-xml.ts';
import type { CodeValue } from '../model/code.ts';
import type { Slot } from '../model/slot.ts';
import { type DocumentEntryType, documentEntryTypes } from '../vocabulary/schemes.ts';
import { type AvailabilityStatus, statusUrn } from '../vocabulary/status.ts';
import type { TimeRange } from './query-conditions.ts';
import { writeCodeText, writeQuotedLists, writeQuotedText } from './query-values.ts';

/** Collects the slots of a stored query while it is written; the inverse of `QueryParameters`. */
export class QuerySlots {
  readonly list: Slot[] = [];

  text(name: string, value: string): void {
    this.list.push({ name, values: [writeQuotedText(value)] });
  }

  texts(name: string, values: readonly string[]): void {
    if (values.length === 0) return;
    this.list.push({ name, values: writeQuotedLists(values, longNameLengthMax) });
  }

  codes(name: string, codes: readonly CodeValue[]): void {
    this.texts(name, codes.map(writeCodeText));
  }

  statuses(name: string, statuses: readonly AvailabilityStatus[]): void {
    this.texts(name, statuses.map(statusUrn));
  }

  types(name: string, types: readonly DocumentEntryType[]): void {
    this.texts(
      name,
      types.map((type) => documentEntryTypes[type]),
    );
  }

  timeRange(front: string, { from, to }: TimeRange): void {
    if (from !== undefined) this.list.push({ name: `${front}From`, values: [from] });
    if (to !== undefined) this.list.push({ name: `${front}To`, values: [to] });
  }

  number(name: string, value: number | undefined): void {
    if (value !== undefined) this.list.push({ name, values: [String(value)] });
  }
}
