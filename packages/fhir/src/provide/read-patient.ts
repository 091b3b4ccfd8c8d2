import type { PatientIdCx } from '@kartoteka/kernel';
import type { Resolve } from '../map/contained.ts';
import { readCx } from '../map/identifier.ts';
import { patientIdentifiers } from '../map/source-patient.ts';
import type { Reference } from '../model.ts';
import type { Faults } from '../outcome/fault.ts';

/**
 * The patient that a subject means: by a logical identifier, or by the identifiers of a Patient that
 * travels in the Bundle or is contained. A Patient on some other server is not asked for.
 */
export function patientReader(path: string, faults: Faults) {
  return (subject: Reference, resolve: Resolve): PatientIdCx | undefined => {
    const found = resolve(subject);
    const identifiers = [
      ...(subject.identifier ? [subject.identifier] : []),
      ...(found?.resourceType === 'Patient' ? patientIdentifiers(found) : []),
    ];
    for (const identifier of identifiers) {
      const id = readCx(identifier);
      if (id) return id;
    }
    faults.add({
      code: 'xds.unknown-patient',
      xds: 'XDSUnknownPatientId',
      context: 'The subject needs an identifier in the system of an OID (urn:oid:…).',
      expression: `${path}.subject`,
    });
    return undefined;
  };
}
