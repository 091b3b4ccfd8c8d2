import { type Oid, type PatientIdCx, parseOid, patientIdCx } from '@kartoteka/kernel';
import { samplePeople } from '@kartoteka/kernel/sample';

/** Invented OIDs below 2.999, the arc that ITU-T X.660 keeps for examples. */
function sampleOid(text: string): Oid {
  const oid = parseOid(text);
  if (!oid) throw new RangeError('a sample is no OID');
  return oid;
}

export const sampleOids = {
  /** The domain of patient identifiers. */
  patientDomain: sampleOid('2.999.1.1.616'),
  licenceDomain: sampleOid('2.999.1.6.2'),
  organisationDomain: sampleOid('2.999.2.3.1'),
  source: sampleOid('2.999.2.7.26'),
  repository: sampleOid('2.999.7.24.8879'),
};

/** The patient identifier of one of the invented persons. */
export function samplePatientId(index = 3): PatientIdCx {
  const person = samplePeople[index % samplePeople.length];
  if (!person) throw new RangeError('no such sample person');
  return patientIdCx({ id: person.pesel, domain: sampleOids.patientDomain });
}
