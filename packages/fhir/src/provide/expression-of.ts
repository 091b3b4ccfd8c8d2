import type { ObjectId } from '@kartoteka/xds';

/** Where FHIR has what XDS metadata call by another name. */
const ofDocument: Readonly<Record<string, string>> = {
  uniqueId: 'masterIdentifier',
  mimeType: 'content[0].attachment.contentType',
  languageCode: 'content[0].attachment.language',
  hash: 'content[0].attachment.hash',
  size: 'content[0].attachment.size',
  title: 'content[0].attachment.title',
  creationTime: 'content[0].attachment.creation',
  formatCode: 'content[0].format',
  comments: 'description',
  typeCode: 'type',
  classCode: 'category[0]',
  confidentialityCode: 'securityLabel',
  patientId: 'subject',
  author: 'author',
  authorPerson: 'author',
  authorInstitution: 'author',
  authorTelecommunication: 'author',
  legalAuthenticator: 'authenticator',
  eventCode: 'context.event',
  healthcareFacilityTypeCode: 'context.facilityType',
  practiceSettingCode: 'context.practiceSetting',
  serviceStartTime: 'context.period.start',
  serviceStopTime: 'context.period.end',
  sourcePatientId: 'context.sourcePatientInfo',
  sourcePatientInfo: 'context.sourcePatientInfo',
  referenceIdList: 'context.related',
  availabilityStatus: 'status',
};

const ofList: Readonly<Record<string, string>> = {
  uniqueId: 'identifier',
  patientId: 'subject',
  submissionTime: 'date',
  author: 'source',
  authorPerson: 'source',
  authorInstitution: 'source',
  authorTelecommunication: 'source',
  contentTypeCode: 'extension',
  sourceId: 'extension',
  intendedRecipient: 'extension',
  code: 'extension',
  title: 'title',
  comments: 'note',
};

const place = /^(\w[\w-]*)\[(.+)\](?:\.(\w+))?$/;

/**
 * The FHIRPath of a place in XDS metadata such as `DocumentEntry[Bundle.entry[1].resource].hash`. Objects
 * are named by their places in the Bundle while they have no id of their own.
 *
 * @param paths the places of objects whose id the sender chose
 */
export function expressionOf(
  location: string | undefined,
  paths: ReadonlyMap<ObjectId, string>,
): string | undefined {
  const [, kind = '', id = '', attribute] = place.exec(location ?? '') ?? [];
  const path =
    paths.get(id as ObjectId) ?? (/^[A-Z]\w*[.[]/.test(id) ? id.split('#')[0] : undefined);
  if (path === undefined || attribute === undefined) return path;
  const names = /document/i.test(kind) ? ofDocument : ofList;
  return names[attribute] === undefined ? path : `${path}.${names[attribute]}`;
}
