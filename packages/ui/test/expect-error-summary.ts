import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * UX-1 and UX-2 on the page at hand: the summary stands above the heading, has the focus, links to
 * each field, and each field says the same words and is told as wrong. Gives the lines back.
 */
export async function expectErrorSummary(page: Page): Promise<string[]> {
  await page.locator('[data-error-summary]').waitFor();
  const seen = await page.evaluate(() => {
    const summary = document.querySelector('[data-error-summary]') as HTMLElement;
    const heading = document.querySelector('h1') as HTMLElement;
    const position = summary.compareDocumentPosition(heading);
    return {
      aboveHeading: (position & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
      inMain: summary.closest('main') !== null,
      focused: document.activeElement === summary,
      lines: [...summary.querySelectorAll('a')].map((link) => {
        const id = (link.getAttribute('href') ?? '').slice(1);
        const field = document.getElementById(id);
        const described = (field?.getAttribute('aria-describedby') ?? '')
          .split(' ')
          .map((part) => document.getElementById(part)?.textContent ?? '');
        return {
          text: link.textContent ?? '',
          atField: described.includes(link.textContent ?? ''),
          // A button stands for a field of files; `aria-invalid` is not for buttons.
          told: field?.tagName === 'BUTTON' || field?.getAttribute('aria-invalid') === 'true',
        };
      }),
    };
  });
  expect(seen).toMatchObject({ aboveHeading: true, inMain: true, focused: true });
  for (const line of seen.lines) expect(line).toMatchObject({ atField: true, told: true });
  return seen.lines.map(({ text }) => text);
}
