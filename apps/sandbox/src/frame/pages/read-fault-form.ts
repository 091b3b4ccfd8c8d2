import { type NewFault, newFault } from '../faults/contract.ts';
import { readMoment } from './clock-section.ts';
import { FieldFinding } from './form-failure.ts';
import type { Say } from './layout.ts';

/**
 * The form as the interface takes it.
 *
 * @throws FieldFinding for a number or a moment that cannot be read
 */
export function readFaultForm(say: Say, form: URLSearchParams): NewFault {
  const text = (name: string): string | undefined => form.get(name)?.trim() || undefined;
  const labels = {
    ms: say('sandbox.faultMs'),
    status: say('sandbox.faultStatus'),
    times: say('sandbox.faultTimes'),
  };
  const number = (name: keyof typeof labels): number | undefined => {
    const typed = text(name);
    if (typed === undefined) return undefined;
    if (/^-?\d{1,12}$/.test(typed)) return Number(typed);
    throw new FieldFinding(name, say('sandbox.faultNumberUnreadable', { label: labels[name] }));
  };
  const moment = (name: string): string | undefined => {
    const typed = text(name);
    return typed === undefined ? undefined : readMoment(say, name, typed).toISOString();
  };
  const parsed = newFault.safeParse({
    fault: text('fault'),
    platform: text('platform'),
    operation: text('operation'),
    ms: number('ms'),
    status: number('status'),
    times: number('times'),
    from: moment('from'),
    until: moment('until'),
  });
  if (parsed.success) return parsed.data;
  const field = String(parsed.error.issues[0]?.path[0] ?? 'fault');
  const label = field === 'times' ? labels.times : say('sandbox.faultKind');
  throw new FieldFinding(field, say('sandbox.faultNumberUnreadable', { label }));
}
