import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { actingOf } from '../acting.ts';
import { invitePatient } from '../patients/contract.ts';
import {
  getConsent,
  revokeConsent,
  searchConsents,
  shareDefaults,
  shareDocuments,
} from './contract.ts';
import type { ShareService } from './service.ts';

const everyone = { access: { roles: 'any' } } as const;
const clinical = { access: { roles: ['administrator', 'doctor', 'nurse', 'registrar'] } } as const;

/** "Udostępnij", "Rejestr zgód" and the invitation to the portal. */
export function bindShareRoutes(server: FastifyInstance, shares: ShareService): void {
  bindRoute(server, shareDefaults, everyone, () => shares.defaults());
  bindRoute(server, shareDocuments, clinical, (input) =>
    shares.share(actingOf(input), input.body, input.language),
  );
  bindRoute(server, searchConsents, everyone, (input) =>
    shares.search(actingOf(input), input.body),
  );
  bindRoute(server, getConsent, everyone, (input) =>
    shares.get(actingOf(input), input.params.id, input.language),
  );
  bindRoute(server, revokeConsent, clinical, (input) =>
    shares.revoke(actingOf(input), input.params.id, input.language),
  );
  bindRoute(server, invitePatient, clinical, (input) =>
    shares.invite(actingOf(input), input.params.id),
  );
}
