import { parseOid, parsePesel, parseTaj, patientIdCx } from '@kartoteka/kernel';
import { oid, polishRoot } from '../oids.ts';
import { all, attribute, type Cursor, first, plainText } from './cursor.ts';
import type { Author, InstanceId, LegalAuthenticator, Patient, Recipient } from './header-model.ts';
import { optional } from './optional.ts';
import { readOrganisation } from './read-organisation.ts';
import {
  readAddress,
  readCode,
  readIds,
  readName,
  readTelecom,
  readTimeAt,
} from './read-values.ts';

const licenceRoots = `${polishRoot}.1.6.`;

/** Reads `recordTarget/patientRole`. */
export function readPatient(role: Cursor | undefined): Patient | undefined {
  if (!role) return undefined;
  const person = first(role, 'patient');
  const ids = readIds(role);
  const number = (root: string) => ids.find((id) => id.root === root)?.extension ?? '';
  const pesel = parsePesel(number(oid.pesel));
  const taj = parseTaj(number(oid.taj));
  const name = readName(first(person, 'name'));
  const birthTime = readTimeAt(first(person, 'birthTime'));
  const sex = readSex(attribute(first(person, 'administrativeGenderCode'), 'code'));
  const address = readAddress(first(role, 'addr'));
  const cx = cxOf(ids);
  return {
    ids,
    ...optional('pesel', pesel),
    ...optional('taj', taj),
    ...optional('cx', cx),
    ...optional('name', name),
    ...optional('birthTime', birthTime),
    ...optional('sex', sex),
    ...optional('address', address),
    telecom: readTelecom(role),
  };
}

function readSex(code: string | undefined): Patient['sex'] {
  if (code === undefined) return undefined;
  if (code === 'F' || code === 'K') return 'female';
  return code === 'M' ? 'male' : 'other';
}

/** National numbers first: they are what other providers know the person by. */
function cxOf(ids: readonly InstanceId[]): Patient['cx'] {
  const national = ids.filter((id) => id.root === oid.pesel || id.root === oid.taj);
  for (const { root, extension } of [...national, ...ids]) {
    const domain = parseOid(root);
    if (domain && extension && /^[^^&|~]{1,256}$/.test(extension)) {
      return patientIdCx({ id: extension, domain });
    }
  }
  return undefined;
}

/** Reads an `author`. */
export function readAuthor(author: Cursor): Author {
  const assigned = first(author, 'assignedAuthor');
  const ids = readIds(assigned);
  const licence = ids.find((id) => id.root.startsWith(licenceRoots));
  const profession = readCode(first(author, 'functionCode'));
  const specialty = readCode(first(assigned, 'code'));
  const name = readName(first(assigned, 'assignedPerson', 'name'));
  const time = readTimeAt(first(author, 'time'));
  const organisation = readOrganisation(first(assigned, 'representedOrganization'));
  const device = plainText(first(assigned, 'assignedAuthoringDevice', 'softwareName'));
  return {
    ids,
    ...optional('licence', licence),
    ...optional('profession', profession),
    ...optional('specialty', specialty),
    ...optional('name', name),
    ...optional('time', time),
    ...optional('organisation', organisation),
    ...optional('device', device),
  };
}

/** Reads `legalAuthenticator`. */
export function readLegalAuthenticator(at: Cursor | undefined): LegalAuthenticator | undefined {
  if (!at) return undefined;
  const entity = first(at, 'assignedEntity');
  const name = readName(first(entity, 'assignedPerson', 'name'));
  const time = readTimeAt(first(at, 'time'));
  const signatureCode = attribute(first(at, 'signatureCode'), 'code');
  const organisation = readOrganisation(first(entity, 'representedOrganization'));
  return {
    ids: readIds(entity),
    ...optional('name', name),
    ...optional('time', time),
    ...optional('signatureCode', signatureCode),
    ...optional('organisation', organisation),
  };
}

/** Reads every `informationRecipient`. */
export function readRecipients(document: Cursor): Recipient[] {
  return all(document, 'informationRecipient').flatMap((at) => {
    const intended = first(at, 'intendedRecipient');
    if (!intended) return [];
    const name = readName(first(intended, 'informationRecipient', 'name'));
    const organisation = readOrganisation(first(intended, 'receivedOrganization'));
    return [
      {
        ids: readIds(intended),
        ...optional('name', name),
        ...optional('organisation', organisation),
      },
    ];
  });
}
