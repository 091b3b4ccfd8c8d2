/** How slow a peer may be before it is cut off. Times in which we do not read or write do not count. */
export interface PaceLimits {
  /** Longest time in which no byte comes, or none is taken. */
  readonly silenceMs: number;
  /** What must come, or be taken, on average. */
  readonly bytesPerSecondMin: number;
  /** The average is not looked at before. */
  readonly graceMs: number;
}

/** Of the body of a request. */
export const sendingPaceDefault: PaceLimits = {
  silenceMs: 30_000,
  bytesPerSecondMin: 1_024,
  graceMs: 15_000,
};

/** Of an answer. What was taken is seen a whole piece at a time, and a piece may be large. */
export const takingPaceDefault: PaceLimits = {
  silenceMs: 120_000,
  bytesPerSecondMin: 1_024,
  graceMs: 60_000,
};

/** Watches one direction of one exchange: what moved, and how long it was waited for. */
export class Pace {
  readonly #limits: PaceLimits;
  #bytes = 0;
  #waitedMs = 0;
  #silentMs = 0;

  constructor(limits: PaceLimits) {
    this.#limits = limits;
  }

  /** So many bytes have moved. */
  moved(bytes: number): void {
    if (bytes <= 0) return;
    this.#bytes += bytes;
    this.#silentMs = 0;
  }

  /** So long the peer was waited for since the last call. @returns whether it is too slow */
  waited(ms: number): boolean {
    this.#waitedMs += ms;
    this.#silentMs += ms;
    const { silenceMs, bytesPerSecondMin, graceMs } = this.#limits;
    if (this.#silentMs > silenceMs) return true;
    return this.#waitedMs > graceMs && this.#bytes < (this.#waitedMs / 1000) * bytesPerSecondMin;
  }
}
