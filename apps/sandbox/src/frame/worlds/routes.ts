import { bindRoute } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import {
  createWorld,
  deleteWorld,
  forgetSnapshot,
  listSnapshots,
  listWorlds,
  resetWorld,
  restoreSnapshot,
  saveSnapshot,
} from './contract.ts';
import type { WorldDesk } from './world-desk.ts';
import { defaultWorld } from './world-name.ts';

/** `/api/worlds…`. The sandbox knows no sign-in: nothing in it is real, and it listens on loopback. */
export function bindWorldRoutes(server: FastifyInstance, desk: WorldDesk): void {
  const open = { access: 'public' } as const;
  const listed = async () =>
    (await desk.list()).map(({ world, created_at }) => ({
      world,
      createdAt: created_at.toISOString(),
      pathPrefix: world === defaultWorld ? '' : `/w/${world}`,
    }));
  bindRoute(server, listWorlds, open, async () => ({ worlds: await listed() }));
  bindRoute(server, createWorld, open, async ({ body }) => {
    await desk.create(body.world);
    const made = (await listed()).find(({ world }) => world === body.world);
    if (!made) throw new Error('the world that was made is missing');
    return made;
  });
  bindRoute(server, deleteWorld, open, async ({ params }) => {
    await desk.remove(params.world);
    return params;
  });
  bindRoute(server, resetWorld, open, async ({ params }) => {
    await desk.reset(params.world);
    return params;
  });
  bindRoute(server, listSnapshots, open, async ({ params }) => ({
    snapshots: (await desk.snapshots(params.world)).map(({ name, saved_at }) => ({
      snapshot: name,
      savedAt: saved_at.toISOString(),
    })),
  }));
  bindRoute(server, saveSnapshot, open, async ({ params }) => {
    await desk.save(params.world, params.snapshot);
    return params;
  });
  bindRoute(server, restoreSnapshot, open, async ({ params }) => {
    await desk.restore(params.world, params.snapshot);
    return params;
  });
  bindRoute(server, forgetSnapshot, open, async ({ params }) => {
    await desk.forget(params.world, params.snapshot);
    return params;
  });
}
