import { Readable } from 'node:stream';
import { acceptedRanges, type FhirFormat, mediaTypeOf } from '@kartoteka/fhir';
import { Problem } from '@kartoteka/kernel';
import { type ContentId, securityHeaders } from '@kartoteka/service';
import type { FastifyReply } from 'fastify';
import { runCall } from '../features/documents/machine-call.ts';
import { type FoundContent, findContent } from '../features/documents/service.ts';
import { agreedFormat, type FhirCall, type FhirOptions } from './fhir-call.ts';
import { missing } from './missing.ts';
import { writeBinary } from './write-binary.ts';

/**
 * ITI-68, Retrieve Document (IHE ITI MHD: 2:3.68). The caller's `Accept` decides: the bytes as they
 * came, or a Binary resource around them. Bytes leave only after the record is durable.
 *
 * @throws Problem `fhir.not-found`, `fhir.removed`, `fhir.not-acceptable`
 */
export async function retrieveDocument(
  options: FhirOptions,
  call: FhirCall,
  id: string,
): Promise<FastifyReply> {
  const { id: account } = call.caller.account;
  const { found, form } = await runCall(options, call, async (trx) => {
    const content = uuid.test(id) ? await findContent(trx, account, id) : undefined;
    if (!content) throw await missing(trx, id);
    const { uniqueId } = content;
    call.told.objects = {
      ...call.told.objects,
      documents: [{ uniqueId, repositoryUniqueId: call.caller.account.repositoryOid }],
    };
    return {
      result: { found: content, form: formOf(call, content) },
      outcome: 'success' as const,
      deed: {
        action: call.deed.auditAction,
        subject: { kind: 'document', id: uniqueId },
      },
    };
  });
  return form === 'raw'
    ? sendRaw(options, call, found)
    : sendBinary(options, call, { found, form, id });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** FHIR R4: 2.40.3: a Binary resource only for those who name a type of FHIR. */
function formOf({ request }: FhirCall, { mimeType }: FoundContent): 'raw' | FhirFormat {
  const format = (request.query as Readonly<Record<string, unknown>>)._format;
  if (format !== undefined) {
    const agreed = agreedFormat(request);
    if (agreed) return agreed;
    throw new Problem('fhir.not-acceptable');
  }
  const own = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  const ranges = acceptedRanges(request.headers.accept);
  if (ranges.length === 0) return 'raw';
  const refused = ranges.filter(({ quality }) => quality === 0).map(({ range }) => range);
  for (const { range } of ranges.filter(({ quality }) => quality > 0)) {
    if (range === 'application/fhir+json') return 'json';
    if (range === 'application/fhir+xml') return 'xml';
    const isOwn = range === own || range === `${own.split('/')[0]}/*`;
    const isAny = range === '*/*' || range === 'application/octet-stream';
    if (isOwn || (isAny && !refused.includes(own))) return 'raw';
  }
  throw new Problem('fhir.not-acceptable');
}

async function sendRaw(
  { contents }: FhirOptions,
  { request, reply, caller }: FhirCall,
  found: FoundContent,
): Promise<FastifyReply> {
  const etag = `"${found.hash}"`;
  reply.headers(securityHeaders('document', true)).header('etag', etag).header('vary', 'accept');
  if (tagsOf(request.headers['if-none-match']).includes(etag)) return reply.status(304).send();
  reply.header('content-type', headerValue(found.mimeType)).header('content-length', found.size);
  if (request.method === 'HEAD') return reply.send();
  const { bytes } = await contents.read(caller.account.id, found.contentId as ContentId);
  return reply.send(Readable.from(bytes, { objectMode: false }));
}

async function sendBinary(
  { contents }: FhirOptions,
  { request, reply, caller }: FhirCall,
  wanted: { readonly found: FoundContent; readonly form: FhirFormat; readonly id: string },
): Promise<FastifyReply> {
  const { found, form, id } = wanted;
  reply.header('etag', `W/"${found.version}"`).header('vary', 'accept');
  reply.header('content-type', mediaTypeOf(form));
  const binary = { id: id.toLowerCase(), contentType: found.mimeType, version: found.version };
  const written = writeBinary(binary, form, found.size);
  reply.header('content-length', written.size);
  if (request.method === 'HEAD') return reply.send();
  const { bytes } = await contents.read(caller.account.id, found.contentId as ContentId);
  return reply.send(Readable.from(written.around(bytes), { objectMode: false }));
}

/** Entity tags of `If-None-Match`, weak or strong: the same bytes either way (RFC 9110, 13.1.2). */
function tagsOf(header: string | undefined): string[] {
  return (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

/** A mime type is kept as it was sent; one that no header can carry is plain bytes here. */
function headerValue(mimeType: string): string {
  const isSafe = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(\s*;[\x20-\x7e]*)?$/.test(mimeType);
  return isSafe ? mimeType : 'application/octet-stream';
}
