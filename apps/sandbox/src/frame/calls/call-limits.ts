/** What the message log keeps. */
export const callLimits = {
  /** Of each body; the rest is counted but not kept. */
  bodyBytesKept: 262_144,
  /** Of the text made from it. */
  textCharactersKept: 300_000,
  headCharactersKept: 16_384,
  /** In one world; the oldest go first. */
  callsMax: 10_000,
} as const;
