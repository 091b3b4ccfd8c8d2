/** Which maildrops are in a session now. One process serves the sandbox, so the process knows. */
export interface MaildropLocks {
  /** Gives the maildrop to the caller until it is released; `undefined` while another has it. */
  take(maildrop: string): (() => void) | undefined;
}

/** Exclusive access to a maildrop for the length of a session (RFC 1939, 4). */
export function createMaildropLocks(): MaildropLocks {
  const taken = new Set<string>();
  return {
    take: (maildrop) => {
      if (taken.has(maildrop)) return undefined;
      taken.add(maildrop);
      let held = true;
      return () => {
        if (held) taken.delete(maildrop);
        held = false;
      };
    },
  };
}
