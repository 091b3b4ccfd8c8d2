import { element, type XmlMarkup } from '@kartoteka/xml';
import { atnaRoles, atnaSourceType } from './coded.ts';
import type { AtnaExchange } from './exchange.ts';
import { listObjects } from './list-objects.ts';
import { code, readable } from './markup.ts';
import { type AtnaRow, atnaRefusedCaller, atnaTransactions } from './transactions.ts';

/** WS-Addressing 1.0: where an answer goes when nobody said it. */
const anonymous = 'http://www.w3.org/2005/08/addressing/anonymous';

/**
 * The DICOM audit messages that tell of one exchange: one, or several where it was about so many
 * objects that a receiver need not take them in one message.
 *
 * DICOM PS3.15, A.5; ITI TF-2: 3.20.7
 *
 * @example writeAuditMessages(exchange).map((message) => syslogFrame(message, head))
 */
export function writeAuditMessages(exchange: AtnaExchange): readonly XmlMarkup[] {
  const row = rowOf(exchange);
  return listObjects(exchange.objects, row).map((objects) =>
    element(
      'AuditMessage',
      {},
      eventOf(exchange, row),
      participantsOf(exchange, row),
      element(
        'AuditSourceIdentification',
        { AuditSourceID: readable(exchange.sourceId) },
        code('AuditSourceTypeCode', atnaSourceType),
      ),
      objects,
    ),
  );
}

function rowOf({ transaction }: AtnaExchange): AtnaRow {
  return transaction === 'refused-caller' ? atnaRefusedCaller : atnaTransactions[transaction];
}

function eventOf(exchange: AtnaExchange, { event, type, action }: AtnaRow): XmlMarkup {
  return element(
    'EventIdentification',
    {
      EventActionCode: action,
      EventDateTime: exchange.at,
      EventOutcomeIndicator: indicatorOf(exchange),
    },
    code('EventID', event),
    code('EventTypeCode', type),
    exchange.problem === undefined
      ? undefined
      : element('EventOutcomeDescription', {}, describe(exchange)),
  );
}

/** The code of the problem, and the id by which the call is found in our own trail. */
function describe({ problem, correlationId }: AtnaExchange): string {
  return readable(`${problem} ${correlationId}`);
}

/** RFC 3881, 5.1.4: success, minor failure, serious failure. */
function indicatorOf({ severity }: AtnaExchange): string {
  if (severity === undefined) return '0';
  return severity === 'minor' ? '4' : '8';
}

/** The caller asked; who is source and who is destination, the row says. */
function participantsOf({ caller, self }: AtnaExchange, { data }: AtnaRow): readonly XmlMarkup[] {
  const theirs = element(
    'ActiveParticipant',
    {
      UserID: readable(caller.replyTo || anonymous),
      UserName: caller.name === undefined ? undefined : readable(caller.name),
      UserIsRequestor: 'true',
      ...accessPoint(caller.address),
    },
    code('RoleIDCode', data === 'to-us' ? atnaRoles.source : atnaRoles.destination),
  );
  const ours = element(
    'ActiveParticipant',
    {
      UserID: readable(self.endpoint),
      AlternativeUserID: readable(self.processId),
      UserIsRequestor: 'false',
      ...accessPoint(self.host),
    },
    code('RoleIDCode', data === 'to-us' ? atnaRoles.destination : atnaRoles.source),
  );
  return data === 'to-us' ? [theirs, ours] : [ours, theirs];
}

/** RFC 3881, 5.2.5: a machine name is 1, an IP address 2. */
function accessPoint(host: string) {
  const isAddress = /^[\d.]+$|:/.test(host);
  return {
    NetworkAccessPointID: readable(host),
    NetworkAccessPointTypeCode: isAddress ? '2' : '1',
  };
}
