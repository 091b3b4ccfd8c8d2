import { oid } from '../oids.ts';
import { type Cursor, first, plainText } from './cursor.ts';
import type { CdaHeader, InstanceId, Organisation } from './header-model.ts';
import { optional } from './optional.ts';
import { readAddress, readCode, readIds, readTelecom } from './read-values.ts';

const levelsMax = 8;

/** Reads an organisation and, through `asOrganizationPartOf`, what it is a part of. */
export function readOrganisation(at: Cursor | undefined, level = 0): Organisation | undefined {
  if (!at || level === levelsMax) return undefined;
  const name = plainText(first(at, 'name'));
  const address = readAddress(first(at, 'addr'));
  const specialty = readCode(first(at, 'standardIndustryClassCode'));
  const partOf = readOrganisation(
    first(at, 'asOrganizationPartOf', 'wholeOrganization'),
    level + 1,
  );
  return {
    ids: readIds(at),
    ...optional('name', name),
    ...optional('address', address),
    telecom: readTelecom(at),
    ...optional('specialty', specialty),
    ...optional('partOf', partOf),
  };
}

/** The organisation and everything above it, nearest first. */
export function organisationChain(organisation: Organisation | undefined): Organisation[] {
  if (!organisation) return [];
  return [organisation, ...organisationChain(organisation.partOf)];
}

/** The first identifier below that root anywhere in the chain. */
export function idInChain(
  organisation: Organisation | undefined,
  root: string,
): InstanceId | undefined {
  return organisationChain(organisation)
    .flatMap((level) => level.ids)
    .find((id) => id.root === root && id.extension !== undefined);
}

/** Departmental ids of the place: provider (I), unit (I-V), cell (I-VII) and the cell's specialty. */
export function placeOf(organisation: Organisation | undefined): CdaHeader['place'] {
  const chain = organisationChain(organisation);
  const provider = idInChain(organisation, oid.provider)?.extension;
  const unit = idInChain(organisation, oid.unit)?.extension;
  const cell = idInChain(organisation, oid.cell)?.extension;
  const specialty = chain.find((level) => level.specialty)?.specialty;
  return {
    ...optional('provider', provider),
    ...optional('unit', unit),
    ...optional('cell', cell),
    ...optional('specialty', specialty),
  };
}
