/** Where signing in stands after a step. */
export type SignInOutcome = { readonly step: 'done' } | { readonly step: 'code' };

/**
 * What the sign-in page asks of the server. Each call throws `ClientProblem` when it is refused; the
 * page shows it and keeps what was typed, passwords excepted. Calls that are left out have no button.
 */
export interface SignInCalls {
  readonly withPassword: (values: {
    readonly login: string;
    readonly password: string;
  }) => Promise<SignInOutcome>;
  /** The second step: a code of the app, or one of the recovery codes. */
  readonly withCode: (
    values: { readonly code: string } | { readonly recoveryCode: string },
  ) => Promise<SignInOutcome>;
  readonly withPasskey?: () => Promise<SignInOutcome>;
  /** Looks an invitation up; tells the user name where it is fixed, and how long a password is. */
  readonly readInvitation?: (code: string) => Promise<{
    readonly login?: string;
    readonly passwordLengthMin?: number;
  }>;
  /** Redeems the invitation with a new password and signs in. */
  readonly redeemInvitation?: (values: {
    readonly code: string;
    readonly login: string;
    readonly password: string;
  }) => Promise<SignInOutcome>;
  /** The shortest password that the server takes. */
  readonly passwordLengthMin: number;
}
