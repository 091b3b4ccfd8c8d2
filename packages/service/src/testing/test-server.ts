import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import './global-setup.ts';

let asked: Promise<string> | undefined;

/** The address of the administrator of this run's PostgreSQL, which starts at the first call. */
export function testAdminUrl(): Promise<string> {
  asked ??= ask();
  return asked;
}

/** What the names of this run's databases begin with. */
export function testRun(): string {
  return inject('kartotekaPostgres').run;
}

async function ask(): Promise<string> {
  const socket = connect(inject('kartotekaPostgres').socket);
  const answer: { url?: string; failure?: string } = JSON.parse(await text(socket));
  if (answer.url === undefined) throw new Error(`PostgreSQL for tests: ${answer.failure}`);
  return answer.url;
}
