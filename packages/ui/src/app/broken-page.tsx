import { Component, type ReactNode } from 'react';
import { Button } from '../action/button.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { Page } from '../page/page.tsx';

interface BrokenBoundaryProps {
  readonly children: ReactNode;
  /** Told what broke, for the console of whoever develops; nothing is sent anywhere. */
  readonly onBroken?: (error: unknown) => void;
}

/** Catches what a screen throws while drawing itself, and says so instead of going white (UX-39). */
export class BrokenBoundary extends Component<BrokenBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onBroken?.(error);
  }

  override render() {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}

/** The page for a screen that could not be drawn. */
export function BrokenPage() {
  const t = useMessages();
  return (
    <Page
      width="narrow"
      title={t('problem.brokenHeading')}
      intro={`${t('problem.brokenText')} ${t('problem.brokenNext')}`}
    >
      <Button look="primary" onClick={() => window.location.reload()}>
        {t('problem.reload')}
      </Button>
    </Page>
  );
}
