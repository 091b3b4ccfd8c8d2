import { createServer } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { openXml, readXml, textOf, xmlLimitsDefault, xmlLimitsMessage } from '../src/index.ts';
import { denseMessages, type Hostile, hostileMessages } from './hostile.sample.ts';
import { codeOf, problemOf } from './problem-code.ts';

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

const cpuMsMax = 50;
const memoryBytesMax = 32 * 1024 * 1024;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function memoryBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let slowest = { name: '', ms: 0 };
let largest = { name: '', bytes: 0 };

function expectCheap({ name, code, bytes }: Hostile, read: (bytes: Buffer) => unknown): void {
  // The clock of the processor also runs for the machine's other work; the best of three counts.
  const costs = [1, 2, 3].map(() => {
    collectGarbage();
    const memory = memoryBytes();
    const before = cpuMs();
    const found = codeOf(() => read(bytes));
    const ms = cpuMs() - before;
    return { found, ms, bytes: memoryBytes() - memory };
  });
  const best = costs.reduce((one, two) => (two.ms < one.ms ? two : one));
  expect(costs.map(({ found }) => found)).toEqual([code, code, code]);
  expect(best.ms).toBeLessThanOrEqual(cpuMsMax);
  expect(best.bytes).toBeLessThanOrEqual(memoryBytesMax);
  if (best.ms > slowest.ms) slowest = { name, ms: best.ms };
  if (best.bytes > largest.bytes) largest = { name, bytes: best.bytes };
}

// SECURITY 4: any hostile message of at most 1 MB is refused within 50 ms and 32 MB.
describe('hostile messages of 1 MB', () => {
  readXml(Buffer.from(`<a>${'<b c="d">e</b>'.repeat(500)}</a>`));

  it.each(hostileMessages().map((message) => [message.name, message] as const))(
    'are refused at once: %s',
    (_name, message) => {
      expect(message.bytes.length).toBeLessThanOrEqual(1_500_000);
      expectCheap(message, (bytes) => readXml(bytes));
    },
  );

  it.each(denseMessages(xmlLimitsMessage).map((message) => [message.name, message] as const))(
    'cost no more where the limits for messages let them through: %s',
    (_name, message) => {
      expectCheap(message, (bytes) => openXml(bytes, xmlLimitsMessage));
    },
  );

  afterAll(() => {
    const mb = (largest.bytes / 1024 / 1024).toFixed(1);
    const ms = slowest.ms.toFixed(1);
    console.info(`slowest ${ms} ms (${slowest.name}), largest ${mb} MB (${largest.name})`);
  });
});

describe('limits', () => {
  const cases: [keyof typeof xmlLimitsDefault, number, (count: number) => string][] = [
    ['bytesMax', 1_000, (count) => `<a>${'x'.repeat(count - 7)}</a>`],
    ['depthMax', 20, (count) => '<a>'.repeat(count) + '</a>'.repeat(count)],
    ['elementsMax', 20, (count) => `<a>${'<b/>'.repeat(count - 1)}</a>`],
    ['elementsMax', 20, (count) => `<a>${'<!---->'.repeat(count - 1)}</a>`],
    ['elementsMax', 20, (count) => `<a>${'<?b?>'.repeat(count - 1)}</a>`],
    [
      'attributesMax',
      20,
      (count) => `<a ${Array.from({ length: count }, (_, i) => `b${i}='>'`).join(' ')}/>`,
    ],
    ['attributesTotalMax', 20, (count) => `<a>${'<b c=""/>'.repeat(count)}</a>`],
    ['textBytesMax', 200, (count) => `<a>${'x'.repeat(count)}</a>`],
    ['textBytesMax', 200, (count) => `<a b="${'x'.repeat(count)}"/>`],
    ['textBytesMax', 200, (count) => `<a><![CDATA[${'x'.repeat(count)}]]></a>`],
    ['textBytesMax', 200, (count) => `<a><!--${'x'.repeat(count)}--></a>`],
  ];

  it.each(cases)('%s: at %i it is taken, one more is refused', (limit, max, make) => {
    expect(codeOf(() => readXml(Buffer.from(make(max)), { [limit]: max }))).toBe('no problem');
    const problem = problemOf(() => readXml(Buffer.from(make(max + 1)), { [limit]: max }));
    expect(problem?.code).toBe('xml.too-large');
    expect(problem?.params).toEqual({ limit, max });
  });

  it('refuses a text node over 10 MB, as the parser does', () => {
    const xml = (length: number) => Buffer.from(`<a>${'x'.repeat(length)}</a>`);
    expect(codeOf(() => readXml(xml(9_999_000)))).toBe('no problem');
    expect(codeOf(() => readXml(xml(10_000_001)))).toBe('xml.too-large');
    // Also when somebody opens the limit further than the parser does.
    expect(codeOf(() => readXml(xml(10_000_001), { textBytesMax: 20_000_000 }))).toBe(
      'xml.too-large',
    );
    expect(codeOf(() => readXml(Buffer.alloc(xmlLimitsDefault.bytesMax * 2 + 1)))).toBe(
      'xml.too-large',
    );
  });

  it('refuses the depth at which the parser ends, when ours is opened further', () => {
    const xml = Buffer.from('<a>'.repeat(300) + '</a>'.repeat(300));
    expect(codeOf(() => readXml(xml, { depthMax: 1_000 }))).toBe('xml.too-large');
  });

  it('takes what real documents need', () => {
    const many = `<a>${'<b c="1" d="2">x</b>'.repeat(20_000)}</a>`;
    expect(readXml(Buffer.from(many)).root.nodes).toHaveLength(20_000);
  });
});

describe('the outside world', () => {
  it('is never asked for anything', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}/x`;
    const harmless = readXml(
      Buffer.from(
        `<?xml-stylesheet href="${url}"?><a xmlns="${url}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="u ${url}" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="${url}"/><xi:include href="file:///etc/hostname" parse="text"/></a>`,
      ),
    );
    expect(textOf(harmless.root)).toBe('');
    for (const xml of [
      `<!DOCTYPE a SYSTEM "${url}"><a/>`,
      `<!DOCTYPE a [<!ENTITY b SYSTEM "${url}">]><a>&b;</a>`,
      `<!DOCTYPE a [<!ENTITY % b SYSTEM "${url}">%b;]><a/>`,
    ]) {
      expect(codeOf(() => readXml(Buffer.from(xml)))).toBe('xml.doctype');
    }
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(connections).toBe(0);
  });
});

describe('memory', () => {
  it('does not grow over 2,000 documents, good and bad', () => {
    const good = Buffer.from(`<a xmlns="urn:x">${'<b c="d">some text</b>'.repeat(300)}</a>`);
    const bad = Buffer.from(`${good.toString().slice(0, -4)}<p:q/></z>`);
    const round = (count: number) => {
      for (let index = 0; index < count; index += 1) {
        openXml(good);
        codeOf(() => readXml(bad));
      }
    };
    round(300);
    collectGarbage();
    const before = process.memoryUsage();
    round(2_000);
    collectGarbage();
    const after = process.memoryUsage();
    expect(after.external - before.external).toBeLessThan(1_000_000);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(2_000_000);
  });
});
