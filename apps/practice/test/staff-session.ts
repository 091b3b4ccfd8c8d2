import { request } from 'node:http';

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  /** The body as JSON; `undefined` where there is none. */
  readonly body: Body;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Sent as it is instead of a body in JSON. */
  readonly raw?: Uint8Array | AsyncIterable<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A caller over real HTTP that keeps its cookies, as a browser on one of our own pages does. */
export class StaffSession {
  readonly #base: string;
  #cookie = '';

  constructor(base: string) {
    this.#base = base;
  }

  get base(): string {
    return this.#base;
  }

  get cookie(): string {
    return this.#cookie;
  }

  /** Any answer, whatever its status. */
  async call<Body = Record<string, unknown>>(call: Call): Promise<Answer<Body>> {
    const answer = await send(new URL(call.path, this.#base), call, this.#cookie);
    const set = answer.headers['set-cookie'];
    if (Array.isArray(set) && set.length > 0) {
      this.#cookie = set.map((one) => one.split(';')[0]).join('; ');
    }
    return answer as Answer<Body>;
  }

  get<Body = Record<string, unknown>>(path: string): Promise<Body> {
    return this.#fine<Body>({ method: 'GET', path });
  }

  post<Body = Record<string, unknown>>(path: string, body?: unknown): Promise<Body> {
    return this.#fine<Body>({ method: 'POST', path, body });
  }

  put<Body = Record<string, unknown>>(path: string, body: unknown): Promise<Body> {
    return this.#fine<Body>({ method: 'PUT', path, body });
  }

  async #fine<Body>(call: Call): Promise<Body> {
    const answer = await this.call<Body>(call);
    if (answer.status >= 400) {
      throw new Error(`${call.method} ${call.path}: ${answer.status} ${answer.bytes.toString()}`);
    }
    return answer.body;
  }
}

function send(url: URL, call: Call, cookie: string): Promise<Answer> {
  const { method, raw, body } = call;
  const content =
    raw ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body), 'utf8'));
  const headers: Record<string, string> = {
    ...(cookie !== '' && { cookie }),
    'sec-fetch-site': 'same-origin',
    ...(content !== undefined && {
      'content-type': raw ? 'application/octet-stream' : 'application/json',
    }),
    ...(content instanceof Uint8Array && { 'content-length': String(content.length) }),
    ...call.headers,
  };
  return new Promise((resolve, reject) => {
    let answered = false;
    const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
      answered = true;
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const bytes = Buffer.concat(pieces);
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          bytes,
          body: jsonOf(bytes, String(incoming.headers['content-type'] ?? '')),
        });
      });
    });
    // A server that has answered already may stop reading what is still being sent.
    outgoing.on('error', (error) => {
      if (!answered) reject(error);
    });
    void write(outgoing, content, () => answered).catch(reject);
  });
}

async function write(
  outgoing: ReturnType<typeof request>,
  content: Uint8Array | AsyncIterable<Uint8Array> | undefined,
  answered: () => boolean,
): Promise<void> {
  if (content === undefined || content instanceof Uint8Array) {
    outgoing.end(content);
    return;
  }
  for await (const piece of content) {
    if (answered() || outgoing.destroyed) break;
    if (outgoing.write(piece)) continue;
    await new Promise<void>((resolve) => {
      const events = ['drain', 'close', 'response'];
      const done = () => {
        for (const event of events) outgoing.removeListener(event, done);
        resolve();
      };
      for (const event of events) outgoing.on(event, done);
    });
  }
  outgoing.end();
}

function jsonOf(bytes: Buffer, contentType: string): unknown {
  if (!contentType.includes('json') || bytes.length === 0) return undefined;
  return JSON.parse(bytes.toString('utf8'));
}
