import { type DocumentUniqueId, documentUniqueId, oidFromUuid, parseOid } from '@kartoteka/kernel';
import { childElements } from '@kartoteka/xml';
import { type CdaTime, readTime } from './cda-time.ts';
import { all, attribute, type Cursor, first, plainText } from './cursor.ts';
import type { Address, CdaCode, InstanceId, PersonName } from './header-model.ts';
import { optional } from './optional.ts';

/** Reads II; `undefined` without a root (a null flavour, an empty element). */
export function readId(at: Cursor | undefined): InstanceId | undefined {
  const root = attribute(at, 'root');
  if (root === undefined) return undefined;
  const extension = attribute(at, 'extension');
  const assigner = attribute(at, 'assigningAuthorityName');
  return {
    root,
    ...optional('extension', extension),
    ...optional('assigner', assigner),
  };
}

/** Reads every `id` child that has a root. */
export function readIds(at: Cursor | undefined): InstanceId[] {
  return all(at, 'id').flatMap((id) => readId(id) ?? []);
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The id of a document as XDS carries it. A UUID as root is allowed by HL7 but not by XDS, where it
 * becomes the OID below 2.25 (ITU-T X.667, 6.3).
 */
export function uniqueIdOf(id: InstanceId | undefined): DocumentUniqueId | undefined {
  if (!id) return undefined;
  const root = uuidPattern.test(id.root) ? oidFromUuid(id.root) : parseOid(id.root);
  return root && documentUniqueId(root, id.extension);
}

/** Reads CD/CE/CS; `undefined` without a code. */
export function readCode(at: Cursor | undefined): CdaCode | undefined {
  const code = attribute(at, 'code');
  if (code === undefined) return undefined;
  const systemName = attribute(at, 'codeSystemName');
  const display = attribute(at, 'displayName');
  return {
    code,
    system: attribute(at, 'codeSystem') ?? '',
    ...optional('systemName', systemName),
    ...optional('display', display),
  };
}

/** Reads TS; `undefined` where there is no value or none that exists in the calendar. */
export function readTimeAt(at: Cursor | undefined): CdaTime | undefined {
  const value = attribute(at, 'value');
  return value === undefined ? undefined : readTime(value);
}

/** Reads PN: structured parts, or the plain text as family name. */
export function readName(at: Cursor | undefined): PersonName | undefined {
  const parts = (name: string) => all(at, name).flatMap((part) => plainText(part) ?? []);
  const family = parts('family').join(' ');
  const given = parts('given');
  if (family !== '' || given.length > 0) {
    const [prefix, suffix] = [parts('prefix').join(' '), parts('suffix').join(' ')];
    return { family, given, prefix, suffix };
  }
  const whole = plainText(at);
  return whole === undefined ? undefined : { family: whole, given: [], prefix: '', suffix: '' };
}

/** Reads AD: street, house and flat become one line, as Polish addresses are written. */
export function readAddress(at: Cursor | undefined): Address | undefined {
  if (!at) return undefined;
  const part = (name: string) => plainText(first(at, name));
  const house = [part('houseNumber'), part('unitID')].filter((text) => text !== undefined);
  const street = part('streetName') ?? part('streetAddressLine');
  const line = [street, house.join('/')].filter((text) => text).join(' ');
  const [postalCode, city, country] = [part('postalCode'), part('city'), part('country')];
  const unstructured = childElements(at.element).length === 0 ? plainText(at) : undefined;
  const lines = [line, unstructured ?? ''].filter((text) => text !== '');
  if (lines.length === 0 && postalCode === undefined && city === undefined) return undefined;
  return {
    lines,
    ...optional('postalCode', postalCode),
    ...optional('city', city),
    ...optional('country', country),
  };
}

/** Values of all `telecom` children, such as `tel:22-1111123`. */
export function readTelecom(at: Cursor | undefined): string[] {
  return all(at, 'telecom').flatMap((telecom) => attribute(telecom, 'value') ?? []);
}
