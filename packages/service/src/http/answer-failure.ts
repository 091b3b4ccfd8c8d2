import { Problem, type ProblemCode } from '@kartoteka/kernel';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../database/log.ts';
import { callerLanguage } from './caller-language.ts';
import { problemMediaType, toProblemAnswer } from './problem-answer.ts';

/** What Fastify itself finds wrong with a request, in our words. */
const frameworkCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'service.body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'service.media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'service.body-unreadable',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'service.body-unreadable',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'service.request-unreadable',
  FST_ERR_BAD_URL: 'service.request-unreadable',
  FST_ERR_INVALID_URL: 'service.request-unreadable',
  FST_ERR_MAX_PARAM_LENGTH: 'service.not-found',
  FST_ERR_NOT_FOUND: 'service.not-found',
};

/**
 * Answers whatever was thrown as `application/problem+json`. Problems say their own words; anything
 * else becomes `service.unexpected` with its cause in the log and nothing of it in the answer.
 */
export function answerFailure(
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): FastifyReply {
  const problem = toProblem(thrown, request);
  const { status } = problem.definition;
  if (status >= 500) {
    log.error(
      { error: problem, problem: problem.code, correlationId: request.id },
      'request failed',
    );
  }
  if (typeof problem.params.seconds === 'number')
    reply.header('retry-after', problem.params.seconds);
  if (status === 503) reply.header('retry-after', 5);
  const language = callerLanguage(request);
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .header('content-language', language)
    .type(problemMediaType)
    .send(toProblemAnswer(problem, { language, correlationId: request.id }));
}

function toProblem(thrown: unknown, request: FastifyRequest): Problem {
  if (thrown instanceof Problem) return thrown;
  const { complete, destroyed } = request.raw;
  // The caller went away in the middle of the request: nobody will read the answer, and nothing of
  // ours has failed.
  if (!complete && destroyed) return new Problem('service.request-unreadable', { cause: thrown });
  const code = frameworkCodes[String((thrown as FastifyError | undefined)?.code)];
  if (code === undefined) return new Problem('service.unexpected', { cause: thrown });
  const bytesMax = request.routeOptions.bodyLimit ?? 0;
  return new Problem(code, { params: { bytesMax }, cause: thrown });
}
