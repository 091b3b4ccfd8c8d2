import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GalleryPage, missingBrowser, type OpenGallery, openGallery } from './open-gallery.ts';

const missing = missingBrowser();

describe.skipIf(missing)('signing in and out in a real browser', () => {
  let gallery: OpenGallery;
  let shown: GalleryPage;

  beforeAll(async () => {
    gallery = await openGallery();
  });
  afterAll(() => gallery.close());
  beforeEach(async () => {
    shown = await gallery.open({ width: 1280, height: 860 });
  });
  afterEach(() => shown.page.close());

  async function signIn(login: string, password: string): Promise<void> {
    const { page } = shown;
    await page.getByLabel('User name').fill(login);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  }

  it('asks for both parts before anything is sent', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'sign-in' });
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('link', { name: 'Enter your user name' }).waitFor();
    expect(await page.title()).toBe('Error: DEMO · Sign in – Kartoteka');
  });

  it('UX-33: a refusal does not say which part was wrong, keeps the login and empties the password', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'sign-in' });
    await signIn('somebody', 'some words');
    await page.getByText('Login lub hasło nie pasują.').waitFor();
    expect(await page.getByLabel('User name').inputValue()).toBe('somebody');
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    const types = await page
      .locator('input')
      .evaluateAll((all) => all.map((input) => input.getAttribute('autocomplete')));
    expect(types).toEqual(['username webauthn', 'current-password']);
  });

  it('UX-32: one field takes the code, with spaces; the focus is on its heading', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'sign-in' });
    await signIn('jagna', 'anything');
    const heading = page.getByRole('heading', { name: 'Enter the one-time code' });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    const field = page.getByLabel('One-time code');
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    expect(await field.getAttribute('inputmode')).toBe('numeric');
    await field.fill('123 456');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.gallery.visited.includes('signed in'));
  });

  it('UX-32: a recovery code can take the place of the code', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'sign-in-code' });
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill('k7qd-m2xw-9r4t');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => window.gallery.visited.includes('signed in'));
  });

  it('closing the window of a passkey is told as what it is', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'sign-in' });
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('Signing in with the passkey was interrupted.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('an invitation leads through its code to a password of one’s own', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'sign-in-invitation' });
    expect(await page.getByLabel('Invitation code').inputValue()).toBe('ABCD-2345');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('dobrawa').waitFor();
    const password = page.getByLabel('New password', { exact: true });
    await password.fill('short');
    await page.getByRole('button', { name: 'Set password and continue' }).click();
    await page.getByRole('link', { name: /at least 12 characters/ }).waitFor();
    await password.fill('four quiet brown cards');
    await page.getByRole('button', { name: 'Set password and continue' }).click();
    await page.waitForFunction(() => window.gallery.visited.includes('signed in'));
  });

  it('shows the application after signing in, at the same address', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'session-away' });
    await signIn('jagna', 'wrong');
    await page.getByText('Nie pasują.').waitFor();
    await signIn('jagna', 'haslo-jagny');
    await page.getByRole('heading', { level: 1, name: /Register of consents/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Account: Jagna Wzorcowa' }).count()).toBe(1);
  });

  it('UX-38: remembers the language for the person who signed in', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'session-here', language: 'hu' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction(() => window.gallery.visited.includes('POST /api/session/language'));
  });

  it('UX-40: a session that ends keeps the page and what was typed on it', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'session-here' });
    await page.getByLabel('Reason').fill('Kontynuacja leczenia');
    await page.getByRole('button', { name: 'Open' }).click();
    const dialog = page.getByRole('dialog', { name: /You were signed out/ });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(1);
    await signIn('jagna', 'haslo-jagny');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Reason').inputValue()).toBe('Kontynuacja leczenia');
  });

  it('UX-40: warns before a session ends and goes on when asked to', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'session-end', language: 'pl' });
    await page.getByText('Zostały 2 minuty.').waitFor();
    await page.getByRole('button', { name: 'Pracuję dalej' }).click();
    expect(await shown.visited()).toContain('stay');
  });

  it('UX-40: says why a session could not go on, and can be asked again', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'session-end-fails' });
    const dialog = page.getByRole('dialog');
    const stay = dialog.getByRole('button', { name: 'Keep working' });
    await stay.click();
    await dialog.getByText('There is no connection to the server.').waitFor();
    expect(await stay.isEnabled()).toBe(true);
  });
});
