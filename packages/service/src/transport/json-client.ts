import { STATUS_CODES } from 'node:http';
import { type InputOf, type OutputOf, Problem, type RouteContract } from '@kartoteka/kernel';
import type { z } from 'zod';
import { problemAnswer } from '../http/problem-answer.ts';
import { exchange, type IncomingAnswer } from './exchange.ts';
import { type PeerOptions, peerAgent, peerLimits } from './https-transport.ts';

export interface JsonClientOptions extends PeerOptions {
  /** Scheme, host and port; the path comes from the contract. */
  readonly url: string;
  readonly answerBytesMax?: number;
}

/** What a contract takes; parts that it does not have are left out. */
export interface CallInput<Contract extends RouteContract> {
  readonly params?: InputOf<Contract['params']>;
  readonly query?: InputOf<Contract['query']>;
  readonly body?: InputOf<Contract['body']>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls routes of one server by their contracts. */
export interface JsonClient {
  call<const Contract extends RouteContract>(
    contract: Contract,
    input?: CallInput<Contract>,
  ): Promise<OutputOf<Contract['answer']>>;
  close(): void;
}

const answerBytesMaxDefault = 4_194_304;
const quotedLengthMax = 1_000;

/**
 * A client for JSON over HTTPS between servers, over the same connections as `httpsTransport`.
 *
 * @throws Problem `service.peer-status` for an answer that reports a failure, with its words quoted and
 *   `params.peerCode`; `service.peer-answer` for one that is not what the contract says;
 *   `service.peer-answer-too-large`; otherwise as `httpsTransport`
 * @example
 * const cloud = jsonClient({ url: 'https://cloud.example:4003', tls });
 * const account = await cloud.call(getAccount, { params: { account: '0000000000005010' } });
 */
export function jsonClient(options: JsonClientOptions): JsonClient {
  const base = new URL(options.url);
  const agent = peerAgent(base, options);
  const limits = peerLimits(options);
  const bytesMax = options.answerBytesMax ?? answerBytesMaxDefault;
  return {
    call: async (contract, input = {}) => {
      const { params, query, body, headers } = input as CallInput<RouteContract>;
      const url = addressOf(base, contract.path, params, query);
      const answer = await exchange(
        {
          url,
          method: contract.method,
          headers: {
            accept: 'application/json, application/problem+json',
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body !== undefined && { body: bytesOf(JSON.stringify(body)) }),
        },
        { agent, ...limits },
      );
      const text = await readText(answer, base.host, bytesMax);
      if (answer.status < 200 || answer.status > 299) throw statusProblem(answer, text, base.host);
      return parseAnswer(contract, text, base.host) as never;
    },
    close: () => agent.destroy(),
  };
}

function addressOf(base: URL, path: string, params: unknown, query: unknown): URL {
  const values = (params ?? {}) as Record<string, unknown>;
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    // An empty part would lead to another route than the one that was meant.
    if (value === undefined || value === '') throw new Error(`the path needs ${name}`);
    return encodeURIComponent(String(value));
  });
  const url = new URL(filled, base);
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8');
}

async function readText(answer: IncomingAnswer, host: string, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      const params = { host, bytesMax, outcome: 'answered' };
      throw new Problem('service.peer-answer-too-large', { params });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function statusProblem({ status }: IncomingAnswer, text: string, host: string): Problem {
  const reason = STATUS_CODES[status] ?? 'HTTP';
  const said = problemAnswer.safeParse(parseJson(text));
  const params = { host, status, reason, outcome: 'answered' };
  if (!said.success) return new Problem('service.peer-status', { params });
  return new Problem('service.peer-status', {
    params: { ...params, peerCode: said.data.code },
    quoted: said.data.detail.slice(0, quotedLengthMax),
  });
}

function parseAnswer(contract: RouteContract, text: string, host: string): unknown {
  if (contract.answer === 'bytes') throw new Error('a JSON client reads no bytes');
  const value = text === '' ? undefined : parseJson(text);
  const parsed = (contract.answer as unknown as z.ZodType).safeParse(value);
  if (parsed.success) return parsed.data;
  const params = { host, outcome: 'answered' };
  throw new Problem('service.peer-answer', { params, cause: parsed.error });
}

/** `undefined` for what is not JSON: the schema then says that it does not fit. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
