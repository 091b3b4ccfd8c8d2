import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectErrorSummary } from './expect-error-summary.ts';
import { type GalleryPage, missingBrowser, type OpenGallery, openGallery } from './open-gallery.ts';

const missing = missingBrowser();

describe.skipIf(missing)('forms and windows in a real browser', () => {
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

  it('UX-1, UX-2: a refused form sums up its errors above the heading, in the words of its fields', async () => {
    await shown.show({ sheet: 'form-error', language: 'pl' });
    const lines = await expectErrorSummary(shown.page);
    expect(lines).toEqual([
      'Wybierz wartość w polu „Odbiorca”',
      'Takiej daty nie ma w kalendarzu. Wpisz w polu „Data od” datę podobną do 5.6.2026',
      'Wpisz datę w polu „Data do”',
      'Wybierz plik w polu „Nazwa dokumentu”',
      'Wpisz hasło',
    ]);
    expect(await shown.page.title()).toMatch(/^Błąd: /);
  });

  it('UX-1: a line of the summary leads to its field', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'form-error' });
    await page.getByRole('link', { name: 'Enter your password' }).click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe(
      'password',
    );
    expect(new URL(page.url()).hash).toBe('');
    await page.getByRole('link', { name: /Choose a file/ }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Choose a file');
  });

  it('UX-3: what was typed stays after a refusal, the password does not', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'form-server-field' });
    await page.getByLabel('Reason').fill('Kontynuacja leczenia');
    await page.getByLabel('Password', { exact: true }).fill('secret words');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('[data-error-summary]').waitFor();
    expect(await page.getByLabel('Reason').inputValue()).toBe('Kontynuacja leczenia');
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
  });

  it('puts an error of the server at the field that it names', async () => {
    await shown.show({ sheet: 'form-server-field' });
    expect(await expectErrorSummary(shown.page)).toEqual(['Skróć pole „Sprawa” do 200 znaków']);
    const described = await shown.page.getByLabel('Reason').getAttribute('aria-describedby');
    expect(described).toMatch(/error/);
  });

  it('UX-25: a problem without a field says what, next step and the original message, and takes the focus', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'form-problem', language: 'pl' });
    const notice = page.getByRole('alert');
    await notice.waitFor();
    const text = await notice.textContent();
    expect(text).toContain('Kodowanie znaków nie zgadza się');
    expect(text).toContain('Zapisz plik w UTF-8');
    expect(text).toContain('parser error : Input is not proper UTF-8');
    expect(text).toContain('7f6d3c1a-52b0-4f0e-9a51-3f2f0a6f6b11');
    expect(await notice.evaluate((box) => box === document.activeElement)).toBe(true);
  });

  it('UX-4, UX-7: checks on submit only, and the button is never disabled', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'form' });
    await page.getByLabel('Date from').fill('31.2.2026');
    await page.keyboard.press('Tab');
    expect(await page.locator('[aria-invalid="true"]').count()).toBe(0);
    expect(await page.locator('form[novalidate]').count()).toBe(1);
    expect(await page.locator('button[disabled]').count()).toBe(0);
  });

  it('UX-13: says how a date was read once the field is left', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'form' });
    await page.getByLabel('Date from').fill('5 VI 2026');
    expect(await page.getByText('Read as 5 June 2026').count()).toBe(0);
    await page.keyboard.press('Tab');
    await page.getByText('Read as 5 June 2026').waitFor();
    expect(await page.getByLabel('Date from').inputValue()).toBe('5 VI 2026');
  });

  it('does not send twice while it sends', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'form-sending' });
    const button = page.getByRole('button', { name: 'Send' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await button.click({ force: true });
    expect(await page.locator('form').getAttribute('aria-busy')).toBe('true');
    expect(await page.getByText('Sending…').count()).toBe(1);
  });

  it('UX-11: files come by the button, are listed with their size and can be removed', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'form' });
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^Choose a file/ }).click();
    await (await chooser).setFiles({
      name: 'dokument.xml',
      mimeType: 'text/xml',
      buffer: Buffer.alloc(2500, 'x'),
    });
    await page.getByText('1 file chosen').waitFor();
    expect(await page.getByText('2.5 kB').count()).toBe(1);
    await page.getByRole('button', { name: 'Remove file dokument.xml' }).click();
    await page.getByText('No file chosen').waitFor();
  });

  it('UX-33: shows a password when asked to', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'form' });
    const field = page.getByLabel('Password', { exact: true });
    expect(await field.getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: 'Show password' }).click();
    expect(await field.getAttribute('type')).toBe('text');
  });

  it('closes a dialog with Escape and gives the focus back', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'confirm' });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const opener = page.getByRole('button', { name: 'Revoke consent' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await shown.visited()).not.toContain('confirmed');
  });

  it('keeps the focus inside a dialog', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'confirm-typed' });
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () =>
          document.activeElement === document.body || !!document.activeElement?.closest('dialog'),
      );
      expect(inside).toBe(true);
    }
  });

  it('UX-8: what cannot be undone wants its name typed', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'confirm-typed' });
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Revoke consent' });
    await confirm.click();
    await page.getByRole('dialog').locator('[data-error-summary]').waitFor();
    expect(await shown.visited()).not.toContain('confirmed');
    await page.getByLabel('To confirm, type: TLS 0A3F').fill('TLS 0A3F');
    await confirm.click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await shown.visited()).toContain('confirmed');
  });

  it('a dialog whose action fails stays and says why', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'confirm-fails' });
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke consent' }).click();
    await page.getByRole('dialog').getByText('There is no connection to the server.').waitFor();
  });

  it('UX-29: a secret is shown with copy, download and the sentence, and only a button closes it', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'secret' });
    await page.keyboard.press('Escape');
    await page.getByText('k7qd-m2xw-9r4t').waitFor();
    expect(await page.getByText('shown only now and not again').count()).toBe(1);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('kody.txt');
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
