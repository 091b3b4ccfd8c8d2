import { element, writeXml, type XmlMarkup } from '@kartoteka/xml';
import type { Operation, Platform } from '../platform.ts';
import type { CallSummary } from './call-store.ts';

/**
 * A JUnit report of how the tested client kept to the rules: a test suite for each platform that was
 * called, a test case for each rule of each operation that was called, and a failure with the numbers of
 * the calls where one was broken. An operation without rules is a test case of its own.
 *
 * @param calls oldest first
 * @returns UTF-8 bytes of the XML document
 */
export function writeReport(
  world: string,
  platforms: readonly Platform[],
  calls: readonly CallSummary[],
): Uint8Array {
  const suites = platforms.flatMap((platform) => {
    const own = calls.filter((call) => call.platform === platform.id);
    return own.length === 0 ? [] : [suiteOf(world, platform, own)];
  });
  const total = (name: 'tests' | 'failures') =>
    String(suites.reduce((sum, suite) => sum + suite[name], 0));
  return writeXml(
    element(
      'testsuites',
      {
        name: `kartoteka sandbox, world ${world}`,
        tests: total('tests'),
        failures: total('failures'),
      },
      suites.map((suite) => suite.markup),
    ),
  );
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly markup: XmlMarkup;
}

function suiteOf(world: string, platform: Platform, calls: readonly CallSummary[]): Suite {
  const cases = platform.operations.flatMap((operation) => {
    const own = calls.filter((call) => call.operation === operation.id);
    return own.length === 0 ? [] : casesOf(world, platform, operation, own);
  });
  const failures = cases.filter(({ failed }) => failed).length;
  return {
    tests: cases.length,
    failures,
    markup: element(
      'testsuite',
      {
        name: platform.id,
        tests: String(cases.length),
        failures: String(failures),
        errors: '0',
        skipped: '0',
        time: secondsOf(calls),
        timestamp: calls[0]?.received_at.toISOString(),
      },
      cases.map(({ markup }) => markup),
    ),
  };
}

interface Case {
  readonly failed: boolean;
  readonly markup: XmlMarkup;
}

function casesOf(
  world: string,
  platform: Platform,
  operation: Operation,
  calls: readonly CallSummary[],
): Case[] {
  const classname = `${platform.id}.${operation.id}`;
  const common = { classname, time: secondsOf(calls) };
  const rules = operation.rules ?? [];
  if (rules.length === 0) {
    const name = `${operation.id}: called ${calls.length} times`;
    return [{ failed: false, markup: element('testcase', { name, ...common }) }];
  }
  return rules.map((rule) => {
    const name = `${rule.id} ${rule.text.en}`;
    const guilty = calls.filter(({ broken }) => broken.some(({ id }) => id === rule.id));
    if (guilty.length === 0) {
      return { failed: false, markup: element('testcase', { name, ...common }) };
    }
    const lines = guilty.map((call) => {
      const place = call.broken.find(({ id }) => id === rule.id)?.place;
      const where = place === undefined ? '' : ` at ${place}`;
      return `call ${call.id} (${call.at.toISOString()})${where}: /api/worlds/${world}/calls/${call.id}`;
    });
    const message = `broken by call ${guilty.map(({ id }) => id).join(', ')}`;
    return {
      failed: true,
      markup: element(
        'testcase',
        { name, ...common },
        element('failure', { message, type: rule.id }, lines.join('\n')),
      ),
    };
  });
}

function secondsOf(calls: readonly CallSummary[]): string {
  return (calls.reduce((sum, call) => sum + call.duration_ms, 0) / 1000).toFixed(3);
}
