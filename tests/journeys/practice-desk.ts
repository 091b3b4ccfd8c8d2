import type { Locator, Page } from 'playwright-core';
import type { DemoFile, DemoStaff } from '../../apps/cli/src/demo/demo-file.ts';

/** What staff do in the practice, by the words on its pages (Polish). */
export interface PracticeDesk {
  signIn(role: DemoStaff['role']): Promise<void>;
  signOut(): Promise<void>;
  /** Opens a page by its place in the main menu, groups and headings included. */
  choose(...path: readonly string[]): Promise<void>;
  /** The row of a table that holds all these words. */
  row(...words: readonly (string | RegExp)[]): Locator;
  /** Narrows the archive to the documents in which these words are found. */
  searchArchive(fields: Readonly<Record<string, string>>): Promise<void>;
  speak(language: 'Polski' | 'Magyar' | 'English'): Promise<void>;
}

export function practiceDesk(page: Page, demo: DemoFile): PracticeDesk {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  return {
    signIn: async (role) => {
      const who = demo.practice.staff.find((one) => one.role === role);
      if (!who) throw new Error(`the demo has no ${role}`);
      await page.goto(demo.practice.url);
      await page.getByLabel('Login').fill(who.login);
      await page.getByLabel('Hasło', { exact: true }).fill(who.password);
      await button('Zaloguj się').click();
      await page
        .getByRole('navigation', { name: 'Menu główne' })
        .or(button('Otwórz menu'))
        .waitFor();
    },
    signOut: async () => {
      await page.getByRole('button', { name: /^Konto: / }).click();
      await page.getByRole('menuitem', { name: 'Wyloguj się' }).click();
      await page.getByRole('heading', { level: 1, name: 'Zaloguj się' }).waitFor();
    },
    choose: async (...path) => {
      const drawer = button('Otwórz menu');
      if (await drawer.isVisible()) await drawer.click();
      let place = page.getByRole('navigation', { name: 'Menu główne' });
      // Each group is looked for inside the one before, so that the path is the path.
      for (const group of path.slice(0, -1)) {
        place = place
          .getByRole('listitem')
          .filter({ has: page.locator(':scope > button, :scope > span', { hasText: group }) });
      }
      await place.getByRole('link', { name: path.at(-1) ?? '', exact: true }).click();
    },
    row: (...words) =>
      words.reduce<Locator>(
        (rows, word) => rows.filter({ hasText: word }),
        page.getByRole('row').filter({ hasNot: page.getByRole('columnheader') }),
      ),
    searchArchive: async (fields) => {
      const panel = page.locator('details', { hasText: 'Wyszukiwanie zaawansowane' });
      if (!(await button('Szukaj').isVisible())) await panel.locator('summary').click();
      for (const [label, words] of Object.entries(fields)) {
        await panel.getByLabel(label, { exact: true }).fill(words);
      }
      await button('Szukaj').click();
    },
    speak: async (language) => {
      await page.locator('header button[aria-haspopup="menu"]').first().click();
      await page.getByRole('menuitemradio', { name: language }).click();
    },
  };
}
