import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSampleCda, type SampleCdaOptions, type SampleKind } from '@kartoteka/cda/sample';
import { type SamplePerson, samplePesel } from '@kartoteka/kernel/sample';

const localRoot = '2.16.840.1.113883.3.4424.2.7.26';
const officialFolder = fileURLToPath(new URL('../../../shared/data/pik-cda', import.meta.url));

/** An invented patient whom the practice does not know yet. */
export const newcomer: SamplePerson = {
  family: 'Wędrowna-Świeżoprzybyła',
  given: 'Łucja Zofia',
  pesel: samplePesel('1962-04-18', 4242),
};

/** One pixel, as a PNG. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface BroughtFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The identifier of a document made by `brought`, as it is shown. */
export function shownId(number: string): RegExp {
  return new RegExp(`${localRoot.replaceAll('.', '\\.')}[\\d.]*\\^${number}`);
}

/** A file as another program hands it to the practice. */
export function brought(kind: SampleKind, number: string, withPicture = false): BroughtFile {
  return broughtWith(
    kind,
    number,
    withPicture ? { attachment: { mime: 'image/png', bytes: picture } } : {},
  );
}

/** The next version of a document made by `brought`, with what it replaces in its header. */
export function nextVersion(kind: SampleKind, number: string, of: string): BroughtFile {
  const replaces = { number: of, setNumber: of, version: 1 };
  return broughtWith(kind, number, { setNumber: of, version: 2, replaces });
}

function broughtWith(
  kind: SampleKind,
  number: string,
  more: Partial<SampleCdaOptions>,
): BroughtFile {
  const bytes = buildSampleCda({
    kind,
    localRoot,
    number,
    patient: newcomer,
    issued: '20261103091500+0100',
    ...more,
  });
  return { name: `${kind}-${number}.xml`, bytes };
}

/** The same document with another word in it: same identifier, other bytes. */
export function withOtherWords(file: BroughtFile): BroughtFile {
  const text = Buffer.from(file.bytes).toString('utf8');
  const changed = text.replace(/<title>([^<]+)<\/title>/, '<title>$1, poprawione</title>');
  return { name: `inny-${file.name}`, bytes: Buffer.from(changed) };
}

/** A file that was cut off on its way. */
export function cutOff(file: BroughtFile): BroughtFile {
  return { name: 'urwany.xml', bytes: file.bytes.slice(0, file.bytes.length / 2) };
}

/** Official examples; empty where their folder is not at hand. */
export function officialExamples(): BroughtFile[] {
  if (!existsSync(officialFolder)) return [];
  return readdirSync(officialFolder)
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(officialFolder, name)) }));
}
