import { type Logger, pino } from 'pino';
import type { Log } from '../database/log.ts';
import { currentCorrelationId } from './correlation.ts';
import { redactText, redactValue } from './redact.ts';

/** The log of an application: facts first, then one sentence that is the same for every such event. */
export interface AppLog extends Log {
  debug(fields: object, message: string): void;
  child(fields: object): AppLog;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface LogOptions {
  /** The application: stands in every line as `name`. */
  readonly name: string;
  readonly level?: LogLevel;
  /** Where lines go, each with its newline; standard output when left out. */
  readonly destination?: { write(line: string): void };
}

/**
 * Makes the log of an application: one JSON object a line with `time`, `level`, `name`, `message`
 * and the correlation id of the running work. Secrets are left out by field name, and every run of
 * nine or eleven digits in any string is replaced, in the finished line as well.
 *
 * @example
 * const log = createLog({ name: 'practice' });
 * log.info({ documentId }, 'document stored');
 */
export function createLog(options: LogOptions): AppLog & Logger {
  const log = pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      base: { name: options.name },
      messageKey: 'message',
      errorKey: 'error',
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const correlationId = currentCorrelationId();
        return correlationId === undefined ? {} : { correlationId };
      },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redactValue(fields) as Record<string, unknown>,
      },
      serializers: { error: (error: unknown) => error, err: (error: unknown) => error },
      hooks: { streamWrite: redactLine },
    },
    options.destination ?? pino.destination({ fd: 1, sync: true }),
  );
  // Pino passes the fields of a child by its formatters; children of children inherit this one.
  const plainChild = log.child;
  const redactedChild = function (this: Logger, fields: object, childOptions?: object) {
    return plainChild.call(this, redactValue(fields) as pino.Bindings, childOptions ?? {});
  };
  return Object.assign(log, { child: redactedChild }) as AppLog & Logger;
}

/** Passes over every string of a finished line of JSON, keys included; bare numbers stay numbers. */
function redactLine(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"/g, redactText);
}
