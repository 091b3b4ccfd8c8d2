import { languages } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inputErrors, unstorableErrors } from '../../src/http/input-problem.ts';

function errorsOf(schema: z.ZodType, input: unknown) {
  const parsed = schema.safeParse(input);
  return parsed.success ? [] : inputErrors(parsed.error.issues, input);
}
const english = (schema: z.ZodType, input: unknown) =>
  errorsOf(schema, input).map(({ field, texts }) => `${field}: ${texts.en}`);

describe('findings about input', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a missing field', z.object({ a: z.string() }), {}, 'a: Fill in this field.'],
    [
      'a number as text',
      z.object({ a: z.number() }),
      { a: 'x' },
      'a: Enter the value in the expected form.',
    ],
    [
      'too small a number',
      z.object({ a: z.number().min(5) }),
      { a: 4 },
      'a: The smallest possible value is 5.',
    ],
    [
      'too large a number',
      z.object({ a: z.number().max(5) }),
      { a: 6 },
      'a: The largest possible value is 5.',
    ],
    [
      'too few entries',
      z.object({ a: z.array(z.string()).min(2) }),
      { a: ['x'] },
      'a: At least 2 entries are needed.',
    ],
    [
      'too long a text',
      z.object({ a: z.string().max(2) }),
      { a: 'xyz' },
      'a: Enter at most 2 characters.',
    ],
    [
      'a place in a list',
      z.object({ a: z.array(z.object({ b: z.email() })) }),
      { a: [{ b: 'q' }] },
      'a.0.b: Enter an e-mail address, for example anna@practice.example.',
    ],
    [
      'a moment',
      z.object({ a: z.iso.datetime() }),
      { a: 'noon' },
      'a: Enter date and time as ISO 8601 with the time zone.',
    ],
    [
      'an address',
      z.object({ a: z.url() }),
      { a: 'cloud' },
      'a: Enter the full address, for example https://cloud.example.',
    ],
    [
      'a pattern',
      z.object({ a: z.string().regex(/^\d+$/) }),
      { a: 'x' },
      'a: Enter the value in the expected form.',
    ],
    [
      'a field that is not known',
      z.strictObject({ a: z.string() }),
      { a: 'x', b: 1 },
      'b: There is no such field here.',
    ],
    [
      'a kind that is not known',
      z.object({ a: z.discriminatedUnion('kind', [z.object({ kind: z.literal('x') })]) }),
      { a: { kind: 'q' } },
      'a.kind: Enter the value in the expected form.',
    ],
    ['no body at all', z.object({ a: z.string() }), undefined, ': Fill in this field.'],
  ])('%s', (_name, schema, input, words) => {
    expect(english(schema, input)).toEqual([words]);
  });

  it('about one of several forms name what the closest one lacks', () => {
    const schema = z.object({
      who: z.union([
        z.object({ pesel: z.string(), name: z.string(), born: z.iso.date() }),
        z.object({ taj: z.string(), name: z.string().min(3) }),
      ]),
    });
    expect(english(schema, { who: { taj: '1', name: 'x' } })).toEqual([
      'who.name: Enter at least 3 characters.',
    ]);
  });

  it('use the catalog for a refinement that names a code, and nothing for one that does not exist', () => {
    const coded = (code: string) =>
      z.object({ a: z.string().refine(() => false, { params: { code } }) });
    expect(english(coded('service.login-taken'), { a: 'x' })).toEqual([
      'a: This login is already taken.',
    ]);
    for (const code of ['no.such-code', 'toString', '__proto__']) {
      expect(english(coded(code), { a: 'x' })).toEqual([
        'a: Enter the value in the expected form.',
      ]);
    }
  });

  it('include texts that no database keeps, wherever they stand', () => {
    const fields = unstorableErrors({
      a: ['x', 'y\0'],
      b: { c: '\0' },
      ok: 1,
      none: null,
      'k\0': 'z',
    });
    expect(fields.map(({ field }) => field)).toEqual(['a.1', 'b.c', '']);
    let deep: unknown = 'end\0';
    for (let n = 0; n < 5_000; n += 1) deep = [deep];
    expect(unstorableErrors(deep)).toEqual([]);
  });

  it('never repeat what was typed, and stay within bounds', () => {
    const schema = z.object({
      name: z.string().max(3),
      kind: z.enum(['a', 'b']),
      list: z.array(z.number()),
      more: z.record(z.string(), z.number()),
    });
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.integer({ min: 1, max: 200 }), (typed, count) => {
        const input = {
          name: typed,
          kind: typed,
          list: Array(count).fill(typed),
          more: { x: typed },
        };
        const errors = errorsOf(schema, input);
        expect(errors.length).toBeLessThanOrEqual(50);
        for (const { texts } of errors) {
          for (const language of languages) expect(texts[language]).not.toContain(typed);
        }
      }),
    );
  });

  it('have fields of bounded length', () => {
    const errors = errorsOf(z.record(z.string(), z.number()), { ['x'.repeat(5_000)]: 'y' });
    expect(errors[0]?.field).toHaveLength(200);
  });
});
