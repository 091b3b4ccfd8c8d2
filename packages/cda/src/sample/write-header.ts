import { peselBirthDate, peselSex } from '@kartoteka/kernel';
import { element, type XmlMarkup } from '@kartoteka/xml';
import { oid, polishRoot } from '../oids.ts';
import { templateId } from './narrative.ts';
import { sampleDiagnostician, sampleDoctor, samplePlace } from './sample-cast.ts';
import type { SampleAuthor, SampleCdaOptions, SamplePlace } from './sample-model.ts';
import type { SampleShape } from './sample-shapes.ts';

/** `recordTarget`: the patient, whose birth date and sex follow from the PESEL. */
export function writePatient(options: SampleCdaOptions, shape: SampleShape): XmlMarkup {
  const { patient, localRoot } = options;
  const { address } = options.place ?? samplePlace;
  const person = element(
    'patient',
    {},
    writeName(patient),
    element('administrativeGenderCode', {
      code: peselSex(patient.pesel) === 'female' ? 'F' : 'M',
      codeSystem: oid.sex,
    }),
    element('birthTime', { value: (peselBirthDate(patient.pesel) ?? '').replaceAll('-', '') }),
  );
  const role = element(
    'patientRole',
    {},
    id(`${localRoot}.17.1`, patient.pesel.slice(-4), false),
    id(oid.pesel, patient.pesel, true),
    element(
      'addr',
      {},
      element('postalCode', {}, address.postalCode),
      element('city', {}, address.city),
      element('streetName', {}, 'Fikcyjna'),
      element('houseNumber', {}, '12'),
      element('unitID', {}, '3'),
    ),
    person,
  );
  return element('recordTarget', {}, templateId(`2.${shape.templates.patient}`), role);
}

/** `author`: name, licence, profession, and the place up to the provider. */
export function writeAuthor(options: SampleCdaOptions, shape: SampleShape): XmlMarkup {
  const author = authorOf(options);
  const [code, displayName] = author.profession;
  return element(
    'author',
    {},
    templateId(`2.${shape.templates.author}`),
    element('functionCode', { code, codeSystem: oid.profession, displayName }),
    element('time', { value: options.issued }),
    element(
      'assignedAuthor',
      {},
      id(author.licence.root, author.licence.extension, true),
      element('assignedPerson', {}, templateId('2.1'), writeName(author)),
      writePlace(options.place ?? samplePlace),
    ),
  );
}

/** Who writes where nobody is named. */
function authorOf(options: SampleCdaOptions): SampleAuthor {
  return options.author ?? (options.kind === 'WBL' ? sampleDiagnostician : sampleDoctor);
}

function writeName(
  person: Pick<SampleAuthor, 'family' | 'given'> & { prefix?: string },
): XmlMarkup {
  return element(
    'name',
    {},
    person.prefix === undefined ? undefined : element('prefix', {}, person.prefix),
    ...person.given.split(' ').map((given) => element('given', {}, given)),
    element('family', {}, person.family),
  );
}

function writePlace({ provider, establishment, cell, address, phone }: SamplePlace): XmlMarkup {
  const [code, displayName] = cell.specialty;
  const owner = element(
    'wholeOrganization',
    {},
    id(oid.provider, provider.rpwdl, true),
    id(oid.regon9, provider.regon, true),
    element('name', {}, provider.name),
  );
  const whole = element(
    'wholeOrganization',
    {},
    id(oid.regon14, establishment.regon14, true),
    element('name', {}, establishment.name),
    element('asOrganizationPartOf', {}, owner),
  );
  return element(
    'representedOrganization',
    {},
    templateId('2.18'),
    id(oid.cell, `${provider.rpwdl}-${cell.number}`, true),
    element('name', {}, cell.name),
    element('telecom', { use: 'PUB', value: `tel:${phone}` }),
    element(
      'addr',
      {},
      element('postalCode', {}, address.postalCode),
      element('city', {}, address.city),
      element('streetName', {}, address.street),
      element('houseNumber', {}, address.house),
    ),
    element('standardIndustryClassCode', { code, codeSystem: oid.cellSpecialty, displayName }),
    element('asOrganizationPartOf', {}, whole),
  );
}

/** `custodian`: P1 for what it processes, else the provider. */
export function writeCustodian(options: SampleCdaOptions, shape: SampleShape): XmlMarkup {
  const { provider } = options.place ?? samplePlace;
  const keeper = shape.forP1
    ? element('id', { root: polishRoot, assigningAuthorityName: 'CSIOZ', displayable: 'false' })
    : id(oid.provider, provider.rpwdl, false);
  const organisation = element('representedCustodianOrganization', {}, keeper);
  return element(
    'custodian',
    {},
    templateId(shape.forP1 ? '2.20' : '2.5'),
    element('assignedCustodian', {}, organisation),
  );
}

/** `legalAuthenticator`: the author, at the same time. */
export function writeAuthenticator(options: SampleCdaOptions): XmlMarkup {
  const { root, extension } = authorOf(options).licence;
  return element(
    'legalAuthenticator',
    {},
    templateId('2.6'),
    element('time', { value: options.issued }),
    element('signatureCode', { code: 'S' }),
    element('assignedEntity', {}, id(root, extension, true)),
  );
}

/** An `id` element. */
export function id(root: string, extension: string, displayable: boolean): XmlMarkup {
  return element('id', { extension, root, displayable: String(displayable) });
}
