import type { TransactionWire } from '@kartoteka/xds';
import { element, writeXml, type XmlMarkup } from '@kartoteka/xml';
import { contractOf, type DescribedNamespace, type OperationContract } from './contracts.ts';

export interface WsdlOptions {
  /** The transactions that the endpoint answers, all of one actor; nothing else is described. */
  readonly transactions: readonly TransactionWire[];
  /** The endpoint as the reader reached it, without a query string. */
  readonly address: string;
  /** Address of a schema by its file name. */
  readonly schemaAddress: (file: string) => string;
}

/** WSDL names of one target namespace; what travels in a Body has namespaces of its own. */
const targetNamespace = 'urn:ihe:iti:xds-b:2007';
const wsaw = 'http://www.w3.org/2006/05/addressing/wsdl';
const wsam = 'http://www.w3.org/2007/05/addressing/metadata';

/**
 * The WSDL 1.1 description of an endpoint: document/literal over SOAP 1.2 and WS-Addressing, as
 * ITI TF-2: Appendix V asks for. It is made from the transactions that are bound, so that it cannot
 * claim one that is not there.
 *
 * @example
 * writeWsdl({ transactions: [transactionWires.iti18], address, schemaAddress })
 */
export function writeWsdl(options: WsdlOptions): Uint8Array {
  const operations = options.transactions.map((wire) => ({ wire, contract: contractOf(wire) }));
  const actor = `Document${operations[0]?.wire.actor}`;
  const namespaces = namespacesOf(operations.map(({ contract }) => contract));
  const prefixes = Object.fromEntries(
    namespaces.map(({ prefix, uri }) => [`xmlns:${prefix}`, uri] as const),
  );
  return writeXml(
    element(
      'wsdl:definitions',
      {
        'xmlns:wsdl': 'http://schemas.xmlsoap.org/wsdl/',
        'xmlns:soap12': 'http://schemas.xmlsoap.org/wsdl/soap12/',
        'xmlns:wsaw': wsaw,
        'xmlns:wsam': wsam,
        'xmlns:tns': targetNamespace,
        ...prefixes,
        name: actor,
        targetNamespace,
      },
      element('wsdl:documentation', {}, documentation),
      types(namespaces, options.schemaAddress),
      operations.map(({ contract }) => messages(contract)),
      portType(actor, operations),
      binding(actor, operations),
      service(actor, options.address),
    ),
  );
}

const documentation =
  'Every call needs the TLS client certificate of the account and a WS-Security signature ' +
  '(X.509 token profile) over Body and Timestamp by its WSS certificate.';

interface Operation {
  readonly wire: TransactionWire;
  readonly contract: OperationContract;
}

function namespacesOf(contracts: readonly OperationContract[]): readonly DescribedNamespace[] {
  const all = contracts.flatMap(({ request, response }) => [request.namespace, response.namespace]);
  return [...new Set(all)].sort((a, b) => a.prefix.localeCompare(b.prefix, 'en'));
}

function types(
  namespaces: readonly DescribedNamespace[],
  schemaAddress: WsdlOptions['schemaAddress'],
): XmlMarkup {
  const imports = namespaces.map(({ uri, schema }) =>
    element('xs:import', { namespace: uri, schemaLocation: schemaAddress(schema) }),
  );
  return element(
    'wsdl:types',
    {},
    element('xs:schema', { 'xmlns:xs': 'http://www.w3.org/2001/XMLSchema' }, imports),
  );
}

function messages({ name, request, response }: OperationContract): XmlMarkup[] {
  return [
    [`${name}_Message`, request] as const,
    [`${name}Response_Message`, response] as const,
  ].map(([message, body]) =>
    element(
      'wsdl:message',
      { name: message },
      element('wsdl:part', { name: 'body', element: `${body.namespace.prefix}:${body.name}` }),
    ),
  );
}

function portType(actor: string, operations: readonly Operation[]): XmlMarkup {
  // Older stacks read the action in the namespace of 2006, newer ones in that of 2007.
  const actions = (action: string) => ({ 'wsaw:Action': action, 'wsam:Action': action });
  return element(
    'wsdl:portType',
    { name: `${actor}_PortType` },
    operations.map(({ wire, contract: { name } }) =>
      element(
        'wsdl:operation',
        { name: `${actor}_${name}` },
        element('wsdl:input', { message: `tns:${name}_Message`, ...actions(wire.action) }),
        element('wsdl:output', {
          message: `tns:${name}Response_Message`,
          ...actions(wire.answerAction),
        }),
      ),
    ),
  );
}

function binding(actor: string, operations: readonly Operation[]): XmlMarkup {
  const literal = element('soap12:body', { use: 'literal' });
  return element(
    'wsdl:binding',
    { name: `${actor}_Binding_Soap12`, type: `tns:${actor}_PortType` },
    element('soap12:binding', {
      style: 'document',
      transport: 'http://schemas.xmlsoap.org/soap/http',
    }),
    element('wsaw:UsingAddressing', { 'wsdl:required': 'true' }),
    operations.map(({ wire, contract: { name } }) =>
      element(
        'wsdl:operation',
        { name: `${actor}_${name}` },
        element('soap12:operation', { soapAction: wire.action, soapActionRequired: 'false' }),
        element('wsdl:input', {}, literal),
        element('wsdl:output', {}, literal),
      ),
    ),
  );
}

function service(actor: string, address: string): XmlMarkup {
  return element(
    'wsdl:service',
    { name: `${actor}_Service` },
    element(
      'wsdl:port',
      { name: `${actor}_Port_Soap12`, binding: `tns:${actor}_Binding_Soap12` },
      element('soap12:address', { location: address }),
    ),
  );
}
