/** A span of time in fourteen digits each; an open end is absent. */
export interface TimeRange {
  /** Inclusive. */
  readonly from?: string | undefined;
  /** Exclusive. */
  readonly to?: string | undefined;
}

/** Members of the outer list must all be met, each by one of its own members. */
export type AllOfAny<T> = readonly (readonly T[])[];
