import { attributeOf } from '@kartoteka/xml';
import { pikTemplates } from '../kinds/recognise-kind.ts';
import { hl7, oid } from '../oids.ts';
import { all, attribute, type Cursor, first } from '../read/cursor.ts';
import type { InstanceId } from '../read/header-model.ts';
import { walkElements } from '../read/walk-elements.ts';
import {
  type Check,
  type CheckContext,
  finding,
  findingsPerCheckMax,
  when,
} from './check-context.ts';
import type { Finding } from './finding.ts';

/** A document has an id that a repository can carry. */
export const checkId: Check = ({ document, header }) => {
  const { id, uniqueId } = header;
  if (!id) return [finding('id-missing', document.place)];
  return when(!uniqueId, 'id-unusable', first(document, 'id')?.place);
};

/** PIK: identifiers are OIDs with an extension. */
export const checkPikId: Check = ({ document, header: { id } }) => {
  const place = first(document, 'id')?.place;
  return [
    ...when(id?.root.includes('-') ?? false, 'id-uuid', place),
    ...when(id !== undefined && id.extension === undefined, 'id-extension-missing', place),
  ];
};

/**
 * The id of the document is not also the id of its set. Entries may carry it: a dispensed
 * prescription names its own id again in the supply (PIK 1.3.1, template 27).
 */
export const checkIdUsedTwice: Check = ({ document, header: { id, setId } }) => {
  const twice = id?.extension !== undefined && setId !== undefined && isSame(id, setId);
  return when(twice, 'id-twice', first(document, 'setId')?.place);
};

/** Two identifiers that name the same thing. */
export function isSame(a: InstanceId, b: InstanceId): boolean {
  return a.root === b.root && a.extension === b.extension;
}

/** Marks of the narrative (`ID`) are unique, for entries and links refer to them. */
export const checkMarks: Check = ({ document }) => {
  const seen = new Set<string>();
  const again: Finding[] = [];
  walkElements(document.element, (element, place) => {
    const mark = attributeOf(element, 'ID');
    if (mark === undefined || element.namespace !== hl7) return;
    if (again.length >= findingsPerCheckMax) return;
    if (seen.has(mark)) again.push(finding('xml-id-twice', place(), { id: mark.slice(0, 60) }));
    seen.add(mark);
  });
  return again;
};

/** PIK 1.3.1: typeId, exactly one template with the version, the stylesheet of that version. */
export const checkGuide: Check = (context) => {
  const { document } = context;
  const typeId = first(document, 'typeId');
  const isCda =
    attribute(typeId, 'root') === oid.cdaType && attribute(typeId, 'extension') === 'POCD_HD000040';
  const versions = pikTemplates(document).filter((template) => template.version !== undefined);
  const place = all(document, 'templateId')[0]?.place;
  return [
    ...when(!isCda, 'type-id', typeId?.place ?? document.place),
    ...when(versions.length === 0, 'template-version-missing', place),
    ...when(versions.length > 1, 'template-several', place),
    ...checkStylesheet(context),
  ];
};

function checkStylesheet({ stylesheet, recognised }: CheckContext): Finding[] {
  const place = '/processing-instruction(xml-stylesheet)';
  if (!stylesheet) return [finding('stylesheet-missing', place)];
  const version = recognised.template?.version;
  if (version === undefined) return [];
  const expected = `CDA_PL_IG_${version}.xsl`;
  return when(stylesheet.href !== expected, 'stylesheet-version', place, { expected });
}

/** PIK 1.3.1: setId and versionNumber are required. */
export const checkVersion: Check = ({ document, header }) => {
  const setId = first(document, 'setId');
  const version = first(document, 'versionNumber');
  return [
    ...when(!hasExtension(setId), 'set-id-missing', setId?.place ?? document.place),
    ...when(header.version === undefined, 'version-missing', version?.place ?? document.place),
  ];
};

function hasExtension(id: Cursor | undefined): boolean {
  return attribute(id, 'root') !== undefined && attribute(id, 'extension') !== undefined;
}
