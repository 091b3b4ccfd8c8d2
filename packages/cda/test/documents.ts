import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { samplePeople } from '@kartoteka/kernel/sample';
import { rawMarkup } from '@kartoteka/xml';
import { buildSampleCda, type SampleCdaOptions, type SampleKind } from '../src/sample/index.ts';

export const localRoot = '2.16.840.1.113883.3.4424.2.7.26';
export const polish = '2.16.840.1.113883.3.4424';

/** A document without a single finding. */
export function good(kind: SampleKind, options: Partial<SampleCdaOptions> = {}): Uint8Array {
  return buildSampleCda({
    kind,
    localRoot,
    number: '1001',
    setNumber: '501',
    patient: samplePeople[0]!,
    issued: '20260302101500+0100',
    ...options,
  });
}

/** The document with one thing changed; a test that changes nothing is a mistake. */
export function changed(bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('utf8');
  const next = text.replace(from, to.replaceAll('$', '$$$$'));
  if (next === text) throw new Error(`nothing matches ${from}`);
  return Buffer.from(next);
}

/** A document with that markup as one more section's narrative and entries. */
export function withSection(text: string, entries = '', kind: SampleKind = 'KON'): Uint8Array {
  const section = `<component><section><title>Dodatek</title><text>${text}</text>${entries}</section></component>`;
  return good(kind, { extra: [rawMarkup(section)] });
}

export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const pdf = Buffer.from(
  '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n',
);

/** Names of real example documents and where they are; tests skip where the folder is absent. */
const examplesFolder = new URL('../../../../shared/data/pik-cda/', import.meta.url);
export const schemaFile = new URL(
  '../../../../shared/data/pik-xsd/plcda-xsd-1.3.1/extPL_r2.xsd',
  import.meta.url,
);

export function exampleNames(): string[] {
  return existsSync(examplesFolder) ? readdirSync(examplesFolder).sort() : [];
}

export function example(name: string): Uint8Array {
  return readFileSync(new URL(name, examplesFolder));
}
