import { Problem, parseAccountId } from '@kartoteka/kernel';
import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import {
  downloadPortalDocument,
  listPortalAccess,
  listPortalDocuments,
  showPortalDocument,
} from './contract.ts';
import type { PortalCall, PortalService } from './service.ts';

const patients = { access: { roles: ['patient'] } } as const;

/** The portal of each account ("eRejestracja"). */
export function bindPortalRoutes(server: FastifyInstance, portal: PortalService): void {
  bindRoute(server, listPortalDocuments, patients, (input) =>
    portal.list(callOf(input), input.language),
  );
  bindRoute(server, showPortalDocument, patients, async (input) => {
    const download = input.query.download === 'yes';
    const language = input.query.language ?? input.language;
    const { html, title } = await portal.show(callOf(input), input.params.id, {
      language,
      download,
    });
    return {
      contentType: 'text/html; charset=utf-8',
      bytes: Buffer.from(html),
      ...(download && { saveAs: `${title}.html` }),
    };
  });
  bindRoute(server, downloadPortalDocument, patients, async (input) => {
    const { shared, bytes } = await portal.download(callOf(input), input.params.id);
    return { contentType: shared.mimeType, bytes, saveAs: `${shared.title}.xml` };
  });
  bindRoute(server, listPortalAccess, patients, (input) => portal.access(callOf(input)));
}

/** A session counts only in the portal that it was begun in. */
function callOf(input: {
  readonly params: { readonly account: string };
  readonly session: PortalCall['session'];
  readonly correlationId: string;
}): PortalCall {
  if (parseAccountId(input.params.account) !== input.session.tenant) {
    throw new Problem('service.not-found');
  }
  return { session: input.session, correlationId: input.correlationId };
}
