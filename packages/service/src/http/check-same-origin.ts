import { Problem } from '@kartoteka/kernel';

export interface OriginFacts {
  readonly method: string;
  /** Host and port as the browser sees them. */
  readonly host: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that a foreign page makes a browser send (cross-site request forgery). Browsers
 * name where a request comes from (`Sec-Fetch-Site`, `Origin`) and pages cannot change that. Without
 * both, the sender is a program: it may go on unless it carries cookies, and then only with the
 * header `X-Requested-With`, which a foreign page cannot add without asking first.
 *
 * @throws Problem `service.foreign-origin`
 */
export function checkSameOrigin(facts: OriginFacts): void {
  if (safeMethods.has(facts.method) || isOwn(facts)) return;
  throw new Problem('service.foreign-origin');
}

function isOwn({ host, headers }: OriginFacts): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  if (typeof origin === 'string') return hostOf(origin) === host;
  return headers.cookie === undefined || headers['x-requested-with'] !== undefined;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
