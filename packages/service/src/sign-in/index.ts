export {
  accountSignInRoutes,
  type SignInRoutes,
  signInRoutes,
  type WhoAmI,
  whoAmI,
} from './contract.ts';
export { createSignIn, type SignIn, type SignInOptions } from './create-sign-in.ts';
export type {
  PasskeySite,
  SignInActor,
  SignInEvent,
  SignInLimits,
} from './frame.ts';
export type { Invitation } from './invitations.ts';
export type { LoginSummary, MadeLogin, NewLogin } from './logins.ts';
export { passkeySite } from './passkey-site.ts';
export { passwordLength } from './password-rules.ts';
export { backgroundHeader } from './sessions.ts';
