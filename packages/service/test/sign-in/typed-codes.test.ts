import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hashRecoveryCode,
  makeRecoveryCodes,
  makeTypedCode,
  readTypedCode,
} from '../../src/sign-in/typed-codes.ts';

const random = { bytes: (length: number) => randomBytes(length), uuid: () => '' };

describe('a code for people', () => {
  it('is read back however it is typed', () => {
    const noise = fc.constantFrom('', ' ', '-', '–', '\u00a0', ' - ');
    fc.assert(
      fc.property(
        fc.array(noise, { minLength: 16, maxLength: 16 }),
        fc.boolean(),
        (gaps, lower) => {
          const code = makeTypedCode(random, 16);
          const plain = code.replaceAll('-', '');
          const typed = [...plain].map((sign, at) => `${gaps[at]}${sign}`).join('');
          expect(readTypedCode(lower ? typed.toLowerCase() : typed, 16)).toBe(plain);
        },
      ),
    );
  });

  it('takes look-alikes for what they look like', () => {
    expect(readTypedCode('oOiIlL00', 8)).toBe('00111100');
  });

  it('of another length or with other signs is none', () => {
    for (const typed of ['', 'ABCD', 'ABCDEFGHJ', 'ABCDEFG!', 'ABCDEFGU', 'ABCDEFGŻ']) {
      expect(readTypedCode(typed, 8)).toBeUndefined();
    }
  });

  it('draws its 32 signs evenly', () => {
    const seen = new Map<string, number>();
    for (const sign of makeTypedCode(random, 32_000).replaceAll('-', '')) {
      seen.set(sign, (seen.get(sign) ?? 0) + 1);
    }
    expect(seen.size).toBe(32);
    // 1,000 expected of each; six standard deviations are about 187.
    for (const count of seen.values()) expect(Math.abs(count - 1_000)).toBeLessThan(190);
  });
});

describe('recovery codes', () => {
  it('are ten, each found by its own hash only', () => {
    const { codes, hashes } = makeRecoveryCodes(random);
    expect(new Set(codes).size).toBe(10);
    const stored = hashes.map((hash) => Buffer.from(hash).toString('hex'));
    for (const [at, code] of codes.entries()) {
      const hash = hashRecoveryCode(` ${code.toLowerCase()} `);
      expect(stored.indexOf(Buffer.from(hash!).toString('hex'))).toBe(at);
    }
    expect(hashRecoveryCode('123456')).toBeUndefined();
  });
});
