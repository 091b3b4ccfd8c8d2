import { createHash } from 'node:crypto';

/** One master key. The last of a file is current; the others only open what they once sealed. */
export interface MasterKey {
  /** Sixteen hexadecimal digits, drawn at random: a foreign key file is recognised as such. */
  readonly id: string;
  readonly createdAt: string;
  readonly bytes: Uint8Array;
}

/** What the master key file holds. */
export interface MasterKeys {
  /** Root of the blind indexes. Rotation leaves it alone, because index values stand in tables. */
  readonly index: Uint8Array;
  readonly masters: readonly MasterKey[];
}

export const masterKeyBytes = 32;

/**
 * Writes the text of a master key file: comment, format line, index root, master keys from the
 * oldest to the current one, and a check line that tells a cut-off or edited file from a whole one.
 *
 * @example
 * kartoteka-keyring 1
 * index <base64>
 * master 5f0c9a3be1d27744 2026-03-01T08:00:00.000Z <base64>
 * end <64 hexadecimal digits: SHA-256 of the lines above, comments left out>
 */
export function writeMasterKeys(keys: MasterKeys): string {
  const lines = [
    'kartoteka-keyring 1',
    `index ${toBase64(keys.index)}`,
    ...keys.masters.map((key) => `master ${key.id} ${key.createdAt} ${toBase64(key.bytes)}`),
  ];
  return `${comment}${lines.join('\n')}\nend ${checkOf(lines)}\n`;
}

/**
 * Reads the text of a master key file.
 *
 * @returns `undefined` when anything about it is not as {@link writeMasterKeys} writes it
 */
export function readMasterKeys(text: string): MasterKeys | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const end = lines.pop();
  if (end !== `end ${checkOf(lines)}`) return undefined;
  const [format, indexLine = '', ...masterLines] = lines;
  const index = keyBytes(/^index (\S+)$/.exec(indexLine)?.[1]);
  if (format !== 'kartoteka-keyring 1' || !index) return undefined;
  const masters: MasterKey[] = [];
  for (const line of masterLines) {
    const [, id, createdAt, base64] = /^master ([0-9a-f]{16}) (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = keyBytes(base64);
    if (!id || !createdAt || !bytes || masters.some((known) => known.id === id)) return undefined;
    masters.push({ id, createdAt, bytes });
  }
  return masters.length > 0 ? { index, masters } : undefined;
}

const comment = `# Master keys of Kartoteka: with this file every secret and document of its databases opens,
# without it none does. Keep a copy, and keep it apart from the backups of the databases.
`;

function checkOf(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function keyBytes(base64: string | undefined): Uint8Array | undefined {
  const bytes = Buffer.from(base64 ?? '', 'base64');
  return bytes.length === masterKeyBytes ? bytes : undefined;
}
