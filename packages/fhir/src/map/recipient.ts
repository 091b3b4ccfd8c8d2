import type { Xcn, Xon, Xtn } from '@kartoteka/xds';
import { author } from '@kartoteka/xds';
import type { Extension, Reference } from '../model.ts';
import { readAuthor, writeAuthor } from './author.ts';
import type { ContainedList, Resolve } from './contained.ts';
import { mhdExtensions } from './vocabulary.ts';

/** `organisation|person|telecom` as the extension of MHD, over the same resources as an author. */
export function writeRecipient(recipient: string, contained: ContainedList): Extension {
  const [organisation, person, telecom] = recipient.split('|');
  const known = author({
    ...(person && { person: person as Xcn }),
    institutions: organisation ? [organisation as Xon] : [],
    telecoms: telecom ? [telecom as Xtn] : [],
  });
  return { url: mhdExtensions.intendedRecipient, valueReference: writeAuthor(known, contained) };
}

/** Reads it again; undefined where the reference says nothing. */
export function readRecipient(reference: Reference, resolve: Resolve): string | undefined {
  const known = readAuthor(reference, resolve);
  if (!known) return undefined;
  const { person = '', institutions, telecoms } = known;
  const parts = [institutions[0] ?? '', person, telecoms[0] ?? ''];
  while (parts.at(-1) === '') parts.pop();
  return parts.join('|');
}
