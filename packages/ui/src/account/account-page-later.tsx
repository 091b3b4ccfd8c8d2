import { lazy, Suspense } from 'react';
import { Loading } from '../page/loading.tsx';
import type { AccountPlace } from './account-contracts.ts';

const Later = lazy(async () => ({ default: (await import('./account-page.tsx')).AccountPage }));

/** "Moje konto", fetched when it is opened: few people do, and the picture of a key takes room. */
export function AccountPage(place: AccountPlace) {
  return (
    <Suspense fallback={<Loading />}>
      <Later {...place} />
    </Suspense>
  );
}
