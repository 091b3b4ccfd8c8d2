import { splitDeclarations, splitRules, withoutComments } from './split-css.ts';

/** Style that may stay, and the names of what was taken out. */
export interface FilteredCss {
  readonly css: string;
  readonly removed: readonly string[];
}

const properties = new RegExp(
  `^(${[
    'background|background-color|background-size|background-repeat|background-position',
    'border(-[a-z-]+)?|outline(-[a-z-]+)?|box-(shadow|sizing)|margin(-[a-z-]+)?|padding(-[a-z-]+)?',
    'caption-side|clear|color|content|cursor|direction|display|empty-cells|float|visibility|opacity',
    'columns?|column-[a-z-]+|gap|row-gap|flex(-[a-z-]+)?|grid(-[a-z-]+)?|order',
    '(justify|align|place)-[a-z-]+|font(-[a-z-]+)?|letter-spacing|line-height|hyphens|quotes',
    '((min|max)-)?(width|height)|list-style|list-style-(type|position)|counter-[a-z]+',
    'orphans|widows|(page-)?break-(before|after|inside)|size|table-layout|tab-size|overflow(-[a-z]+)?',
    'text-[a-z-]+|vertical-align|white-space|word-[a-z]+|unicode-bidi|transition(-[a-z-]+)?',
    '(-webkit-)?print-color-adjust|top|right|bottom|left|z-index|position|transform',
  ].join('|')})$`,
);
/** Properties that place a box on top of others stay with the stylesheet; a fragment has no use for them. */
const sheetOnly = new Set(['top', 'right', 'bottom', 'left', 'z-index', 'position', 'transform']);
const functions = new Set([
  ...['rgb', 'rgba', 'hsl', 'hsla', 'calc', 'min', 'max', 'clamp', 'counter', 'counters'],
  ...['repeat', 'minmax', 'fit-content', 'rotate', 'scale', 'translate', 'translatex'],
  ...['translatey', 'cubic-bezier', 'linear-gradient'],
]);
const atRules = /^@media[\w\s(),:.\->=]*$/i;
const selectors = /^[\w\s.#:>+~*,\-()[\]="'|^$\u00a0-\uffff]+$/;

/** Filters the declarations of a `style` attribute. */
export function filterStyle(style: string): FilteredCss {
  return filterDeclarations(withoutComments(style), sheetOnly);
}

/**
 * Filters a style sheet by an allow-list of properties, functions and at-rules. Nothing that loads,
 * runs or escapes from its element stays: `url()`, `expression()`, `@import`, `@font-face`,
 * `position: fixed`, escapes by backslash.
 */
export function filterSheet(sheet: string): FilteredCss {
  const removed: string[] = [];
  const css: string[] = [];
  for (const { prelude, block } of splitRules(withoutComments(sheet))) {
    const kept = filterRule(prelude, block, removed);
    if (kept !== undefined) css.push(kept);
  }
  return { css: css.join('\n'), removed };
}

function filterRule(
  prelude: string,
  block: string | undefined,
  removed: string[],
): string | undefined {
  const atRule = /^@([\w-]+)/.exec(prelude)?.[1]?.toLowerCase();
  if (block === undefined) {
    if (atRule !== undefined && atRule !== 'charset') removed.push(`style:@${atRule}`);
    return undefined;
  }
  if (atRule === 'media' && atRules.test(prelude)) {
    const inner = filterSheet(block);
    removed.push(...inner.removed);
    return `${prelude} {\n${inner.css}\n}`;
  }
  if (atRule !== undefined && !/^@page(\s*:\w+)?$/i.test(prelude)) {
    removed.push(`style:@${atRule}`);
    return undefined;
  }
  if (atRule === undefined && !selectors.test(prelude)) {
    removed.push('style:selector');
    return undefined;
  }
  const inner = filterDeclarations(block, new Set());
  removed.push(...inner.removed);
  return inner.css === '' ? undefined : `${prelude} { ${inner.css} }`;
}

function filterDeclarations(block: string, refused: ReadonlySet<string>): FilteredCss {
  const removed: string[] = [];
  const kept: string[] = [];
  for (const declaration of splitDeclarations(block)) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    const hostile = hostilePart(property, value);
    if (hostile) removed.push(`style:${hostile}`);
    else if (refused.has(property)) removed.push(`style:${property}`);
    else if (properties.test(property) && value !== '') kept.push(`${property}: ${value}`);
  }
  return { css: kept.join('; '), removed };
}

/** The name of what makes a declaration hostile, if anything does. */
function hostilePart(property: string, value: string): string | undefined {
  if (/[\\<@{}]/.test(value) || /[\\<]/.test(property)) return 'escape';
  if (property === 'behavior' || property.endsWith('-binding')) return property;
  if (property === 'position' && !/^(static|relative|absolute)(\s*!important)?$/i.test(value)) {
    return 'position';
  }
  const bare = value.replace(/"[^"\n]*"|'[^'\n]*'/g, ' ');
  if (/["']/.test(bare)) return 'escape';
  for (const match of bare.matchAll(/([\w-]+)\s*\(/g)) {
    const name = match[1]?.toLowerCase() ?? '';
    if (!functions.has(name)) return name;
  }
  return undefined;
}
