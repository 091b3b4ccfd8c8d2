import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRenderer } from '@kartoteka/cda';
import { buildSampleCda, sampleKinds } from '@kartoteka/cda/sample';
import { samplePeople } from '@kartoteka/kernel/sample';
import { type Measurement, median, rounded } from './measurement.ts';

const examples = fileURLToPath(new URL('../../../shared/data/pik-cda', import.meta.url));
const rounds = 5;

/** Showing the example documents, in a renderer with one worker that is warm. */
export async function measureRender(): Promise<Measurement> {
  const documents = readExamples();
  const renderer = createRenderer({ workers: 1, timeoutMs: 20_000 });
  const timesMs: number[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const bytes of documents) {
        const began = performance.now();
        await renderer.render(bytes, { language: 'pl' });
        if (round > 0) timesMs.push(performance.now() - began);
      }
    }
  } finally {
    await renderer.close();
  }
  return {
    name: 'render',
    value: rounded(median(timesMs)),
    unit: 'ms',
    ratio: null,
    against: null,
    processes: 1,
  };
}

/** The published examples where they are at hand, else documents of our own. */
function readExamples(): Uint8Array[] {
  if (existsSync(examples)) {
    return readdirSync(examples)
      .filter((name) => name.endsWith('.xml'))
      .map((name) => readFileSync(`${examples}/${name}`));
  }
  console.error('The published examples are not at hand; documents of our own stand in.');
  const [patient] = samplePeople;
  if (!patient) throw new RangeError('there are sample people');
  const localRoot = '2.16.840.1.113883.3.4424.2.7.26';
  return sampleKinds.map((kind) =>
    buildSampleCda({ kind, localRoot, number: '1', patient, issued: '20260302101500+0100' }),
  );
}
