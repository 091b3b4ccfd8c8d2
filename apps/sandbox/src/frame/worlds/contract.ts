import type { RouteContract } from '@kartoteka/kernel';
import { z } from 'zod';
import { parseWorldName, type WorldName } from './world-name.ts';

/** ISO 8601 with offset. */
export const instantText = z.iso.datetime({ offset: true });

export const worldName = z
  .string()
  .refine((text): text is WorldName => parseWorldName(text) !== undefined);
export const worldParams = z.object({ world: worldName });

const snapshotName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/);
const snapshotParams = z.object({ world: worldName, snapshot: snapshotName });

const worldRow = z.object({
  world: z.string(),
  createdAt: instantText,
  /** Put before the path of a call, it sends the call to this world. */
  pathPrefix: z.string(),
});
const done = z.object({ world: z.string() });

export const listWorlds = {
  method: 'GET',
  path: '/api/worlds',
  summary: 'All worlds',
  answer: z.object({ worlds: z.array(worldRow) }),
} as const satisfies RouteContract;

export const createWorld = {
  method: 'POST',
  path: '/api/worlds',
  summary: 'Make a world with fresh test data',
  body: z.object({ world: worldName }),
  answer: worldRow,
} as const satisfies RouteContract;

export const deleteWorld = {
  method: 'DELETE',
  path: '/api/worlds/{world}',
  summary: 'Remove a world with everything in it',
  params: worldParams,
  answer: done,
} as const satisfies RouteContract;

export const resetWorld = {
  method: 'POST',
  path: '/api/worlds/{world}/reset',
  summary: 'Make a world as new: no calls, no faults, the time of the machine, fresh test data',
  params: worldParams,
  answer: done,
} as const satisfies RouteContract;

export const listSnapshots = {
  method: 'GET',
  path: '/api/worlds/{world}/snapshots',
  summary: 'Saved states of a world',
  params: worldParams,
  answer: z.object({
    snapshots: z.array(z.object({ snapshot: z.string(), savedAt: instantText })),
  }),
} as const satisfies RouteContract;

export const saveSnapshot = {
  method: 'PUT',
  path: '/api/worlds/{world}/snapshots/{snapshot}',
  summary: 'Save the state of a world under a name',
  params: snapshotParams,
  answer: z.object({ world: z.string(), snapshot: z.string() }),
} as const satisfies RouteContract;

export const restoreSnapshot = {
  method: 'POST',
  path: '/api/worlds/{world}/snapshots/{snapshot}/restore',
  summary: 'Put a saved state in place of the present one',
  params: snapshotParams,
  answer: z.object({ world: z.string(), snapshot: z.string() }),
} as const satisfies RouteContract;

export const forgetSnapshot = {
  method: 'DELETE',
  path: '/api/worlds/{world}/snapshots/{snapshot}',
  summary: 'Remove a saved state',
  params: snapshotParams,
  answer: z.object({ world: z.string(), snapshot: z.string() }),
} as const satisfies RouteContract;
