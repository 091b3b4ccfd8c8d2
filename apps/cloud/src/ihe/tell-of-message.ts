import type { ReceivedMessage } from '@kartoteka/soap';
import {
  type AtnaTransaction,
  atnaTransactions,
  readAtnaObjects,
  transactionWires,
} from '@kartoteka/xds';
import type { FastifyRequest } from 'fastify';
import type { MachineCaller } from '../features/accounts/judge-caller.ts';
import type { AtnaFeed } from '../features/atna/feed.ts';
import { noObjects, type TellCollector, tellCollector } from '../features/atna/tell.ts';

/** By WS-Addressing action: `iti41` of the wire is `ITI-41` of the audit tables. */
const byAction: ReadonlyMap<string, AtnaTransaction> = new Map(
  Object.entries(transactionWires).flatMap(([name, { action }]) => {
    const transaction = name.replace('iti', 'ITI-');
    return transaction in atnaTransactions ? [[action, transaction as AtnaTransaction]] : [];
  }),
);

/**
 * What an audit record repository is told of a SOAP call. Everything is read from the message, so that
 * a transaction has nothing to do for it; a call that never became a message is a refused caller.
 */
export function tellOfMessage(
  feed: AtnaFeed | undefined,
  call: {
    readonly request: FastifyRequest;
    readonly caller: MachineCaller;
    readonly message: Pick<ReceivedMessage<unknown>, 'envelope'> | undefined;
  },
): TellCollector | undefined {
  const { request, caller, message } = call;
  const action = message?.envelope.addressing.action;
  return tellCollector(feed, {
    transaction: byAction.get(action ?? '') ?? 'refused-caller',
    tenant: caller.account.id,
    endpoint: `https://${request.host}${request.url}`,
    remoteAddress: request.ip,
    correlationId: request.id,
    callerName: caller.certificate.subject.text,
    replyTo: message?.envelope.addressing.replyTo,
    objects: () => (message ? readAtnaObjects(message.envelope.body) : noObjects),
  });
}
