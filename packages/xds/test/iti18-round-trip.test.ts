import { readXml, writeXml } from '@kartoteka/xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  availabilityStatuses,
  findDocuments,
  readStoredQuery,
  type StoredQuery,
  writeStoredQuery,
} from '../src/index.ts';
import { samplePatientId } from '../src/sample/index.ts';
import { arbitraryText } from './arbitrary-text.ts';

describe('query → message → query', () => {
  const text = arbitraryText({ minLength: 1, maxLength: 30 });
  const codeText = text.map((value) => value.replaceAll('^', '')).filter((value) => value !== '');
  const code = fc.record({ code: codeText, codingScheme: codeText });
  const codes = fc.array(code, { maxLength: 20 });
  const groups = fc.array(fc.array(code, { minLength: 1, maxLength: 4 }), { maxLength: 3 });
  const statuses = fc.uniqueArray(fc.constantFrom(...availabilityStatuses), { minLength: 1 });
  const types = fc.uniqueArray(fc.constantFrom('stable' as const, 'on-demand' as const), {
    minLength: 1,
  });
  const time = fc.option(fc.constantFrom('20260101000000', '20260302081530'), { nil: undefined });
  const range = fc.record({ from: time, to: time }).map(({ from, to }) => ({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }));
  const level = fc.option(fc.nat({ max: 9 }), { nil: undefined });
  const patientId = fc.nat({ max: 19 }).map(samplePatientId);
  const home = fc.option(text, { nil: undefined });

  const query: fc.Arbitrary<StoredQuery> = fc.oneof(
    fc.record({
      name: fc.constant('FindDocuments' as const),
      patientId,
      statuses,
      types,
      classCodes: codes,
      typeCodes: codes,
      formatCodes: codes,
      practiceSettingCodes: codes,
      healthcareFacilityTypeCodes: codes,
      eventCodes: groups,
      confidentialityCodes: groups,
      referenceIds: fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
      authorPersons: fc.array(text, { maxLength: 20 }),
      documentAvailabilities: fc.array(text, { maxLength: 2 }),
      creationTime: range,
      serviceStartTime: range,
      serviceStopTime: range,
      metadataLevel: level,
    }),
    fc.record({
      name: fc.constant('GetDocuments' as const),
      by: fc.constantFrom('entryUuid' as const, 'logicalId' as const),
      ids: fc.array(
        fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
        { minLength: 1, maxLength: 30 },
      ),
      home,
      metadataLevel: level,
    }),
    fc.record({
      name: fc.constant('GetDocuments' as const),
      by: fc.constant('uniqueId' as const),
      ids: fc.array(text, { minLength: 1, maxLength: 30 }),
      home,
      metadataLevel: level,
    }),
    fc.record({
      name: fc.constant('GetAll' as const),
      patientId,
      documentStatuses: statuses,
      submissionSetStatuses: statuses,
      folderStatuses: statuses,
      types,
      formatCodes: codes,
      confidentialityCodes: groups,
      metadataLevel: level,
    }),
  );

  it('is the identity, and no value is longer than ebRIM allows', () => {
    fc.assert(
      fc.property(
        query,
        fc.constantFrom('LeafClass' as const, 'ObjectRef' as const),
        (one, returnType) => {
          const { root } = readXml(writeXml(writeStoredQuery({ query: one, returnType })));
          expect(readStoredQuery(root)).toEqual({ ok: true, request: { query: one, returnType } });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('splits a long list over several values', () => {
    const typeCodes = Array.from({ length: 60 }, (_, index) => ({
      code: `code${index}`,
      codingScheme: 'LOINC',
    }));
    const { xml } = writeStoredQuery({
      query: findDocuments({ patientId: samplePatientId(), typeCodes }),
      returnType: 'ObjectRef',
    });
    const values = [...xml.matchAll(/<rim:Value>([^<]*)<\/rim:Value>/g)].map(
      (match) => match[1] ?? '',
    );
    expect(values.length).toBeGreaterThan(4);
    expect(Math.max(...values.map(({ length }) => length))).toBeLessThanOrEqual(256);
  });
});
