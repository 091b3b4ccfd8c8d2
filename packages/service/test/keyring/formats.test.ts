import { createSecretKey } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock, type Random } from '@kartoteka/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditRecord, chainStart, entryHash } from '../../src/audit/audit-entry.ts';
import { judgeHead, signHead } from '../../src/audit/audit-head.ts';
import { type ContentId, parseContentId } from '../../src/content/index.ts';
import { packSmallChunk, unpackChunk } from '../../src/content/pack-chunk.ts';
import { openChunk, sealChunk } from '../../src/content/seal-chunk.ts';
import { openKeyring } from '../../src/keyring/index.ts';

// What one version writes every later version reads: these bytes are never to be brought up to date.

const keyFile = `# any remark
kartoteka-keyring 1
index AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=
master 0202020202020202 2026-03-01T08:00:00.000Z AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=
end 24f3948e9be73a2120e9010c369415530a46d173a44e83bf6d6dce9f7e126c35
`;

/** Repeats a byte, as no composition root does: what is written comes out the same each time. */
const fixedRandom: Random = {
  bytes: (length) => new Uint8Array(length).fill(7),
  uuid: () => '00000000-0000-4000-8000-000000000000',
};

function openFixed() {
  const path = join(mkdtempSync(join(tmpdir(), 'kartoteka-formats-')), 'keyring');
  writeFileSync(path, keyFile, { mode: 0o600 });
  return openKeyring({ path, random: fixedRandom, clock: fixedClock('2026-03-01T08:00:00Z') });
}

const record: AuditRecord = {
  tenant: '0000000000000011',
  id: 42,
  at: '2026-03-01T08:00:00.123Z',
  actorKind: 'staff',
  actorId: '7f0c',
  actorDisplay: 'Zażółć Gęślą',
  action: 'document.opened',
  subjectKind: 'document',
  subjectId: '2.25.1',
  patient: null,
  outcome: 'success',
  correlationId: 'c-1',
  details: '{"pages":3}',
};

describe('formats that lie in databases', () => {
  it('keep the sealed secret', () => {
    const keyring = openFixed();
    const sealed =
      '01020202020202020207070707070707070707070790309591890f6d974cc74fd3d662bf5d776daa15eb1872c8';
    expect(
      Buffer.from(keyring.sealSecret('totp', Buffer.from('JBSWY3DP'), 'staff/1')).toString('hex'),
    ).toBe(sealed);
    expect(
      Buffer.from(keyring.openSecret('totp', Buffer.from(sealed, 'hex'), 'staff/1')).toString(),
    ).toBe('JBSWY3DP');
  });

  it('keep the blind index', () => {
    expect(openFixed().blindIndex('pesel', '0000000000000011', '44051401458')).toBe(
      'bd8ced5f15d1cb70d29cdab29f3f03bc0d7469487e9899fb3a86593898cdcb4e',
    );
  });

  it('keep the chunk, compressed or not', async () => {
    const key = createSecretKey(Buffer.alloc(32, 9));
    const contentId = parseContentId('0195a1c2-0000-7000-8000-000000000001') as ContentId;
    const place = { tenant: '0000000000000011', contentId, index: 0, last: true };
    const seal = (text: string) =>
      Buffer.from(sealChunk(key, place, packSmallChunk(Buffer.from(text)), fixedRandom.bytes(12)));
    expect(seal('short').toString('hex')).toBe(
      '0102000000050707070707070707070707072ad3e2ed1c2ca35e75c2641c94cda78f191c29834d',
    );
    const compressed =
      '010300000190070707070707070707070707710ea26208e1ff5477ea47ecf4c3736d94360d429e5bbbb3117f3ef7b5a6b45146b6be';
    const packed = openChunk(key, place, Buffer.from(compressed, 'hex'));
    expect(packed?.compressed).toBe(true);
    expect(Buffer.from((await unpackChunk(packed!))!).toString()).toBe('ab'.repeat(200));
  });

  it('keep the hash of an audit entry', () => {
    expect(entryHash(record, 1, chainStart)).toBe(
      'f7964b37eeee214125b8d4250689afaab563f14175a18f9d0ad4c1b017edb850',
    );
  });

  it('keep the signature of an audit head', () => {
    const head = { tenant: record.tenant, count: 1, hash: chainStart, sealedAt: record.at };
    const signature =
      '7ozgda0gsfaDcBTkUNr33TEoSyLVKtyocId7m4r6DWJNkn0R81IDH4naRL8OyxesSJv1roWLU5l8vrPcTtBjAg==';
    expect(signHead(openFixed(), head).signature).toBe(signature);
    expect(judgeHead(openFixed(), { ...head, keyId: '0202020202020202', signature })).toBe(
      'genuine',
    );
  });
});

describe('the form of an audit entry', () => {
  it('is another one for any two different entries', () => {
    const text = fc.option(fc.constantFrom('', 'a', '1:a,', '-,', 'ą', 'a,1:b'), { nil: null });
    const entry = fc.record({
      actorId: text,
      actorDisplay: text,
      subjectId: text,
      patient: text,
      details: text,
    });
    fc.assert(
      fc.property(entry, entry, fc.nat({ max: 3 }), fc.nat({ max: 3 }), (one, two, at, other) => {
        const same = JSON.stringify([one, at]) === JSON.stringify([two, other]);
        const hashes = [
          entryHash({ ...record, ...one }, at, chainStart),
          entryHash({ ...record, ...two }, other, chainStart),
        ];
        expect(hashes[0] === hashes[1]).toBe(same);
      }),
    );
  });
});
