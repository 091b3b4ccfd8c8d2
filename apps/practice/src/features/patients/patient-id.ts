import { patientDomains } from '@kartoteka/cda';
import { type Oid, type PatientIdCx, parseOid, patientIdCx } from '@kartoteka/kernel';
import type { Patient } from './patient.ts';

/** Arc of the practice's own patient numbers below its root. */
const ownArc = '17.1';

/**
 * Under which identifier a patient's documents, consents and portal account stand in the cloud: PESEL
 * or TAJ, else the number of the document in the domain that issued it, else the practice's own id.
 */
export function patientIdOf(patient: Patient, sourceId: Oid): PatientIdCx {
  const { identity } = patient.form;
  if (identity.kind === 'pesel')
    return patientIdCx({ id: identity.number, domain: patientDomains.pesel as Oid });
  if (identity.kind === 'taj')
    return patientIdCx({ id: identity.number, domain: patientDomains.taj as Oid });
  const issuer = identity.kind === 'document' ? parseOid(identity.issuer) : undefined;
  if (issuer && identity.kind === 'document') {
    return patientIdCx({ id: identity.number, domain: issuer });
  }
  return patientIdCx({ id: patient.id, domain: `${sourceId}.${ownArc}` as Oid });
}
