import { Problem } from '@kartoteka/kernel';
import { type AppliedFault, type Fault, faultDefaults, faultKinds, faultLimits } from './fault.ts';

/** A call may name its own fault by this header. */
export const faultHeader = 'x-kartoteka-fault';

/**
 * Reads the header with which a call asks for its own fault: a kind, and `ms` or `status` behind
 * semicolons.
 *
 * @throws Problem `sandbox.fault-unreadable`
 * @example readFaultHeader('slow; ms=1500') // { kind: 'slow', ms: 1500, by: 'header' }
 */
export function readFaultHeader(value: string): AppliedFault {
  const [kindText = '', ...parameters] = value.split(';').map((part) => part.trim());
  const kind = faultKinds.find((one) => one === kindText);
  if (!kind) throw unreadable();
  const numbers: { ms?: number; status?: number } = {};
  for (const parameter of parameters) {
    const [, name, digits] = /^(ms|status)\s*=\s*(-?\d{1,12})$/.exec(parameter) ?? [];
    if (name === undefined) throw unreadable();
    numbers[name as 'ms' | 'status'] = Number(digits);
  }
  return { ...completeFault({ kind, ...numbers }), by: 'header' };
}

/**
 * A fault with the numbers that its kind needs and no others: what is missing is filled in.
 *
 * @throws Problem `sandbox.fault-unreadable` for a number out of range
 */
export function completeFault(fault: Fault): Fault {
  const { kind } = fault;
  if (kind === 'slow') {
    const ms = fault.ms ?? faultDefaults.slowMs;
    if (ms < 0 || ms > faultLimits.slowMsMax) throw unreadable();
    return { kind, ms };
  }
  if (kind === 'clock-skew') {
    const ms = fault.ms ?? faultDefaults.skewMs;
    if (Math.abs(ms) > faultLimits.skewMsMax) throw unreadable();
    return { kind, ms };
  }
  if (kind === 'status') {
    const status = fault.status ?? faultDefaults.status;
    if (status < 500 || status > 599) throw unreadable();
    return { kind, status };
  }
  return { kind };
}

function unreadable(): Problem {
  return new Problem('sandbox.fault-unreadable', { params: { kinds: faultKinds.join(', ') } });
}
