import { Problem } from '@kartoteka/kernel';
import type { TransactionWire } from '@kartoteka/xds';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readSchema } from './schema-files.ts';
import { writeWsdl } from './write-wsdl.ts';

const contentType = 'text/xml; charset=utf-8';

/**
 * Answers `GET …?wsdl` and `GET …?xsd=NAME` at a SOAP endpoint. Like everything below
 * `/services/:account` it stands behind the guard: the TLS certificate of the account is needed, a
 * signature is not, for a description holds nothing of any patient.
 */
export function bindServiceDescription(
  server: FastifyInstance,
  { path, transactions }: { path: string; transactions: readonly TransactionWire[] },
): void {
  // Once at start, so that a transaction without a description does not wait for its first reader.
  writeWsdl({ transactions, address: '', schemaAddress: (file) => file });
  server.get(path, async (request, reply) => {
    const wanted = readWanted(request.query as Record<string, unknown>);
    const address = addressOf(request, path);
    const schemaAddress = (file: string) => `${address}?xsd=${file}`;
    if (wanted.wsdl) {
      const wsdl = writeWsdl({ transactions, address, schemaAddress });
      return reply.type(contentType).send(Buffer.from(wsdl));
    }
    const schema = readSchema(wanted.xsd ?? '', schemaAddress);
    if (schema === undefined) throw new Problem('service.not-found');
    return reply.type(contentType).send(schema);
  });
}

/** Clients write `?wsdl`, `?WSDL` and `?singleWsdl`-like things; the first two are meant alike. */
function readWanted(query: Record<string, unknown>): { wsdl: boolean; xsd: string | undefined } {
  const entries = Object.entries(query).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const xsd = entries.find(([name]) => name === 'xsd')?.[1];
  return {
    wsdl: entries.some(([name]) => name === 'wsdl'),
    xsd: typeof xsd === 'string' ? xsd : undefined,
  };
}

const hostForm =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/** The endpoint as the caller reached it. A Host that is none never gets into the description. */
function addressOf(request: FastifyRequest, path: string): string {
  const { host, protocol } = request;
  if (!hostForm.test(host)) throw new Problem('service.request-unreadable');
  // The guard has judged the account, so it is digits.
  const { account } = request.params as { account: string };
  return `${protocol}://${host}${path.replace(':account', account)}`;
}
