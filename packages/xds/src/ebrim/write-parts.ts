import { element, type XmlMarkup } from '@kartoteka/xml';
import type { Author } from '../model/author.ts';
import type { Code } from '../model/code.ts';
import type { LocalizedString } from '../model/localized-string.ts';
import type { ExtraClassification, VersionInfo } from '../model/registry-object.ts';
import type { Slot } from '../model/slot.ts';
import { objectTypes } from '../vocabulary/schemes.ts';

/** A slot, or nothing where there are no values: an empty slot says nothing. */
export function writeSlot(
  name: string,
  values: readonly (string | undefined)[],
): XmlMarkup | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length === 0 ? undefined : slotElement({ name, values: present });
}

/** Slots as they were kept, empty ones too. */
export function writeSlots(slots: readonly Slot[]): XmlMarkup[] {
  return slots.map(slotElement);
}

function slotElement({ name, values, type }: Slot): XmlMarkup {
  const list = values.map((value) => element('rim:Value', {}, value));
  return element('rim:Slot', { name, slotType: type }, element('rim:ValueList', {}, list));
}

/** `rim:Name` or `rim:Description`, or nothing. */
export function writeInternationalString(
  name: 'rim:Name' | 'rim:Description',
  strings: readonly LocalizedString[],
): XmlMarkup | undefined {
  if (strings.length === 0) return undefined;
  const list = strings.map(({ value, lang, charset }) =>
    element('rim:LocalizedString', { 'xml:lang': lang, charset, value }),
  );
  return element(name, {}, list);
}

export function writeVersion(
  name: 'rim:VersionInfo' | 'rim:ContentVersionInfo',
  version: VersionInfo | undefined,
): XmlMarkup | undefined {
  if (version === undefined) return undefined;
  return element(name, { versionName: version.versionName, comment: version.comment });
}

/** The object that parts are written for. */
export interface PartsOwner {
  readonly id: string;
  /** Gives the next id for a part. */
  readonly nextId: () => string;
}

/** A coded attribute as Classification (ITI TF-3: 4.2.3.1.2). */
export function writeCode(
  owner: PartsOwner,
  scheme: string,
  code: Code | undefined,
): XmlMarkup | undefined {
  if (code === undefined) return undefined;
  return element(
    'rim:Classification',
    {
      classificationScheme: scheme,
      classifiedObject: owner.id,
      nodeRepresentation: code.code,
      objectType: objectTypes.Classification,
      id: owner.nextId(),
    },
    writeSlot('codingScheme', [code.codingScheme === '' ? undefined : code.codingScheme]),
    writeSlots(code.extraSlots),
    writeInternationalString('rim:Name', code.display),
  );
}

/** An author as Classification (ITI TF-3: 4.2.3.1.4). */
export function writeAuthor(owner: PartsOwner, scheme: string, author: Author): XmlMarkup {
  return element(
    'rim:Classification',
    {
      classificationScheme: scheme,
      classifiedObject: owner.id,
      nodeRepresentation: '',
      objectType: objectTypes.Classification,
      id: owner.nextId(),
    },
    writeSlot('authorPerson', [author.person]),
    writeSlot('authorInstitution', author.institutions),
    writeSlot('authorRole', author.roles),
    writeSlot('authorSpecialty', author.specialties),
    writeSlot('authorTelecommunication', author.telecoms),
    writeSlots(author.extraSlots),
  );
}

/** The mark of a classification node, inside the object or beside it. */
export function writeMark(owner: PartsOwner, node: string): XmlMarkup {
  return element('rim:Classification', {
    classificationNode: node,
    classifiedObject: owner.id,
    objectType: objectTypes.Classification,
    id: owner.nextId(),
  });
}

export function writeExtraClassification(owner: PartsOwner, extra: ExtraClassification): XmlMarkup {
  return element(
    'rim:Classification',
    {
      classificationScheme: extra.scheme,
      classifiedObject: owner.id,
      classificationNode: extra.node,
      nodeRepresentation: extra.nodeRepresentation,
      objectType: objectTypes.Classification,
      id: owner.nextId(),
    },
    writeSlots(extra.slots),
    writeInternationalString('rim:Name', extra.display),
  );
}

export function writeIdentifier(
  owner: PartsOwner,
  scheme: string,
  value: string | undefined,
  name: readonly LocalizedString[],
): XmlMarkup | undefined {
  if (value === undefined) return undefined;
  return element(
    'rim:ExternalIdentifier',
    {
      identificationScheme: scheme,
      registryObject: owner.id,
      value,
      objectType: objectTypes.ExternalIdentifier,
      id: owner.nextId(),
    },
    writeInternationalString('rim:Name', name),
  );
}
