import { fixedClock } from '@kartoteka/kernel';
import { openXml, xmlLimitsMessage } from '@kartoteka/xml';
import { SignedXml } from 'xml-crypto';
import { createSecurityVerifier } from '../../src/wss/index.ts';
import { makeIdentity, now, signMessage, unsignedEnvelope } from './message.sample.ts';

export interface CheckSpeed {
  readonly messageBytes: number;
  /** Median time of one check, parsing included. */
  readonly oursMs: number;
  readonly xmlCryptoMs: number;
  /** Mean processor time of one check of ours, which the machine's other work touches less. */
  readonly oursCpuMs: number;
}

/** An ITI-41-like Body that makes a message of about 10 KB, signed over four parts and the Timestamp. */
function body(): string {
  const slots = Array.from(
    { length: 45 },
    (_, index) =>
      `<rim:Slot name="slot${index}"><rim:ValueList><rim:Value>2.16.840.1.113883.3.4424.2.7.${index}^^^&amp;1.2.3&amp;ISO</rim:Value></rim:ValueList></rim:Slot>`,
  ).join('');
  return `<x:Request><rim:RegistryObjectList xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><rim:ExtrinsicObject id="Document01">${slots}</rim:ExtrinsicObject></rim:RegistryObjectList></x:Request>`;
}

/** Times the check of the same message by us and by xml-crypto, in turns, in one process. */
export async function measureCheck(rounds = 200): Promise<CheckSpeed> {
  const identity = await makeIdentity('0000000000005010 WSS');
  const message = await signMessage(identity, unsignedEnvelope(body()));
  const bytes = Buffer.from(message);
  const verifier = createSecurityVerifier({ clock: fixedClock(now), trust: async () => undefined });
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds + 20; round += 1) {
    const start = performance.now();
    (await verifier.begin(openXml(bytes, xmlLimitsMessage), [])).body.finish();
    const middle = performance.now();
    checkByXmlCrypto(message, identity.certificatePem);
    const end = performance.now();
    // The first rounds compile.
    if (round < 20) continue;
    ours.push(middle - start);
    theirs.push(end - middle);
  }
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) {
    (await verifier.begin(openXml(bytes, xmlLimitsMessage), [])).body.finish();
  }
  const spent = process.cpuUsage(before);
  return {
    messageBytes: bytes.length,
    oursMs: median(ours),
    xmlCryptoMs: median(theirs),
    oursCpuMs: (spent.user + spent.system) / 1000 / rounds,
  };
}

function checkByXmlCrypto(message: string, certificatePem: string): void {
  const judge = new SignedXml({ publicCert: certificatePem, idMode: 'wssecurity' });
  judge.loadSignature(/<ds:Signature[\s>][\s\S]*<\/ds:Signature>/.exec(message)?.[0] ?? '');
  if (!judge.checkSignature(message)) throw new Error('xml-crypto refuses the message');
}

function median(values: number[]): number {
  values.sort((one, two) => one - two);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}
