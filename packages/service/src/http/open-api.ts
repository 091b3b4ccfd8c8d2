import swagger from '@fastify/swagger';
import type { RouteContract } from '@kartoteka/kernel';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { problemAnswer, problemMediaType } from './problem-answer.ts';
import type { Access } from './session.ts';

export interface OpenApiOptions {
  readonly title: string;
  readonly version: string;
  /** `/api/openapi.json` when left out. */
  readonly path?: string;
}

/** What a bound route contributes to the OpenAPI document. */
export interface DocumentedRoute {
  readonly schema: Readonly<Record<string, unknown>>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: DocumentedRoute;
  }
}

/**
 * Serves the OpenAPI 3.1 document of every bound route. Has to run before the first route is bound:
 * routes are collected as they are added.
 */
export async function serveOpenApi(
  server: FastifyInstance,
  options: OpenApiOptions,
): Promise<void> {
  // Answers are described as they leave; dates and other types JSON does not know stay free.
  const transform = createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } });
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: options.title, version: options.version },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'kartoteka' } },
      },
    },
    transform: (document) => {
      const documented = document.route.config?.route;
      const schema = documented ? documented.schema : { hide: true };
      return transform({ ...document, schema } as Parameters<typeof transform>[0]);
    },
  });
  server.get(options.path ?? '/api/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(server.swagger()),
  );
}

/** The schema that the OpenAPI generator reads; validation itself uses the contract. */
export function documentRoute(
  contract: RouteContract,
  options: { readonly access: Access; readonly streamBody?: boolean },
): DocumentedRoute {
  const { access } = options;
  const open = access === 'public' || 'public' in access;
  const success =
    contract.answer === 'bytes'
      ? { content: { 'application/octet-stream': { schema: z.any() } } }
      : contract.answer;
  return {
    schema: {
      summary: contract.summary,
      ...(contract.params && { params: contract.params }),
      ...(contract.query && { querystring: contract.query }),
      ...(contract.body && { body: contract.body }),
      ...(options.streamBody && { consumes: ['application/octet-stream'] }),
      security: open ? [] : [{ session: [] }],
      'x-access': open ? 'public' : access.roles,
      response: {
        200: success,
        default: {
          description: 'A problem (RFC 9457)',
          content: { [problemMediaType.split(';')[0] ?? '']: { schema: problemAnswer } },
        },
      },
    },
  };
}
