import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { actingOf } from '../acting.ts';
import { dryRunKinds, listKinds, saveKinds } from './contract.ts';
import type { KindService } from './service.ts';

/** "Rodzaje dokumentów". */
export function bindKindRoutes(server: FastifyInstance, kinds: KindService): void {
  bindRoute(server, listKinds, { access: { roles: 'any' } }, ({ language }) =>
    kinds.list(language),
  );
  bindRoute(server, saveKinds, { access: { roles: ['administrator'] } }, (input) =>
    kinds.save(actingOf(input), { ...input.body, language: input.language }),
  );
  bindRoute(server, dryRunKinds, { access: { roles: ['administrator'] } }, ({ body, language }) =>
    kinds.dryRun(body.kinds, language),
  );
}
