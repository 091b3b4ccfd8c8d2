import type { PatientIdCx } from '@kartoteka/kernel';
import type { DocumentEntry } from '@kartoteka/xds';
import { sampleDocumentEntry } from '@kartoteka/xds/sample';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DocumentReference,
  readDocumentReference,
  readResource,
  writeDocumentReference,
  writeResource,
} from '../src/index.ts';
import { readCx } from '../src/map/identifier.ts';
import { Faults } from '../src/outcome/fault.ts';
import { arbitraryEntry } from './arbitrary-entry.ts';
import { validate } from './judge.ts';

const base = 'https://localhost:4003/services/5010/fhir';
const at = new Date('2026-03-02T06:40:00Z');

function written(entry: DocumentEntry): DocumentReference {
  return writeDocumentReference(
    { entry, relations: [], registeredAt: at, changedAt: at, isHere: true },
    base,
  );
}

function read(resource: DocumentReference, entry: DocumentEntry) {
  const faults = new Faults();
  const back = readDocumentReference(resource, {
    id: entry.id,
    path: 'DocumentReference',
    outside: () => undefined,
    patientOf: ({ identifier }) => (identifier ? readCx(identifier) : undefined) as PatientIdCx,
    faults,
  });
  return { back, faults: faults.list };
}

describe('ITI-65, ITI-67: DocumentReference and DocumentEntry', () => {
  it.each(['json', 'xml'] as const)('loses nothing that both can say, through %s', (format) => {
    fc.assert(
      fc.property(arbitraryEntry, (entry) => {
        const reading = readResource(writeResource(written(entry), format), format);
        expect(reading).toMatchObject({ ok: true });
        if (!reading.ok) return;
        const { back, faults } = read(reading.resource as DocumentReference, entry);
        expect(faults).toEqual([]);
        const { status, ...expected } = entry;
        expect(back).toEqual(status === 'Deprecated' ? entry : expected);
      }),
      { numRuns: 150 },
    );
  });

  it('writes what a judge that others wrote finds valid', () => {
    fc.assert(
      fc.property(arbitraryEntry, (entry) => {
        expect(validate(written(entry))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('writes the sample the way MHD maps it', () => {
    const entry = {
      ...sampleDocumentEntry(7, 1),
      id: 'urn:uuid:0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10' as DocumentEntry['id'],
      hash: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      size: 0,
    };
    const resource = written(entry);
    expect(resource).toMatchObject({
      id: '0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10',
      masterIdentifier: { system: 'urn:oid:2.999.2.7.26.7.1', value: '7-1' },
      status: 'current',
      type: { coding: [{ system: 'http://loinc.org', code: '18842-5' }] },
      category: [{ coding: [{ code: '00.20' }] }],
      description: 'Przykład z wymyślonymi danymi',
      content: [
        {
          attachment: {
            contentType: 'text/xml',
            language: 'pl-PL',
            url: `${base}/Binary/0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10`,
            hash: '2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
            creation: '2026-03-01T08:15:00Z',
          },
          format: { code: 'urn:extPL:pl-cda' },
        },
      ],
      context: {
        encounter: [{ identifier: { system: 'urn:oid:2.999.2.7.26', value: 'E-7' } }],
        period: { start: '2026-02-27T09:00:00Z', end: '2026-03-01' },
      },
    });
    expect(resource.category?.[0]?.coding?.[0]?.system).toBe(
      'urn:kartoteka:scheme:Klasyfikacja%20dokument%C3%B3w%20P1',
    );
    expect(validate(resource)).toEqual([]);
  });
});
