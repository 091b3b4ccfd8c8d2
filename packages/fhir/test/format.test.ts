import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptedRanges,
  agreeOnFormat,
  type FhirResource,
  fhirLimitsDefault,
  formatOfContent,
  readResource,
  writeCapabilityStatement,
  writeOutcome,
  writeResource,
} from '../src/index.ts';
import { sampleBundle } from '../src/sample/index.ts';
import { judge, validate } from './judge.ts';

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
const bytes = (body: string) => Buffer.from(body, 'utf8');
const capability = writeCapabilityStatement({
  ...{ base: 'https://a.example/fhir', version: '0.1.0', date: '2026-03-01' },
  bodyBytesMax: fhirLimitsDefault.bodyBytesMax,
});

describe('fhir+json and fhir+xml', () => {
  const resources: readonly FhirResource[] = [
    sampleBundle({ serial: 1 }).bundle as FhirResource,
    capability,
    writeOutcome([{ code: 'fhir.profile', context: '<&"ż', expression: 'Bundle' }], {
      language: 'pl',
      correlationId: 'x',
    }),
  ];

  it.each(resources.map((one) => [one.resourceType, one] as const))(
    'writes %s as XML that a judge reads as the same, and reads the XML of the judge',
    (_type, resource) => {
      const xml = text(writeResource(resource, 'xml'));
      expect(judge.xmlToObj(xml)).toEqual(resource);
      expect(readResource(bytes(judge.objToXml(resource)), 'xml')).toEqual({ ok: true, resource });
      expect(validate(resource)).toEqual([]);
    },
  );

  it('keeps extensions and ids of primitives in both', () => {
    const resource = {
      resourceType: 'Patient',
      birthDate: '1944-05-14',
      _birthDate: { id: 'a', extension: [{ url: 'urn:x:y', valueBoolean: true }] },
      _gender: { extension: [{ url: 'urn:x:y', valueDecimal: 1.5 }] },
      name: [{ given: ['A', null, 'C'], _given: [null, { id: 'b' }, null] }],
      multipleBirthInteger: 2,
    } as unknown as FhirResource;
    for (const format of ['json', 'xml'] as const) {
      const reading = readResource(writeResource(resource, format), format);
      expect(reading).toEqual({ ok: true, resource });
    }
  });

  it('leaves narratives out', () => {
    const reading = readResource(
      bytes(
        '<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>x</p></div></text></Patient>',
      ),
      'xml',
    );
    expect(reading).toEqual({
      ok: true,
      resource: { resourceType: 'Patient', text: { status: 'generated' } },
    });
  });

  it.each<[string, string]>([
    ['no object', '[]'],
    ['no resourceType', '{}'],
    ['a type that is not taken', '{"resourceType":"Observation"}'],
    ['an unknown element', '{"resourceType":"Patient","nonsense":1}'],
    ['a prototype', '{"resourceType":"Patient","__proto__":{"a":1}}'],
    ['a list where none belongs', '{"resourceType":"Patient","gender":["male"]}'],
    ['no list where one belongs', '{"resourceType":"Patient","name":{"family":"A"}}'],
    ['an empty list', '{"resourceType":"Patient","name":[]}'],
    ['an empty element', '{"resourceType":"Patient","name":[{}]}'],
    ['an empty text', '{"resourceType":"Patient","name":[{"family":""}]}'],
    ['the character NUL', '{"resourceType":"Patient","name":[{"family":"a\\u0000"}]}'],
    ['half a surrogate pair', '{"resourceType":"Patient","name":[{"family":"\\ud800"}]}'],
    ['null', '{"resourceType":"Patient","name":[null]}'],
    ['a text for a truth value', '{"resourceType":"Patient","active":"true"}'],
    ['a month that is none', '{"resourceType":"Patient","birthDate":"1944-13-01"}'],
    ['a time without zone', '{"resourceType":"List","date":"2026-03-01T10:00:00"}'],
    ['a size below zero', '{"resourceType":"Patient","photo":[{"size":-1}]}'],
    ['an id with a slash', '{"resourceType":"Patient","id":"a/b"}'],
  ])('refuses JSON with %s, and says where', (_name, body) => {
    const reading = readResource(bytes(body), 'json');
    expect(reading).toMatchObject({ ok: false });
    if (!reading.ok)
      expect(reading.faults[0]?.expression).toMatch(/^(Patient|List|Resource|Observation)/);
  });

  it.each<[string, string]>([
    ['another namespace', '<Patient xmlns="urn:x"/>'],
    ['an unknown element', '<Patient xmlns="http://hl7.org/fhir"><nonsense value="1"/></Patient>'],
    [
      'an unknown attribute',
      '<Patient xmlns="http://hl7.org/fhir"><gender value="male" x="1"/></Patient>',
    ],
    [
      'an element twice',
      '<Patient xmlns="http://hl7.org/fhir"><gender value="male"/><gender value="male"/></Patient>',
    ],
    ['no value', '<Patient xmlns="http://hl7.org/fhir"><gender/></Patient>'],
    [
      'two resources in one',
      '<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient/><Patient/></resource></entry></Bundle>',
    ],
    [
      'a word for a number',
      '<Patient xmlns="http://hl7.org/fhir"><multipleBirthInteger value="two"/></Patient>',
    ],
  ])('refuses XML with %s', (_name, body) => {
    expect(readResource(bytes(body), 'xml')).toMatchObject({ ok: false });
  });

  it.each<[string, string, 'json' | 'xml', string]>([
    ['JSON that is cut off', '{"resourceType":', 'json', 'fhir.malformed'],
    ['bytes that are no UTF-8', '{"resourceType":"\xff', 'json', 'fhir.malformed'],
    ['XML that is cut off', '<Patient', 'xml', 'xml.malformed'],
    ['a DOCTYPE', '<!DOCTYPE a><Patient/>', 'xml', 'xml.doctype'],
    ['deep JSON', '['.repeat(41), 'json', 'fhir.too-large'],
    ['deep XML', '<a>'.repeat(81) + '</a>'.repeat(81), 'xml', 'fhir.too-large'],
    ['many values', `[${'1,'.repeat(50_001)}1]`, 'json', 'fhir.too-large'],
    ['many elements', `<a>${'<b/>'.repeat(50_001)}</a>`, 'xml', 'fhir.too-large'],
  ])('throws for %s', (_name, body, format, code) => {
    expect(() => readResource(Buffer.from(body, 'latin1'), format)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('refuses a body over its limit before it is parsed', () => {
    const limits = { ...fhirLimitsDefault, bodyBytesMax: 10 };
    expect(() => readResource(bytes('{"resourceType":"Patient"}'), 'json', limits)).toThrow(
      expect.objectContaining({ code: 'fhir.too-large' }),
    );
  });

  it('never throws anything else, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (body) => {
        expect(readResource(bytes(body), 'json')).toBeDefined();
      }),
    );
  });

  it('is not misled by brackets and quotes inside texts', () => {
    const body = JSON.stringify({
      resourceType: 'Patient',
      name: [{ family: '[[[{{{"\\' }],
    });
    expect(readResource(bytes(body), 'json')).toMatchObject({ ok: true });
  });
});

describe('agreeing on a format', () => {
  it.each([
    [undefined, undefined, 'json'],
    ['*/*', undefined, 'json'],
    ['application/fhir+xml', undefined, 'xml'],
    ['application/fhir+json;q=0.5, application/fhir+xml', undefined, 'xml'],
    ['text/xml', undefined, 'xml'],
    ['application/*', undefined, 'json'],
    ['text/plain', undefined, undefined],
    ['application/fhir+json;q=0', undefined, 'json'],
    ['text/plain', 'json', 'json'],
    [undefined, 'application/fhir+xml', 'xml'],
    [undefined, 'application/fhir xml', 'xml'],
    [undefined, 'pdf', undefined],
  ])('Accept %s and _format %s give %s', (accept, format, expected) => {
    expect(agreeOnFormat({ accept, format })).toBe(expected);
  });

  it('orders ranges by quality and width, and reads content types', () => {
    expect(
      acceptedRanges('*/*, text/*, text/xml;q=0.9, text/plain').map(({ range }) => range),
    ).toEqual(['text/plain', 'text/*', '*/*', 'text/xml']);
    expect(formatOfContent('Application/FHIR+JSON; charset=UTF-8')).toBe('json');
    expect(formatOfContent('text/plain')).toBeUndefined();
  });
});
