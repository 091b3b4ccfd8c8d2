import type { Findings } from '../rules/findings.ts';
import { longNameLengthMax } from './registry-object-xml.ts';
import type { SlotSet } from './slot-set.ts';

const part = /^(\d+)\|(.+)$/s;

/**
 * The URI slot: one value, or numbered parts of a long one, `1|http://…`, `2|…`
 * (ITI TF-3: 4.2.3.2.27). A slot that is there must say something.
 */
export function readUriSlot(slots: SlotSet, place: string, findings: Findings): string | undefined {
  if (!slots.has('URI')) return undefined;
  const values = slots.many('URI');
  const [first] = values;
  if (first === undefined) {
    findings.metadata(`${place}.URI`, 'The Slot is there but has no value.');
    return undefined;
  }
  if (values.length === 1 && !part.test(first)) return first;
  const parts = values.map((value) => part.exec(value));
  parts.sort((one, other) => Number(one?.[1]) - Number(other?.[1]));
  if (parts.some((found, index) => Number(found?.[1]) !== index + 1)) {
    findings.metadata(
      `${place}.URI`,
      'The parts of the URI are not numbered 1|, 2|, … without a gap.',
    );
    return first;
  }
  return parts.map((found) => found?.[2] ?? '').join('');
}

/** The values of the slot for a URI; the inverse of {@link readUriSlot}. */
export function uriSlotValues(uri: string): string[] {
  if (uri.length <= longNameLengthMax && !part.test(uri)) return [uri];
  const room = longNameLengthMax - 4;
  const values: string[] = [];
  for (let start = 0; start < uri.length; start += room) {
    values.push(`${values.length + 1}|${uri.slice(start, start + room)}`);
  }
  return values;
}
