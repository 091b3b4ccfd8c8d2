import { execFileSync } from 'node:child_process';
import { samplePeople } from '@kartoteka/kernel/sample';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCorrelation } from '../../src/observe/correlation.ts';
import { createLog, type LogLevel } from '../../src/observe/log.ts';
import { redactText } from '../../src/observe/redact.ts';

function memoryLog(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const log = createLog({
    name: 'test',
    level,
    destination: { write: (line) => lines.push(line) },
  });
  const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
  return { log, lines, last };
}

describe('log lines', () => {
  it('are one JSON object each, with time, level, name, message and the correlation id', () => {
    const { log, last, lines } = memoryLog();
    withCorrelation('bdfkm-rtvqx-hjnps-wzcgd', () => log.info({ documentId: 'a1' }, 'stored'));
    expect(last()).toMatchObject({
      level: 'info',
      name: 'test',
      message: 'stored',
      documentId: 'a1',
      correlationId: 'bdfkm-rtvqx-hjnps-wzcgd',
    });
    expect(String(last().time)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(lines[0]?.endsWith('\n')).toBe(true);
    log.info({}, 'outside of any request');
    expect(last()).not.toHaveProperty('correlationId');
  });

  it('keep below the level set', () => {
    const { log, lines } = memoryLog('warn');
    log.info({}, 'not written');
    log.warn({}, 'written');
    expect(lines).toHaveLength(1);
  });

  it('leave out secrets by the name of their field, at any depth', () => {
    const { log, lines } = memoryLog();
    log.info(
      {
        password: 'secret-1',
        newPassword: 'secret-2',
        headers: { cookie: 'secret-3', Authorization: 'secret-4' },
        list: [{ totpSecret: 'secret-5', privateKeyPem: 'secret-6', code: 'secret-7' }],
        sessionToken: 'secret-8',
      },
      'tried',
    );
    log.child({ invitationCode: 'secret-9' }).info({}, 'tried in a child');
    expect(lines.join('')).not.toContain('secret-');
  });

  it('unfold errors with their causes and keep the code of a problem', () => {
    const { log, last } = memoryLog();
    const cause = Object.assign(new Error('peer 44051401458 closed'), { code: 'ECONNRESET' });
    log.error({ error: new Error('sending failed', { cause }) }, 'outbox');
    expect(last().error).toMatchObject({
      type: 'Error',
      message: 'sending failed',
      cause: { message: 'peer [number] closed', code: 'ECONNRESET' },
    });
  });

  it('survive circular values, huge texts and values that JSON does not know', () => {
    const { log, last } = memoryLog();
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    log.info(
      { circle, long: 'x'.repeat(100_000), bytes: new Uint8Array(5), big: 10n ** 10n, f() {} },
      'm',
    );
    expect(last()).toMatchObject({ bytes: '[5 bytes]', big: '[number]', f: '[function]' });
    expect(String(last().long).length).toBeLessThan(5_000);
  });
});

describe('numbers of people in the log', () => {
  const aPesel = fc.constantFrom(...samplePeople.map((person) => String(person.pesel)));
  const aTaj = fc.integer({ min: 0, max: 999_999_999 }).map((n) => String(n).padStart(9, '0'));
  const spaced = aTaj.map((taj) => taj.replace(/(\d{3})(\d{3})(\d{3})/, '$1-$2-$3'));
  // Anything may stand around the number except a digit: then it is another, longer number.
  const around = fc
    .string({ unit: 'binary', maxLength: 12 })
    .filter((text) => !/^\d|\d$/.test(text));

  it('are replaced wherever a string can stand: message, field, key, error, child binding', () => {
    fc.assert(
      fc.property(fc.oneof(aPesel, aTaj, spaced), around, around, (number, before, after) => {
        const { log, lines } = memoryLog();
        const text = `${before}${number}${after}`;
        log.info({ field: text, [text]: 1, nested: [{ deep: text }] }, text);
        log.error({ error: new Error(text, { cause: text }) }, 'failed');
        log.child({ bound: text }).info({}, 'from a child');
        for (const line of lines) {
          expect(line).not.toContain(number);
          expect(() => JSON.parse(line)).not.toThrow();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are replaced when they are written as numbers, while measurements stay', () => {
    const { log, last } = memoryLog();
    log.info({ pesel: 44051401458, heapBytes: 123456789, durationMs: 12, account: 5010 }, 'm');
    expect(last()).toMatchObject({
      pesel: '[number]',
      heapBytes: 123456789,
      durationMs: 12,
      account: 5010,
    });
  });

  it('leave other numbers readable: account ids, times, serial numbers', () => {
    for (const text of [
      '0000000000005010',
      '1700000000000',
      '12345678',
      '1234567890',
      '2.16.840.1',
    ]) {
      expect(redactText(text)).toBe(text);
    }
  });
});

describe('standard output', () => {
  it('gets whole lines, also when the process ends right after', () => {
    const script = `
      import { createLog } from '${new URL('../../src/observe/log.ts', import.meta.url).pathname}';
      const log = createLog({ name: 'short' });
      for (let n = 0; n < 200; n += 1) log.info({ n }, 'line');
      process.exit(0);`;
    const output = execFileSync(
      process.execPath,
      ['--no-warnings', '--input-type=module', '-e', script],
      {
        encoding: 'utf8',
      },
    );
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { n: number });
    expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });
});
