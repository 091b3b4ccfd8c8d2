import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GalleryPage, missingBrowser, type OpenGallery, openGallery } from './open-gallery.ts';

const missing = missingBrowser();

function focusedText({ page }: GalleryPage): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
  });
}

describe.skipIf(missing)('the frame and its tables by keyboard', () => {
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

  it('UX-37: the first stop skips to the content, and one h1 names the page', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'frame' });
    await page.keyboard.press('Tab');
    expect(await focusedText(shown)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.title()).toBe('DEMO · Document archive overview – Kartoteka');
  });

  it('goes from the bar through the menu to the page in the order that is seen', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'frame' });
    const stops: string[] = [];
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press('Tab');
      stops.push(await focusedText(shown));
    }
    expect(stops).toEqual([
      'Skip to content',
      'Language: English',
      'Account: Jagna Wzorcowa',
      'Dashboard',
      'Patients',
      'Additional modules',
      'Archive overview',
      'Kinds of documents',
    ]);
  });

  it('UX-35: a sandbox says so in words, in the bar and in the title', async () => {
    await shown.show({ sheet: 'frame-sandbox', language: 'pl' });
    await shown.page.getByText('ŚRODOWISKO TESTOWE – żadnych prawdziwych pacjentów').waitFor();
    expect(await shown.page.title()).toMatch(/^TEST · /);
  });

  it('marks the page that is open in the menu, and folds groups', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'frame' });
    const current = page.locator('[aria-current="page"]');
    expect(await current.textContent()).toBe('Archive overview');
    const group = page.getByRole('button', { name: 'Additional modules' });
    expect(await group.getAttribute('aria-expanded')).toBe('true');
    await group.press('Enter');
    expect(await group.getAttribute('aria-expanded')).toBe('false');
    expect(await current.isVisible()).toBe(false);
  });

  it('UX-38: languages stand by their own names and are chosen with arrows', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'frame' });
    const button = page.getByRole('button', { name: 'Language: English' });
    await button.press('Enter');
    const items = page.getByRole('menuitemradio');
    expect(await items.allTextContents()).toEqual(['Polski', 'Magyar', 'English']);
    expect(await items.nth(1).getAttribute('lang')).toBe('hu');
    expect(await items.nth(2).getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await shown.visited()).toEqual(['hu']);
    expect(await focusedText(shown)).toBe('Language: English');
  });

  it('a menu closes with Escape, wraps around, and knows Home and End', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'frame' });
    const button = page.getByRole('button', { name: 'Account: Jagna Wzorcowa' });
    await button.press('ArrowDown');
    await page.getByRole('menu').waitFor();
    expect(await focusedText(shown)).toBe('My account');
    await page.keyboard.press('ArrowUp');
    expect(await focusedText(shown)).toBe('Sign out');
    await page.keyboard.press('Home');
    expect(await focusedText(shown)).toBe('My account');
    await page.keyboard.press('End');
    expect(await focusedText(shown)).toBe('Sign out');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Account: Jagna Wzorcowa', expanded: false }).waitFor();
    expect(await page.getByRole('menu').count()).toBe(0);
    expect(await focusedText(shown)).toBe('Account: Jagna Wzorcowa');
  });

  it('UX-48: ? shows the keys, but not while somebody types', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'form' });
    await page.getByLabel('Reason').focus();
    await page.keyboard.type('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('the menu of a phone is a drawer that closes with Escape and after a choice', async () => {
    const phone = await gallery.open({ width: 390, height: 844 });
    await phone.show({ sheet: 'frame' });
    const opener = phone.page.getByRole('button', { name: 'Open menu' });
    await opener.press('Enter');
    await phone.page.getByRole('dialog').waitFor();
    await phone.page.keyboard.press('Escape');
    await phone.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focusedText(phone)).toBe('Open menu');
    await opener.press('Enter');
    await phone.page.getByRole('dialog').getByRole('link', { name: 'Patients' }).click();
    await phone.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await phone.visited()).toEqual(['/patients']);
    await phone.page.close();
  });

  it('UX-18: sorts by buttons, marks the order and says it', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'frame' });
    const header = page.getByRole('columnheader', { name: 'Patient' });
    expect(await header.getAttribute('aria-sort')).toBe('none');
    await header.getByRole('button').press('Enter');
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    await page.getByText('Sorted ascending by: Patient').waitFor();
    await header.getByRole('button').press('Enter');
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    await page.getByText('Sorted descending by: Patient').waitFor();
  });

  it('UX-18: has a caption, row headers and one header for each cell', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'frame' });
    expect(await page.getByRole('table', { name: 'Document archive overview' }).count()).toBe(1);
    const headers = await page.getByRole('columnheader').count();
    const first = page.getByRole('row').nth(1);
    expect(await first.locator('th[scope="row"]').count()).toBe(1);
    expect(await first.locator('th, td').count()).toBe(headers);
  });

  it('UX-20: tells the page and turns it', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'frame' });
    await page.getByText('Page 2 of 7').waitFor();
    await page.getByRole('button', { name: 'Previous page' }).click();
    await page.getByText('Page 1 of 7').waitFor();
    expect(await page.getByRole('button', { name: 'Previous page' }).count()).toBe(0);
  });

  it('UX-22: tells how many rows are selected and offers what can be done with them', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'frame' });
    const status = page.getByRole('status').filter({ hasText: 'selected' });
    expect(await status.textContent()).toBe('2 rows selected');
    await page.getByRole('checkbox').nth(1).press('Space');
    expect(await status.textContent()).toBe('3 rows selected');
    await page.getByRole('checkbox', { name: 'Select all on this page' }).press('Space');
    expect(await status.textContent()).toBe('5 rows selected');
    await page.getByRole('button', { name: 'Clear selection' }).click();
    expect(await status.textContent()).toBe('Nothing selected');
  });

  it('UX-22: actions of a row stand in a menu named after it', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'table-actions' });
    await page.getByRole('button', { name: 'Actions for Konsultacja lekarska' }).first().click();
    await page.getByRole('menuitem', { name: 'Save XML HL7 CDA' }).click();
    expect(await shown.visited()).toEqual(['Save XML HL7 CDA']);
  });

  it('UX-19: no hits say why and offer to clear the filters; the count is a status', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'table-no-hits' });
    await page.getByText('No results').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await shown.visited()).toEqual(['clear']);
  });

  it('UX-39: a list that did not come says so and can be asked for again', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'table-problem' });
    await page.getByText('There is no connection to the server.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await shown.visited()).toEqual(['retry']);
  });

  it('keeps the roles of a table when rows become cards on a phone', async () => {
    const phone = await gallery.open({ width: 390, height: 844 });
    await phone.show({ sheet: 'table-actions' });
    expect(await phone.page.getByRole('row').count()).toBe(6);
    expect(await phone.page.getByRole('cell').first().isVisible()).toBe(true);
    await phone.page.getByLabel('Order').selectOption({ label: 'Patient, ascending' });
    const sorted = phone.page.locator('th[aria-sort="ascending"]');
    expect(await sorted.textContent()).toBe('Patient');
    await phone.page.close();
  });

  it('UX-16: copies an identifier and says so', async () => {
    const { page } = shown;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await shown.show({ sheet: 'patient' });
    await page.getByRole('button', { name: 'Copy: PESEL' }).click();
    await page.locator('[data-announcer]', { hasText: 'Copied' }).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d{11}$/);
  });

  it('UX-15: the banner says who the page is about and stays on top', async () => {
    const { page } = shown;
    await page.setViewportSize({ width: 1280, height: 400 });
    await shown.show({ sheet: 'patient-deceased', language: 'pl' });
    const banner = page.getByRole('region', { name: 'Pacjent', exact: true });
    const text = ((await banner.textContent()) ?? '').replace(/\s+/g, ' ');
    expect(text).toContain('Szkicowy, Wacław');
    expect(text).toContain('Zmarły pacjent Data zgonu 2025-12-24');
    expect(text).toContain('1937-07-07 (88 lat)');
    expect(text).toContain('PłećMężczyzna');
    expect(text).not.toContain(':');
    const family = banner.locator('span').first();
    expect(await family.evaluate((name) => getComputedStyle(name).textTransform)).toBe('uppercase');
    await page.mouse.wheel(0, 2000);
    await page.waitForFunction(() => window.scrollY > 100);
    expect((await banner.boundingBox())?.y).toBe(0);
  });

  it('UX-14: what is not known stands there as a word', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'patient-unknown' });
    const banner = page.getByRole('region', { name: 'Patient', exact: true });
    expect(await banner.getByText('Not recorded').count()).toBe(3);
  });

  it('UX-24: an operation tells its current step, and a failed one can be taken up again', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'operation-running' });
    await page.getByText('Step 3 of 5: [Info] Konto zostało aktywowane.').waitFor();
    expect(await page.locator('[aria-busy="true"]').count()).toBe(1);
    await shown.show({ sheet: 'operation-failed' });
    await page.getByText('upstream request timeout').waitFor();
    await page.getByRole('button', { name: 'Retry from this step' }).click();
    expect(await shown.visited()).toEqual(['retry 3']);
  });

  it('UX-41: a document stands in a frame that may run nothing, with its title and language', async () => {
    const { page } = shown;
    await shown.show({ sheet: 'document' });
    const frame = page.locator('iframe');
    expect(await frame.getAttribute('sandbox')).toBe('');
    expect(await frame.getAttribute('lang')).toBe('pl');
    expect(await frame.getAttribute('title')).toMatch(/^Content of the document: /);
    await page.getByText('2 dangerous parts were removed').waitFor();
  });
});
