export { createDataKeys, type DataKey, type DataKeys, type DataKeysOptions } from './data-keys.ts';
export { type Keyring, openKeyring, type SigningKey } from './keyring.ts';
export type { KeyringOptions } from './open-master-keys.ts';
export { type RotateOptions, type Rotation, rotateMasterKey } from './rotate-master-key.ts';
export {
  type AnyDatabase,
  type AnyTransaction,
  scopeOfTenant,
  type Tenant,
} from './tenant.ts';
