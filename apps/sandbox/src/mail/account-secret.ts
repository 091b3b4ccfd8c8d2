import { createHmac } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@kartoteka/kernel';
import type { WorldName } from '../frame/worlds/world-name.ts';

const fileName = 'mail-accounts';
const secretBytes = 32;
/** Without letters and digits that look alike. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const passwordLength = 20;

/**
 * Opens what the passwords of this installation are made from, and makes it at the first start. So no
 * two installations have the same passwords, and none is ever stored.
 *
 * @returns the password of a mailbox of a world: five groups of four characters
 */
export function openMailAccounts(
  folder: string,
  random: Random,
): (world: WorldName, address: string) => string {
  const secret = readSecret(folder) ?? makeSecret(folder, random);
  return (world, address) => {
    const mac = createHmac('sha256', secret).update(`${world}\0${address.toLowerCase()}`).digest();
    const signs = [...mac.subarray(0, passwordLength)].map(
      (byte) => alphabet[byte % alphabet.length],
    );
    return signs.join('').replace(/(.{4})(?=.)/g, '$1-');
  };
}

function readSecret(folder: string): Buffer | undefined {
  try {
    return readFileSync(join(folder, fileName));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function makeSecret(folder: string, random: Random): Buffer {
  const secret = Buffer.from(random.bytes(secretBytes));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, fileName), secret, { mode: 0o600 });
  return secret;
}
