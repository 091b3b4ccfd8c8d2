import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

/** What stands around pages: the name behind each title, and the word before it in a test world. */
export interface PageSurroundings {
  readonly appTitle: string;
  /** `SANDBOX`, `DEMO`: titles start with it, so that windows cannot be mixed up (UX-35). */
  readonly titlePrefix?: string;
}

const SurroundingsContext = createContext<PageSurroundings>({ appTitle: 'Kartoteka' });
export const PageSurroundingsProvider = SurroundingsContext.Provider;

export function usePageSurroundings(): PageSurroundings {
  return useContext(SurroundingsContext);
}

interface PageSlots {
  /** The place above the `h1` where error summaries belong (UX-1). */
  readonly top: HTMLElement | null;
  readonly setHasErrors: (has: boolean) => void;
}

const SlotsContext = createContext<PageSlots | undefined>(undefined);

export function PageSlotsProvider(props: {
  readonly top: HTMLElement | null;
  readonly onErrors: (has: boolean) => void;
  readonly children: ReactNode;
}) {
  const { top, onErrors } = props;
  const slots = useMemo(() => ({ top, setHasErrors: onErrors }), [top, onErrors]);
  return <SlotsContext value={slots}>{props.children}</SlotsContext>;
}

/** The slots of the page around a form; `undefined` in a dialog or alone. */
export function usePageSlots(): PageSlots | undefined {
  return useContext(SlotsContext);
}

/** Inside a dialog a form shows its errors where it stands, not on the page behind. */
export function WithoutPageSlots({ children }: { readonly children: ReactNode }) {
  return <SlotsContext value={undefined}>{children}</SlotsContext>;
}

interface Arrival {
  readonly first: boolean;
  readonly settle: () => void;
}

/** Remembers whether a first page was shown: only later ones take the focus. */
export function useArrival(): Arrival {
  return useContext(ArrivalContext);
}

const ArrivalContext = createContext<Arrival>({ first: true, settle: () => undefined });

export function ArrivalProvider({ children }: { readonly children: ReactNode }) {
  const [arrival] = useState(() => {
    const state = {
      first: true,
      settle: () => {
        state.first = false;
      },
    };
    return state;
  });
  return <ArrivalContext value={arrival}>{children}</ArrivalContext>;
}
