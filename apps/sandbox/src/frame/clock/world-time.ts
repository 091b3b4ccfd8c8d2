import type { Clock } from '@kartoteka/kernel';

/** How a world's time is told from the machine's. */
export interface WorldTime {
  /** Added to the machine's time while the clock goes on. */
  readonly offsetMs: number;
  /** Where it stands; `null` while it goes on. */
  readonly frozenAt: Date | null;
}

/** A world whose clock nobody moved. */
export const machineTime: WorldTime = { offsetMs: 0, frozenAt: null };

/** The clock of a world. */
export function worldClock(time: WorldTime, machine: Clock): Clock {
  const { frozenAt, offsetMs } = time;
  if (frozenAt) return { now: () => new Date(frozenAt) };
  return skewedClock(machine, offsetMs);
}

/** A clock that is off by so much. */
export function skewedClock(clock: Clock, ms: number): Clock {
  return ms === 0 ? clock : { now: () => new Date(clock.now().getTime() + ms) };
}

/** What somebody asks of a clock; parts left out stay as they are. */
export interface ClockChange {
  /** The moment that it shows from now on. */
  readonly now?: Date | undefined;
  /** Its distance from the machine's time. */
  readonly offsetMs?: number | undefined;
  /** Stands still (`true`) or goes on (`false`) from the moment it shows. */
  readonly frozen?: boolean | undefined;
}

/**
 * The time after a change: first the moment or the distance is set, then it stands or goes on.
 *
 * @example changeTime(machineTime, { now: new Date('2027-01-01T08:00:00Z'), frozen: true }, machine.now())
 */
export function changeTime(time: WorldTime, change: ClockChange, machineNow: Date): WorldTime {
  const machineMs = machineNow.getTime();
  const shownMs = time.frozenAt?.getTime() ?? machineMs + time.offsetMs;
  const moved =
    change.now?.getTime() ??
    (change.offsetMs === undefined ? undefined : machineMs + change.offsetMs);
  const offsetMs = (moved ?? shownMs) - machineMs;
  const frozen = change.frozen ?? time.frozenAt !== null;
  if (frozen) return { offsetMs, frozenAt: new Date(machineMs + offsetMs) };
  // The exact distance, not the one that a moment between two looks would make of it.
  const exact =
    change.offsetMs ?? (time.frozenAt === null && moved === undefined ? time.offsetMs : offsetMs);
  return { offsetMs: exact, frozenAt: null };
}
