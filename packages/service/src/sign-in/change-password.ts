import { Problem } from '@kartoteka/kernel';
import type { Session } from '../http/session.ts';
import { eventOf, withConfirmedPassword } from './confirm-password.ts';
import type { SignInFrame } from './frame.ts';
import { updateLogin } from './login-store.ts';
import { checkNewPassword, passwordLength, passwordSize } from './password-rules.ts';
import { deleteSessions } from './session-store.ts';

/**
 * Changes the password of the person who is signed in and ends their other sessions.
 *
 * @throws Problem `service.password-*`, `service.too-many-attempts`
 */
export async function changePassword(
  frame: SignInFrame,
  session: Session,
  typed: { readonly password: string; readonly newPassword: string },
): Promise<void> {
  const { password, newPassword } = typed;
  const place = 'newPassword';
  // Hashing takes its time: done before a transaction holds the login.
  const hash = await frame.hasher.hash(newPassword);
  await withConfirmedPassword(frame, session, password, async (trx, login) => {
    const codeEnrolled = login.totp_secret !== null;
    checkNewPassword(newPassword, {
      loginName: login.login_name ?? '',
      codeEnrolled,
      field: place,
    });
    if (newPassword.normalize('NFKC') === password.normalize('NFKC')) {
      throw new Problem('service.password-same', { place });
    }
    await updateLogin(trx, login.id, passwordColumns(frame, newPassword, hash));
    await deleteSessions(trx, login.id, session.id);
    await frame.audit(trx, eventOf(frame, login, 'password-changed'));
  });
}

/** What a new password sets. */
export function passwordColumns(frame: SignInFrame, password: string, hash: string) {
  return {
    password_hash: hash,
    password_alone: passwordSize(password) >= passwordLength.alone,
    password_changed_at: frame.clock.now(),
  };
}
