import { metadataLevels, profileOf } from './map/vocabulary.ts';
import type { CapabilityStatement } from './model.ts';
import { documentParameters, listParameters, type ParameterRow } from './search/parameter-table.ts';

type Rest = NonNullable<CapabilityStatement['rest']>[number];
type Resource = NonNullable<Rest['resource']>[number];

const security =
  'Mutual TLS: the client shows the TLS certificate (CN="<account> TLS") that is registered for the account in the address; nothing else is asked for and no other account can be reached. Each call is recorded in the audit trail of the account.';

export interface CapabilityOptions {
  /** Address of the service, without a slash at the end. */
  readonly base: string;
  readonly version: string;
  /** Of this version, `YYYY-MM-DD`. */
  readonly date: string;
  readonly bodyBytesMax: number;
}

/**
 * What the service can do (ITI-65, 66, 67, 68): generated from the tables that the parsers use.
 *
 * FHIR R4: 3.1.0.9; IHE ITI MHD: 1:33.1
 */
export function writeCapabilityStatement(options: CapabilityOptions): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: options.date,
    kind: 'instance',
    software: { name: 'Kartoteka', version: options.version },
    implementation: { description: 'Kartoteka: documents of one account', url: options.base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'],
    implementationGuide: ['https://profiles.ihe.net/ITI/MHD/ImplementationGuide/ihe.iti.mhd'],
    instantiates: [
      'https://profiles.ihe.net/ITI/MHD/CapabilityStatement/IHE.MHD.DocumentRecipient',
      'https://profiles.ihe.net/ITI/MHD/CapabilityStatement/IHE.MHD.DocumentResponder',
    ],
    rest: [
      {
        mode: 'server',
        documentation: `ITI-65 is a transaction Bundle posted to the base, up to ${options.bodyBytesMax} bytes; larger documents come by ITI-41. Every resource is one of the document registry that XDS.b (ITI-18, 41, 42, 43) serves too: same ids, hashes and versions.`,
        security: { cors: false, description: security },
        resource: [documents, lists, binaries],
        interaction: [{ code: 'transaction', documentation: 'ITI-65 Provide Document Bundle' }],
      },
    ],
  };
}

const documents: Resource = {
  type: 'DocumentReference',
  supportedProfile: metadataLevels.map((level) => profileOf(level, 'DocumentReference')),
  documentation: 'ITI-67 Find Document References. attachment.url leads to the document (ITI-68).',
  interaction: [{ code: 'read' }, { code: 'search-type' }],
  versioning: 'no-version',
  referencePolicy: ['logical', 'local'],
  searchParam: parametersOf(documentParameters),
};

const lists: Resource = {
  type: 'List',
  supportedProfile: [
    ...metadataLevels.map((level) => profileOf(level, 'SubmissionSet')),
    profileOf('Minimal', 'Folder'),
    profileOf('Comprehensive', 'Folder'),
  ],
  documentation: 'ITI-66 Find Document Lists: SubmissionSets and Folders.',
  interaction: [{ code: 'read' }, { code: 'search-type' }],
  versioning: 'no-version',
  referencePolicy: ['logical', 'local'],
  searchParam: parametersOf(listParameters),
};

const binaries: Resource = {
  type: 'Binary',
  documentation:
    'ITI-68 Retrieve Document. The bytes as they came for the type of the document, application/octet-stream or */*; a Binary resource for application/fhir+json and application/fhir+xml. ETag is the SHA-1.',
  interaction: [{ code: 'read' }],
  versioning: 'no-version',
};

function parametersOf(rows: readonly ParameterRow[]): NonNullable<Resource['searchParam']> {
  return rows.map(({ name, type, documentation }) => ({ name, type, documentation }));
}
