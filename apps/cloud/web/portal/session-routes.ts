import { accountSignInRoutes } from '@kartoteka/service/sign-in-contract';

/** Signing in to the portal of one account. */
export const sessionRoutes = accountSignInRoutes('/portal/{account}');
