export type { IncomingAnswer } from './exchange.ts';
export {
  type HttpsTransport,
  httpsTransport,
  type PeerOptions,
  type PeerTls,
  type TransportOptions,
} from './https-transport.ts';
export {
  type CallInput,
  type JsonClient,
  type JsonClientOptions,
  jsonClient,
} from './json-client.ts';
export type { PeerOutcome } from './peer-problem.ts';
export { type SyslogCollector, type SyslogLimits, sendToCollector } from './syslog-collector.ts';
