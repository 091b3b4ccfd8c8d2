export {
  correlationHeader,
  currentCorrelationId,
  makeCorrelationId,
  parseCorrelationId,
  withCorrelation,
} from './correlation.ts';
export { type AppLog, createLog, type LogLevel, type LogOptions } from './log.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { redactText } from './redact.ts';
