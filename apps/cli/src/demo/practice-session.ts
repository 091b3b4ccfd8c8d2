import { request } from 'node:http';

/** A signed-in employee, who does by HTTP what the pages do. */
export interface PracticeSession {
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  put<Answer>(path: string, body: unknown): Promise<Answer>;
  get<Answer>(path: string): Promise<Answer>;
  sendFile<Answer>(path: string, bytes: Uint8Array): Promise<Answer>;
}

/** Signs in to the practice. Throws when the practice refuses, with its answer's code. */
export async function signInToPractice(
  url: string,
  who: { readonly login: string; readonly password: string },
): Promise<PracticeSession> {
  let cookie = '';
  const call = async <Answer>(
    method: string,
    path: string,
    body?: { type: string; bytes: Uint8Array },
  ): Promise<Answer> => {
    const answer = await exchange(new URL(path, url), method, cookie, body);
    if (answer.cookie !== undefined) cookie = answer.cookie;
    if (answer.status >= 400) {
      const { code } = JSON.parse(answer.text || '{}') as { code?: string };
      throw new Error(
        `${method} ${path.split('?')[0]} was answered with ${answer.status} ${code ?? ''}`,
      );
    }
    return (answer.text === '' ? undefined : JSON.parse(answer.text)) as Answer;
  };
  const json = (body: unknown) => ({
    type: 'application/json',
    bytes: Buffer.from(JSON.stringify(body)),
  });
  await call('POST', '/api/session', json(who));
  return {
    post: (path, body) => call('POST', path, json(body)),
    put: (path, body) => call('PUT', path, json(body)),
    get: (path) => call('GET', path),
    sendFile: (path, bytes) => call('POST', path, { type: 'application/octet-stream', bytes }),
  };
}

function exchange(
  url: URL,
  method: string,
  cookie: string,
  body: { readonly type: string; readonly bytes: Uint8Array } | undefined,
): Promise<{ status: number; text: string; cookie: string | undefined }> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(cookie !== '' && { cookie }),
      ...(body && { 'content-type': body.type, 'content-length': body.bytes.length }),
      origin: url.origin,
      'sec-fetch-site': 'same-origin',
    };
    const sent = request(url, { method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        const set = response.headers['set-cookie']?.map((one) => one.split(';')[0]).join('; ');
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(pieces).toString('utf8'),
          cookie: set,
        });
      });
    });
    sent.on('error', reject);
    sent.end(body?.bytes);
  });
}
