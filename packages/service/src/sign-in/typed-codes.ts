import { createHash } from 'node:crypto';
import type { Random } from '@kartoteka/kernel';

/** Crockford's Base32 without I, L, O and U: nothing in it is taken for something else. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A random code for people, five bits a sign, in groups of four.
 *
 * @example makeTypedCode(random, 16) // 'K7QM-2ZVX-9TDF-4WHB'
 */
export function makeTypedCode(random: Random, length: number): string {
  const text = [...random.bytes(length)].map((byte) => signs[byte % 32]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * Reads a code as typed: case, spaces and hyphens do not matter, and look-alikes are taken for what
 * they look like.
 */
export function readTypedCode(typed: string, length: number): string | undefined {
  const text = typed
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return text.length === length && [...text].every((sign) => signs.includes(sign))
    ? text
    : undefined;
}

/** 120 bits: no dictionary reaches them, so the plain hash is enough (ASVS 6.5.2). */
const recoveryCodeLength = 24;
const recoveryCodeCount = 10;

/** Recovery codes as people get them, and the hashes that are stored. */
export function makeRecoveryCodes(random: Random): { codes: string[]; hashes: Uint8Array[] } {
  const codes = Array.from({ length: recoveryCodeCount }, () =>
    makeTypedCode(random, recoveryCodeLength),
  );
  return { codes, hashes: codes.map((code) => hashCode(code.replaceAll('-', ''))) };
}

/** The stored form of a typed recovery code, or `undefined` when it cannot be one. */
export function hashRecoveryCode(typed: string): Uint8Array | undefined {
  const code = readTypedCode(typed, recoveryCodeLength);
  return code === undefined ? undefined : hashCode(code);
}

function hashCode(code: string): Uint8Array {
  return createHash('sha256').update(code).digest();
}
