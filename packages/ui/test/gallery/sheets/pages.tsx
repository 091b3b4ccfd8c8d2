import {
  BrokenPage,
  Button,
  EmptyPage,
  Loading,
  NotFoundPage,
  Page,
  useMessages,
} from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';

function Empty() {
  const t = useMessages();
  return (
    <FrameAround>
      <Page title={t('menu.patients')}>
        <EmptyPage
          title={t('menu.patients')}
          action={<Button look="primary">{t('table.search')}</Button>}
        >
          {t('document.mayTakeLonger')}
        </EmptyPage>
      </Page>
    </FrameAround>
  );
}

function Waiting() {
  const t = useMessages();
  return (
    <FrameAround>
      <Page title={t('menu.patients')}>
        <Loading atOnce />
      </Page>
    </FrameAround>
  );
}

export const pageSheets: readonly Sheet[] = [
  { name: 'page-empty', Content: Empty },
  { name: 'page-loading', Content: Waiting },
  {
    name: 'page-not-found',
    Content: () => (
      <FrameAround>
        <NotFoundPage />
      </FrameAround>
    ),
  },
  {
    name: 'page-broken',
    Content: () => (
      <FrameAround>
        <BrokenPage />
      </FrameAround>
    ),
  },
];
