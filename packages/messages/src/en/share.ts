import type { AreaOf } from '../area.ts';
import type { share as polish } from '../pl/share.ts';

export const share: AreaOf<typeof polish> = {
  heading: 'Share',
  intro:
    'Documents that are not in the cloud yet are sent there, and the consent lets the patient see them in the portal.',
  recipientPatient: 'Patient: {name}',
  from: 'Date from',
  to: 'Date to',
  reason: 'Reason',
  recipient: 'Recipient',
  documents: '{count, plural, one {Document to share} other {Documents to share: #}}',
  inCloud: 'in the cloud',
  willBeSent: 'will be sent',
  leaveOut: 'Leave out',
  leaveOutNamed: 'Leave out: {name}',
  confirm: 'Share',
  toBeforeFrom: '“Date to” must be no earlier than “Date from”',
  prepareProblem: 'Sharing could not be prepared',
  refused: 'Sharing did not work',
  progress: 'How sharing goes on',
  stepDocument: 'Document in the cloud: {name}',
  stepConsent: 'Consent sent to the cloud',
  done: 'Shared. The cloud confirmed the documents and the consent.',
  doneUntil: 'The patient sees them in the portal from {from} to {to}.',
  waits: 'Sharing waits and will be finished by itself',
  waitsText:
    'This window may be closed. The state shows in the archive and in the register of consents.',
  nextAttempt: 'Next attempt: {time}',
  consentRefused: 'The cloud did not take the consent',
  consentRefusedNext: 'The documents stay stored. Change the data and share once more.',
  documentStopped: '“{name}” did not get into the cloud',
  openDocument: 'Open this document',
  invite: 'Invite the patient to the portal',
  inviteText:
    'If the patient has no account in the portal yet, hand over a one-time invitation code.',
  inviteProblem: 'The invitation could not be prepared',
  code: 'Invitation code',
  portalUrl: 'Address of the portal',
  codeUntil: 'The code can be used until',
  codeHandOver: 'Give the patient the address and the code. The code works only once.',
};
