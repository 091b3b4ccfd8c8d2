// `npm run bench [name…]`: measures, and prints one JSON object a line; words go to stderr.
import { type BenchCloud, startBenchCloud } from './bench-cloud.ts';
import { measureFind } from './find.ts';
import { measureFindAtScale } from './find-at-scale.ts';
import { measureIngest } from './ingest.ts';
import type { Measurement } from './measurement.ts';
import { measureMemory } from './memory.ts';
import { measureMhdRead, measureMhdSearch } from './mhd.ts';
import { measureRender } from './render.ts';
import { measureRetrieve } from './retrieve.ts';
import { measureWssCheck } from './wss-check.ts';

type Bench =
  | { readonly alone: () => Promise<Measurement[]> }
  | { readonly onCloud: (cloud: BenchCloud) => Promise<Measurement[]> };

const benches: Readonly<Record<string, Bench>> = {
  'wss-check': { alone: async () => [await measureWssCheck()] },
  render: { alone: async () => [await measureRender()] },
  'ingest-16': { onCloud: async (cloud) => [await measureIngest(cloud, 16)] },
  'ingest-64': { onCloud: async (cloud) => [await measureIngest(cloud, 64)] },
  retrieve: { onCloud: async (cloud) => [await measureRetrieve(cloud)] },
  'find-10000': { onCloud: async (cloud) => [await measureFind(cloud)] },
  'mhd-search': { onCloud: async (cloud) => [await measureMhdSearch(cloud)] },
  'mhd-read': { onCloud: async (cloud) => [await measureMhdRead(cloud)] },
  'memory-100mb': { onCloud: measureMemory },
  // The last, because what it leaves would burden the others.
  'find-1000000': { onCloud: measureFindAtScale },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. Known: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const chosen = Object.entries(benches).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name),
);
let cloud: BenchCloud | undefined;
let failed = false;
try {
  for (const [name, bench] of chosen) {
    console.error(`${name} …`);
    const measured = 'alone' in bench ? await bench.alone() : await bench.onCloud(await onCloud());
    for (const one of measured) {
      if ((one.errors ?? 0) > 0) failed = true;
      console.log(JSON.stringify(one));
    }
  }
} finally {
  await cloud?.stop();
}
process.exit(failed ? 1 : 0);

async function onCloud(): Promise<BenchCloud> {
  cloud ??= await startBenchCloud();
  return cloud;
}
