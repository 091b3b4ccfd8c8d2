import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { brought, newcomer, nextVersion } from './brought-documents.ts';
import { type DemoInstallation, startDemo } from './demo-installation.ts';
import { type PracticeDesk, practiceDesk } from './practice-desk.ts';
import {
  desktop,
  dropFiles,
  missingBrowser,
  openBrowser,
  phone,
  type Visitor,
  visit,
} from './visitor.ts';

const missing = missingBrowser();
if (missing) console.warn(`nobody removes a document in a browser: ${missing}`);

vi.setConfig({ testTimeout: 60_000 });

/** A document goes on the word of two people, as they see it. */
describe.skipIf(missing)('removing a document on the screens', () => {
  let installation: DemoInstallation;
  let browser: Browser;
  let first: Visitor;
  let second: Visitor;
  let desk: PracticeDesk;
  let secondDesk: PracticeDesk;
  let title = '';
  const reason = 'Wpisany innemu pacjentowi';

  beforeAll(async () => {
    installation = await startDemo();
    browser = await openBrowser();
    first = await visit(browser, desktop);
    second = await visit(browser, desktop);
    desk = practiceDesk(first.page, installation.demo);
    secondDesk = practiceDesk(second.page, installation.demo);
    await desk.signIn('doctor');
    await secondDesk.signIn('administrator');
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await installation?.interrupt();
    installation?.remove();
  }, 60_000);

  it('S003-009 a doctor asks for it, with a reason', async () => {
    const { page } = first;
    await page.goto(`${installation.demo.practice.url}/archive?state=archived`);
    const link = page.getByRole('row').getByRole('link').first();
    await link.waitFor();
    await page.getByRole('cell').getByRole('link', { name: /.+/ }).first().waitFor();
    const documentLink = page.locator('a[href^="/documents/"]').first();
    await documentLink.click();
    await page.getByRole('button', { name: 'Usuń', exact: true }).waitFor();
    title = await page.getByRole('heading', { level: 1 }).innerText();
    await first.arrive(title, 'document-with-remove');
    await page.getByRole('button', { name: 'Usuń', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Zgłoś do usunięcia' }).click();
    await dialog.getByText('Powód usunięcia').first().waitFor();
    await first.judge('remove-dialog');
    await dialog.getByLabel('Powód usunięcia').fill(reason);
    await dialog.getByRole('button', { name: 'Zgłoś do usunięcia' }).click();
    await dialog.getByText('Czeka na drugą osobę').waitFor();
    await dialog.getByRole('link', { name: 'Lista usunięć' }).click();
    await first.arrive('Usuwanie dokumentów', 'removals-of-proposer');
    await desk.row(title, reason).first().waitFor();
    expect(await page.getByRole('button', { name: /Potwierdź usunięcie/ }).count()).toBe(0);
    await page
      .getByRole('button', { name: /Wycofaj/ })
      .first()
      .waitFor();
  });

  it('S003-009 another person finds it on the board and confirms it', async () => {
    const { page } = second;
    await page.goto(installation.demo.practice.url);
    await page.getByText('Usunięcia dokumentów czekające na drugą osobę: 1.').waitFor();
    await second.arrive('Pulpit', 'board-with-removal');
    await page.getByRole('button', { name: /Pokaż usunięcia/ }).click();
    await second.arrive('Usuwanie dokumentów', 'removals');
    await page
      .getByRole('button', { name: /Potwierdź usunięcie/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(reason).waitFor();
    await second.judge('removal-confirmation');
    await dialog.getByRole('button', { name: 'Potwierdź usunięcie' }).click();
    await secondDesk.row(reason, 'Usunięto').first().waitFor();
    await second.judge('removal-done');
  });

  it('the page of the document keeps the trace and nothing else, in Hungarian on a phone as well', async () => {
    const { page } = second;
    await page.locator('a[href^="/documents/"]').first().click();
    await page.getByText('Dokument usunięto z archiwum').first().waitFor();
    await second.judge('removed-document');
    const kept = page.waitForResponse(/\/session\/language$/);
    await secondDesk.speak('Magyar');
    await kept;
    await second.resize(phone);
    await page.goto(`${installation.demo.practice.url}/removals`);
    await second.arrive('Dokumentumok törlése', 'removals-phone-hu');
    await page.getByText('Megőrzési idők').first().waitFor();
  });

  it('a replaced version leaves the list, comes back marked where somebody asks, and opens from the newer one', async () => {
    const { page } = first;
    const archive = `${installation.demo.practice.url}/archive`;
    const older = brought('KON', '88101');
    const newer = nextVersion('KON', '88102', '88101');
    await page.goto(archive);
    const drop = page.getByRole('button', { name: 'Wczytaj pliki', exact: true }).locator('..');
    await dropFiles(drop, [older, newer]);
    await page.getByText('Zakończono: 2 pliki').waitFor();
    await page.goto(archive);
    await page.getByRole('button', { name: 'Szukaj', exact: true }).waitFor();
    await desk.searchArchive({ 'Pacjent lub PESEL': newcomer.pesel });
    await page.getByText('1 dokument', { exact: true }).first().waitFor();
    expect(await desk.row(newcomer.family).count()).toBe(1);
    await page.getByRole('checkbox', { name: 'Pokaż też zastąpione wersje' }).check();
    await desk.searchArchive({});
    await desk.row(newcomer.family, 'Zastąpiony').waitFor();
    expect(await desk.row(newcomer.family).count()).toBe(2);
    expect(await desk.row(newcomer.family, 'Zastąpiony').count()).toBe(1);
    await first.arrive('Przegląd archiwum dokumentów', 'archive-with-replaced');
    await first.resize(phone);
    await first.arrive('Przegląd archiwum dokumentów', 'archive-with-replaced-phone');
    await first.resize(desktop);

    await desk.row(newcomer.family).first().getByRole('link', { name: newcomer.family }).click();
    const documents = page.getByRole('region', { name: 'Dokumenty pacjenta', exact: true });
    await documents.getByRole('button', { name: 'Pokaż też zastąpione wersje' }).click();
    await documents.getByText('Zastąpiony').waitFor();
    await first.arrive(/./, 'patient-with-replaced');
    await documents.getByRole('row').filter({ hasNotText: 'Zastąpiony' }).getByRole('link').click();
    await page.getByRole('region', { name: 'Wersje' }).getByRole('link').click();
    await page.getByText('Jest nowsza wersja tego dokumentu').waitFor();
    await page.getByRole('button', { name: 'Usuń', exact: true }).waitFor();
    await first.judge('replaced-document');
  });

  it('the list with replaced versions in Hungarian on a phone', async () => {
    const { page } = second;
    await page.goto(`${installation.demo.practice.url}/archive?withReplaced=true`);
    await page.getByText('Felváltva', { exact: true }).first().waitFor();
    await second.arrive('A dokumentumarchívum áttekintése', 'archive-with-replaced-phone-hu');
    await second.resize(desktop);
    await second.judge('archive-with-replaced-hu');
  });

  it('found nothing that somebody could not use, and nothing that a page complained about', () => {
    for (const visitor of [first, second]) {
      expect(visitor.found).toEqual([]);
      expect(visitor.complaints).toEqual([]);
    }
  });
});
