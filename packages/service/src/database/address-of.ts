import { Problem } from '@kartoteka/kernel';

/**
 * The address of another database and user on the same server.
 *
 * @throws Problem `start.database-url`
 */
export function addressOf(
  url: string,
  to: { database?: string; user?: string; password?: string },
) {
  const parsed = URL.parse(url);
  if (parsed === null || !/^postgres(ql)?:$/.test(parsed.protocol) || parsed.host === '') {
    throw new Problem('start.database-url');
  }
  if (to.database !== undefined) parsed.pathname = `/${encodeURIComponent(to.database)}`;
  if (to.user !== undefined) parsed.username = encodeURIComponent(to.user);
  if (to.password !== undefined) parsed.password = encodeURIComponent(to.password);
  return {
    url: parsed.href,
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
}
