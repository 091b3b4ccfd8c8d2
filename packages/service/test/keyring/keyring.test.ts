import { sign, verify } from 'node:crypto';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fixedClock, Problem } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openKeyring } from '../../src/keyring/index.ts';
import { systemRandom } from './system-random.ts';

const clock = fixedClock('2026-03-01T08:00:00Z');
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (from: Uint8Array) => new TextDecoder().decode(from);

function newPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'kartoteka-keyring-')), 'keyring');
}

function openAt(path: string) {
  return openKeyring({ path, random: systemRandom, clock });
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'no problem';
}

describe('the master key file', () => {
  it('is made once, readable by its owner alone, and read again', () => {
    const path = newPath();
    const first = openAt(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(path, '..'))).toEqual(['keyring']);
    const sealed = first.sealSecret('totp', bytes('JBSWY3DP'), 'staff/1');
    const second = openAt(path);
    expect(second.currentKeyId).toBe(first.currentKeyId);
    expect(text(second.openSecret('totp', sealed, 'staff/1'))).toBe('JBSWY3DP');
  });

  it.each([0o640, 0o604, 0o660, 0o610, 0o644])('is refused when its mode is %o', (mode) => {
    const path = newPath();
    openAt(path);
    chmodSync(path, mode);
    const problem = catchProblem(() => openAt(path));
    expect(problem.code).toBe('keyring.too-open');
    expect(problem.text('en')).toContain(`mode 0${mode.toString(8)}`);
    expect(problem.next('en')).toContain(`chmod 600 ${path}`);
  });

  it('may be read-only, and may be named by a link, as mounted secrets are', () => {
    const path = newPath();
    const made = openAt(path);
    chmodSync(path, 0o400);
    symlinkSync(path, `${path}-link`);
    expect(openAt(`${path}-link`).currentKeyId).toBe(made.currentKeyId);
  });

  it('is judged by the file behind a link', () => {
    const path = newPath();
    openAt(path);
    chmodSync(path, 0o644);
    symlinkSync(path, `${path}-link`);
    expect(codeOf(() => openAt(`${path}-link`))).toBe('keyring.too-open');
  });

  it('is never replaced because it looks wrong: any lost or changed character is noticed', () => {
    const path = newPath();
    openAt(path).addMasterKey();
    const whole = readFileSync(path, 'utf8');
    const start = whole.indexOf('kartoteka-keyring');
    fc.assert(
      fc.property(fc.integer({ min: start, max: whole.length - 2 }), fc.boolean(), (at, cut) => {
        const other = whole[at] === 'A' ? 'B' : 'A';
        const damaged = cut ? whole.slice(0, at) : whole.slice(0, at) + other + whole.slice(at + 1);
        writeFileSync(path, damaged);
        expect(codeOf(() => openAt(path))).toBe('keyring.unreadable');
        expect(readFileSync(path, 'utf8')).toBe(damaged);
      }),
    );
  });

  it('takes an empty file or a folder as damage, not as absence', () => {
    const path = newPath();
    writeFileSync(path, '', { mode: 0o600 });
    expect(codeOf(() => openAt(path))).toBe('keyring.unreadable');
    expect(codeOf(() => openAt(join(path, '..')))).toBe('keyring.unreadable');
  });

  it('lets a person add remarks', () => {
    const path = newPath();
    const made = openAt(path);
    writeFileSync(path, `# copy in the safe\n${readFileSync(path, 'utf8')}`);
    expect(openAt(path).currentKeyId).toBe(made.currentKeyId);
  });

  it('says so when it cannot be saved', () => {
    expect(codeOf(() => openAt('/nowhere/at/all/keyring'))).toBe('keyring.not-saved');
  });

  it('is one file for processes that start at the same moment', async () => {
    const path = newPath();
    const answers = await inWorkers(4, path, 'keyring.currentKeyId');
    expect(new Set(answers)).toEqual(new Set([openAt(path).currentKeyId]));
    expect(readdirSync(join(path, '..'))).toEqual(['keyring']);
  });

  it('keeps every key of processes that rotate at the same moment', async () => {
    const path = newPath();
    const first = openAt(path).currentKeyId;
    const added = await inWorkers(4, path, '[keyring.addMasterKey(), keyring.addMasterKey()]');
    const keyIds = openAt(path).keyIds;
    expect(keyIds[0]).toBe(first);
    expect([...keyIds.slice(1)].sort()).toEqual(added.flat().sort());
    expect(keyIds).toHaveLength(9);
    expect(readdirSync(join(path, '..'))).toEqual(['keyring']);
  });

  it('is rotated although a process was killed in the middle of it', () => {
    const path = newPath();
    const keyring = openAt(path);
    writeFileSync(`${path}.next`, 'kartoteka-keyr');
    keyring.addMasterKey();
    expect(openAt(path).keyIds).toHaveLength(2);
    expect(readdirSync(join(path, '..'))).toEqual(['keyring']);
  });

  it('stays in force when the next one cannot be saved', () => {
    const path = newPath();
    const keyring = openAt(path);
    writeFileSync(path, 'damaged', { mode: 0o600 });
    expect(codeOf(() => keyring.addMasterKey())).toBe('keyring.unreadable');
    expect(readFileSync(path, 'utf8')).toBe('damaged');
    expect(readdirSync(join(path, '..'))).toEqual(['keyring']);
  });
});

/** Evaluates an expression over the keyring of `path` in several threads at the same moment. */
async function inWorkers(count: number, path: string, expression: string): Promise<unknown[]> {
  const module = new URL('../../src/keyring/index.ts', import.meta.url).href;
  const code = `
    const { randomBytes, randomUUID } = require('node:crypto');
    const { parentPort } = require('node:worker_threads');
    import(${JSON.stringify(module)}).then(({ openKeyring }) => {
      parentPort.once('message', () => {
        const random = { bytes: randomBytes, uuid: randomUUID };
        const clock = { now: () => new Date(0) };
        const keyring = openKeyring({ path: ${JSON.stringify(path)}, random, clock });
        parentPort.postMessage(${expression});
      });
      parentPort.postMessage('ready');
    });`;
  const workers = Array.from({ length: count }, () => new Worker(code, { eval: true }));
  const next = (worker: Worker) =>
    new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  await Promise.all(workers.map(next));
  const answers = Promise.all(workers.map(next));
  for (const worker of workers) worker.postMessage('go');
  const found = await answers;
  await Promise.all(workers.map((worker) => worker.terminate()));
  return found;
}

describe('sealed secrets', () => {
  const keyring = openAt(newPath());
  const sealed = keyring.sealSecret('totp', bytes('JBSWY3DPEHPK3PXP'), 'staff/1');

  it('come back for every content, purpose and place', () => {
    const purpose = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), purpose, fc.string(), (secret, use, aad) => {
        const envelope = keyring.sealSecret(use, secret, aad);
        expect(keyring.openSecret(use, envelope, aad)).toEqual(Buffer.from(secret));
      }),
    );
  });

  it('do not open after any single flipped bit', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const code = codeOf(() => keyring.openSecret('totp', changed, 'staff/1'));
      const inKeyId = bit >= 8 && bit < 72;
      expect(code).toBe(inKeyId ? 'keyring.unknown-key' : 'keyring.secret-damaged');
    }
  });

  it('do not open when bytes are missing or added', () => {
    for (let length = 0; length < sealed.length; length += 1) {
      const code = codeOf(() => keyring.openSecret('totp', sealed.subarray(0, length), 'staff/1'));
      expect(code).toBe('keyring.secret-damaged');
    }
    const longer = Buffer.concat([sealed, Buffer.alloc(1)]);
    expect(codeOf(() => keyring.openSecret('totp', longer, 'staff/1'))).toBe(
      'keyring.secret-damaged',
    );
  });

  it('do not open for another purpose or place', () => {
    expect(codeOf(() => keyring.openSecret('wss-key', sealed, 'staff/1'))).toBe(
      'keyring.secret-damaged',
    );
    expect(codeOf(() => keyring.openSecret('totp', sealed, 'staff/2'))).toBe(
      'keyring.secret-damaged',
    );
    expect(codeOf(() => keyring.openSecret('totp', sealed, ''))).toBe('keyring.secret-damaged');
  });

  it('do not open in another house, which is told apart from damage', () => {
    const foreign = openAt(newPath());
    expect(codeOf(() => foreign.openSecret('totp', sealed, 'staff/1'))).toBe('keyring.unknown-key');
  });

  it('never look the same twice', () => {
    const again = keyring.sealSecret('totp', bytes('JBSWY3DPEHPK3PXP'), 'staff/1');
    expect(Buffer.from(again).equals(sealed)).toBe(false);
  });

  it('are for purposes named in the code only', () => {
    expect(() => keyring.sealSecret('../x', bytes(''), '')).toThrow('short name');
  });
});

describe('rotation', () => {
  it('seals with the new key and goes on opening with the old one', () => {
    const path = newPath();
    const keyring = openAt(path);
    const old = keyring.sealSecret('totp', bytes('one'), 'staff/1');
    const before = keyring.currentKeyId;
    const after = keyring.addMasterKey();
    expect(keyring.keyIds).toEqual([before, after]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(text(keyring.openSecret('totp', old, 'staff/1'))).toBe('one');
    const resealed = keyring.resealSecret('totp', old, 'staff/1') as Uint8Array;
    expect(text(openAt(path).openSecret('totp', resealed, 'staff/1'))).toBe('one');
    expect(keyring.resealSecret('totp', resealed, 'staff/1')).toBeUndefined();
  });

  it('is noticed by a process that read the file before', () => {
    const path = newPath();
    const [one, two] = [openAt(path), openAt(path)];
    one.addMasterKey();
    const sealed = one.sealSecret('totp', bytes('new'), '');
    expect(text(two.openSecret('totp', sealed, ''))).toBe('new');
    expect(two.currentKeyId).toBe(one.currentKeyId);
  });

  it('loses no key when two processes rotate one after the other', () => {
    const path = newPath();
    const [one, two] = [openAt(path), openAt(path)];
    one.addMasterKey();
    two.addMasterKey();
    expect(openAt(path).keyIds).toHaveLength(3);
    expect(two.keyIds).toEqual(expect.arrayContaining([...one.keyIds]));
  });
});

describe('blind indexes', () => {
  const path = newPath();
  const keyring = openAt(path);

  it('are equal for equal values of one purpose and tenant, and for nothing else', () => {
    const index = keyring.blindIndex('pesel', 'a', '44051401458');
    expect(index).toMatch(/^[0-9a-f]{64}$/);
    expect(keyring.blindIndex('pesel', 'a', '44051401458')).toBe(index);
    const others = [
      keyring.blindIndex('pesel', 'b', '44051401458'),
      keyring.blindIndex('taj', 'a', '44051401458'),
      keyring.blindIndex('pesel', 'a', '44051401459'),
      keyring.blindIndex('pesel', 'a,1:4', '4051401458'),
      openAt(newPath()).blindIndex('pesel', 'a', '44051401458'),
    ];
    expect(new Set([index, ...others]).size).toBe(6);
  });

  it('survive rotation and restart, since they stand in tables', () => {
    const index = keyring.blindIndex('pesel', 'a', '44051401458');
    keyring.addMasterKey();
    expect(keyring.blindIndex('pesel', 'a', '44051401458')).toBe(index);
    expect(openAt(path).blindIndex('pesel', 'a', '44051401458')).toBe(index);
  });
});

describe('signing keys', () => {
  it('are the same after a restart and others after a rotation', () => {
    const path = newPath();
    const keyring = openAt(path);
    const first = keyring.signingKey('audit');
    const signature = sign(null, bytes('head'), first.privateKey);
    keyring.addMasterKey();
    const again = openAt(path).signingKey('audit', first.keyId);
    expect(verify(null, bytes('head'), again.publicKey, signature)).toBe(true);
    expect(verify(null, bytes('head'), openAt(path).signingKey('audit').publicKey, signature)).toBe(
      false,
    );
    expect(
      verify(null, bytes('head'), keyring.signingKey('other', first.keyId).publicKey, signature),
    ).toBe(false);
    expect(codeOf(() => keyring.signingKey('audit', '0000000000000000'))).toBe(
      'keyring.unknown-key',
    );
  });
});

function catchProblem(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
