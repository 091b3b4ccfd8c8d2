import { ClientProblem, type SignInCalls, SignInPage } from '../../../src/index.ts';
import type { Sheet } from '../sheets.ts';

const refused = new ClientProblem({
  code: 'service.sign-in-refused',
  status: 401,
  text: 'Login lub hasło nie pasują.',
  next: 'Sprawdź oba i spróbuj ponownie.',
  correlationId: '0f9d5a2c-9a0e-4bb7-8c6a-0c1f2f0a6f6b',
});

/** `jagna` is let in by a code, everybody else is refused; the invitation `ABCD-2345` is known. */
const calls: SignInCalls = {
  passwordLengthMin: 8,
  withPassword: async ({ login }) => {
    if (login !== 'jagna') throw refused;
    return { step: 'code' };
  },
  withCode: async (values) => {
    if ('code' in values && values.code !== '123456') throw refused;
    return { step: 'done' };
  },
  withPasskey: async () => {
    throw new DOMException('closed', 'NotAllowedError');
  },
  readInvitation: async (code) => {
    if (code !== 'ABCD-2345') throw refused;
    return { login: 'dobrawa', passwordLengthMin: 12 };
  },
  redeemInvitation: async () => ({ step: 'done' }),
};

const shared = {
  appName: 'Kartoteka',
  owner: 'Przychodnia Przykładna',
  calls,
  onDone: () => window.gallery.visited.push('signed in'),
  help: <a href="tel:+48000000000">+48 000 000 000</a>,
};

export const signInSheets: readonly Sheet[] = [
  { name: 'sign-in', Content: () => <SignInPage {...shared} world="demo" /> },
  { name: 'sign-in-code', Content: () => <SignInPage {...shared} startAt="code" /> },
  {
    name: 'sign-in-invitation',
    Content: () => <SignInPage {...shared} invitation={{ code: 'ABCD-2345' }} />,
    calm: true,
  },
];
