/** What stands in the log where a national number or a secret stood. */
const maskedNumber = '[number]';
const maskedSecret = '[secret]';

const limits = { depthMax: 6, entriesMax: 100, textLengthMax: 4_000 };

/** Names of fields whose values are never written, whatever they hold. */
const secretName =
  /pass(word|phrase|code)|secret|token|cookie|authorization|private|credential|recovery|invitation|^pin$|^code$|^otp$/i;
/** Numbers whose field names end in a unit are measurements, not people. */
const measurement = /(ms|bytes|seconds|count|size|port|pid|number)$/i;

/**
 * PESEL has eleven digits, TAJ nine, the latter often written in groups of three. An escape such as
 * `\u0001` is stepped over, so that its digits never join those behind it in a line of JSON.
 */
const digitRuns = /\\u[0-9a-fA-F]{4}|\\.|\d{3}([ -])\d{3}\1\d{3}(?!\d)|\d+/g;

/**
 * Replaces every run of exactly nine or eleven digits by `[number]`, in plain text and in JSON text
 * alike. A second line of defence: nobody is to log such a number in the first place.
 *
 * @example redactText('patient 44051401458 not found') // 'patient [number] not found'
 */
export function redactText(text: string): string {
  return text.replace(digitRuns, (run) => {
    if (run.startsWith('\\')) return run;
    const digits = run.replace(/\D/g, '').length;
    return digits === 9 || digits === 11 ? maskedNumber : run;
  });
}

/**
 * Copies a value for the log: fields with telling names become `[secret]`, numbers that look like a
 * person become `[number]`, errors are unfolded, and depth, breadth and length are bounded.
 *
 * @example redactValue({ login: 'anna', password: 'x' }) // { login: 'anna', password: '[secret]' }
 */
export function redactValue(value: unknown, name = '', depth = 0): unknown {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  if (secretName.test(name)) return maskedSecret;
  if (typeof value === 'number' || typeof value === 'bigint') return redactNumber(value, name);
  if (typeof value === 'string') return redactText(shorten(value));
  if (depth >= limits.depthMax) return '[deeper]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (Array.isArray(value)) {
    return value.slice(0, limits.entriesMax).map((item) => redactValue(item, name, depth + 1));
  }
  if (typeof value !== 'object') return `[${typeof value}]`;
  const entries = Object.entries(value).slice(0, limits.entriesMax);
  return Object.fromEntries(
    entries.map(([key, item]) => [redactText(key), redactValue(item, key, depth + 1)]),
  );
}

function redactNumber(value: number | bigint, name: string): number | string {
  const text = String(value);
  if (measurement.test(name) && typeof value === 'number') return value;
  const masked = redactText(text);
  return masked === text && typeof value === 'number' ? value : masked;
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { code, params, place } = error as Error & {
    code?: unknown;
    params?: unknown;
    place?: unknown;
  };
  return {
    type: error.name,
    message: redactText(shorten(error.message)),
    stack: redactText(shorten(error.stack ?? '')),
    // An error's `code` is a name such as ECONNRESET or a problem code, never a one-time code.
    ...(code === undefined ? {} : { code: redactValue(code, 'errorCode', depth + 1) }),
    ...(params === undefined ? {} : { params: redactValue(params, 'params', depth + 1) }),
    ...(place === undefined ? {} : { place: redactValue(place, 'place', depth + 1) }),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, 'cause', depth + 1) }),
  };
}

function shorten(text: string): string {
  if (text.length <= limits.textLengthMax) return text;
  return `${text.slice(0, limits.textLengthMax)}…`;
}
