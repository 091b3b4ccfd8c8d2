/**
 * Waits for SIGTERM, or for the parent to go away: a process that the supervisor started must not
 * outlive it. Ctrl-C reaches the whole group of a terminal; under a supervisor only its word counts.
 */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    if (process.send) {
      // It may have gone while this process was still starting: then nobody will say it again.
      if (!process.connected) return resolve();
      process.once('disconnect', () => resolve());
      process.on('SIGINT', () => {});
      return;
    }
    process.once('SIGINT', () => resolve());
  });
}
