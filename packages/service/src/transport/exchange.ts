import {
  type ClientRequest,
  type Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { type Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { correlationHeader, currentCorrelationId } from '../observe/correlation.ts';
import { type ExchangePhase, peerProblem } from './peer-problem.ts';
import { type SilenceLimits, type SilenceTimer, startSilenceTimer } from './silence-timer.ts';

/** One request, ready to go. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: AsyncIterable<Uint8Array>;
}

/** An answer whose body is still on its way. Header names in lower case. */
export interface IncomingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface ExchangeOptions extends SilenceLimits {
  readonly agent: HttpAgent | HttpsAgent;
}

/** What the steps of one exchange share. */
interface Exchange {
  readonly request: ClientRequest;
  readonly timer: SilenceTimer;
  readonly host: string;
  phase: ExchangePhase;
  /** An answer began, perhaps before the request was complete. */
  answered: boolean;
  /** What our own timer ended it with; the streams themselves only tell that they were cut. */
  expired: Error | undefined;
}

/**
 * Sends one request and returns the head of its answer; bodies stream both ways. The body is asked
 * for its first bytes only once the connection stands. Redirects are not followed.
 *
 * @throws Problem `service.peer-*` with `params.outcome`; what the body itself throws passes unchanged
 */
export async function exchange(
  outgoing: OutgoingRequest,
  options: ExchangeOptions,
): Promise<IncomingAnswer> {
  const { url } = outgoing;
  const request = startRequest(outgoing, options.agent);
  const timer = startSilenceTimer(options, (error) => {
    running.expired = error;
    request.destroy(error);
  });
  const running: Exchange = {
    request,
    timer,
    host: url.host,
    phase: 'connecting',
    answered: false,
    expired: undefined,
  };
  timer.wait();
  const answered = headOf(running);
  // A failure of the body ends the waiting for an answer, and an early answer the sending.
  const sent = connected(request).then(() => sendBody(running, outgoing.body));
  try {
    const answer = await Promise.race([answered, sent.then(() => answered)]);
    running.phase = 'answering';
    // An early answer leaves a body that nobody reads any more; its failure is no news.
    sent.catch(() => undefined);
    return {
      status: answer.statusCode ?? 0,
      headers: flatHeaders(answer),
      body: readBody(running, answer),
    };
  } catch (error) {
    timer.stop();
    answered.catch(() => undefined);
    sent.catch(() => undefined);
    request.destroy();
    if (error instanceof BodyFailure) throw error.cause;
    throw peerProblem(running.expired ?? error, running);
  }
}

/** What the caller's body threw, kept apart from what the network did. */
class BodyFailure extends Error {}

function startRequest(outgoing: OutgoingRequest, agent: HttpAgent | HttpsAgent): ClientRequest {
  const { url, method, headers } = outgoing;
  const correlationId = currentCorrelationId();
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return open(url, {
    method,
    agent,
    headers: {
      ...(correlationId !== undefined && { [correlationHeader]: correlationId }),
      ...headers,
    },
  });
}

function headOf(running: Exchange): Promise<IncomingMessage> {
  const { request } = running;
  return new Promise((resolve, reject) => {
    request.on('response', (answer) => {
      running.answered = true;
      running.timer.pause();
      resolve(answer);
    });
    request.on('error', reject);
    request.on('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  });
}

/** A socket from the pool is ready; a new one when its handshake is done. */
function connected(request: ClientRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.once('socket', (socket) => {
      const ready = 'encrypted' in socket ? 'secureConnect' : 'connect';
      if (request.reusedSocket) resolve();
      else socket.once(ready, () => resolve());
    });
  });
}

async function sendBody(
  running: Exchange,
  body: AsyncIterable<Uint8Array> | undefined,
): Promise<void> {
  const { request, timer } = running;
  running.phase = 'sending';
  try {
    for await (const chunk of ownFailures(body, timer)) {
      if (request.destroyed || running.answered) return;
      if (request.write(chunk)) continue;
      timer.wait();
      await drained(request);
      timer.pause();
    }
  } finally {
    if (!running.answered) timer.wait();
  }
  // From here on the other side may have everything it needs to act.
  running.phase = 'sent';
  request.end();
}

async function* ownFailures(
  body: AsyncIterable<Uint8Array> | undefined,
  timer: SilenceTimer,
): AsyncGenerator<Uint8Array> {
  if (!body) return;
  timer.pause();
  try {
    yield* body;
  } catch (cause) {
    throw new BodyFailure('the body of a request failed', { cause });
  }
}

function drained(request: ClientRequest): Promise<void> {
  const events = ['drain', 'close', 'response', 'error'];
  return new Promise((resolve) => {
    const done = () => {
      for (const event of events) request.removeListener(event, done);
      resolve();
    };
    for (const event of events) request.on(event, done);
  });
}

async function* readBody(running: Exchange, answer: IncomingMessage): AsyncGenerator<Uint8Array> {
  const { timer } = running;
  const chunks = answer[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    for (;;) {
      timer.wait();
      const { done, value } = await chunks.next();
      timer.pause();
      if (done) break;
      yield value;
    }
    // A connection that was cut while nobody was reading ends without a word: an answer is whole only
    // when its length or its last chunk says so.
    if (!answer.complete) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
  } catch (error) {
    throw peerProblem(running.expired ?? error, running);
  } finally {
    timer.stop();
    // Whoever stops reading early gives the connection up; so does a request that was cut short.
    if (!answer.complete || !running.request.writableEnded) running.request.destroy();
  }
}

function flatHeaders(answer: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(answer.headers).map(([name, value]) => [name, String(value ?? '')]);
  return Object.fromEntries(pairs);
}
