import { type Author, author, readPerson, type Xcn, type Xon, type Xtn } from '@kartoteka/xds';
import { type Extension, given, type PractitionerRole, type Reference } from '../model.ts';
import type { ContainedList, Resolve } from './contained.ts';
import { readNumber } from './identifier.ts';
import {
  personOf,
  readContacts,
  readName,
  readOrganization,
  readPractitioner,
  readRoles,
  writeContact,
  writeOrganization,
  writePractitioner,
  writeRole,
} from './people.ts';
import { ownExtensions } from './vocabulary.ts';

/**
 * An author as a contained resource: a Practitioner where it is only a person, an Organization where it
 * is only an institution, else a PractitionerRole that holds both together.
 */
export function writeAuthor(from: Author, contained: ContainedList): Reference {
  const { person, institutions, roles, specialties, telecoms } = from;
  const isPlain = roles.length + specialties.length + telecoms.length === 0;
  const [first, ...others] = institutions;
  if (isPlain && person !== undefined && first === undefined) return addPerson(person, contained);
  if (isPlain && person === undefined && first !== undefined && others.length === 0) {
    return contained.add(writeOrganization(first));
  }
  const practitioner = person === undefined ? undefined : addPerson(person, contained);
  const role = given<PractitionerRole>({
    resourceType: 'PractitionerRole',
    extension: others.map(
      (one): Extension => ({
        url: ownExtensions.institution,
        valueReference: contained.add(writeOrganization(one)),
      }),
    ),
    practitioner,
    organization: first === undefined ? undefined : contained.add(writeOrganization(first)),
    code: roles.map(writeRole),
    specialty: specialties.map(writeRole),
    telecom: telecoms.map(writeContact),
  });
  return contained.add(role);
}

function addPerson(person: Xcn, contained: ContainedList): Reference {
  return contained.add(writePractitioner(person));
}

/** Reads an author, wherever the reference leads; undefined where it leads nowhere and says nothing. */
export function readAuthor(reference: Reference, resolve: Resolve): Author | undefined {
  const resource = resolve(reference);
  switch (resource?.resourceType) {
    case 'Practitioner':
      return authorOf({
        person: readPractitioner(resource),
        telecoms: readContacts(resource.telecom),
      });
    case 'Organization':
      return authorOf({
        institutions: listOf(readOrganization(resource)),
        telecoms: readContacts(resource.telecom),
      });
    case 'Patient':
      return authorOf({
        person: personOf({ ...readNumber(resource.identifier), ...readName(resource.name) }),
        telecoms: readContacts(resource.telecom),
      });
    case 'PractitionerRole':
      return readRole(resource, resolve);
    default:
      return readLogical(reference);
  }
}

function readRole(role: PractitionerRole, resolve: Resolve): Author | undefined {
  const parts = [role.practitioner, role.organization, ...furtherInstitutions(role)].flatMap(
    (reference) => (reference ? listOf(readAuthor(reference, resolve)) : []),
  );
  return authorOf({
    person: parts.find(({ person }) => person !== undefined)?.person,
    institutions: parts.flatMap(({ institutions }) => [...institutions]),
    roles: readRoles(role.code),
    specialties: readRoles(role.specialty),
    telecoms: [...parts.flatMap(({ telecoms }) => [...telecoms]), ...readContacts(role.telecom)],
  });
}

function furtherInstitutions({ extension = [] }: PractitionerRole): Reference[] {
  return extension.flatMap(({ url, valueReference }) =>
    url === ownExtensions.institution && valueReference ? [valueReference] : [],
  );
}

/** A reference that only names somebody: by an identifier, by words. */
function readLogical({ identifier, display, type }: Reference): Author | undefined {
  const { id, authority } = readNumber(identifier ? [identifier] : []);
  if (type === 'Organization') {
    const named = readOrganization({
      resourceType: 'Organization',
      ...(display !== undefined && { name: display }),
      ...(identifier && { identifier: [identifier] }),
    });
    return authorOf({ institutions: listOf(named) });
  }
  return authorOf({ person: personOf({ id, authority, family: display }) });
}

function authorOf(known: {
  readonly person?: Xcn | undefined;
  readonly institutions?: Xon[];
  readonly roles?: string[];
  readonly specialties?: string[];
  readonly telecoms?: Xtn[];
}): Author | undefined {
  const { person, institutions = [], telecoms = [] } = known;
  if (person === undefined && institutions.length + telecoms.length === 0) return undefined;
  const { person: _, ...lists } = known;
  return author({ ...lists, ...(person !== undefined && { person }) });
}

function listOf<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

/** The name of a person as texts for people show it. */
export function displayOf(xcn: Xcn): string {
  const { prefix, given: first, further, family } = readPerson(xcn);
  return [prefix, first, further, family].filter((part) => part).join(' ');
}
