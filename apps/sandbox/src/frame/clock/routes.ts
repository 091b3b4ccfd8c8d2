import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import type { WorldDesk } from '../worlds/world-desk.ts';
import { defaultWorld, type WorldName } from '../worlds/world-name.ts';
import { getClock, getWorldClock, putClock, putWorldClock } from './contract.ts';

/** `/api/clock` and the clocks of worlds. */
export function bindClockRoutes(server: FastifyInstance, desk: WorldDesk): void {
  const open = { access: 'public' } as const;
  const read = async (world: WorldName) => {
    const { now, ...rest } = await desk.readTime(world);
    return { world, now: now.toISOString(), ...rest };
  };
  const change = async (
    world: WorldName,
    {
      now,
      ...rest
    }: { now?: string | undefined; offsetMs?: number | undefined; frozen?: boolean | undefined },
  ) => {
    await desk.setTime(world, { ...rest, now: now === undefined ? undefined : new Date(now) });
    return read(world);
  };
  bindRoute(server, getClock, open, () => read(defaultWorld));
  bindRoute(server, putClock, open, ({ body }) => change(defaultWorld, body));
  bindRoute(server, getWorldClock, open, ({ params }) => read(params.world));
  bindRoute(server, putWorldClock, open, ({ params, body }) => change(params.world, body));
}
