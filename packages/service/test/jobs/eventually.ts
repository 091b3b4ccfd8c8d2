import { expect } from 'vitest';

/** Waits for what another process or a loop will bring about; long, because machines can be busy. */
export function eventually<T>(read: () => T) {
  return expect.poll(read, { timeout: 15_000 });
}
