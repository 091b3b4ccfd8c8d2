import type { CallRoute } from '@kartoteka/ui';
import { createContext, useContext } from 'react';

export interface Portal {
  /** The account in the address. */
  readonly account: string;
  /**
   * Calls a route without keeping the session alive. What the page asks by itself, again and again,
   * must not hold a session open that a person has left.
   */
  readonly callInBackground: CallRoute;
}

const PortalContext = createContext<Portal | undefined>(undefined);
export const PortalProvider = PortalContext.Provider;

/** Whose portal this is, and how to ask on its own behalf. */
export function usePortal(): Portal {
  const portal = useContext(PortalContext);
  if (!portal) throw new Error('a PortalProvider has to stand above');
  return portal;
}
