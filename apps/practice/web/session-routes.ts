import { signInRoutes } from '@kartoteka/service/sign-in-contract';

/** Signing in to the practice: one tenant, so the paths need no account. */
export const sessionRoutes = signInRoutes();
