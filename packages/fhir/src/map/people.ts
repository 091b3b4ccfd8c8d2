import {
  type Organisation,
  type Person,
  readOrganisation,
  readPerson,
  readTelecom,
  writeOrganisation,
  writePerson,
  writeTelecom,
  type Xcn,
  type Xon,
  type Xtn,
} from '@kartoteka/xds';
import {
  type CodeableConcept,
  type ContactPoint,
  given,
  type HumanName,
  type Organization,
  type Practitioner,
} from '../model.ts';
import { verbatim, verbatimOf } from './extensions.ts';
import { readNumber, readOidUrn, writeNumber } from './identifier.ts';

/** An XCN as a Practitioner; what the elements cannot say is kept verbatim. */
export function writePractitioner(xcn: Xcn): Practitioner {
  const person = readPerson(xcn);
  const said = given<Practitioner>({
    resourceType: 'Practitioner',
    identifier: writeNumber(person.id, person.authority),
    name: writeName(person),
    qualification: person.degree === undefined ? undefined : [{ code: { text: person.degree } }],
  });
  const extension = verbatim(xcn, readPractitioner(said));
  return extension ? { ...said, extension } : said;
}

export function readPractitioner(from: Practitioner): Xcn | undefined {
  const kept = verbatimOf(from);
  if (kept !== undefined) return kept as Xcn;
  const degree = from.qualification?.[0]?.code.text;
  return personOf({ ...readNumber(from.identifier), ...readName(from.name), degree });
}

/** An XCN where there is enough for one: an id or a family name. */
export function personOf(person: { [K in keyof Person]: Person[K] | undefined }): Xcn | undefined {
  return person.id === undefined && person.family === undefined
    ? undefined
    : writePerson(person as Person);
}

function writeName({ family, given: first, further, prefix, suffix }: Person): HumanName[] {
  const name = given<HumanName>({
    family,
    given: [first, further].filter((one) => one !== undefined),
    prefix: prefix === undefined ? undefined : [prefix],
    suffix: suffix === undefined ? undefined : [suffix],
  });
  return Object.keys(name).length === 0 ? [] : [name];
}

/** The first name that is not a former one; where it is one text only, that is the family name. */
export function readName(names: readonly HumanName[] | undefined): Partial<Person> {
  const name = names?.find(({ use }) => use !== 'old' && use !== 'maiden') ?? names?.[0];
  if (!name) return {};
  const [first, ...further] = name.given ?? [];
  return given<Person>({
    family: name.family ?? (first === undefined ? name.text : undefined),
    given: first,
    further: further.join(' ') || undefined,
    prefix: name.prefix?.join(' ') || undefined,
    suffix: name.suffix?.join(' ') || undefined,
  });
}

/** An XON as an Organization. */
export function writeOrganization(xon: Xon): Organization {
  const { name, id, authority } = readOrganisation(xon);
  const said = given<Organization>({
    resourceType: 'Organization',
    identifier: writeNumber(id, authority),
    name: name || undefined,
  });
  const extension = verbatim(xon, readOrganization(said));
  return extension ? { ...said, extension } : said;
}

export function readOrganization(from: Organization): Xon | undefined {
  const kept = verbatimOf(from);
  if (kept !== undefined) return kept as Xon;
  if (from.name === undefined) return undefined;
  const { id, authority } = readNumber(from.identifier);
  // An id without an authority has to be an OID (ITI TF-3: Table 4.2.3.1.7-2); others are left out.
  const isKept = authority !== undefined || readOidUrn(`urn:oid:${id}`) !== undefined;
  return writeOrganisation({ name: from.name, ...(isKept && { id, authority }) } as Organisation);
}

/** An XTN as a contact point. */
export function writeContact(xtn: Xtn): ContactPoint {
  const telecom = readTelecom(xtn);
  const said = given<ContactPoint>({
    system: telecom.email === undefined ? 'phone' : 'email',
    value: telecom.email ?? telecom.phone,
  });
  const extension = verbatim(xtn, readContacts([said])[0]);
  return extension ? { ...said, extension } : said;
}

/** Contact points that XDS can carry: telephone and e-mail. */
export function readContacts(contacts: readonly ContactPoint[] | undefined): Xtn[] {
  return (contacts ?? []).flatMap((contact) => {
    const kept = verbatimOf(contact);
    if (kept !== undefined) return [kept as Xtn];
    if (contact.value === undefined) return [];
    if (contact.system === 'email') return [writeTelecom({ email: contact.value })];
    return contact.system === 'url' ? [] : [writeTelecom({ phone: contact.value })];
  });
}

const coded = /^([^^&|~\\]+)\^\^\^&([0-9.]+)&ISO$/;

/** A role or specialty: a plain text, or a code in the domain of an OID. */
export function writeRole(role: string): CodeableConcept {
  const [, code, oid] = coded.exec(role) ?? [];
  if (code === undefined || readOidUrn(`urn:oid:${oid}`) !== oid) return { text: role };
  return { coding: [{ system: `urn:oid:${oid}`, code }] };
}

export function readRoles(concepts: readonly CodeableConcept[] | undefined): string[] {
  return (concepts ?? []).flatMap(({ coding = [], text }) => {
    const inDomain = coding.find(({ system, code }) => readOidUrn(system) && code !== undefined);
    if (inDomain) return [`${inDomain.code}^^^&${readOidUrn(inDomain.system)}&ISO`];
    const words = text ?? coding[0]?.display ?? coding[0]?.code;
    return words === undefined ? [] : [words];
  });
}
