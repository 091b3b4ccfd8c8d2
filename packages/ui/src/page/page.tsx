import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMessages } from '../language/messages-context.tsx';
import { useNavigation } from './navigation-context.tsx';
import styles from './page.module.css';
import { PageSlotsProvider, useArrival, usePageSurroundings } from './page-context.tsx';

export interface PageProps {
  /** The one `h1`, and the start of the window's title. */
  readonly title: string;
  /** A title for the window where the heading names a person: no name of a patient in a tab. */
  readonly windowTitle?: string;
  /** The one primary action of the page. */
  readonly action?: ReactNode;
  /** One or two sentences on what the page is for. */
  readonly intro?: ReactNode;
  /** What stands above everything: the patient banner. */
  readonly banner?: ReactNode;
  /** Narrow for forms and prose, wide for tables. */
  readonly width?: 'narrow' | 'wide';
  readonly children?: ReactNode;
}

/**
 * The content of a screen: heading, its one action, and below what it is about. On a change of route
 * the heading gets the focus and the title is set (UX-37); errors of forms appear above it (UX-1).
 *
 * @example <Page title={t('menu.patients')} action={<Button look="primary">…</Button>}>…</Page>
 */
export function Page(props: PageProps) {
  const { title, windowTitle, action, intro, banner, width = 'wide', children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const [top, setTop] = useState<HTMLElement | null>(null);
  const [hasErrors, setHasErrors] = useState(false);
  useWindowTitle(windowTitle ?? title, hasErrors);
  useFocusOnArrival(heading);
  return (
    <PageSlotsProvider top={top} onErrors={setHasErrors}>
      {banner}
      <div className={styles.page} data-width={width}>
        <div ref={setTop} className={styles.top} />
        <header className={styles.head}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {action ? <div className={styles.action}>{action}</div> : null}
        </header>
        {intro ? <div className={styles.intro}>{intro}</div> : null}
        {children}
      </div>
    </PageSlotsProvider>
  );
}

/** Sets the title of the window: the page, then the product; "Error: " before it on errors (UX-1). */
export function useWindowTitle(title: string, hasErrors: boolean): void {
  const t = useMessages();
  const { appTitle, titlePrefix } = usePageSurroundings();
  const prefix = titlePrefix ? `${titlePrefix} · ` : '';
  const mark = hasErrors ? t('form.errorTitlePrefix') : '';
  useEffect(() => {
    document.title = `${mark}${prefix}${title} – ${appTitle}`;
  }, [mark, prefix, title, appTitle]);
}

/** The first page leaves the focus at the top, so that the skip link is the first stop. */
function useFocusOnArrival(heading: React.RefObject<HTMLHeadingElement | null>): void {
  const { path } = useNavigation();
  const arrival = useArrival();
  const shown = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    if (!arrival.first) heading.current?.focus({ preventScroll: true });
    arrival.settle();
  }, [path, arrival, heading]);
}
