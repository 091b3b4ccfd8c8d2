export { type Keyring, openKeyring, type SigningKey } from './keyring.ts';
export type { KeyringOptions } from './open-master-keys.ts';
