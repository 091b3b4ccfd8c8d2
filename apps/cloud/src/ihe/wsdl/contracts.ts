import {
  lcmNamespace,
  queryNamespace,
  rsNamespace,
  type TransactionWire,
  xdsbNamespace,
} from '@kartoteka/xds';

/** A namespace that the description speaks of: its prefix there and the file that holds its schema. */
export interface DescribedNamespace {
  readonly prefix: string;
  readonly uri: string;
  readonly schema: string;
}

const namespaces = {
  lcm: { prefix: 'lcm', uri: lcmNamespace, schema: 'lcm.xsd' },
  query: { prefix: 'query', uri: queryNamespace, schema: 'query.xsd' },
  rs: { prefix: 'rs', uri: rsNamespace, schema: 'rs.xsd' },
  xdsb: { prefix: 'xdsb', uri: xdsbNamespace, schema: 'xdsb.xsd' },
  rmd: { prefix: 'rmd', uri: 'urn:ihe:iti:rmd:2017', schema: 'rmd.xsd' },
} as const satisfies Record<string, DescribedNamespace>;

/** The global element that is the only child of a Body. */
export interface BodyElement {
  readonly namespace: DescribedNamespace;
  readonly name: string;
}

/** What the description says of one transaction. */
export interface OperationContract {
  /** Name of the operation behind `DocumentRegistry_` or `DocumentRepository_`, as IHE gives it. */
  readonly name: string;
  readonly request: BodyElement;
  readonly response: BodyElement;
}

const submit: BodyElement = { namespace: namespaces.lcm, name: 'SubmitObjectsRequest' };
const registryResponse: BodyElement = { namespace: namespaces.rs, name: 'RegistryResponse' };

/** By WS-Addressing action (ITI TF-2: 3.18, 3.41 to 3.43, 3.57, 3.62, 3.86). */
const contracts: ReadonlyMap<string, OperationContract> = new Map<string, OperationContract>([
  [
    'urn:ihe:iti:2007:RegistryStoredQuery',
    {
      name: 'RegistryStoredQuery',
      request: { namespace: namespaces.query, name: 'AdhocQueryRequest' },
      response: { namespace: namespaces.query, name: 'AdhocQueryResponse' },
    },
  ],
  [
    'urn:ihe:iti:2007:RegisterDocumentSet-b',
    { name: 'RegisterDocumentSet-b', request: submit, response: registryResponse },
  ],
  [
    'urn:ihe:iti:2010:UpdateDocumentSet',
    { name: 'UpdateDocumentSet', request: submit, response: registryResponse },
  ],
  [
    'urn:ihe:iti:2010:DeleteDocumentSet',
    {
      name: 'DeleteDocumentSet',
      request: { namespace: namespaces.lcm, name: 'RemoveObjectsRequest' },
      response: registryResponse,
    },
  ],
  [
    'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
    {
      name: 'ProvideAndRegisterDocumentSet-b',
      request: { namespace: namespaces.xdsb, name: 'ProvideAndRegisterDocumentSetRequest' },
      response: registryResponse,
    },
  ],
  [
    'urn:ihe:iti:2007:RetrieveDocumentSet',
    {
      name: 'RetrieveDocumentSet',
      request: { namespace: namespaces.xdsb, name: 'RetrieveDocumentSetRequest' },
      response: { namespace: namespaces.xdsb, name: 'RetrieveDocumentSetResponse' },
    },
  ],
  [
    'urn:ihe:iti:2017:RemoveDocuments',
    {
      name: 'RemoveDocuments',
      request: { namespace: namespaces.rmd, name: 'RemoveDocumentsRequest' },
      response: registryResponse,
    },
  ],
]);

/**
 * What the description says of a transaction that is bound.
 *
 * @throws RangeError for one that was bound and never described: a defect that shows at start
 */
export function contractOf({ action }: TransactionWire): OperationContract {
  const contract = contracts.get(action);
  if (!contract) throw new RangeError(`no description of ${action}`);
  return contract;
}
