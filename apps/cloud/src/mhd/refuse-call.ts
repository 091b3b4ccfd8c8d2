import type { Fault } from '@kartoteka/fhir';
import type { FastifyReply } from 'fastify';
import { runCall } from '../features/documents/machine-call.ts';
import { type FhirCall, type FhirOptions, sendFaults } from './fhir-call.ts';

/** Answers what is wrong with a request, after its record is durable. */
export async function refuseCall(
  options: FhirOptions,
  call: FhirCall,
  faults: readonly Fault[],
): Promise<FastifyReply> {
  const { auditAction } = call.deed;
  await runCall(options, call, async () => ({
    result: undefined,
    outcome: faults[0]?.code ?? ('service.unexpected' as const),
    deed: {
      action: auditAction,
      details: { errors: [...new Set(faults.map(({ code, xds }) => xds ?? code))] },
    },
  }));
  return sendFaults(call, faults);
}
