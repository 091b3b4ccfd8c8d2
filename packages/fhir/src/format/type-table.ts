/**
 * The shapes of the FHIR R4 types in use, one line each: `name:Type`, with `*` where the element may
 * repeat, in the order in which XML writes them (R4: 2.6.1.3). What a type inherits is added by
 * `typeOf`.
 */
const valueTypes = [
  ...['base64Binary', 'boolean', 'canonical', 'code', 'date', 'dateTime', 'decimal', 'id'],
  ...['instant', 'integer', 'markdown', 'oid', 'positiveInt', 'string', 'time', 'unsignedInt'],
  ...['uri', 'url', 'uuid', 'Address', 'Annotation', 'Attachment', 'CodeableConcept', 'Coding'],
  ...['ContactPoint', 'HumanName', 'Identifier', 'Period', 'Quantity', 'Reference', 'Meta'],
];
const anyValue = valueTypes
  .map((type) => `value${type.slice(0, 1).toUpperCase()}${type.slice(1)}:${type}`)
  .join(' ');

export const dataTypes: Readonly<Record<string, string>> = {
  Extension: anyValue,
  Meta: 'versionId:id lastUpdated:instant source:uri profile:canonical* security:Coding* tag:Coding*',
  Narrative: 'status:code div:xhtml',
  Identifier:
    'use:code type:CodeableConcept system:uri value:string period:Period assigner:Reference',
  Period: 'start:dateTime end:dateTime',
  Coding: 'system:uri version:string code:code display:string userSelected:boolean',
  CodeableConcept: 'coding:Coding* text:string',
  Quantity: 'value:decimal comparator:code unit:string system:uri code:code',
  Reference: 'reference:string type:uri identifier:Identifier display:string',
  Attachment:
    'contentType:code language:code data:base64Binary url:url size:unsignedInt hash:base64Binary title:string creation:dateTime',
  HumanName:
    'use:code text:string family:string given:string* prefix:string* suffix:string* period:Period',
  ContactPoint: 'system:code value:string use:code rank:positiveInt period:Period',
  Address:
    'use:code type:code text:string line:string* city:string district:string state:string postalCode:string country:string period:Period',
  Annotation: 'authorReference:Reference authorString:string time:dateTime text:markdown',
};

/** Parts of resources; they take `modifierExtension` besides what every element takes. */
export const backbones: Readonly<Record<string, string>> = {
  'Bundle.link': 'relation:string url:uri',
  'Bundle.entry':
    'link:Bundle.link* fullUrl:uri resource:Resource search:Bundle.search request:Bundle.request response:Bundle.response',
  'Bundle.search': 'mode:code score:decimal',
  'Bundle.request':
    'method:code url:uri ifNoneMatch:string ifModifiedSince:instant ifMatch:string ifNoneExist:string',
  'Bundle.response': 'status:string location:uri etag:string lastModified:instant outcome:Resource',
  'List.entry': 'flag:CodeableConcept deleted:boolean date:dateTime item:Reference',
  'DocumentReference.relatesTo': 'code:code target:Reference',
  'DocumentReference.content': 'attachment:Attachment format:Coding',
  'DocumentReference.context':
    'encounter:Reference* event:CodeableConcept* period:Period facilityType:CodeableConcept practiceSetting:CodeableConcept sourcePatientInfo:Reference related:Reference*',
  'Patient.contact':
    'relationship:CodeableConcept* name:HumanName telecom:ContactPoint* address:Address gender:code organization:Reference period:Period',
  'Patient.communication': 'language:CodeableConcept preferred:boolean',
  'Patient.link': 'other:Reference type:code',
  'Practitioner.qualification':
    'identifier:Identifier* code:CodeableConcept period:Period issuer:Reference',
  'Organization.contact':
    'purpose:CodeableConcept name:HumanName telecom:ContactPoint* address:Address',
  'OperationOutcome.issue':
    'severity:code code:code details:CodeableConcept diagnostics:string location:string* expression:string*',
  'Parameters.parameter': `name:string ${anyValue} resource:Resource part:Parameters.parameter*`,
  'CapabilityStatement.software': 'name:string version:string releaseDate:dateTime',
  'CapabilityStatement.implementation': 'description:string url:url custodian:Reference',
  'CapabilityStatement.rest':
    'mode:code documentation:markdown security:CapabilityStatement.security resource:CapabilityStatement.resource* interaction:CapabilityStatement.interaction* searchParam:CapabilityStatement.searchParam*',
  'CapabilityStatement.security': 'cors:boolean service:CodeableConcept* description:markdown',
  'CapabilityStatement.resource':
    'type:code profile:canonical supportedProfile:canonical* documentation:markdown interaction:CapabilityStatement.interaction* versioning:code readHistory:boolean updateCreate:boolean conditionalCreate:boolean conditionalRead:code conditionalUpdate:boolean conditionalDelete:code referencePolicy:code* searchInclude:string* searchRevInclude:string* searchParam:CapabilityStatement.searchParam*',
  'CapabilityStatement.interaction': 'code:code documentation:markdown',
  'CapabilityStatement.searchParam':
    'name:string definition:canonical type:code documentation:markdown',
};

/** Resources that take a narrative, contained resources and extensions. */
export const domainResources: Readonly<Record<string, string>> = {
  List: 'identifier:Identifier* status:code mode:code title:string code:CodeableConcept subject:Reference encounter:Reference date:dateTime source:Reference orderedBy:CodeableConcept note:Annotation* entry:List.entry* emptyReason:CodeableConcept',
  DocumentReference:
    'masterIdentifier:Identifier identifier:Identifier* status:code docStatus:code type:CodeableConcept category:CodeableConcept* subject:Reference date:instant author:Reference* authenticator:Reference custodian:Reference relatesTo:DocumentReference.relatesTo* description:string securityLabel:CodeableConcept* content:DocumentReference.content* context:DocumentReference.context',
  Patient:
    'identifier:Identifier* active:boolean name:HumanName* telecom:ContactPoint* gender:code birthDate:date deceasedBoolean:boolean deceasedDateTime:dateTime address:Address* maritalStatus:CodeableConcept multipleBirthBoolean:boolean multipleBirthInteger:integer photo:Attachment* contact:Patient.contact* communication:Patient.communication* generalPractitioner:Reference* managingOrganization:Reference link:Patient.link*',
  Practitioner:
    'identifier:Identifier* active:boolean name:HumanName* telecom:ContactPoint* address:Address* gender:code birthDate:date photo:Attachment* qualification:Practitioner.qualification* communication:CodeableConcept*',
  PractitionerRole:
    'identifier:Identifier* active:boolean period:Period practitioner:Reference organization:Reference code:CodeableConcept* specialty:CodeableConcept* location:Reference* healthcareService:Reference* telecom:ContactPoint*',
  Organization:
    'identifier:Identifier* active:boolean type:CodeableConcept* name:string alias:string* telecom:ContactPoint* address:Address* partOf:Reference contact:Organization.contact* endpoint:Reference*',
  OperationOutcome: 'issue:OperationOutcome.issue*',
  CapabilityStatement:
    'url:uri version:string name:string title:string status:code experimental:boolean date:dateTime publisher:string description:markdown kind:code instantiates:canonical* imports:canonical* software:CapabilityStatement.software implementation:CapabilityStatement.implementation fhirVersion:code format:code* patchFormat:code* implementationGuide:canonical* rest:CapabilityStatement.rest*',
};

/** Resources without any of that. */
export const plainResources: Readonly<Record<string, string>> = {
  Bundle:
    'identifier:Identifier type:code timestamp:instant total:unsignedInt link:Bundle.link* entry:Bundle.entry*',
  Binary: 'contentType:code securityContext:Reference data:base64Binary',
  Parameters: 'parameter:Parameters.parameter*',
};
