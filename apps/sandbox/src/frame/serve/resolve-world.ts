import { Problem } from '@kartoteka/kernel';
import type { HttpRequest, World } from '../platform.ts';
import type { WorldDesk } from '../worlds/world-desk.ts';
import { defaultWorld, parseWorldName, splitAccount } from '../worlds/world-name.ts';

/** A call may name its world by this header. */
export const worldHeader = 'x-kartoteka-world';

/**
 * The world of a request: the one in its path, else in its header, else in its test account, else the
 * default one.
 *
 * @throws Problem `sandbox.world-unknown`
 */
export async function resolveWorld(
  desk: WorldDesk,
  request: HttpRequest,
  named: { readonly inPath: string | undefined; readonly account: string | undefined },
): Promise<World> {
  const text = named.inPath ?? request.headers[worldHeader];
  if (text !== undefined && text !== '') {
    const name = parseWorldName(text);
    if (!name) throw new Problem('sandbox.world-unknown', { params: { world: text.slice(0, 60) } });
    return desk.open(name);
  }
  const { world } = splitAccount(named.account ?? '');
  return desk.open(world ?? defaultWorld);
}
