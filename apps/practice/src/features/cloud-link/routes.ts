import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { actingOf } from '../acting.ts';
import { getCloudLink, saveCloudLink, testCloudLink } from './contract.ts';
import type { CloudLinkService } from './service.ts';

const administrator = { access: { roles: ['administrator'] } } as const;

/** "Zarządzanie kontem dla eRepozytorium w chmurze", as far as a given pair of certificates goes. */
export function bindCloudLinkRoutes(server: FastifyInstance, link: CloudLinkService): void {
  bindRoute(server, getCloudLink, { access: { roles: 'any' } }, ({ language }) =>
    link.view(language),
  );
  bindRoute(server, saveCloudLink, administrator, async (input) => {
    await link.save(actingOf(input), input.body);
    await link.refresh();
    return link.view(input.language);
  });
  bindRoute(server, testCloudLink, administrator, async ({ language }) => {
    await link.refresh();
    return link.view(language);
  });
}
