import type { InputOf, Language, OutputOf, RouteContract, TypedSchema } from '@kartoteka/kernel';
import { ClientProblem } from './client-problem.ts';
import { readProblem } from './read-problem.ts';

type Part<Contract, Name extends 'params' | 'query' | 'body'> = Contract extends {
  readonly [N in Name]: infer Schema extends TypedSchema;
}
  ? { readonly [N in Name]: InputOf<Schema> }
  : { readonly [N in Name]?: undefined };

/** What a call of a route has to bring: the parts that its contract names, and no others. */
export type RouteInput<Contract extends RouteContract> = Part<Contract, 'params'> &
  Part<Contract, 'query'> &
  Part<Contract, 'body'>;

/** What a route answers: the parsed JSON, or the bytes with their type and name. */
export type RouteAnswer<Contract extends RouteContract> = Contract['answer'] extends 'bytes'
  ? Blob
  : OutputOf<Contract['answer']>;

export interface CallOptions {
  /** Files, in place of a JSON body. */
  readonly content?: FormData | Blob;
  readonly signal?: AbortSignal;
  /** Default 30 s; for uploads name more. */
  readonly timeoutMs?: number;
  /** The page asks by itself: the server must not take it for somebody at work. */
  readonly background?: boolean;
}

/** Calls a route of the server by its contract. */
export type CallRoute = <Contract extends RouteContract>(
  contract: Contract,
  input: RouteInput<Contract>,
  options?: CallOptions,
) => Promise<RouteAnswer<Contract>>;

export interface CallerSettings {
  readonly fetch: typeof globalThis.fetch;
  /** The language in which problems come back; asked for at each call. */
  readonly language: () => Language;
  /** Stands before every path of a contract, such as `/portal/0000000000005010`; default none. */
  readonly prefix?: string;
  /** Told after each answer that was a success: the session has been prolonged by it. */
  readonly onAnswer?: () => void;
  /** Told when the server no longer knows the session. */
  readonly onSignedOut?: (contract: RouteContract) => void;
}

const timeoutMsDefault = 30_000;

/**
 * Makes the typed client. Types come from the zod schemas of the contract, checks stay on the server.
 * Throws `ClientProblem` only: with the server's words, or with the cause when the line broke.
 *
 * @example const callRoute = createCaller({ fetch, language: () => 'pl' });
 *   await callRoute(listPatients, { query: { page: 2 } });
 */
export function createCaller(settings: CallerSettings): CallRoute {
  return async (contract, input, options = {}) => {
    const timeoutMs = options.timeoutMs ?? timeoutMsDefault;
    const response = await send(settings, contract, input, options, timeoutMs);
    if (!response.ok) {
      const problem = await readProblem(response);
      if (problem.signedOut) settings.onSignedOut?.(contract);
      throw problem;
    }
    if (!options.background) settings.onAnswer?.();
    // The contract ties the answer's type to what the server sends; it is checked there.
    return (await readAnswer(contract, response)) as RouteAnswer<typeof contract>;
  };
}

type AnyInput = { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown };

async function send(
  settings: CallerSettings,
  contract: RouteContract,
  input: AnyInput,
  options: CallOptions,
  timeoutMs: number,
): Promise<Response> {
  const limit = AbortSignal.timeout(timeoutMs);
  const signal = options.signal ? AbortSignal.any([limit, options.signal]) : limit;
  const json = options.content === undefined && input.body !== undefined;
  try {
    return await settings.fetch(addressOf(settings.prefix ?? '', contract, input), {
      method: contract.method,
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': settings.language(),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...(options.background ? { 'x-background': 'yes' } : {}),
      },
      body: json ? JSON.stringify(input.body) : (options.content ?? null),
      credentials: 'same-origin',
      signal,
    });
  } catch (cause) {
    // What the browser throws here is told by its cause; its own message helps nobody.
    if (options.signal?.aborted) throw broken('aborted', timeoutMs, cause);
    throw broken(limit.aborted ? 'timeout' : 'network', timeoutMs, cause);
  }
}

function broken(
  cause: 'network' | 'timeout' | 'aborted',
  timeoutMs: number,
  original: unknown,
): ClientProblem {
  const problem = new ClientProblem({ code: `client.${cause}`, status: 0, cause, timeoutMs });
  problem.cause = original;
  return problem;
}

/**
 * The address of a call. Exported for links to files, which the browser fetches by itself.
 *
 * @example routeAddress(showDocument, { params: { id: 'd1' } }) // '/api/documents/d1/html'
 */
export function routeAddress<Contract extends RouteContract>(
  contract: Contract,
  input: Omit<RouteInput<Contract>, 'body'>,
  prefix = '',
): string {
  return addressOf(prefix, contract, input as AnyInput);
}

function addressOf(prefix: string, contract: RouteContract, input: AnyInput): string {
  const params = (input.params ?? {}) as Readonly<Record<string, unknown>>;
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one));
    }
  }
  const text = query.toString();
  return `${prefix}${path}${text === '' ? '' : `?${text}`}`;
}

async function readAnswer(contract: RouteContract, response: Response): Promise<unknown> {
  if (contract.answer === 'bytes') return response.blob();
  if (response.status === 204) return undefined;
  try {
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    const problem = new ClientProblem({
      code: 'client.unreadable',
      status: response.status,
      cause: 'unreadable',
    });
    problem.cause = cause;
    throw problem;
  }
}
