import type { Clock } from '@kartoteka/kernel';
import type { Log } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.ts';
import type { WorldDesk } from '../worlds/world-desk.ts';
import { serveRoute } from './serve-route.ts';

/** Largest body of a route that names no other limit. */
const bodyBytesMaxDefault = 10_485_760;

export interface MountOptions {
  readonly server: 'web' | 'services';
  readonly platforms: readonly Platform[];
  readonly desk: WorldDesk;
  readonly machineClock: Clock;
  readonly log: Log;
}

/**
 * Puts the routes of all platforms on a server, once as they are and once below `/w/{world}`. Bodies
 * come whole and unparsed: what was sent is what is logged.
 */
export async function mountPlatforms(
  server: FastifyInstance,
  options: MountOptions,
): Promise<void> {
  for (const prefix of ['', '/w/:world']) {
    await server.register(
      async (child) => {
        child.removeAllContentTypeParsers();
        child.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
          done(null, body),
        );
        for (const platform of options.platforms) bindRoutes(child, platform, options);
      },
      { prefix },
    );
  }
}

function bindRoutes(child: FastifyInstance, platform: Platform, options: MountOptions): void {
  for (const route of platform.routes ?? []) {
    if (route.server !== 'both' && route.server !== options.server) continue;
    child.route({
      method: route.method,
      url: route.path.replace(/\{(\w+)\}/g, ':$1'),
      bodyLimit: route.bodyBytesMax ?? bodyBytesMaxDefault,
      handler: (raw, reply) => serveRoute(raw, reply, { ...options, platform, route }),
    });
  }
}
