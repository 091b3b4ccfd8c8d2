import { type Language, languages } from '@kartoteka/kernel';
import { formatMessage, type MessageKey, type ValuesFor } from '@kartoteka/messages';
import { html, type Markup } from '../html.ts';
import type { WorldName } from '../worlds/world-name.ts';

/** Says a text of the sandbox in the language of the page. */
export type Say = <Key extends MessageKey & `sandbox.${string}`>(
  key: Key,
  ...values: ValuesFor<Key>
) => string;

/** What every page of one world is written with. */
export interface PageFrame {
  readonly language: Language;
  readonly say: Say;
  readonly world: WorldName;
  /** Before every link and form: empty, or `/w/name`. */
  readonly base: string;
  /** Path of this page without the world. */
  readonly path: string;
  /** Further pages in the menu, of platforms. */
  readonly menu: readonly { readonly path: string; readonly name: string }[];
}

export function sayIn(language: Language): Say {
  return (key, ...values) => formatMessage(language, key, ...values);
}

const languageNames: Readonly<Record<Language, string>> = {
  pl: 'Polski',
  hu: 'Magyar',
  en: 'English',
};

/** A whole page: the bar, the menu, the world, the languages, and what is said here. */
export function layOutPage(
  frame: PageFrame,
  page: { readonly title: string; readonly content: Markup; readonly failed?: boolean },
): Markup {
  const { say, base, path, language } = frame;
  const title = page.failed ? say('sandbox.errorTitle', { title: page.title }) : page.title;
  const menu = [
    { path: '/', name: say('sandbox.menuStart') },
    { path: '/calls', name: say('sandbox.menuCalls') },
    { path: '/worlds', name: say('sandbox.menuWorlds') },
    ...frame.menu,
  ];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${say('sandbox.pageTitle')}</title>
<link rel="stylesheet" href="/sandbox.css">
<link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#content">${formatMessage(language, 'frame.skipToContent')}</a>
<aside class="bar" aria-label="${say('sandbox.pageTitle')}">${say('sandbox.bar')}</aside>
<header class="top">
<nav aria-label="${say('sandbox.menu')}"><ul>${menu.map(
    (one) => html`
<li><a href="${base}${one.path}"${isHere(path, one.path) && html` aria-current="page"`}>${one.name}</a></li>`,
  )}
</ul></nav>
<span class="world">${say('sandbox.worldNow', { world: frame.world })}</span>
<form method="post" action="${base}/language" class="languages" aria-label="${formatMessage(language, 'frame.language')}">
<input type="hidden" name="back" value="${path}">${languages.map(
    (one) => html`
<button name="language" value="${one}" lang="${one}" aria-pressed="${String(one === language)}">${languageNames[one]}</button>`,
  )}
</form>
</header>
<main id="content" tabindex="-1">
${page.content}
</main>
</body>
</html>
`;
}

function isHere(path: string, menuPath: string): boolean {
  return menuPath === '/' ? path === '/' : path === menuPath || path.startsWith(`${menuPath}/`);
}

/** What is wrong with a form, before everything else on the page (UX-1). */
export function errorSummary(
  say: Say,
  errors: readonly { readonly field?: string | undefined; readonly text: string }[],
): Markup {
  if (errors.length === 0) return html``;
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
<h2>${say('sandbox.errorHeading')}</h2>
<ul>${errors.map(
    ({ field, text }) =>
      html`<li>${field === undefined ? text : html`<a href="#${field}">${text}</a>`}</li>`,
  )}</ul>
</div>`;
}

/** `2026-11-22 08:30:05`, in UTC: the worlds of a sandbox have no place. */
export function instant(at: Date): Markup {
  const iso = at.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
}
