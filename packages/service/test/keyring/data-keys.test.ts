import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccountId, fixedClock, Problem } from '@kartoteka/kernel';
import { createTestDatabase, type TestDatabase } from '@kartoteka/service/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataKeys, openKeyring, rotateMasterKey } from '../../src/keyring/index.ts';
import { systemRandom } from './system-random.ts';

const clock = fixedClock('2026-03-01T08:00:00Z');
const [anna, beata, celina] = ['11', '12', '13'].map((id) => id.padStart(16, '0') as AccountId);
let test: TestDatabase<unknown>;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

function newKeyring() {
  const path = join(mkdtempSync(join(tmpdir(), 'kartoteka-keyring-')), 'keyring');
  return openKeyring({ path, random: systemRandom, clock });
}

const keyring = newKeyring();

function newDataKeys(options: { keptMax?: number; keptMsMax?: number } = {}) {
  return createDataKeys({ database: test.database, keyring, random: systemRandom, ...options });
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'no problem';
}

const account = (id: AccountId) => ({ kind: 'account', account: id }) as const;
const bytesOf = (key: { key: import('node:crypto').KeyObject }) => key.key.export().toString('hex');

describe('data keys', () => {
  it('are made once for a tenant, whoever asks first', async () => {
    const [one, two] = [newDataKeys(), newDataKeys()];
    const keys = await Promise.all([
      one.obtain(anna!),
      two.obtain(anna!),
      one.obtain(anna!),
      two.obtain(anna!),
    ]);
    expect(new Set(keys.map(bytesOf)).size).toBe(1);
    expect(new Set(keys.map((key) => key.id)).size).toBe(1);
    const rows = await test.asAdmin('SELECT * FROM kartoteka.data_key WHERE tenant = $1', [anna]);
    expect(rows).toHaveLength(1);
  });

  it('differ between tenants', async () => {
    const dataKeys = newDataKeys();
    const keys = await Promise.all([
      dataKeys.obtain(anna!),
      dataKeys.obtain(beata!),
      dataKeys.obtain('practice'),
    ]);
    expect(new Set(keys.map(bytesOf)).size).toBe(3);
  });

  it('are asked for once while they are kept, and again afterwards', async () => {
    const kept = newDataKeys();
    expect(await kept.obtain(anna!)).toBe(await kept.obtain(anna!));
    const forgetting = newDataKeys({ keptMsMax: 0 });
    expect(await forgetting.obtain(anna!)).not.toBe(await forgetting.obtain(anna!));
  });

  it('leave memory, the oldest first, when there are too many', async () => {
    const dataKeys = newDataKeys({ keptMax: 2 });
    const first = await dataKeys.obtain(anna!);
    const second = await dataKeys.obtain(beata!);
    await dataKeys.obtain('practice');
    expect(await dataKeys.obtain(beata!)).toBe(second);
    expect(await dataKeys.obtain(anna!)).not.toBe(first);
  });

  it('stand in the database wrapped only', async () => {
    const { id, key } = await newDataKeys().obtain(anna!);
    const [row] = await test.asAdmin<{ wrapped: Buffer }>(
      'SELECT wrapped FROM kartoteka.data_key WHERE tenant = $1',
      [anna],
    );
    expect(row?.wrapped.includes(key.export())).toBe(false);
    expect(Buffer.from(keyring.openSecret('data-key', row!.wrapped, `${anna}/${id}`))).toEqual(
      key.export(),
    );
  });

  it('do not open in the row of another tenant', async () => {
    await newDataKeys().obtain(beata!);
    await newDataKeys().obtain(celina!);
    await test.asAdmin(
      `UPDATE kartoteka.data_key SET (id, wrapped) = (SELECT id, wrapped FROM kartoteka.data_key WHERE tenant = $1)
       WHERE tenant = $2`,
      [beata, celina],
    );
    expect(await codeOf(newDataKeys().obtain(celina!))).toBe('keyring.secret-damaged');
    await test.asAdmin('DELETE FROM kartoteka.data_key WHERE tenant = $1', [celina]);
  });

  it('do not open with the keys of another house', async () => {
    await newDataKeys().obtain(anna!);
    const foreign = createDataKeys({
      database: test.database,
      keyring: newKeyring(),
      random: systemRandom,
    });
    expect(await codeOf(foreign.obtain(anna!))).toBe('keyring.unknown-key');
  });

  it('are gone for good once destroyed: a later key of the tenant is another one', async () => {
    const dataKeys = newDataKeys();
    const before = await dataKeys.obtain(celina!);
    expect(await dataKeys.open(celina!, before.id)).toBe(before);
    const destroyed = await test.database.inScope(account(celina!), (trx) =>
      dataKeys.destroy(trx, celina!),
    );
    expect(destroyed).toBe(true);
    expect(await codeOf(dataKeys.open(celina!, before.id))).toBe('keyring.data-key-gone');
    const after = await dataKeys.obtain(celina!);
    expect(bytesOf(after)).not.toBe(bytesOf(before));
    expect(await codeOf(dataKeys.open(celina!, before.id))).toBe('keyring.data-key-gone');
    expect(await codeOf(newDataKeys().open(celina!, before.id))).toBe('keyring.data-key-gone');
  });

  it('survive a destruction that is rolled back', async () => {
    const dataKeys = newDataKeys();
    const before = await dataKeys.obtain(beata!);
    const failed = test.database.inScope(account(beata!), async (trx) => {
      await dataKeys.destroy(trx, beata!);
      throw new Problem('service.input');
    });
    expect(await codeOf(failed)).toBe('service.input');
    expect(bytesOf(await dataKeys.open(beata!, before.id))).toBe(bytesOf(before));
  });
});

describe('row security of data keys', () => {
  it('shows a tenant its own key only', async () => {
    await Promise.all([newDataKeys().obtain(anna!), newDataKeys().obtain(beata!)]);
    const seen = await test.database.inScope(account(anna!), (trx) =>
      sql<{ tenant: string }>`SELECT tenant FROM kartoteka.data_key`.execute(trx),
    );
    expect(seen.rows).toEqual([{ tenant: anna }]);
  });

  it.each(['sign-in', 'operator', 'system', 'practice'] as const)(
    'lets the scope %s destroy none of them',
    async (kind) => {
      const result = await test.database.inScope({ kind }, (trx) =>
        sql`DELETE FROM kartoteka.data_key WHERE tenant <> 'practice'`.execute(trx),
      );
      expect(result.numAffectedRows).toBe(0n);
    },
  );

  it('lets no tenant destroy, replace or forge the key of another', async () => {
    await newDataKeys().obtain(beata!);
    const inScope = (text: ReturnType<typeof sql>) =>
      test.database.inScope(account(anna!), (trx) => text.execute(trx));
    const deleted = await inScope(sql`DELETE FROM kartoteka.data_key WHERE tenant = ${beata}`);
    const updated = await inScope(
      sql`UPDATE kartoteka.data_key SET wrapped = '' WHERE tenant = ${beata}`,
    );
    expect([deleted.numAffectedRows, updated.numAffectedRows]).toEqual([0n, 0n]);
    const forged = inScope(
      sql`INSERT INTO kartoteka.data_key (tenant, id, wrapped) VALUES ('9', '0000000000000000', '')`,
    );
    await expect(forged).rejects.toThrow('row-level security');
  });
});

describe('rotateMasterKey', () => {
  it('wraps every data key anew, leaves the keys themselves alone, and can be repeated', async () => {
    const dataKeys = newDataKeys({ keptMsMax: 0 });
    const before = await Promise.all(
      [anna!, beata!, 'practice' as const].map((tenant) => dataKeys.obtain(tenant)),
    );
    const rows = await test.asAdmin('SELECT * FROM kartoteka.data_key');
    const rotation = await rotateMasterKey({ database: test.database, keyring });
    expect(rotation).toEqual({ keyId: keyring.currentKeyId, dataKeys: rows.length, secrets: 0 });
    const after = await Promise.all(
      [anna!, beata!, 'practice' as const].map((tenant) => dataKeys.obtain(tenant)),
    );
    expect(after.map(bytesOf)).toEqual(before.map(bytesOf));
    const wrappedBy = await test.asAdmin<{ master: string }>(
      `SELECT DISTINCT encode(substring(wrapped FROM 2 FOR 8), 'hex') AS master FROM kartoteka.data_key`,
    );
    expect(wrappedBy).toEqual([{ master: keyring.currentKeyId }]);
    const again = await rotateMasterKey({ database: test.database, keyring, addKey: false });
    expect(again).toEqual({ keyId: rotation.keyId, dataKeys: 0, secrets: 0 });
  });

  it('goes on where it was cut off', async () => {
    keyring.addMasterKey();
    const dataKeys = newDataKeys({ keptMsMax: 0 });
    const before = bytesOf(await dataKeys.obtain(anna!));
    const rotation = await rotateMasterKey({ database: test.database, keyring, addKey: false });
    expect(rotation.dataKeys).toBeGreaterThan(0);
    expect(bytesOf(await dataKeys.obtain(anna!))).toBe(before);
  });

  it('lets applications seal their own secrets anew', async () => {
    const old = keyring.sealSecret('totp', new Uint8Array([1, 2]), 'staff/1');
    let fresh: Uint8Array | undefined;
    const rotation = await rotateMasterKey({
      database: test.database,
      keyring,
      resealers: [
        async (_trx, ring) => {
          fresh = ring.resealSecret('totp', old, 'staff/1');
          return 1;
        },
      ],
    });
    expect(rotation.secrets).toBe(1);
    expect(Buffer.from(fresh!.subarray(1, 9)).toString('hex')).toBe(rotation.keyId);
    expect([...keyring.openSecret('totp', fresh!, 'staff/1')]).toEqual([1, 2]);
  });
});
