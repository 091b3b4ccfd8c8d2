/**
 * Waits for SIGTERM, or for the parent to go away: a process that the supervisor started must not
 * outlive it. Ctrl-C reaches the whole group of a terminal; under a supervisor only its word counts.
 */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    if (process.send) {
      process.once('disconnect', () => resolve());
      process.on('SIGINT', () => {});
      return;
    }
    process.once('SIGINT', () => resolve());
  });
}
