export type { AtnaDocument, AtnaExchange, AtnaObjects, AtnaQuery } from './exchange.ts';
export { readAtnaObjects } from './read-objects.ts';
export { type SyslogHead, syslogFrame } from './syslog-frame.ts';
export { type AtnaTransaction, atnaTransactions } from './transactions.ts';
export { writeAuditMessages } from './write-audit-message.ts';
