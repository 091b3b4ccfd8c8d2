import { buildSampleCda, type SampleKind, samplePlace } from '@kartoteka/cda/sample';
import { samplePeople } from '@kartoteka/kernel/sample';
import { demoPlaces } from './demo-structure.ts';

/** Six kinds, in turn; every patient gets three documents. */
const kinds: readonly SampleKind[] = ['KON', 'WBL', 'REC', 'KIF', 'ILK', 'WBD'];
const documentsPerPatient = 3;
const dayMs = 86_400_000;
/** The provider's own OID in the documents of the demo practice. */
const localRoot = '2.16.840.1.113883.3.4424.2.7.26';

export interface DemoDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** About sixty invented documents over the last year; the same moment makes the same documents. */
export function demoDocuments(now: Date): DemoDocument[] {
  return samplePeople.flatMap((patient, person) =>
    Array.from({ length: documentsPerPatient }, (_none, turn) => {
      const serial = person * documentsPerPatient + turn;
      const kind = kinds[serial % kinds.length] ?? 'KON';
      const at = new Date(now.getTime() - (serial * 6 + 1) * dayMs);
      const digits = at.toISOString().slice(0, 10).replaceAll('-', '');
      const issued = `${digits}${String(8 + (serial % 9)).padStart(2, '0')}${String((serial * 7) % 60).padStart(2, '0')}00+0100`;
      const number = `${digits}${String(serial + 1).padStart(4, '0')}`;
      return {
        name: `${kind}-${number}.xml`,
        bytes: buildSampleCda({
          kind,
          localRoot,
          number,
          patient,
          issued,
          variant: person,
          place: demoPlaces[person % demoPlaces.length] ?? samplePlace,
        }),
      };
    }),
  );
}
