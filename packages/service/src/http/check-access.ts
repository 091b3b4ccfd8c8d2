import { Problem } from '@kartoteka/kernel';
import type { Access, Session, SessionReader } from './session.ts';

/**
 * Finds the reader that a route's access means. Fails when the server is put together, not when it
 * is called: a route that needs a session on a server that knows none is a defect.
 */
export function readerFor(
  access: Access,
  sessions: readonly SessionReader[],
): SessionReader | undefined {
  const area = access === 'public' ? undefined : access.area;
  const [first, ...others] = sessions;
  if (area !== undefined) {
    const reader = sessions.find((one) => one.area === area);
    if (!reader) throw new Error(`no sign-in for the area ${area}`);
    return reader;
  }
  if (access === 'public') return others.length === 0 ? first : undefined;
  if (!first) throw new Error('a route asks for roles on a server without sign-in');
  if (others.length > 0) throw new Error('a server with several areas: name the area of the route');
  return first;
}

/**
 * Checks the roles of whoever asks.
 *
 * @throws Problem `service.signed-out`, `service.no-permission`
 */
export function checkAccess(session: Session | undefined, access: Access): void {
  if (access === 'public' || 'public' in access) return;
  if (!session) throw new Problem('service.signed-out');
  const { roles } = access;
  if (roles === 'any' || roles.some((role) => session.roles.includes(role))) return;
  throw new Problem('service.no-permission');
}
