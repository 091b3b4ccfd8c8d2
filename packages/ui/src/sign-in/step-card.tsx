import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { useWindowTitle } from '../page/page.tsx';
import { PageSlotsProvider, useArrival } from '../page/page-context.tsx';
import styles from './sign-in.module.css';

export interface StepCardProps {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}

const LevelContext = createContext<'h1' | 'h2'>('h1');
/** In a dialog over a page the steps are below that page's heading. */
export const StepLevelProvider = LevelContext.Provider;

/** One step of signing in: its heading takes the focus, and errors stand above it. */
export function StepCard({ title, intro, children }: StepCardProps) {
  const [top, setTop] = useState<HTMLElement | null>(null);
  const [hasErrors, setHasErrors] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useArrival();
  const Heading = useContext(LevelContext);
  useWindowTitle(title, hasErrors);
  useEffect(() => {
    if (!arrival.first) heading.current?.focus({ preventScroll: true });
    arrival.settle();
  }, [arrival]);
  return (
    <PageSlotsProvider top={top} onErrors={setHasErrors}>
      <div ref={setTop} className={styles.top} />
      <Heading ref={heading} tabIndex={-1} data-focus-target>
        {title}
      </Heading>
      {intro ? <p className={styles.intro}>{intro}</p> : null}
      {children}
    </PageSlotsProvider>
  );
}
