import { setTimeout as pause } from 'node:timers/promises';
import type { AppliedFault } from '../frame/faults/fault.ts';
import { faultDefaults, faultLimits } from '../frame/faults/fault.ts';

/** A server's own answer in place of the right one. */
export interface FaultAnswer {
  readonly code: number;
  readonly text: string;
}

/** Codes of SMTP that a rule may name as they are; others stand for HTTP and are translated. */
const smtpCodes = new Set([530, 535, 550, 551, 552, 553, 554]);

/**
 * The answer of SMTP that a fault asks for instead of the right one; `undefined` for faults that are
 * no answer. A status of HTTP becomes what a mail server says in its place: 503 passes (451), others do not.
 *
 * @example smtpFaultAnswer({ kind: 'maintenance', by: 'rule' }) // { code: 421, text: '4.3.2 …' }
 */
export function smtpFaultAnswer(fault: AppliedFault | undefined): FaultAnswer | undefined {
  switch (fault?.kind) {
    case 'maintenance':
      return { code: 421, text: '4.3.2 Sandbox: the mail service is being maintained' };
    case 'lost-session':
      return { code: 421, text: '4.7.0 Sandbox: the session is lost, sign in again' };
    case 'status': {
      const status = fault.status ?? faultDefaults.status;
      const other = status === 503 ? 451 : 554;
      const code = smtpCodes.has(status) ? status : other;
      return { code, text: `${enhanced(code)} Sandbox: asked to fail (${status})` };
    }
    default:
      return undefined;
  }
}

/** RFC 3463: class from the code, subject 7 for signing in, 3 for the system. */
function enhanced(code: number): string {
  const known: Readonly<Record<number, string>> = {
    530: '5.7.0',
    535: '5.7.8',
    550: '5.1.1',
  };
  return known[code] ?? `${Math.floor(code / 100)}.3.0`;
}

/** The refusal of POP3 (response codes: RFC 2449, 3206) that a fault asks for. */
export function pop3FaultAnswer(fault: AppliedFault | undefined): string | undefined {
  switch (fault?.kind) {
    case 'maintenance':
      return '-ERR [SYS/TEMP] Sandbox: the mail service is being maintained';
    case 'lost-session':
      return '-ERR [SYS/TEMP] Sandbox: the session is lost, sign in again';
    case 'status': {
      const status = fault.status ?? faultDefaults.status;
      if (status === 535) return '-ERR [AUTH] Sandbox: asked to refuse';
      return `-ERR [SYS/${status === 503 ? 'TEMP' : 'PERM'}] Sandbox: asked to fail (${status})`;
    }
    default:
      return undefined;
  }
}

/** Waits where a fault asks for slowness; less when the connection ends. */
export async function beSlow(fault: AppliedFault | undefined, signal: AbortSignal): Promise<void> {
  if (fault?.kind !== 'slow') return;
  const ms = Math.min(fault.ms ?? faultDefaults.slowMs, faultLimits.slowMsMax);
  await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
}

/** The time of a message: the world's, moved where the fault says so. */
export function skewed(now: Date, fault: AppliedFault | undefined): Date {
  if (fault?.kind !== 'clock-skew') return now;
  return new Date(now.getTime() + (fault.ms ?? faultDefaults.skewMs));
}
