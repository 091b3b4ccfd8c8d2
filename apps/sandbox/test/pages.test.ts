import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePesel } from './example-platform/example-platform.ts';
import { type SandboxForTests, startSandboxForTests } from './sandbox-for-tests.ts';

const axeRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const bars = {
  pl: 'ŚRODOWISKO TESTOWE – nic tu nie jest prawdziwe',
  hu: 'TESZTKÖRNYEZET – itt semmi sem valódi',
  en: 'SANDBOX – nothing here is real',
} as const;

let sandbox: SandboxForTests;
let browser: Browser;
let axe = '';
beforeAll(async () => {
  sandbox = await startSandboxForTests();
  const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  axe = await readFile(path, 'utf8');
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
});
afterAll(async () => {
  await browser?.close();
  await sandbox.stop();
});

/** A page whose every request and message of the console is kept. */
async function visit(path: string, options: { width?: number; locale?: string } = {}) {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    locale: options.locale ?? 'en',
    colorScheme: 'light',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(sandbox.url) && !request.url().startsWith('data:')) {
      complaints.push(`asks ${request.url()}`);
    }
  });
  await page.goto(`${sandbox.url}${path}`);
  return { page, complaints, close: () => context.close() };
}

async function violations(page: Page): Promise<string[]> {
  // Through the debugger, past the policy that lets no script run.
  await page.evaluate(axe);
  return page.evaluate(async (values) => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; nodes: { html: string }[] }[];
        }>;
      };
    };
    const found = await checker.run({ runOnly: values, resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
  }, axeRules);
}

const shots = process.env.KARTOTEKA_SCREENSHOTS;
async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

describe('the pages of the sandbox', () => {
  let callId = 0;
  beforeAll(async () => {
    await sandbox.api('POST', '/api/worlds', { world: 'shown' });
    const send = (text: string, headers: Record<string, string> = {}) =>
      fetch(`${sandbox.url}/w/shown/example/notes`, {
        method: 'POST',
        body: JSON.stringify({ pesel: examplePesel, text }),
        headers: { 'content-type': 'application/json', ...headers },
      });
    await send('<script>document.title = "caught"</script>');
    await send('', { 'x-kartoteka-fault': 'slow; ms=20' });
    await sandbox.api('POST', '/api/worlds/shown/faults', {
      fault: 'slow',
      ms: 3000,
      platform: 'example',
      times: 2,
      from: '2026-01-01T00:00:00Z',
    });
    await sandbox.api('PUT', '/api/worlds/shown/snapshots/before-lunch');
    const { body } = await sandbox.api<{ calls: { id: number }[] }>(
      'GET',
      '/api/worlds/shown/calls',
    );
    callId = body.calls[0]?.id ?? 0;
  });

  const paths = () =>
    [
      ['start', '/w/shown'],
      ['default', '/'],
      ['log', '/w/shown/calls'],
      ['call', `/w/shown/calls/${callId}`],
      ['worlds', '/w/shown/worlds'],
      ['confirm', '/w/shown/confirm?action=delete'],
      ['missing', '/w/nowhere/worlds'],
    ] as const;

  it.each(['pl', 'hu', 'en'] as const)(
    'say in %s that nothing is real, ask nothing of others, and are accessible',
    async (language) => {
      for (const [name, path] of paths()) {
        const { page, complaints, close } = await visit(path, { locale: language });
        expect(await page.locator('.bar').textContent()).toBe(bars[language]);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        expect(await page.locator('h1').count()).toBe(1);
        expect([name, await violations(page)]).toEqual([name, []]);
        expect([name, complaints.filter((one) => !/404/.test(one))]).toEqual([name, []]);
        await shoot(page, `${name}-${language}`);
        await close();
      }
    },
    120_000,
  );

  it('fit a phone', async () => {
    for (const [name, path] of paths()) {
      const { page, close } = await visit(path, { width: 390, locale: 'pl' });
      const wide = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([name, wide]).toEqual([name, 0]);
      await shoot(page, `${name}-phone`);
      await close();
    }
  });

  it('run no script, whoever wrote it', async () => {
    const { page, close } = await visit(`/w/shown/calls/${callId - 1}`);
    expect(await page.title()).not.toContain('caught');
    expect(await page.locator('main').textContent()).toContain('<script>');
    const answer = await fetch(`${sandbox.url}/`);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'/,
    );
    await close();
  });

  it('switch the language, and keep it', async () => {
    const { page, close } = await visit('/w/shown/calls', { locale: 'en' });
    await page.getByRole('button', { name: 'Magyar' }).click();
    expect(new URL(page.url()).pathname).toBe('/w/shown/calls');
    expect(await page.locator('h1').textContent()).toBe('Hívásnapló');
    await page.getByRole('link', { name: 'Világok' }).click();
    expect(await page.locator('h1').textContent()).toBe('Világok');
    await close();
  });

  it('switch a fault on and off', async () => {
    await sandbox.api('POST', '/api/worlds', { world: 'desk' });
    const { page, close } = await visit('/w/desk');
    await page.getByLabel('Fault', { exact: true }).selectOption('status');
    await page.getByLabel('Status (optional)').fill('many');
    await page.getByRole('button', { name: 'Switch the fault on' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByRole('alert').textContent()).toContain('Type a number only: Status');
    expect(await page.getByLabel('Status (optional)').inputValue()).toBe('many');
    expect(await page.getByLabel('Fault', { exact: true }).inputValue()).toBe('status');
    expect(await violations(page)).toEqual([]);
    await shoot(page, 'start-error-en');
    await page.getByLabel('Status (optional)').fill('504');
    await page.getByRole('button', { name: 'Switch the fault on' }).click();
    const struck = () =>
      fetch(`${sandbox.url}/w/desk/example/notes/1`).then(({ status }) => status);
    expect(await struck()).toBe(504);
    await page
      .getByRole('button', { name: 'Switch off the fault: server error (5xx) (504)' })
      .click();
    expect(await struck()).toBe(200);
    await close();
  });

  it('move the clock', async () => {
    await sandbox.api('POST', '/api/worlds', { world: 'clocks' });
    const { page, close } = await visit('/w/clocks');
    const now = page.getByLabel('New date and time (UTC)');
    const set = page.getByRole('button', { name: 'Set the clock' });
    for (const typed of ['tomorrow', '2027-02-30', '']) {
      await now.fill(typed);
      await set.click();
      expect(await page.getByRole('alert').count()).toBe(1);
    }
    await now.fill('2027-03-01 08:30');
    await page.getByLabel('Stop the clock at that moment').check();
    await set.click();
    const read = async () =>
      (
        await sandbox.api<{ now: string; frozen: boolean; offsetMs: number }>(
          'GET',
          '/api/worlds/clocks/clock',
        )
      ).body;
    expect(await read()).toMatchObject({ now: '2027-03-01T08:30:00.000Z', frozen: true });
    await page.getByRole('button', { name: 'Back to the time of the machine' }).click();
    expect(await read()).toMatchObject({ frozen: false, offsetMs: 0 });
    await close();
  });

  it('make a world, save it, restore it, and remove it only when asked once more', async () => {
    const { page, close } = await visit('/worlds');
    await page.getByLabel('Name of the new world').fill('Not A Name');
    await page.getByRole('button', { name: 'Create the world' }).click();
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.getByLabel('Name of the new world').fill('by-hand');
    await page.getByRole('button', { name: 'Create the world' }).click();
    expect(new URL(page.url()).pathname).toBe('/w/by-hand/worlds');
    await page.getByLabel('Name of the state').fill('s1');
    await page.getByRole('button', { name: 'Save the state' }).click();
    await page.getByRole('button', { name: 'Restore the state s1' }).click();
    await page.getByRole('link', { name: 'Remove this world' }).click();
    expect(await page.locator('h1').textContent()).toBe('Remove the world by-hand?');
    await page.getByRole('button', { name: 'Remove this world' }).click();
    expect(new URL(page.url()).pathname).toBe('/worlds');
    expect((await fetch(`${sandbox.url}/w/by-hand/worlds`)).status).toBe(404);
    await close();
  });

  it('search the log without naming anybody in the address', async () => {
    const { page, close } = await visit('/w/shown/calls');
    await page.getByLabel('Text in the content').fill(examplePesel);
    await page.getByLabel('Only those that broke a rule').check();
    await page.getByRole('button', { name: 'Search' }).click();
    expect(page.url()).not.toContain(examplePesel);
    expect(await page.getByRole('status').textContent()).toContain('1 call');
    await close();
  });

  it('take no form from another site', async () => {
    const answer = await fetch(`${sandbox.url}/w/shown/confirm`, {
      method: 'POST',
      body: new URLSearchParams({ action: 'delete' }),
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(answer.status).toBe(403);
    expect((await fetch(`${sandbox.url}/w/shown/worlds`)).status).toBe(200);
  });

  it.each([
    '//elsewhere.example',
    'https://elsewhere.example',
    '/\\elsewhere.example',
    'javascript:x',
  ])('lead back to a page of this server, not to %s', async (back) => {
    const answer = await fetch(`${sandbox.url}/language`, {
      method: 'POST',
      body: new URLSearchParams({ language: 'hu', back }),
      redirect: 'manual',
    });
    expect(answer.headers.get('location')).toBe('/');
  });
});
