/** The time, handed to whoever needs it: demo and test worlds move it, production does not. */
export interface Clock {
  now(): Date;
}

/** A clock that stands still until it is moved; for tests. Example: `fixedClock('2026-03-01T08:00:00Z')`. */
export function fixedClock(
  iso: string,
): Clock & { set(iso: string): void; advance(ms: number): void } {
  let at = Date.parse(iso);
  return {
    now: () => new Date(at),
    set: (next) => {
      at = Date.parse(next);
    },
    advance: (ms) => {
      at += ms;
    },
  };
}
