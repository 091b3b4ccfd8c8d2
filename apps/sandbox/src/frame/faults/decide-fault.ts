import type { Transaction } from 'kysely';
import type { SandboxSchema } from '../../schema.ts';
import { matchesPattern } from '../match-pattern.ts';
import { type AppliedFault, type FaultQuestion, isGeneric, type PlatformFault } from './fault.ts';
import { type FaultRule, listFaultRules, useFaultRule } from './fault-store.ts';

/**
 * The fault of a call: the oldest rule of its world that fits and is not used up. A counted rule is
 * used up by one.
 *
 * @param able what the platform realises by itself; rules for other such faults are not meant for it
 * @param now in the world's time, for scheduled rules
 */
export async function decideFault(
  trx: Transaction<SandboxSchema>,
  call: FaultQuestion,
  able: readonly PlatformFault[],
  now: Date,
): Promise<AppliedFault | undefined> {
  for (const rule of await listFaultRules(trx)) {
    if (!fits(rule, call, now)) continue;
    if (call.only !== undefined && rule.fault !== call.only) continue;
    if (call.never === rule.fault) continue;
    if (!isGeneric(rule.fault) && !able.includes(rule.fault)) continue;
    if (rule.remaining !== null && !(await useFaultRule(trx, rule.id))) continue;
    return {
      kind: rule.fault,
      ...(rule.ms !== null && { ms: rule.ms }),
      ...(rule.status !== null && { status: rule.status }),
      by: 'rule',
      rule: rule.id,
    };
  }
  return undefined;
}

function fits(rule: FaultRule, call: FaultQuestion, now: Date): boolean {
  if (rule.platform !== null && rule.platform !== call.platform) return false;
  if (rule.remaining === 0) return false;
  if (rule.from !== null && now < rule.from) return false;
  if (rule.until !== null && now >= rule.until) return false;
  return matchesPattern(call.operation, rule.operation);
}
