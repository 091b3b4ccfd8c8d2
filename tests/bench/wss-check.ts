import { measureCheck } from '../../packages/soap/test/wss/check-speed.sample.ts';
import { type Measurement, rounded } from './measurement.ts';

/** The whole check of one signed message of 10 KB, parsing included, against xml-crypto's. */
export async function measureWssCheck(): Promise<Measurement> {
  const { oursMs, xmlCryptoMs, oursCpuMs, messageBytes } = await measureCheck();
  console.error(
    `${messageBytes} bytes: ${oursMs.toFixed(2)} ms (${oursCpuMs.toFixed(2)} ms of processor time), xml-crypto ${xmlCryptoMs.toFixed(1)} ms`,
  );
  return {
    name: 'wss-check',
    value: rounded(oursMs),
    unit: 'ms',
    ratio: rounded(xmlCryptoMs / oursMs),
    against: `xml-crypto, ${rounded(xmlCryptoMs)} ms`,
    processes: 1,
  };
}
