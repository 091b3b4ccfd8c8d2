import assert from 'node:assert/strict';
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { Problem } from '@kartoteka/kernel';
import { type KeyringOptions, type MasterKeySource, openMasterKeys } from './open-master-keys.ts';
import { keyIdOfEnvelope, nonceBytes, openEnvelope, sealEnvelope } from './secret-envelope.ts';

/** A pair for signing, made from a master key: it needs no place of its own to be kept in. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/**
 * The keys that are not in the database. A purpose is a short name such as `totp` or `wss-key`; what
 * was sealed for one purpose does not open for another.
 */
export interface Keyring {
  /** The master key that seals from now on. */
  readonly currentKeyId: string;
  readonly keyIds: readonly string[];
  /**
   * Encrypts a secret for a column of the database.
   *
   * @param aad what the secret belongs to, such as `staff/7f0c…`; it must be the same on opening
   */
  sealSecret(purpose: string, bytes: Uint8Array, aad: string): Uint8Array;
  /**
   * @throws Problem `keyring.secret-damaged` when a bit, the purpose or the place differs,
   *   `keyring.unknown-key` when its master key is not in the file
   */
  openSecret(purpose: string, envelope: Uint8Array, aad: string): Uint8Array;
  /** The secret sealed with the current key, or `undefined` when it already is. Throws like `openSecret`. */
  resealSecret(purpose: string, envelope: Uint8Array, aad: string): Uint8Array | undefined;
  /**
   * A value by which equal secrets are found without being readable: 64 hexadecimal digits. Equal
   * within one purpose and tenant only, and unchanged by rotation.
   *
   * @example keyring.blindIndex('pesel', account, '44051401458')
   */
  blindIndex(purpose: string, tenant: string, value: string): string;
  /**
   * The Ed25519 pair of a purpose.
   *
   * @param keyId the master key it comes from; the current one when left out
   * @throws Problem `keyring.unknown-key`
   */
  signingKey(purpose: string, keyId?: string): SigningKey;
  /** Adds a master key to the file and makes it current; the older ones go on opening. */
  addMasterKey(): string;
}

/**
 * Opens the keyring; the master key file is made, with mode 0600, when there is none.
 *
 * @throws Problem `keyring.too-open`, `keyring.unreadable`, `keyring.not-saved`
 * @example
 * const keyring = openKeyring({ path: keyFileOf(config), random, clock });
 * const sealed = keyring.sealSecret('totp', secret, `staff/${id}`);
 */
export function openKeyring(options: KeyringOptions): Keyring {
  const masters = openMasterKeys(options);
  const derive = createDerivation(masters);
  const keyring: Keyring = {
    get currentKeyId() {
      return masters.current().id;
    },
    get keyIds() {
      return masters.ids;
    },
    sealSecret(purpose, bytes, aad) {
      const keyId = masters.current().id;
      const nonce = options.random.bytes(nonceBytes);
      return sealEnvelope(derive('secret', purpose, keyId), { keyId, purpose, aad }, bytes, nonce);
    },
    openSecret(purpose, envelope, aad) {
      const keyId = keyIdOfEnvelope(envelope);
      if (keyId === undefined) throw new Problem('keyring.secret-damaged');
      const key = derive('secret', purpose, keyId);
      const bytes = openEnvelope(key, { keyId, purpose, aad }, envelope);
      if (!bytes) throw new Problem('keyring.secret-damaged');
      return bytes;
    },
    resealSecret(purpose, envelope, aad) {
      const bytes = keyring.openSecret(purpose, envelope, aad);
      if (keyIdOfEnvelope(envelope) === masters.current().id) return undefined;
      return keyring.sealSecret(purpose, bytes, aad);
    },
    blindIndex(purpose, tenant, value) {
      const hmac = createHmac('sha256', derive('index', purpose, 'index'));
      return hmac.update(`${Buffer.byteLength(tenant)}:${tenant},${value}`).digest('hex');
    },
    signingKey(purpose, keyId = masters.current().id) {
      const privateKey = derive('sign', purpose, keyId);
      return { keyId, privateKey, publicKey: createPublicKey(privateKey) };
    },
    addMasterKey() {
      masters.add();
      return masters.current().id;
    },
  };
  return keyring;
}

type Derive = (use: 'secret' | 'index' | 'sign', purpose: string, keyId: string) => KeyObject;

/** Keys by HKDF (RFC 5869), one for each use and purpose; kept, since deriving costs more than sealing. */
function createDerivation(masters: MasterKeySource): Derive {
  const derived = new Map<string, KeyObject>();
  return (use, purpose, keyId) => {
    assert.match(purpose, /^[a-z][a-z0-9-]{0,62}$/, 'a purpose is a short name from the code');
    const name = `${keyId}/${use}/${purpose}`;
    const known = derived.get(name);
    if (known) return known;
    const root = use === 'index' ? masters.index : masters.find(keyId).bytes;
    const bytes = Buffer.from(hkdfSync('sha256', root, '', `kartoteka/1/${use}/${purpose}`, 32));
    const key = use === 'sign' ? ed25519From(bytes) : createSecretKey(bytes);
    derived.set(name, key);
    return key;
  };
}

/** RFC 8410, section 7: the private key of Ed25519 is 32 bytes behind a fixed PKCS #8 head. */
function ed25519From(seed: Uint8Array): KeyObject {
  const head = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' });
}
