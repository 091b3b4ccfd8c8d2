import { useMessages } from '../language/messages-context.tsx';
import { TextLink } from '../page/navigation-context.tsx';
import { Page } from '../page/page.tsx';

/** The page for an address that leads nowhere (UX-39). */
export function NotFoundPage() {
  const t = useMessages();
  return (
    <Page width="narrow" title={t('frame.notFoundHeading')} intro={t('frame.notFoundText')}>
      <TextLink to="/">{t('frame.goHome')}</TextLink>
    </Page>
  );
}
