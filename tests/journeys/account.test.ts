import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoInstallation, startDemo } from './demo-installation.ts';
import { type PracticeDesk, practiceDesk } from './practice-desk.ts';
import { desktop, missingBrowser, openBrowser, phone, type Visitor, visit } from './visitor.ts';

const missing = missingBrowser();
if (missing) console.warn(`nobody looks after an account: ${missing}`);

const newPassword = 'mgła nad jesiennym sadem';
/** A code is good for its half minute; the one used to enrol is used up. */
const stepSeconds = 30;

vi.setConfig({ testTimeout: 90_000 });

describe.skipIf(missing)('the own account', () => {
  let installation: DemoInstallation;
  let browser: Browser;
  let doctor: Visitor;
  let desk: PracticeDesk;
  const known = { login: '', password: '', secret: '', recovery: '', other: '' };

  const button = (name: string) => doctor.page.getByRole('button', { name, exact: true });
  const dialog = () => doctor.page.getByRole('dialog');
  const confirm = async (submit: string) => {
    await dialog().getByLabel('Obecne hasło', { exact: true }).fill(known.password);
    await dialog().getByRole('button', { name: submit, exact: true }).click();
  };
  const openAccount = async () => {
    await doctor.page.getByRole('button', { name: /^Konto: / }).click();
    await doctor.page.getByRole('menuitem', { name: 'Moje konto' }).click();
  };
  const typeLogin = async () => {
    await doctor.page.getByLabel('Login').fill(known.login);
    await doctor.page.getByLabel('Hasło', { exact: true }).fill(known.password);
    await button('Zaloguj się').click();
  };
  const arrived = () => doctor.page.getByRole('heading', { level: 1, name: 'Pulpit' }).waitFor();

  beforeAll(async () => {
    installation = await startDemo();
    browser = await openBrowser();
    doctor = await visit(browser, desktop);
    desk = practiceDesk(doctor.page, installation.demo);
    const who = installation.demo.practice.staff.find(({ role }) => role === 'doctor');
    Object.assign(known, { login: who?.login, password: who?.password });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await installation?.interrupt();
    installation?.remove();
  }, 60_000);

  it('is found in the menu of the person, and shows where one is signed in', async () => {
    await desk.signIn('doctor');
    await openAccount();
    await doctor.page.getByText('Chrome, Linux').waitFor();
    await doctor.arrive('Moje konto', 'account');
  });

  it('refuses a wrong password and changes it with the right one', async () => {
    const { page } = doctor;
    await page.getByLabel('Obecne hasło', { exact: true }).fill('nie to hasło, a inne');
    await page.getByLabel('Nowe hasło', { exact: true }).fill(newPassword);
    await button('Zmień hasło').click();
    await page.getByRole('heading', { name: 'Popraw błędy w formularzu' }).waitFor();
    await doctor.judge('account-refused');
    await page.getByLabel('Obecne hasło', { exact: true }).fill(known.password);
    await button('Zmień hasło').click();
    await page.getByText('Hasło zostało zmienione.').first().waitFor();
    known.password = newPassword;
  });

  it('sets one-time codes up with a key that an app takes, and shows recovery codes once', async () => {
    await button('Włącz kody jednorazowe').click();
    await confirm('Włącz kody jednorazowe');
    await dialog().getByRole('img', { name: 'Obraz z kluczem' }).waitFor();
    known.secret = (await dialog().locator('[translate="no"]').first().innerText()).replace(
      /\s/g,
      '',
    );
    expect(known.secret).toMatch(/^[A-Z2-7]{32}$/);
    await doctor.judge('account-code');
    await dialog().getByLabel('Kod jednorazowy').fill(codeOf(known.secret));
    await dialog().getByRole('button', { name: 'Potwierdź', exact: true }).click();
    const codes = (await dialog().locator('output').innerText()).split('\n');
    expect(codes.length).toBeGreaterThanOrEqual(8);
    [known.recovery = '', known.other = ''] = codes;
    await doctor.judge('account-recovery');
    await dialog().getByRole('button', { name: 'Mam to zapisane' }).click();
    await doctor.page.getByText('Włączone', { exact: true }).waitFor();
    await doctor.page.getByText(`Zostało ${codes.length} kodów zapasowych`).waitFor();
  });

  it('then asks for a code at the door, takes a recovery code once, and a code of the app', async () => {
    await desk.signOut();
    await typeLogin();
    await doctor.arrive('Wpisz kod jednorazowy', 'sign-in-code');
    await button('Użyj kodu zapasowego').click();
    await doctor.page.getByLabel('Kod zapasowy').fill(known.recovery);
    await button('Dalej').click();
    await arrived();
    await desk.signOut();
    await typeLogin();
    await doctor.page.getByLabel('Kod jednorazowy').fill(codeOf(known.secret, stepSeconds));
    await button('Dalej').click();
    await arrived();
  });

  it('adds a passkey, signs in with it alone, and removes it', async () => {
    const { page } = doctor;
    const devices = await page.context().newCDPSession(page);
    await devices.send('WebAuthn.enable');
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await openAccount();
    await button('Dodaj klucz dostępu').click();
    await dialog().getByLabel('Nazwa urządzenia').fill('Telefon w kieszeni');
    await confirm('Dodaj klucz dostępu');
    await page.getByText('Telefon w kieszeni').waitFor();
    await doctor.arrive('Moje konto', 'account-full');
    await desk.signOut();
    await button('Zaloguj się kluczem dostępu').click();
    await arrived();
    await openAccount();
    await button('Usuń klucz dostępu Telefon w kieszeni').click();
    await confirm('Usuń klucz dostępu');
    await button('Usuń klucz dostępu Telefon w kieszeni').waitFor({ state: 'detached' });
  });

  it('signs out somewhere else, and that browser notices', async () => {
    const elsewhere = await visit(browser, phone);
    await elsewhere.page.goto(installation.demo.practice.url);
    await elsewhere.page.getByLabel('Login').fill(known.login);
    await elsewhere.page.getByLabel('Hasło', { exact: true }).fill(known.password);
    await elsewhere.page.getByRole('button', { name: 'Zaloguj się', exact: true }).click();
    await elsewhere.page.getByRole('button', { name: 'Użyj kodu zapasowego' }).click();
    await elsewhere.page.getByLabel('Kod zapasowy').fill(known.other);
    await elsewhere.page.getByRole('button', { name: 'Dalej', exact: true }).click();
    await elsewhere.page.getByRole('heading', { level: 1, name: 'Pulpit' }).waitFor();
    await elsewhere.page.goto(`${installation.demo.practice.url}/account`);
    await elsewhere.arrive('Moje konto', 'account-phone');
    await doctor.page.reload();
    await doctor.page.getByRole('button', { name: /^Wyloguj tam: / }).click();
    await doctor.page
      .getByRole('button', { name: /^Wyloguj tam: / })
      .waitFor({ state: 'detached' });
    await elsewhere.page.reload();
    await elsewhere.page.getByRole('heading', { level: 1, name: 'Zaloguj się' }).waitFor();
    expect(elsewhere.found).toEqual([]);
    await elsewhere.leave();
  });

  it('was accessible on every page and broke no policy of the browser', () => {
    expect(doctor.found).toEqual([]);
    expect(doctor.complaints).toEqual([]);
  });
});

/** What an authenticator app shows, now or so many seconds later: one program that we did not write. */
function codeOf(secret: string, secondsLater = 0): string {
  const now = new Date(Date.now() + secondsLater * 1000)
    .toISOString()
    .replace('T', ' ')
    .slice(0, 19);
  return execFileSync('oathtool', ['--totp', '--base32', `--now=${now} UTC`, secret], {
    encoding: 'utf8',
  }).trim();
}
