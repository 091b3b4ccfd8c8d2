/** Randomness, handed in so that tests can repeat a run and nothing imports a global source. */
export interface Random {
  bytes(length: number): Uint8Array;
  uuid(): string;
}
