import { Problem } from '@kartoteka/kernel';

/**
 * Hands a request's bytes on while counting them.
 *
 * @param body the readable stream of the request; nothing is yielded when there is none
 * @param bytesMax largest number of bytes
 * @throws Problem `service.body-too-large` as soon as one byte too many has come
 */
export async function* limitStream(body: unknown, bytesMax: number): AsyncGenerator<Uint8Array> {
  if (!isByteStream(body)) return;
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new Problem('service.body-too-large', { params: { bytesMax } });
    yield chunk;
  }
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
