import { type Oid, type PatientIdCx, parseOid, patientIdCx } from '@kartoteka/kernel';
import type { Patient } from './patient.ts';

/** Domains of the national numbers (protocol page 2.6). */
const peselDomain = '2.16.840.1.113883.3.4424.1.1.616' as Oid;
const tajDomain = '1.3.6.1.4.1.12559.11.10.1.3.1.44.6' as Oid;
/** Arc of the practice's own patient numbers below its root. */
const ownArc = '17.1';

/**
 * Under which identifier a patient's documents, consents and portal account stand in the cloud: PESEL
 * or TAJ, else the number of the document in the domain that issued it, else the practice's own id.
 */
export function patientIdOf(patient: Patient, sourceId: Oid): PatientIdCx {
  const { identity } = patient.form;
  if (identity.kind === 'pesel') return patientIdCx({ id: identity.number, domain: peselDomain });
  if (identity.kind === 'taj') return patientIdCx({ id: identity.number, domain: tajDomain });
  const issuer = identity.kind === 'document' ? parseOid(identity.issuer) : undefined;
  if (issuer && identity.kind === 'document') {
    return patientIdCx({ id: identity.number, domain: issuer });
  }
  return patientIdCx({ id: patient.id, domain: `${sourceId}.${ownArc}` as Oid });
}
