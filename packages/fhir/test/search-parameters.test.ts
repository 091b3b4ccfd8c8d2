import { describe, expect, it } from 'vitest';
import {
  type DocumentSearch,
  type Pairs,
  readDocumentSearch,
  readListSearch,
  type SearchReading,
} from '../src/index.ts';

const asked: Pairs = [
  ['patient.identifier', 'urn:oid:2.999.1|7'],
  ['status', 'current'],
];

function read(...pairs: Pairs): SearchReading<DocumentSearch> {
  return readDocumentSearch([...asked, ...pairs], { strict: true });
}

function searchOf(...pairs: Pairs): DocumentSearch {
  const reading = read(...pairs);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  return reading.asked.search;
}

describe('search parameters of ITI-67', () => {
  it('reads patient and status, and orders by the newest document', () => {
    expect(searchOf()).toMatchObject({
      patients: [['7^^^&2.999.1&ISO']],
      statuses: [['Approved']],
    });
    expect(read()).toMatchObject({
      asked: { sort: { by: 'creation', descending: true }, count: 50 },
    });
  });

  it('takes several parameters of a name as AND, and commas as OR', () => {
    const { codes, statuses } = searchOf(
      ['type', 'http://loinc.org|18842-5,11488-4'],
      ['type', 'urn:oid:2.999|'],
      ['status', 'superseded,entered-in-error'],
    );
    expect(codes.type).toEqual([
      [{ code: '18842-5', schemes: ['2.16.840.1.113883.6.1', 'LOINC'] }, { code: '11488-4' }],
      [{ schemes: ['2.999'] }],
    ]);
    expect(statuses).toEqual([['Approved'], ['Deprecated']]);
  });

  it('takes the meaning from separators that are escaped', () => {
    expect(searchOf(['event', 'a\\,b|c\\|d']).codes.event).toEqual([
      [{ code: 'c|d', schemes: ['a,b'] }],
    ]);
    expect(searchOf(['event', '|x']).codes.event).toEqual([[{ code: 'x', schemes: [''] }]]);
    expect(
      searchOf(['setting', 'urn:kartoteka:scheme:Dziedzina%20medyczna|05']).codes.setting,
    ).toEqual([[{ code: '05', schemes: ['Dziedzina medyczna'] }]]);
  });

  it.each([
    ['2026', 'eq', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['ge2026-12', 'ge', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['lt2024-02-29', 'lt', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    ['le2026-03-01T09:15+01:00', 'le', '2026-03-01T08:15:00.000Z', '2026-03-01T08:16:00.000Z'],
    ['gt2026-03-01T09:15:30 01:00', 'gt', '2026-03-01T08:15:30.000Z', '2026-03-01T08:15:31.000Z'],
    ['ne2026-03-01T09:15:30.25Z', 'ne', '2026-03-01T09:15:30.250Z', '2026-03-01T09:15:30.251Z'],
  ])('reads the date %s', (text, prefix, from, to) => {
    const [[match] = []] = searchOf(['date', text]).date;
    expect([match?.prefix, match?.from.toISOString(), match?.to.toISOString()]).toEqual([
      prefix,
      from,
      to,
    ]);
  });

  it('reads identifiers, references, names and ids', () => {
    const id = '0b9fdd4e-1ff1-4f6c-9d0e-2c6a1a7f4f10';
    const search = searchOf(
      [
        'identifier',
        `urn:oid:2.999.7|5,urn:ietf:rfc:3986|urn:oid:2.999.8,urn:ietf:rfc:3986|urn:uuid:${id}`,
      ],
      ['related:identifier', 'urn:oid:2.999.9|Z-1,Z-2'],
      ['author.family:exact', 'Próbna'],
      ['author.given', 'Ża'],
      ['_id', `${id},nobody`],
    );
    expect(search.identifiers).toEqual([
      [
        { uniqueIds: ['2.999.7^5'] },
        { uniqueIds: ['2.999.8'] },
        { uniqueIds: [expect.stringMatching(/^2\.25\./)], entryId: id },
      ],
    ]);
    expect(search.related).toEqual([[{ id: 'Z-1', domain: '2.999.9' }, { id: 'Z-2' }]]);
    expect(search.authorFamily).toEqual([[{ how: 'exact', text: 'Próbna' }]]);
    expect(search.authorGiven).toEqual([[{ how: 'starts', text: 'Ża' }]]);
    expect(search.ids).toEqual([[id, '00000000-0000-0000-0000-000000000000']]);
  });

  it.each<[string, string, string]>([
    ['_count', 'many', 'fhir.parameter-value'],
    ['_sort', 'type', 'fhir.parameter-value'],
    ['_sort', 'date,type', 'fhir.parameter-value'],
    ['date', '1 March', 'fhir.parameter-value'],
    ['date', '2026-02-30', 'fhir.parameter-value'],
    ['date', 'ap2026', 'fhir.parameter-value'],
    ['status', 'final', 'fhir.parameter-value'],
    ['patient', 'Patient/7', 'fhir.parameter-value'],
    ['patient.identifier', 'https://a.example|7', 'fhir.parameter-value'],
    ['patient.identifier', '7', 'fhir.parameter-value'],
    ['type', 'a|b|c', 'fhir.parameter-value'],
    ['related', 'Encounter/1', 'fhir.parameter-value'],
    ['type:not', 'x', 'fhir.unknown-parameter'],
    ['custodian', 'x', 'fhir.unknown-parameter'],
    ['type', 'x'.repeat(1_001), 'fhir.too-large'],
    ['type', Array.from({ length: 101 }, (_, at) => at).join(), 'fhir.too-large'],
  ])('refuses %s=%s', (name, value, code) => {
    expect(read([name, value])).toMatchObject({ ok: false, faults: [{ code }] });
  });

  it('refuses more than a hundred parameters', () => {
    const many = Array.from({ length: 101 }, () => ['type', 'x'] as const);
    expect(read(...many)).toMatchObject({ ok: false, faults: [{ code: 'fhir.too-large' }] });
  });

  it('leaves out, and names, what it does not know, unless strict', () => {
    const pairs: Pairs = [...asked, ['custodian', 'x'], ['<script>', 'x'], ['_format', 'xml']];
    expect(readDocumentSearch(pairs, { strict: false })).toMatchObject({
      ok: true,
      asked: { ignored: ['custodian', '?'], used: asked },
    });
    // A modifier changes the meaning and is never left out.
    expect(readDocumentSearch([...asked, ['type:below', 'x']], { strict: false }).ok).toBe(false);
  });

  it('needs a patient and a status, unless resources are named', () => {
    const faults = (...pairs: Pairs) => {
      const reading = readDocumentSearch(pairs, { strict: true });
      return reading.ok ? [] : reading.faults.map(({ params }) => params?.parameter);
    };
    expect(faults()).toEqual(['patient.identifier', 'status']);
    expect(faults(['status', 'current'])).toEqual(['patient.identifier']);
    expect(faults(['_id', 'x'])).toEqual([]);
    expect(faults(['identifier', 'urn:oid:2.999'])).toEqual([]);
  });

  it('cuts a page at its limit, and counts only when asked to', () => {
    expect(read(['_count', '10000'])).toMatchObject({ asked: { count: 200 } });
    expect(read(['_summary', 'count'])).toMatchObject({ asked: { count: 0 } });
  });
});

describe('search parameters of ITI-66', () => {
  it('reads what the profile names', () => {
    const reading = readListSearch(
      [
        ...asked,
        ['code', 'submissionset,https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes|folder'],
        ['designationType', 'urn:oid:2.999.6|REGISTER'],
        ['sourceId', 'urn:oid:2.999.2'],
        ['source.family', 'pro'],
        ['source.given:contains', 'ane'],
      ],
      { strict: true },
    );
    expect(reading).toMatchObject({
      asked: {
        sort: { by: 'date' },
        search: {
          lists: [['submissionset', 'folder']],
          designations: [[{ code: 'REGISTER', schemes: ['2.999.6'] }]],
          sourceIds: [['2.999.2']],
          sourceFamily: [[{ how: 'starts', text: 'pro' }]],
          sourceGiven: [[{ how: 'contains', text: 'ane' }]],
        },
      },
    });
  });

  it.each([
    ['code', 'other'],
    ['code', 'urn:x|folder'],
    ['sourceId', 'x'],
    ['status', 'superseded'],
  ])('refuses %s=%s', (name, value) => {
    const pairs: Pairs = [...asked.slice(0, 1), ['status', 'current'], [name, value]];
    expect(readListSearch(pairs, { strict: true })).toMatchObject({
      faults: [{ code: 'fhir.parameter-value' }],
    });
  });
});
