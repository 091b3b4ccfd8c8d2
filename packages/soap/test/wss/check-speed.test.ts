import { expect, it } from 'vitest';
import { measureCheck } from './check-speed.sample.ts';

it('a 10 KB message is checked within 3 ms, and several times faster than by xml-crypto', async () => {
  const { messageBytes, oursMs, oursCpuMs, xmlCryptoMs } = await measureCheck(60);
  console.info(
    `WSS check of ${messageBytes} bytes: ${oursMs.toFixed(2)} ms (processor ${oursCpuMs.toFixed(2)} ms), xml-crypto ${xmlCryptoMs.toFixed(2)} ms`,
  );
  expect(messageBytes).toBeGreaterThan(10_000);
  expect(oursCpuMs).toBeLessThan(3);
  expect(xmlCryptoMs / oursMs).toBeGreaterThan(3);
});
