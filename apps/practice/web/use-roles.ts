import { useRoute } from '@kartoteka/ui';
import { sessionRoutes } from './session-routes.ts';

/** The roles of whoever is signed in; the server decides what they may do, pages what they offer. */
export function useRoles(): readonly string[] {
  const who = useRoute(sessionRoutes.whoAmI, {});
  return who.data?.roles ?? [];
}

/** True for the administrator of the practice. */
export function useIsAdministrator(): boolean {
  return useRoles().includes('administrator');
}
