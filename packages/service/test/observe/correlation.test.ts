import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentCorrelationId,
  makeCorrelationId,
  parseCorrelationId,
  withCorrelation,
} from '../../src/observe/correlation.ts';
import { redactText } from '../../src/observe/redact.ts';

function countingRandom(seed: string) {
  let count = 0;
  return {
    bytes: (length: number) => {
      const out = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        const block = createHash('sha256').update(`${seed}:${count++}`).digest();
        out.set(block.subarray(0, Math.min(32, length - at)), at);
      }
      return out;
    },
    uuid: () => '00000000-0000-4000-8000-000000000000',
  };
}

describe('a correlation id', () => {
  it('is read back by our own reader and passes the log untouched', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const id = makeCorrelationId(countingRandom(seed));
        expect(parseCorrelationId(id)).toBe(id);
        expect(redactText(id)).toBe(id);
      }),
    );
  });

  it('draws its letters evenly', () => {
    const random = countingRandom('even');
    const seen = new Map<string, number>();
    for (let round = 0; round < 1_000; round += 1) {
      for (const letter of makeCorrelationId(random).replaceAll('-', '')) {
        seen.set(letter, (seen.get(letter) ?? 0) + 1);
      }
    }
    expect(seen.size).toBe(20);
    // 20,000 letters, 1,000 expected of each; six standard deviations are about 190.
    for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(190);
  });

  it.each([
    ['another form', '3f2b8a54-0000-4000-8000-000000000000'],
    ['a line break', 'bdfkm-rtvqx-hjnps-wzcgd\n'],
    ['too short', 'bdfkm-rtvqx-hjnps'],
    ['a list of headers', ['bdfkm-rtvqx-hjnps-wzcgd']],
    ['nothing', undefined],
  ])('is not read from %s', (_name, value) => {
    expect(parseCorrelationId(value)).toBeUndefined();
  });

  it('follows the work over awaits and does not leak into other work', async () => {
    const seen: (string | undefined)[] = [];
    const work = async (wait: Promise<void>) => {
      await wait;
      seen.push(currentCorrelationId());
    };
    const gate = Promise.resolve();
    await Promise.all([
      withCorrelation('bbbbb-bbbbb-bbbbb-bbbbb', () => work(gate)),
      withCorrelation('ccccc-ccccc-ccccc-ccccc', () => work(gate)),
    ]);
    expect(seen).toEqual(['bbbbb-bbbbb-bbbbb-bbbbb', 'ccccc-ccccc-ccccc-ccccc']);
    expect(currentCorrelationId()).toBeUndefined();
  });
});
