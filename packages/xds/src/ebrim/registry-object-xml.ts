import type { LocalizedString } from '../model/localized-string.ts';
import type { VersionInfo } from '../model/registry-object.ts';
import type { Slot } from '../model/slot.ts';

/**
 * A registry object as ebRIM spells it: every kind has the same shape, and what it means depends on
 * scheme and slot names. Reading goes XML → this → model.
 */
export interface RegistryObjectXml {
  /** Local name of the element, such as `ExtrinsicObject`. */
  readonly element: string;
  /** Label and id for error texts. */
  readonly place: string;
  readonly attributes: Attributes;
  readonly slots: readonly Slot[];
  readonly name: readonly LocalizedString[];
  readonly description: readonly LocalizedString[];
  readonly version: VersionInfo | undefined;
  readonly classifications: readonly RegistryObjectXml[];
  readonly identifiers: readonly RegistryObjectXml[];
  readonly contentVersion: VersionInfo | undefined;
}

/** Attributes without a namespace. */
export type Attributes = { readonly [name: string]: string | undefined };

/** What the schema allows on each element, beside id, home, lid, objectType and status. */
export const ownAttributes: Readonly<Record<string, readonly string[]>> = {
  ExtrinsicObject: ['mimeType', 'isOpaque'],
  RegistryPackage: [],
  Association: ['associationType', 'sourceObject', 'targetObject'],
  Classification: [
    'classificationScheme',
    'classifiedObject',
    'classificationNode',
    'nodeRepresentation',
  ],
  ExternalIdentifier: ['registryObject', 'identificationScheme', 'value'],
};

/** What the schema demands on each element, beside id. */
export const requiredAttributes: Readonly<Record<string, readonly string[]>> = {
  ExtrinsicObject: [],
  RegistryPackage: [],
  Association: ['associationType', 'sourceObject', 'targetObject'],
  Classification: ['classifiedObject'],
  ExternalIdentifier: ['registryObject', 'identificationScheme', 'value'],
};

/** `rim:LongName`: slot names and values, codes, identifier values, mime types. */
export const longNameLengthMax = 256;
/** `rim:FreeFormText`: titles, comments, display names. */
export const freeTextLengthMax = 1024;
