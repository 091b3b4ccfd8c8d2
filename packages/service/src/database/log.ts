/** What this package writes its log to; the logger of Fastify (pino) fits. Never patient data. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A log that goes nowhere, for tests and short commands. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
