/** A named list of values that the model does not know by name; kept and returned as it came. */
export interface Slot {
  readonly name: string;
  readonly values: readonly string[];
  /** ebRIM `slotType`, never used by IHE. */
  readonly type?: string | undefined;
}
