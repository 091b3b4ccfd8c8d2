import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPasswordHasher } from '../../src/sign-in/password-hash.ts';

const random = { bytes: (length: number) => randomBytes(length), uuid: () => '' };
const hasher = createPasswordHasher(random);
/** A test vector of the reference implementation of argon2: `password`, `somesalt`, 256 KiB. */
const referenceHash =
  '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';

describe('a password hash', () => {
  it('is argon2id with the figures of OWASP and a salt of its own', async () => {
    const [first, second] = await Promise.all([hasher.hash('same'), hasher.hash('same')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(first).not.toBe(second);
  });

  it('opens for its password alone, composed one way or another', async () => {
    const stored = await hasher.hash('żółć');
    expect(await hasher.verify(stored, 'żółć'.normalize('NFD'))).toBe(true);
    for (const wrong of ['zolc', 'żółć ', '', 'ŻÓŁĆ']) {
      expect(await hasher.verify(stored, wrong)).toBe(false);
    }
  });

  it('opens for nobody where there is none', async () => {
    for (const none of [null, undefined]) expect(await hasher.verify(none, '')).toBe(false);
  });

  it('made with other figures still opens: they stand in it', async () => {
    expect(await hasher.verify(referenceHash, 'password')).toBe(true);
    expect(await hasher.verify(referenceHash, 'Password')).toBe(false);
  });

  it('of another kind is a defect, not a wrong password', async () => {
    await expect(hasher.verify('$2b$10$abcdefghijklmnopqrstuv', 'x')).rejects.toThrow(
      'not of our form',
    );
  });

  it('is put off when two hundred wait already, and made again afterwards', async () => {
    const crowded = createPasswordHasher(random);
    const asked = Array.from({ length: 260 }, () => crowded.verify(referenceHash, 'password'));
    const settled = await Promise.allSettled(asked);
    const refused = settled.filter((one) => one.status === 'rejected');
    // Two run and two hundred wait; the other fifty-eight are told to come back.
    expect(refused).toHaveLength(58);
    for (const one of refused) expect(one.reason).toMatchObject({ code: 'service.busy' });
    expect(await crowded.verify(referenceHash, 'password')).toBe(true);
  });
});
