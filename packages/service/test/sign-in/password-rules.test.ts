import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkNewPassword, isGuessable, passwordLength } from '../../src/sign-in/password-rules.ts';

const facts = { loginName: 'anna.nowak', codeEnrolled: false, field: 'password' };
const codeOf = (password: string, more: Partial<typeof facts> = {}) => {
  try {
    checkNewPassword(password, { ...facts, ...more });
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a new password', () => {
  it.each([
    'kaktus pod starym mostem',
    'zielony fotel i trzy sowy',
    'kék esernyő a padláson',
    'correct horse battery staple',
    'Xq7#vTz!m2Lp&9Rk',
  ])('may be %s', (password) => {
    expect(codeOf(password)).toBe('taken');
  });

  it('has at least 15 characters alone and 8 with a one-time code', () => {
    expect(codeOf('fT7#kZ!qW9&mLp')).toBe('service.password-short');
    expect(codeOf('fT7#kZ!qW9&mLpR')).toBe('taken');
    expect(codeOf('fT7#kZ!', { codeEnrolled: true })).toBe('service.password-short');
    expect(codeOf('fT7#kZ!q', { codeEnrolled: true })).toBe('taken');
  });

  it('is counted in characters, not in bytes, and has a largest length', () => {
    expect(codeOf('żółć gęś jaźńéő')).toBe('taken');
    expect(codeOf('🐸🐻🦊🐼🐨🐯🦁', { codeEnrolled: true })).toBe('service.password-short');
    const long = 'kaktus pod starym mostem '.repeat(9);
    expect(long.length).toBeGreaterThan(passwordLength.max);
    expect(codeOf(long)).toBe('service.password-long');
  });

  it.each([
    'password',
    'Password1',
    'P4ssw0rd!',
    'passw0rd2024',
    'Haslo123!',
    'HASŁO1234',
    'hasło.hasło',
    'zaq12wsx',
    'qwerty123',
    'Qwertyuiop',
    '1qaz2wsx',
    'asdfghjkl',
    '12345678',
    '87654321',
    '11111111',
    'aaaaaaaa',
    'abcabcabc',
    'abcd1234',
    'polska2024',
    'Polska!!1',
    'Legia1916',
    'jelszo12',
    'Jelszó2024',
    'szeretlek1',
    'Budapest99',
    'ferencvaros',
    'admin123',
    'Admin2024!',
    'welcome1',
    'iloveyou',
    'monkey12',
    'dragon123',
    'kochamcie1',
    'Kasia1990',
    'Mateusz123',
    'przychodnia1',
    'doktor2024',
    'Lekarz123',
    'Wiosna2025',
    'lato2026!',
    'Oktober!1',
    '1q2w3e4r',
    'q1w2e3r4t5',
    'qazwsxedc',
    'trustno1',
    'Whatever1!',
    'jordan23',
    'qwer1234',
    'asdf1234',
    'Liverp00l',
    'Ch0c0late1',
    '2024-01-01',
    '01.02.1990',
  ])('may not be %s, code or no code', (password) => {
    expect(codeOf(password, { codeEnrolled: true })).toBe('service.password-common');
  });

  it.each([
    'passwordpassword',
    'haslohaslohaslo',
    '123456789012345',
    'qwertyuiopasdfghjkl',
    'PolskaPolska2024',
    'abcdefghijklmnopqrstuvwxyz',
    'aaaaaaaaaaaaaaaaaaaa',
    'abababababababab',
    'admin-admin-2024',
  ])('is not better for being long: %s', (password) => {
    expect(codeOf(password)).toBe('service.password-common');
  });

  it.each(['anna.nowak12', 'Nowak-Kartoteka1', 'kartoteka2024!', 'NowakNowak77'])(
    'may not be mostly the login or the product: %s',
    (password) => {
      expect(codeOf(password, { codeEnrolled: true })).toBe('service.password-contains-login');
    },
  );

  it('points to its field', () => {
    expect(() => checkNewPassword('x', { ...facts, field: 'newPassword' })).toThrowError(
      expect.objectContaining({ place: 'newPassword', params: { length: 15 } }),
    );
  });

  it('that is random is taken, whatever it is made of', () => {
    const letters = fc.constantFrom(
      ...'abcdefghijklmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%&',
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.array(letters, { minLength: 16, maxLength: 24 }), (signs) => {
        if (new Set(signs).size > 8 && isGuessable(signs.join(''))) refused += 1;
      }),
      { numRuns: 500 },
    );
    expect(refused).toBe(0);
  });

  it('is judged quickly, however it is built', () => {
    const started = performance.now();
    for (const sign of ['a', 'pass', 'qwerty', '0', ' ', 'é'])
      isGuessable(sign.repeat(500).slice(0, 500));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
