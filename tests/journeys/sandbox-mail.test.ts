import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailSandbox, startMailSandbox } from '../../apps/sandbox/test/mail/mail-for-tests.ts';
import { desktop, missingBrowser, openBrowser, phone, type Visitor, visit } from './visitor.ts';

const missing = missingBrowser();
if (missing) console.log(`the pages of the sandbox's mail are left out: ${missing}`);

const from = 'praktyka@przychodnia.example';
const to = 'pacjent@poczta.example';
const office = 'biuro@kartoteka.example';
const hostile = (elsewhere: string) => `<h1>Wynik</h1><script>document.title = 'alive'</script>
  <img src="${elsewhere}/pixel.png"><form action="${elsewhere}/form"><button>x</button></form>
  <a href="javascript:alert(1)" onclick="alert(1)">link</a>`;

/** A mail of two parts and an attachment, as other programs write them. */
const mixed = (elsewhere: string) =>
  [
    'Date: Mon, 02 Mar 2026 08:00:00 +0000',
    `From: =?utf-8?Q?Gabinet_=C5=BB=C3=B3=C5=82ty?= <${from}>`,
    `To: ${to}`,
    'Subject: =?utf-8?Q?Wynik_badania_<b>?=',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=m',
    '',
    '--m',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Dzień dobry, <script>alert(1)</script>',
    '--m',
    'Content-Type: text/html; charset=utf-8',
    '',
    ...hostile(elsewhere).split('\n'),
    '--m',
    'Content-Type: application/pdf; name="wynik.pdf"',
    'Content-Disposition: attachment; filename="wynik.pdf"',
    '',
    '%PDF-1.4',
    '--m--',
    '',
  ].join('\r\n');

describe.skipIf(missing !== undefined)('pages of the mail', { timeout: 120_000 }, () => {
  let sandbox: MailSandbox;
  let browser: Browser;
  let visitor: Visitor;
  beforeAll(async () => {
    sandbox = await startMailSandbox({ relayTo: { host: '127.0.0.1', port: 1 } });
    browser = await openBrowser();
    visitor = await visit(browser, desktop, 'pl-PL');
  });
  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  it('show mailboxes and one message, with everything hostile asleep', async () => {
    const { page } = visitor;
    const asked: string[] = [];
    const elsewhere = createServer((request, answer) => {
      asked.push(request.url ?? '');
      answer.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', () => resolve()));
    const there = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    const account = await sandbox.mailbox(from);
    await sandbox.client(account).sendRaw({ from, to: [to], bytes: Buffer.from(mixed(there)) });
    await page.goto(`${sandbox.url}/mail`);
    await visitor.arrive('Skrzynki pocztowe', 'mail-mailboxes');
    await page.getByRole('link', { name: to }).click();
    await visitor.arrive(to, 'mail-messages');
    await page.getByRole('link', { name: 'Wynik badania <b>' }).click();
    await visitor.arrive('Wynik badania <b>', 'mail-message');
    const shown = page.frameLocator('iframe');
    expect(await shown.locator('h1').textContent()).toBe('Wynik');
    expect(await page.title()).toContain('Wynik badania');
    expect(asked).toEqual([]);
    elsewhere.close();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Zapisz wynik.pdf' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('wynik.pdf');
  });

  it('open their source as text, and delete after asking once', async () => {
    const { page } = visitor;
    await page.getByRole('link', { name: 'Źródło wiadomości' }).press('Enter');
    await page.waitForURL(/\/source$/);
    expect(await page.locator('body').textContent()).toContain('boundary=m');
    await page.goto(page.url().replace(/\/source$/, ''));
    // By keys: a click right after the page scrolled below the message's own frame is lost in Chromium.
    await page.getByRole('link', { name: 'Usuń wiadomość' }).press('Enter');
    await visitor.arrive(/^Usunąć wiadomość/, 'mail-delete');
    await page.getByRole('button', { name: 'Usuń wiadomość' }).press('Enter');
    await visitor.arrive(to, 'mail-empty');
    expect(await page.locator('main').textContent()).toContain('nie ma wiadomości');
  });

  it('keep what was typed when a mailbox cannot be made', async () => {
    const { page } = visitor;
    await page.goto(`${sandbox.url}/mail`);
    await page.getByLabel('Adres nowej skrzynki').fill('nie adres');
    await page.getByRole('button', { name: 'Załóż skrzynkę' }).click();
    await visitor.arrive('Skrzynki pocztowe', 'mail-mailbox-error');
    expect(await page.getByRole('alert').textContent()).toContain('To nie jest adres skrzynki');
    expect(await page.getByLabel('Adres nowej skrzynki').inputValue()).toBe('nie adres');
    expect(await page.title()).toContain('Błąd');
    await page.getByLabel('Adres nowej skrzynki').fill('nowa@poczta.example');
    await page.getByRole('button', { name: 'Załóż skrzynkę' }).click();
    await visitor.arrive('nowa@poczta.example', 'mail-mailbox-made');
  });

  it('say in each language why a message to the office waits, on a phone and in a world', async () => {
    const account = await sandbox.mailbox(from, 'one');
    await sandbox.client(account).send({ to: [office], subject: 'CSR', text: 'Witam' });
    for (const [locale, words] of [
      ['hu-HU', 'nem fogad kapcsolatot'],
      ['en-GB', 'does not accept connections'],
      ['pl-PL', 'nie przyjmuje połączeń'],
    ] as const) {
      const other = await visit(browser, phone, locale);
      await expect
        .poll(
          async () => {
            await other.page.goto(`${sandbox.url}/w/one/mail/${office}`);
            await other.page.getByRole('link', { name: 'CSR' }).click();
            return other.page.getByRole('heading', { name: 'CSR' }).locator('..').textContent();
          },
          { timeout: 15_000, interval: 500 },
        )
        .toContain(words);
      await other.arrive('CSR', `mail-waiting-${locale}`);
      await other.page.goto(`${sandbox.url}/w/one/mail`);
      await other.judge(`mail-phone-${locale}`);
      expect([...other.found, ...other.complaints]).toEqual([]);
      await other.leave();
    }
  });

  it('are accessible and fit their window, and break no policy', () => {
    expect(visitor.found).toEqual([]);
    // What the hostile part asked for was stopped by its frame; nothing else may be reported.
    const others = visitor.complaints.filter((one) => !/pixel\.png|Blocked script/i.test(one));
    expect(others).toEqual([]);
  });
});
