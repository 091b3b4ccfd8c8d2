// A process of its own that puts content without end, to be killed in the middle of it.
import { argv } from 'node:process';
import { type AccountId, fixedClock } from '@kartoteka/kernel';
import { openDatabase } from '@kartoteka/service';
import { createContentStore } from '../../src/content/index.ts';
import { createDataKeys, openKeyring } from '../../src/keyring/index.ts';
import { systemRandom } from '../keyring/system-random.ts';

const [, , url = '', name = '', keyFile = '', tenant = ''] = argv;
const clock = fixedClock('2026-03-01T08:00:00Z');
const database = await openDatabase<unknown>({ url, name, migrations: [], poolMax: 2 });
const keyring = openKeyring({ path: keyFile, random: systemRandom, clock });
const dataKeys = createDataKeys({ database, keyring, random: systemRandom });
const store = createContentStore({
  database,
  dataKeys,
  clock,
  random: systemRandom,
  contentBytesMax: Number.MAX_SAFE_INTEGER,
});
await store.put(tenant as AccountId, endless());

async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) yield systemRandom.bytes(256 * 1024);
}
