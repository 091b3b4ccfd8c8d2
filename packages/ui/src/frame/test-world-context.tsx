import { createContext, useContext } from 'react';
import type { TestWorld } from './sandbox-bar.tsx';

const TestWorldContext = createContext<TestWorld | undefined>(undefined);

/** Says to every frame of the application where it runs when it is not the real thing. */
export const TestWorldProvider = TestWorldContext.Provider;

/** `undefined` in the real thing. */
export function useTestWorld(): TestWorld | undefined {
  return useContext(TestWorldContext);
}

/** What the server wrote into the page that it served: `<meta name="kartoteka-world">`. */
export function testWorldOfPage(page: Document): TestWorld | undefined {
  const said = page.querySelector('meta[name="kartoteka-world"]')?.getAttribute('content');
  return said === 'demo' || said === 'sandbox' ? said : undefined;
}
