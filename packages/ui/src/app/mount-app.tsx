import type { Clock, Language, RouteContract } from '@kartoteka/kernel';
import { type Catalog, loadCatalog } from '@kartoteka/messages';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode, useCallback, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createCaller } from '../client/call-route.ts';
import { createLastAnswer, LastAnswerProvider } from '../client/last-answer.tsx';
import { createQueryClient } from '../client/query-client.ts';
import { CallProvider } from '../client/use-route.tsx';
import { TestWorldProvider, testWorldOfPage } from '../frame/test-world-context.tsx';
import { ClockProvider } from '../language/clock-context.tsx';
import { LanguageProvider } from '../language/messages-context.tsx';
import { BrokenBoundary } from './broken-page.tsx';
import { KitProvider } from './kit-provider.tsx';
import { preferredLanguage, rememberLanguage } from './preferred-language.ts';

export interface MountOptions {
  /** The element of the page's HTML; default `#root`. */
  readonly element?: string;
  /** Stands before every path of a contract, such as `/portal/0000000000005010`. */
  readonly apiPrefix?: string;
  /** The portal of patients: larger and calmer (UX-43). */
  readonly calm?: boolean;
  readonly clock?: Clock;
  /** The route that tells who is signed in; asked again when another one says that nobody is. */
  readonly session?: RouteContract;
  readonly children: ReactNode;
}

/**
 * Starts a web application: language, theme, client, kept answers. This is the composition root of the
 * browser side: here alone the real clock and the real network come in.
 *
 * @example await mountApp({ children: <RouterProvider router={router} /> });
 */
export async function mountApp(options: MountOptions): Promise<void> {
  const element = document.querySelector(options.element ?? '#root');
  if (!element) throw new Error('the page has no element to mount the application in');
  if (options.calm) document.documentElement.dataset.density = 'calm';
  const language = preferredLanguage();
  const catalog = await loadCatalog(language);
  const queries = createQueryClient();
  createRoot(element).render(
    <StrictMode>
      <App {...options} start={{ language, catalog }} queries={queries} />
    </StrictMode>,
  );
}

interface Spoken {
  readonly language: Language;
  readonly catalog: Catalog;
}

type AppProps = MountOptions & { readonly start: Spoken; readonly queries: QueryClient };

const systemClock: Clock = { now: () => new Date() };

function App(props: AppProps) {
  const { start, queries, session, apiPrefix = '', clock = systemClock, children } = props;
  const [spoken, setSpoken] = useState(start);
  const { language } = spoken;
  // Answers are asked for anew before the page is drawn in the other language: callers read it here.
  const now = useRef(language);
  document.documentElement.lang = language;
  const choose = useCallback(
    async (next: Language) => {
      const catalog = await loadCatalog(next);
      rememberLanguage(next);
      now.current = next;
      document.documentElement.lang = next;
      setSpoken({ language: next, catalog });
      // Texts of the server come in the reader's language too.
      await queries.invalidateQueries();
    },
    [queries],
  );
  const lastAnswer = useMemo(() => createLastAnswer(clock), [clock]);
  const call = useMemo(
    () =>
      createCaller({
        fetch: (...request) => fetch(...request),
        language: () => now.current,
        prefix: apiPrefix,
        onAnswer: lastAnswer.note,
        onSignedOut: ({ path }) => {
          if (!session || path === session.path) return;
          void queries.invalidateQueries({ queryKey: [session.method, session.path] });
        },
      }),
    [apiPrefix, lastAnswer, session, queries],
  );
  return (
    <ClockProvider value={clock}>
      <QueryClientProvider client={queries}>
        <CallProvider value={call}>
          <LastAnswerProvider value={lastAnswer}>
            <LanguageProvider {...spoken} choose={(next) => void choose(next)}>
              <KitProvider>
                <TestWorldProvider value={testWorldOfPage(document)}>
                  <BrokenBoundary>{children}</BrokenBoundary>
                </TestWorldProvider>
              </KitProvider>
            </LanguageProvider>
          </LastAnswerProvider>
        </CallProvider>
      </QueryClientProvider>
    </ClockProvider>
  );
}
