import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second. */
const tickMs = 10;

/**
 * Processor time that the processes have spent so far, in milliseconds, with that of their children:
 * what other work on the machine disturbs least.
 */
export function processorMs(pids: readonly number[]): number {
  const wanted = new Set(pids.map(String));
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(name);
    if (!wanted.has(name) && !wanted.has(fields[1] ?? '')) continue;
    // proc(5), counted from the state: 11 and 12 are user and system, 13 and 14 those of children that ended.
    for (const at of wanted.has(name) ? [11, 12, 13, 14] : [11, 12]) ticks += Number(fields[at]);
  }
  return ticks * tickMs;
}

function statOf(pid: string): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
