import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import { actingOf } from '../acting.ts';
import * as contract from './contract.ts';
import type { PatientService } from './service.ts';

const everyone = { roles: ['administrator', 'doctor', 'nurse', 'registrar'] } as const;
const deskAndAdministrator = { roles: ['administrator', 'registrar', 'doctor'] } as const;

/** "Pacjenci". */
export function bindPatientRoutes(server: FastifyInstance, patients: PatientService): void {
  bindRoute(server, contract.searchPatients, { access: everyone }, async (input) => ({
    ...(await patients.search(actingOf(input), input.body)),
    page: input.body.page,
    pageSize: input.body.pageSize,
  }));
  bindRoute(server, contract.createPatient, { access: deskAndAdministrator }, (input) =>
    patients.create(actingOf(input), input.body),
  );
  bindRoute(server, contract.getPatient, { access: everyone }, (input) =>
    patients.get(actingOf(input), input.params.id),
  );
  bindRoute(server, contract.updatePatient, { access: deskAndAdministrator }, (input) => {
    const { version, ...form } = input.body;
    return patients.update(actingOf(input), { id: input.params.id, version, form });
  });
  bindRoute(server, contract.mergePatients, { access: { roles: ['administrator'] } }, (input) =>
    patients.merge(actingOf(input), { from: input.params.id, into: input.body.into }),
  );
}
