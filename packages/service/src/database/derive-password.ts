import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

/** What PostgreSQL uses by default; the password is 256 bits of a hash, so guessing is no matter. */
const iterations = 4096;

/**
 * The password of a runtime role, derived from the administrator's: several instances that know
 * the same DATABASE_URL agree on it, and none is stored.
 */
export function derivePassword(adminPassword: string, role: string): string {
  return createHmac('sha256', adminPassword)
    .update(`kartoteka runtime role\0${role}`)
    .digest('base64url');
}

/**
 * The verifier that PostgreSQL stores for a password (RFC 5803), so that the password itself is in
 * no statement and no server log.
 *
 * @example `ALTER ROLE x PASSWORD 'SCRAM-SHA-256$4096:…'`
 */
export function scramVerifier(password: string, salt: Uint8Array): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  const saltText = Buffer.from(salt).toString('base64');
  return `SCRAM-SHA-256$${iterations}:${saltText}$${storedKey}:${serverKey}`;
}
