/** What a bench prints: one JSON object on a line. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: 'per second' | 'ms' | 'MB';
  /** How the value stands to what it is measured against; `null` where it stands alone. */
  readonly ratio: number | null;
  readonly against: string | null;
  /** Processes of ours that shared the work. */
  readonly processes: number;
  /** Requests that were not answered as they should; a measurement with errors counts for nothing. */
  readonly errors?: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, two) => one - two);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value that so many of a hundred do not exceed. @example percentile(timesMs, 99) */
export function percentile(values: readonly number[], of: number): number {
  const sorted = [...values].sort((one, two) => one - two);
  const place = Math.ceil((sorted.length * of) / 100) - 1;
  return sorted[Math.max(0, place)] ?? Number.NaN;
}

/** Three significant digits are more than such a machine can tell. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
