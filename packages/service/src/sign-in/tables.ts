import type { Language } from '@kartoteka/kernel';
import type { Generated } from 'kysely';

export interface LoginTable {
  tenant: string;
  id: string;
  area: string;
  login_name: string | null;
  subject: string;
  display_name: string;
  roles: string[];
  language: Language | null;
  password_hash: string | null;
  password_alone: Generated<boolean>;
  password_changed_at: Date | null;
  totp_secret: Uint8Array | null;
  totp_step: number | null;
  totp_pending: Uint8Array | null;
  totp_pending_until: Date | null;
  disabled_at: Date | null;
  created_at: Date;
}

export interface SessionTable {
  tenant: string;
  id: string;
  token_hash: Uint8Array;
  login_id: string;
  second_factor: 'none' | 'code' | 'passkey';
  created_at: Date;
  last_seen_at: Date;
  ends_at: Date;
  user_agent: string;
}

interface ThrottleTable {
  key: string;
  failures: number;
  last_at: Date;
  blocked_until: Date | null;
}

interface KnownDeviceTable {
  tenant: string;
  login_id: string;
  token_hash: Uint8Array;
  created_at: Date;
  last_used_at: Date;
}

interface RecoveryCodeTable {
  tenant: string;
  login_id: string;
  code_hash: Uint8Array;
  used_at: Date | null;
}

export interface PasskeyTable {
  tenant: string;
  id: string;
  login_id: string;
  credential_id: string;
  public_key: Uint8Array;
  /** The driver hands 64-bit numbers over as text. */
  counter: string | number;
  transports: string[];
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}

export interface ChallengeTable {
  tenant: string;
  handle_hash: Uint8Array;
  area: string;
  kind: 'register' | 'sign-in';
  login_id: string | null;
  challenge: string;
  expires_at: Date;
}

export interface InvitationTable {
  tenant: string;
  id: string;
  area: string;
  selector: string;
  code_hash: string;
  login_id: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

/** The tables of `0030_sign_in.sql`. */
export interface SignInTables {
  'kartoteka.login': LoginTable;
  'kartoteka.session': SessionTable;
  'kartoteka.throttle': ThrottleTable;
  'kartoteka.known_device': KnownDeviceTable;
  'kartoteka.recovery_code': RecoveryCodeTable;
  'kartoteka.passkey': PasskeyTable;
  'kartoteka.challenge': ChallengeTable;
  'kartoteka.invitation': InvitationTable;
}
