import { readXml, writeXml } from '@kartoteka/xml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDocuments, readStoredQuery, storedQueries, writeStoredQuery } from '../src/index.ts';
import { samplePatientId } from '../src/sample/index.ts';
import { arbitraryQuery } from './arbitrary-query.ts';

describe('ITI-18: query → message → query', () => {
  it('is the identity, and no value is longer than ebRIM allows', () => {
    fc.assert(
      fc.property(
        arbitraryQuery,
        fc.constantFrom('LeafClass' as const, 'ObjectRef' as const),
        (one, returnType) => {
          const { root } = readXml(writeXml(writeStoredQuery({ query: one, returnType })));
          expect(readStoredQuery(root)).toEqual({ ok: true, request: { query: one, returnType } });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('covers every stored query there is', () => {
    const made = fc.sample(arbitraryQuery, { numRuns: 1_000, seed: 20260302 });
    const names = new Set(made.map(({ name }) => name));
    expect([...names].sort()).toEqual(Object.keys(storedQueries).sort());
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
