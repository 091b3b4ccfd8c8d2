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
