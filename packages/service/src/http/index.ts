export { bindRoute, type RouteAnswer, type RouteInput, type RouteOptions } from './bind-route.ts';
export { attachmentHeader, type BytesAnswer } from './bytes-answer.ts';
export { callerLanguage, languageCookie } from './caller-language.ts';
export { createHttpServer, type HttpServerOptions } from './create-http-server.ts';
export type { ReadinessChecks } from './health.ts';
export { type HttpLimits, httpLimitsDefault } from './node-server.ts';
export type { OpenApiOptions } from './open-api.ts';
export type { PaceLimits } from './pace-limits.ts';
export {
  type FieldError,
  InputProblem,
  type ProblemAnswer,
  problemAnswer,
  problemMediaType,
  toProblemAnswer,
} from './problem-answer.ts';
export { securityHeaders } from './security-headers.ts';
export { serveWeb, type WebOptions } from './serve-web.ts';
export { type BoundRoute, boundRoutes } from './server-frame.ts';
export type { Access, Session, SessionReader } from './session.ts';
export { limitStream } from './stream-body.ts';
export type { RecordSlowReader } from './watch-pace.ts';
