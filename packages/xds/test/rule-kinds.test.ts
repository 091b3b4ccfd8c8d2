import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { xdsErrorCodes } from '../src/index.ts';
import { codesRules, requiredRules, timesRules } from './rules/attributes.ts';
import { identifiersRules } from './rules/identifiers.ts';
import { faultKinds } from './rules/kinds.ts';
import { associationsRules, wholeRules } from './rules/message.ts';
import { peopleRules } from './rules/people.ts';
import type { Row } from './rules/row.ts';
import { textsRules } from './rules/texts.ts';

const rows: Readonly<Record<string, readonly Row[]>> = {
  'rules/attributes.ts': [...requiredRules, ...codesRules, ...timesRules],
  'rules/identifiers.ts': identifiersRules,
  'rules/message.ts': [...wholeRules, ...associationsRules],
  'rules/people.ts': peopleRules,
  'rules/texts.ts': textsRules,
};
const provoked = faultKinds.flatMap((kind) => ('test' in kind ? [kind] : []));

describe('kinds of faults', () => {
  it('are listed once each', () => {
    const kinds = faultKinds.map(({ kind }) => kind);
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([]);
    expect(kinds.length).toBeGreaterThan(135);
  });

  it.each(provoked)('$kind is provoked with $code', ({ file, test, code }) => {
    const known = rows[file];
    if (known) {
      // The table of rules is run by metadata-rules.test.ts, each row as one mutation.
      const row = known.find(({ rule }) => rule === test);
      expect(row?.code ?? 'XDSRepositoryMetadataError').toBe(code);
      expect(row).toBeDefined();
      return;
    }
    const source = readFileSync(new URL(file, import.meta.url), 'utf8');
    expect(source).toContain(test);
  });

  it('are answered with codes that the specification knows, or a client’s own', () => {
    const codes = new Set<string>(xdsErrorCodes);
    const others = provoked.map(({ code }) => code).filter((code) => !codes.has(code));
    expect(new Set(others)).toEqual(new Set(['xds.answer-unreadable', 'xds.answer-contradicts']));
  });

  it('that cannot arise say why', () => {
    for (const kind of faultKinds) {
      if ('absent' in kind) expect(kind.absent.length).toBeGreaterThan(10);
    }
  });
});
