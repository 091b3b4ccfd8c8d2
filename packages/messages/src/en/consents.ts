import type { AreaOf } from '../area.ts';
import type { consents as polish } from '../pl/consents.ts';

export const consents: AreaOf<typeof polish> = {
  heading: 'Register of consents for eRepozytorium in the cloud',
  dateFrom: 'Date from',
  dateTo: 'Date to',
  patient: 'Patient',
  recipient: 'Recipient',
  reason: 'Reason',
  documentId: 'Document identifier',
  documentName: 'Document name',
  issuedOn: 'Date of issue',
  sent: 'Sent',
  send: 'Send',
  revoke: 'Revoke consent',
};
