import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIPv4 } from 'node:net';
import { createSecureContext } from 'node:tls';
import { Problem } from '@kartoteka/kernel';
import { exchange, type IncomingAnswer } from './exchange.ts';

/** Whom we trust and who we are. PEM texts. */
export interface PeerTls {
  /** Authorities of the server's certificate; those of the system when left out. */
  readonly ca?: string | readonly string[];
  /** Our own certificate, with its chain, and its private key. */
  readonly cert?: string;
  readonly key?: string;
  /** The name in the server's certificate where it is not the one in the address. */
  readonly servername?: string;
}

export interface PeerOptions {
  readonly tls?: PeerTls;
  /** Longest silence of the other side: while connecting, sending, waiting and receiving. */
  readonly timeoutMs?: number;
  /** Longest duration of one exchange with its answer. */
  readonly overallTimeoutMs?: number;
  /** Connections at once; further calls wait for one. */
  readonly connectionsMax?: number;
}

export interface TransportOptions extends PeerOptions {
  readonly url: string;
}

/** POSTs to one address; what `soap` calls a transport. */
export interface HttpsTransport {
  send(request: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
  }): Promise<IncomingAnswer>;
  /** Ends the connections that are kept for further calls. */
  close(): void;
}

/** As in the seeds' settings: 15 seconds. */
const timeoutMsDefault = 15_000;
const overallTimeoutMsDefault = 10 * 60_000;
const connectionsMaxDefault = 16;
/** A kept connection is given up before the other side usually does. */
const idleMsMax = 20_000;

/**
 * A transport over HTTPS, with a client certificate where one is given: TLS 1.2 or newer, connections
 * kept between calls, bodies streamed both ways, redirects not followed. Plain http is for addresses
 * of this machine only.
 *
 * @throws Problem `service.peer-own-certificate`, `service.peer-not-encrypted` at once;
 *   `service.peer-*` with `params.outcome` from `send` and from the answer's body
 * @example
 * const transport = httpsTransport({ url, tls: { ca, cert, key }, timeoutMs: 15_000 });
 * const answer = await transport.send({ headers: { 'content-type': type }, body });
 */
export function httpsTransport(options: TransportOptions): HttpsTransport {
  const url = new URL(options.url);
  const agent = peerAgent(url, options);
  const limits = peerLimits(options);
  return {
    send: ({ headers, body }) =>
      exchange({ url, method: 'POST', headers, body }, { agent, ...limits }),
    close: () => agent.destroy(),
  };
}

/** The time limits of a peer with what was left out filled in. */
export function peerLimits(options: PeerOptions): { timeoutMs: number; overallTimeoutMs: number } {
  return {
    timeoutMs: options.timeoutMs ?? timeoutMsDefault,
    overallTimeoutMs: options.overallTimeoutMs ?? overallTimeoutMsDefault,
  };
}

/**
 * The pool of connections to one server.
 *
 * @throws Problem `service.peer-own-certificate`, `service.peer-not-encrypted`
 */
export function peerAgent(url: URL, options: PeerOptions): HttpAgent | HttpsAgent {
  const pool = {
    keepAlive: true,
    maxSockets: options.connectionsMax ?? connectionsMaxDefault,
    maxFreeSockets: options.connectionsMax ?? connectionsMaxDefault,
    timeout: idleMsMax,
  };
  if (url.protocol === 'http:' && isThisMachine(url.hostname)) return new HttpAgent(pool);
  if (url.protocol !== 'https:') {
    throw new Problem('service.peer-not-encrypted', { params: { host: url.host } });
  }
  const { ca, cert, key, servername } = options.tls ?? {};
  try {
    const secureContext = createSecureContext({
      minVersion: 'TLSv1.2',
      ...(ca !== undefined && { ca: [ca].flat() }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    });
    return new HttpsAgent({ ...pool, secureContext, ...(servername && { servername }) });
  } catch (cause) {
    throw new Problem('service.peer-own-certificate', { params: { host: url.host }, cause });
  }
}

function isThisMachine(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]') return true;
  return isIPv4(hostname) && hostname.startsWith('127.');
}
