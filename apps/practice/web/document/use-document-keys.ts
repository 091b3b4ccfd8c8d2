import { useAnnounce, useKeys, useMessages, useNavigation } from '@kartoteka/ui';
import { useEffect, useMemo, useRef } from 'react';
import { neighboursOf } from './document-order.ts';

/** `j` and `k` go on and back in the list that was looked at, `s` shares (UX-48). */
export function useDocumentKeys(id: string, share: (() => void) | undefined): void {
  const t = useMessages();
  const { go } = useNavigation();
  const announce = useAnnounce();
  const latest = useRef({ share, go });
  useEffect(() => {
    latest.current = { share, go };
  });
  const bindings = useMemo(() => {
    const { next, previous, inOrder } = neighboursOf(id);
    const move = (to: string | undefined, end: string) => () => {
      if (to) return latest.current.go(`/documents/${to}`);
      announce(end);
    };
    const keys = [
      { key: 's', meaning: 'frame.keyShare' as const, run: () => latest.current.share?.() },
    ];
    if (!inOrder) return keys;
    return [
      {
        key: 'j',
        meaning: 'frame.keyNext' as const,
        run: move(next, t('documentPage.lastInList')),
      },
      {
        key: 'k',
        meaning: 'frame.keyPrevious' as const,
        run: move(previous, t('documentPage.firstInList')),
      },
      ...keys,
    ];
  }, [id, t, announce]);
  useKeys(bindings);
}
