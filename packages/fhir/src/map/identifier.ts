import {
  type Oid,
  oidFromUuid,
  type PatientIdCx,
  parseOid,
  parsePatientIdCx,
  patientIdParts,
} from '@kartoteka/kernel';
import { type ObjectId, objectId } from '@kartoteka/xds';
import { given, type Identifier } from '../model.ts';
import { uriSystem } from './vocabulary.ts';

const oidUrn = 'urn:oid:';
const uuidUrn = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * A uniqueId of XDS as an identifier: an OID as a URI, `OID^extension` as a number in its system.
 *
 * @example writeUniqueId('1.2.3^77') // { system: 'urn:oid:1.2.3', value: '77' }
 */
export function writeUniqueId(uniqueId: string): Identifier {
  const [root = '', ...rest] = uniqueId.split('^');
  if (parseOid(root) !== root) return { value: uniqueId };
  const extension = rest.join('^');
  if (rest.length === 0) return { system: uriSystem, value: `${oidUrn}${root}` };
  return extension === '' ? { value: uniqueId } : { system: `${oidUrn}${root}`, value: extension };
}

/**
 * Reads it again. A UUID becomes the OID that stands for it (ITU-T X.667), because XDS has no other
 * form for it; undefined for a system that no OID names.
 *
 * @example readUniqueId({ system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.2.3' }) // '1.2.3'
 */
export function readUniqueId({ system, value = '' }: Identifier): string | undefined {
  if (system === undefined || system === uriSystem) {
    const uuid = uuidUrn.exec(value)?.[1];
    if (uuid !== undefined) return oidFromUuid(uuid.toLowerCase());
    if (value.startsWith(oidUrn)) return value.slice(oidUrn.length);
    return system === undefined && value !== '' ? value : undefined;
  }
  const root = readOidUrn(system);
  return root && value !== '' ? `${root}^${value}` : undefined;
}

/** @example readOidUrn('urn:oid:1.2.3') // '1.2.3' */
export function readOidUrn(text: string | undefined): Oid | undefined {
  return text?.startsWith(oidUrn) ? parseOid(text.slice(oidUrn.length)) : undefined;
}

/** An OID as an identifier. */
export function writeOid(oid: string): Identifier {
  return { system: uriSystem, value: `${oidUrn}${oid}` };
}

/** The entryUUID as the identifier of use `official` that MHD makes of it. */
export function writeEntryUuid(id: ObjectId): Identifier {
  return { use: 'official', system: uriSystem, value: id };
}

/** The entryUUID among identifiers, where the sender chose one. */
export function readEntryUuid(
  identifiers: readonly Identifier[] | undefined,
): ObjectId | undefined {
  const found = identifiers?.find(
    ({ use, system, value = '' }) =>
      use === 'official' && system === uriSystem && uuidUrn.test(value),
  );
  return found?.value === undefined ? undefined : objectId(found.value);
}

/** The id of a resource: the entryUUID without `urn:uuid:`. */
export function resourceIdOf(id: ObjectId): string {
  return id.slice('urn:uuid:'.length);
}

/** @example writeCx('44051401458^^^&1.2.3&ISO' as PatientIdCx) // { system: 'urn:oid:1.2.3', value: … } */
export function writeCx(cx: string): Identifier {
  const parsed = parsePatientIdCx(cx);
  if (!parsed) return { value: cx };
  const { id, domain } = patientIdParts(parsed);
  return { system: `${oidUrn}${domain}`, value: id };
}

/** A patient identifier in the domain of an OID; undefined for any other. */
export function readCx({ system, value }: Identifier): PatientIdCx | undefined {
  const domain = readOidUrn(system);
  return domain && value ? parsePatientIdCx(`${value}^^^&${domain}&ISO`) : undefined;
}

/** An identifier with the authority that XDS gives it, such as the licence number of a doctor. */
export function writeNumber(id: string | undefined, authority: Oid | undefined): Identifier[] {
  if (id === undefined) return [];
  if (authority === undefined && parseOid(id) === id) return [writeOid(id)];
  return [
    given<Identifier>({
      system: authority === undefined ? undefined : `${oidUrn}${authority}`,
      value: id,
    }),
  ];
}

/** Reads the first identifier that XDS can carry. */
export function readNumber(identifiers: readonly Identifier[] | undefined): {
  readonly id?: string;
  readonly authority?: Oid;
} {
  for (const { system, value } of identifiers ?? []) {
    if (value === undefined) continue;
    const authority = readOidUrn(system);
    if (authority) return { id: value, authority };
    if (system === uriSystem) {
      const oid = readOidUrn(value);
      if (oid) return { id: oid };
    } else if (system === undefined) return { id: value };
  }
  return {};
}
