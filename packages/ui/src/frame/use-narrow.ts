import { useSyncExternalStore } from 'react';

const query = '(max-width: 60em)';

/** True where the window is too narrow for the menu beside the content. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

function subscribe(changed: () => void): () => void {
  const list = window.matchMedia(query);
  list.addEventListener('change', changed);
  return () => list.removeEventListener('change', changed);
}
