import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { actingOf } from '../acting.ts';
import { getStructure, saveStructure } from './contract.ts';
import type { StructureService } from './service.ts';

/** "Struktura organizacyjna". */
export function bindStructureRoutes(server: FastifyInstance, structure: StructureService): void {
  bindRoute(server, getStructure, { access: { roles: 'any' } }, () => structure.view());
  bindRoute(server, saveStructure, { access: { roles: ['administrator'] } }, (input) =>
    structure.save(actingOf(input), input.body),
  );
}
