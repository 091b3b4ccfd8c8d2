/**
 * Where each listener stands, counted from the base port (`KARTOTEKA_PORT`). Others script against
 * these offsets, so none is ever given a second meaning.
 */
export const portOffsets = {
  practice: 0,
  cloudWeb: 1,
  sandboxWeb: 2,
  cloudMachine: 3,
  sandboxServices: 4,
  sandboxSmtp: 5,
  cloudSmtp: 6,
  sandboxP1: 7,
  sandboxAtna: 8,
  practiceHungary: 9,
  cloudExchange: 10,
  cardAgent: 11,
  sandboxPop3: 12,
} as const;

export type PortName = keyof typeof portOffsets;

/** Highest base port with which every listener still has a port below 65536. */
export const basePortMax = 65_535 - Math.max(...Object.values(portOffsets));

/**
 * The port of one listener.
 *
 * @example portOf(4000, 'cloudMachine') // 4003
 */
export function portOf(base: number, name: PortName): number {
  return base + portOffsets[name];
}
