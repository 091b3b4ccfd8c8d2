import { fixedClock, type RouteContract } from '@kartoteka/kernel';
import { QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import {
  AppFrame,
  Button,
  CallProvider,
  ClockProvider,
  createCaller,
  createLastAnswer,
  createQueryClient,
  Form,
  LastAnswerProvider,
  Page,
  SessionGate,
  TextField,
  useForm,
  useLanguage,
  useMessages,
  useRoute,
} from '../../../src/index.ts';
import { sampleMenu } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';

function route(method: RouteContract['method'], path: string): RouteContract {
  const anything = { _output: undefined, _input: undefined };
  return { method, path, summary: path, answer: anything };
}

const routes = {
  whoAmI: route('GET', '/api/session'),
  signIn: route('POST', '/api/session'),
  signOut: route('DELETE', '/api/session'),
  extendSession: route('POST', '/api/session/extend'),
  chooseLanguage: route('POST', '/api/session/language'),
  beginPasskeySignIn: route('POST', '/api/session/passkey/begin'),
  finishPasskeySignIn: route('POST', '/api/session/passkey'),
  checkInvitation: route('POST', '/api/invitation/check'),
  redeemInvitation: route('POST', '/api/invitation'),
};
const listRoute = route('GET', '/api/list');

/** A server with one login, `jagna` / `haslo-jagny`, and one session, in the page itself. */
function createServer(signedInAtFirst: boolean): typeof fetch {
  const state = { signedIn: signedInAtFirst, language: null as string | null };
  const json = (status: number, body: unknown) =>
    new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
    });
  const refusal = { code: 'service.sign-in-refused', title: 'Nie pasują.', next: 'Sprawdź oba.' };
  return async (input, init) => {
    const call = `${init?.method} ${String(input)}`;
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : {};
    window.gallery.visited.push(call);
    if (call === 'POST /api/session') {
      state.signedIn = body.login === 'jagna' && body.password === 'haslo-jagny';
      if (!state.signedIn) return json(401, refusal);
    }
    if (call === 'POST /api/end') state.signedIn = false;
    if (!state.signedIn) return json(401, { code: 'service.signed-out', title: '-', next: '-' });
    if (call === 'POST /api/session/language') state.language = body.language;
    if (call.endsWith('/api/session')) {
      const person = { loginName: 'jagna', name: 'Jagna Wzorcowa', subject: 's1', roles: [] };
      return json(200, { ...person, language: state.language, expiresAt: '2026-03-02T08:30:00Z' });
    }
    return json(200, {});
  };
}

const clock = fixedClock('2026-03-02T07:30:00Z');

function Session({ signedIn }: { readonly signedIn: boolean }) {
  const { language } = useLanguage();
  const [server] = useState(() => createServer(signedIn));
  const [queries] = useState(createQueryClient);
  const lastAnswer = useMemo(() => createLastAnswer(clock), []);
  const call = useMemo(
    () =>
      createCaller({
        fetch: server,
        language: () => language,
        onAnswer: lastAnswer.note,
        onSignedOut: ({ path }) => {
          if (path !== routes.whoAmI.path) {
            void queries.invalidateQueries({ queryKey: ['GET', '/api/session'] });
          }
        },
      }),
    [server, language, lastAnswer, queries],
  );
  return (
    <ClockProvider value={clock}>
      <QueryClientProvider client={queries}>
        <CallProvider value={call}>
          <LastAnswerProvider value={lastAnswer}>
            <SessionGate appName="Kartoteka" owner="Przychodnia Przykładna" routes={routes}>
              {({ person, signOut }) => (
                <AppFrame
                  appName="Kartoteka"
                  user={{ name: person.name }}
                  menu={sampleMenu}
                  onSignOut={signOut}
                >
                  <Work onEnd={() => server('/api/end', { method: 'POST' })} />
                </AppFrame>
              )}
            </SessionGate>
          </LastAnswerProvider>
        </CallProvider>
      </QueryClientProvider>
    </ClockProvider>
  );
}

/** A page with something typed in it, and a button that ends the session behind its back. */
function Work({ onEnd }: { readonly onEnd: () => Promise<unknown> }) {
  const t = useMessages();
  const list = useRoute(listRoute, {});
  const form = useForm({ initial: { reason: '' }, send: async () => undefined });
  return (
    <Page width="narrow" title={t('consents.heading')}>
      <Form form={form} submitLabel={t('consents.send')}>
        <TextField name="reason" label={t('consents.reason')} />
      </Form>
      <Button
        onClick={() => {
          void onEnd().then(() => list.refetch());
        }}
      >
        {t('common.open')}
      </Button>
    </Page>
  );
}

export const sessionSheets: readonly Sheet[] = [
  { name: 'session-away', Content: () => <Session signedIn={false} /> },
  { name: 'session-here', Content: () => <Session signedIn /> },
];
