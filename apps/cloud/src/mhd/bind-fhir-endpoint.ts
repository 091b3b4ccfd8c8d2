import { fhirLimitsDefault, type Pairs, writeCapabilityStatement } from '@kartoteka/fhir';
import { Problem } from '@kartoteka/kernel';
import type { Keyring } from '@kartoteka/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  beginCall,
  type FhirCall,
  type FhirDeed,
  failCall,
  requireFormat,
  requireOpen,
  sendResource,
} from './fhir-call.ts';
import { documentsSearched, findResources, listsSearched } from './find-resources.ts';
import { pageLinks } from './page-links.ts';
import { type ProvideOptions, provideDocuments } from './provide-documents.ts';
import { readFormBody } from './read-body.ts';
import { readOne } from './read-one.ts';
import { retrieveDocument } from './retrieve-document.ts';

export interface FhirEndpointOptions extends ProvideOptions {
  readonly keyring: Keyring;
}

const base = '/services/:account/fhir';
const version = '0.1.0';
/** Of what the CapabilityStatement says. */
const versionDate = '2026-03-01';

const deeds = {
  provide: { auditAction: 'document.provide-bundle', transaction: 'ITI-65' },
  lists: { auditAction: 'document.find-lists', transaction: 'ITI-66' },
  documents: { auditAction: 'document.find-references', transaction: 'ITI-67' },
  retrieve: { auditAction: 'document.retrieve', transaction: 'ITI-68' },
  other: { auditAction: 'message.refused' },
} as const satisfies Record<string, FhirDeed>;

type Work = (call: FhirCall) => Promise<FastifyReply> | FastifyReply;

/**
 * The FHIR interface of MHD behind the guard: ITI-65 to 68 and the CapabilityStatement. The order is
 * the safety: caller judged (guard) → account open → request understood → work and record in one
 * transaction → answer.
 */
export function bindFhirEndpoint(server: FastifyInstance, options: FhirEndpointOptions): void {
  const finding = { ...options, links: pageLinks(options.keyring) };
  void server.register(async (child) => {
    child.removeAllContentTypeParsers();
    child.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    const run = (deed: FhirDeed, work: Work) => runner(deed, work, options);

    child.get(
      `${base}/metadata`,
      run(deeds.other, (call) => sendCapability(call)),
    );
    for (const path of [base, `${base}/`]) {
      child.post(
        path,
        run(deeds.provide, (call) => provideDocuments(options, call)),
      );
    }
    const kinds = [
      [
        documentsSearched.type,
        deeds.documents,
        (call: FhirCall, pairs: Pairs) => findResources(finding, call, documentsSearched, pairs),
      ],
      [
        listsSearched.type,
        deeds.lists,
        (call: FhirCall, pairs: Pairs) => findResources(finding, call, listsSearched, pairs),
      ],
    ] as const;
    for (const [type, deed, find] of kinds) {
      child.get(
        `${base}/${type}`,
        run(deed, (call) => find(call, pairsOf(call.request))),
      );
      child.post(
        `${base}/${type}/_search`,
        run(deed, async (call) =>
          find(call, [...pairsOf(call.request), ...(await readFormBody(call.request))]),
        ),
      );
      child.get(
        `${base}/${type}/:id`,
        run(deed, (call) => readOne(options, call, { type, id: idOf(call.request) })),
      );
    }
    child.route({
      method: ['GET', 'HEAD'],
      url: `${base}/Binary/:id`,
      handler: run(deeds.retrieve, (call) => retrieveDocument(options, call, idOf(call.request))),
    });
    const elsewhere = run(deeds.other, () => {
      throw new Problem('fhir.interaction');
    });
    child.all(`${base}/*`, elsewhere);
    for (const path of [base, `${base}/`]) child.get(path, elsewhere);
  });
}

function runner(deed: FhirDeed, work: Work, options: FhirEndpointOptions) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const call = beginCall(request, reply, deed, options);
    try {
      requireOpen(call.caller, options.clock);
      return await work(call);
    } catch (thrown) {
      // The rest of a body that was not read to its end cannot be another request.
      if (!request.raw.complete) reply.header('connection', 'close');
      return failCall(thrown, call, options);
    }
  };
}

/**
 * Like the WSDL it is the same for every account and holds nothing of any patient: nobody learns anything
 * by it, so that a success leaves no record. What is refused does, by the guard and by the runner.
 */
function sendCapability(call: FhirCall): FastifyReply {
  requireFormat(call);
  const { bodyBytesMax } = fhirLimitsDefault;
  return sendResource(
    call,
    writeCapabilityStatement({ base: call.base, version, date: versionDate, bodyBytesMax }),
  );
}

/** The parameters of the address, repeated ones in their order. */
function pairsOf(request: FastifyRequest): Pairs {
  const at = request.raw.url?.indexOf('?') ?? -1;
  return at === -1 ? [] : [...new URLSearchParams(request.raw.url?.slice(at + 1))];
}

function idOf(request: FastifyRequest): string {
  return String((request.params as { id?: string }).id ?? '');
}
