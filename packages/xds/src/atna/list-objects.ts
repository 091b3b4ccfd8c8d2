import { element, type XmlMarkup } from '@kartoteka/xml';
import { submissionSetSchemes } from '../vocabulary/schemes.ts';
import { type AtnaCode, atnaIdKinds } from './coded.ts';
import type { AtnaDocument, AtnaObjects, AtnaQuery } from './exchange.ts';
import { code, readable } from './markup.ts';
import type { AtnaObjectKind, AtnaRow } from './transactions.ts';

/** Documents and objects of one message; receivers need not take more than 32 KiB (ITI TF-2: 3.20). */
const objectsPerMessageMax = 40;
/** A longer query is left out and its length told. */
const queryBytesMax = 12_288;
const idCharactersMax = 512;

const submissionSet: AtnaCode = {
  code: submissionSetSchemes.node,
  system: 'IHE XDS Metadata',
  text: 'submission set classificationNode',
};

/**
 * The participant objects of an exchange, message by message: the patient, the submission set and the
 * query stand in each, documents and objects are shared out.
 */
export function listObjects(objects: AtnaObjects, row: AtnaRow): readonly XmlMarkup[][] {
  const always = row.objects.flatMap((kind) => leading(kind, objects, row));
  const many = row.objects.flatMap((kind) => numerous(kind, objects));
  if (many.length <= objectsPerMessageMax) return [[...always, ...many]];
  const pages: XmlMarkup[][] = [];
  for (let from = 0; from < many.length; from += objectsPerMessageMax) {
    pages.push([...always, ...many.slice(from, from + objectsPerMessageMax)]);
  }
  return pages;
}

function leading(kind: AtnaObjectKind, objects: AtnaObjects, row: AtnaRow): XmlMarkup[] {
  if (kind === 'patient') return objects.patients.slice(0, objectsPerMessageMax).map(patient);
  if (kind === 'submission-set') {
    const sets = objects.submissionSets.slice(0, objectsPerMessageMax);
    return sets.map((id) => systemObject(id, '20', submissionSet));
  }
  return kind === 'query' && objects.query ? [query(objects.query, row)] : [];
}

function numerous(kind: AtnaObjectKind, objects: AtnaObjects): XmlMarkup[] {
  if (kind === 'document') return objects.documents.map(document);
  if (kind !== 'registry-object') return [];
  return objects.registryObjects.map((id) => systemObject(id, '3', atnaIdKinds.uri));
}

/** RFC 3881, 5.5.1 and 5.5.2: a person in the role of the patient. */
function patient(id: string): XmlMarkup {
  return participant(id, { type: '1', role: '1', idKind: atnaIdKinds.patient });
}

function document(one: AtnaDocument): XmlMarkup {
  return systemObject(one.uniqueId, '3', atnaIdKinds.document, [
    detail('Repository Unique Id', one.repositoryUniqueId),
    detail('ihe:homeCommunityID', one.homeCommunityId),
  ]);
}

/** The query itself travels in base64 (ITI TF-2: 3.18.5.1.2). */
function query(asked: AtnaQuery, { type }: AtnaRow): XmlMarkup {
  const bytes = Buffer.from(asked.text);
  const fits = bytes.length <= queryBytesMax;
  return systemObject(asked.id, '24', type, [
    fits ? element('ParticipantObjectQuery', {}, bytes.toString('base64')) : undefined,
    detail('QueryEncoding', 'UTF-8'),
    fits ? undefined : detail('QueryBytesLeftOut', String(bytes.length)),
    detail('urn:ihe:iti:xca:2010:homeCommunityId', asked.homeCommunityId),
  ]);
}

/** RFC 3881, 5.5.1: 2 is a system object; roles are 3 report, 20 job, 24 query. */
function systemObject(
  id: string,
  role: string,
  idKind: AtnaCode,
  parts: readonly (XmlMarkup | undefined)[] = [],
): XmlMarkup {
  return participant(id, { type: '2', role, idKind, parts });
}

function participant(
  id: string,
  options: {
    readonly type: string;
    readonly role: string;
    readonly idKind: AtnaCode;
    readonly parts?: readonly (XmlMarkup | undefined)[];
  },
): XmlMarkup {
  const { type, role, idKind, parts = [] } = options;
  return element(
    'ParticipantObjectIdentification',
    {
      ParticipantObjectID: readable(id.slice(0, idCharactersMax)),
      ParticipantObjectTypeCode: type,
      ParticipantObjectTypeCodeRole: role,
    },
    code('ParticipantObjectIDTypeCode', idKind),
    ...parts,
  );
}

function detail(type: string, value: string | undefined): XmlMarkup | undefined {
  if (value === undefined) return undefined;
  const encoded = Buffer.from(value.slice(0, idCharactersMax)).toString('base64');
  return element('ParticipantObjectDetail', { type, value: encoded });
}
