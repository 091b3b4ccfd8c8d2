import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { HttpAnswer, HttpCall, Platform } from '../../src/frame/platform.ts';
import { addNote, addPerson, hasPerson, readNotes } from './example-store.ts';

export const exampleMigrations = fileURLToPath(new URL('./migrations', import.meta.url));
/** An invented person that every world knows. */
export const examplePesel = '44051401359';

/**
 * A small platform that keeps notes about people: enough of every kind of thing that the frame does
 * for a platform.
 */
export const examplePlatform: Platform = {
  id: 'example',
  names: { pl: 'Przykład', hu: 'Példa', en: 'Example' },
  about: { pl: 'Notatki.', hu: 'Jegyzetek.', en: 'Notes.' },
  addresses: ({ services }) => [
    {
      names: { pl: 'Notatki', hu: 'Jegyzetek', en: 'Notes' },
      address: `${services}/example/notes`,
    },
  ],
  operations: [
    {
      id: 'writeNote',
      names: { pl: 'Zapis notatki', hu: 'Jegyzet írása', en: 'Write a note' },
      marking: 'published',
      source: 'Example guide, section 1',
      rules: [
        {
          id: 'EX.1',
          text: {
            pl: 'Notatka ma tekst.',
            hu: 'A jegyzetnek van szövege.',
            en: 'A note has a text.',
          },
        },
        {
          id: 'EX.2',
          text: { pl: 'Osoba istnieje.', hu: 'A személy létezik.', en: 'The person is known.' },
        },
      ],
    },
    {
      id: 'readNotes',
      names: { pl: 'Odczyt notatek', hu: 'Jegyzetek olvasása', en: 'Read notes' },
      marking: 'derived',
      source: 'Example guide, section 2',
    },
    {
      id: 'connect',
      names: { pl: 'Połączenie', hu: 'Kapcsolódás', en: 'Connect' },
      marking: 'own-contract',
      source: 'docs',
    },
    {
      id: 'signIn',
      names: { pl: 'Logowanie', hu: 'Bejelentkezés', en: 'Sign in' },
      marking: 'own-contract',
      source: 'docs',
    },
  ],
  faults: ['lost-session', 'bad-signature', 'expired-certificate'],
  secureConnect: 'connect',
  routes: [
    {
      method: 'POST',
      path: '/example/notes',
      server: 'both',
      operation: ({ headers }) => (headers['x-operation'] === 'read' ? 'readNotes' : 'writeNote'),
      answer: write,
    },
    {
      method: 'GET',
      path: '/example/notes/{pesel}',
      server: 'both',
      operation: 'readNotes',
      answer: read,
    },
    {
      method: 'POST',
      path: '/example/session',
      server: 'both',
      operation: 'signIn',
      account: ({ form }) => form.get('login') ?? undefined,
      maintenance: () => ({ status: 503, body: 'Closed for maintenance' }),
      answer: ({ world, request, secret }) => {
        const token = `token-${request.form.get('login')}`;
        secret(token);
        return { status: 200, body: `${world.name} ${token}` };
      },
    },
  ],
  pages: [
    {
      method: 'GET',
      path: '/example/people',
      names: { pl: 'Osoby', hu: 'Személyek', en: 'People' },
      answer: () => ({ redirect: '/example/notes' }),
    },
  ],
  identities: async () => [
    {
      label: { pl: 'Osoba', hu: 'Személy', en: 'Person' },
      facts: [{ name: { pl: 'PESEL', hu: 'PESEL', en: 'PESEL' }, value: examplePesel }],
    },
  ],
  seed: (world) => world.inScope((trx) => addPerson(trx, examplePesel, 'Wymyślona Osoba')),
};

/** Stands for what a real platform signs its answers with. */
export function signatureOf(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

async function write({ world, request, clock, broke }: HttpCall): Promise<HttpAnswer> {
  const { pesel = '', text = '' } = JSON.parse(Buffer.from(request.body).toString('utf8'));
  if (text === '') broke('EX.1', '/text');
  const stored = await world.inScope(async (trx) => {
    if (!(await hasPerson(trx, pesel))) return false;
    await addNote(trx, pesel, clock.now(), text);
    return true;
  });
  if (!stored) broke('EX.2', '/pesel');
  return { status: stored ? 201 : 422, body: stored ? 'stored' : 'unknown person' };
}

async function read({ world, request, clock, fault }: HttpCall): Promise<HttpAnswer> {
  if (fault === 'lost-session') return { status: 401, body: 'session lost' };
  const notes = await world.inScope((trx) => readNotes(trx, request.params.pesel ?? ''));
  const body = JSON.stringify({ at: clock.now().toISOString(), notes });
  const signed = fault === 'bad-signature' ? `${body} ` : body;
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'x-signature': signatureOf(signed) },
    body,
  };
}
