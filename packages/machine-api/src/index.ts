// The cloud's own interface for what has no standard, as both ends of the wire know it.
export { type AccountView, accountState, accountView, getAccount } from './account.ts';
export {
  type ConsentReceipt,
  consentReceipt,
  createInvitation,
  getConsentInCloud,
  putConsent,
  revokeConsentInCloud,
} from './consents.ts';
export {
  changePatientIdentifier,
  mergePatientIdentifiers,
  type PatientMoveReceipt,
  patientMoveReceipt,
} from './patients.ts';
export {
  decideRemovalOrder,
  getRemovalOrder,
  listRemovalOrders,
  putRemovalOrder,
  type RemovalReceipt,
  type RemovalState,
  removalReceipt,
  removalState,
} from './removal.ts';
export {
  getDueDocuments,
  getRetention,
  putRetention,
  type RetentionClass,
  type RetentionView,
  retentionClass,
  retentionView,
} from './retention.ts';
export { type StaffMember, staffMember } from './staff-member.ts';
