/**
 * Lets so many pieces of work run at once; the others wait their turn, first come first served.
 *
 * @example const inTurn = atMost(4); await Promise.all(many.map((one) => inTurn(() => write(one))));
 */
export function atMost(runningMax: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= runningMax) await new Promise<void>((turn) => waiting.push(turn));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody gets in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
