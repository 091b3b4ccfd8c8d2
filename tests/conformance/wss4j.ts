import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askLines } from './ask-lines.ts';

/** Jar files of Debian's libwss4j-java and of what it depends on. */
const jars = [
  'wss4j',
  'xmlsec',
  'commons-logging',
  'commons-codec',
  'slf4j-api',
  'slf4j-nop',
  'woodstox-core',
  'stax2-api',
].map((name) => `/usr/share/java/${name}.jar`);
const java = '/usr/bin/java';
/** The program is started from its source, which takes a compiler. */
const compiler = '/usr/bin/javac';
const program = fileURLToPath(new URL('./java/SignedMessages.java', import.meta.url));

/** Why WSS4J cannot be asked here; undefined where it can. */
export function whyNoWss4j(): string | undefined {
  const missing = [java, compiler, ...jars].filter((path) => !existsSync(path));
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`;
}

export interface Keys {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

export interface Wss4j {
  /** Signs Body, Timestamp and the headers named by namespace and local name. */
  sign(
    envelope: string,
    options: {
      readonly created: string;
      readonly expires: string;
      readonly headers?: readonly (readonly [namespace: string, name: string])[];
    },
  ): Promise<string>;
  /** What WSS4J says of a message: `signed: Body …` or `refused: …`. */
  verify(message: string): Promise<string>;
  stop(): void;
}

/** Starts Java once for many messages; starting takes longer than all of them together. */
export function startWss4j(keys: Keys): Wss4j {
  const folder = mkdtempSync(join(tmpdir(), 'kartoteka-wss4j-'));
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const files = [write('key.pem', keys.privateKeyPem), write('own.pem', keys.certificatePem)];
  const lines = askLines(java, ['-cp', jars.join(':'), program, ...files]);
  let count = 0;
  return {
    sign: async (envelope, { created, expires, headers = [] }) => {
      const before = write(`${++count}.xml`, envelope);
      const after = join(folder, `${count}-signed.xml`);
      await lines.ask(['sign', created, expires, before, after, ...headers.flat()].join('\t'));
      return readFileSync(after, 'utf8');
    },
    verify: (message) => lines.ask(`verify\t${write(`${++count}.xml`, message)}`),
    stop: () => {
      lines.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
