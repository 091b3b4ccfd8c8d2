/** One piece of a style sheet: `prelude { block }`, or a statement without a block. */
export interface CssRule {
  readonly prelude: string;
  readonly block?: string;
}

/** Comments become a blank; one that never ends takes the rest with it (CSS Syntax, 4.3.2). */
export function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, ' ');
}

/**
 * Cuts a style sheet without comments into its rules, minding strings and nested blocks. A block
 * that never ends is closed at the end, as browsers do.
 */
export function splitRules(css: string): CssRule[] {
  const rules: CssRule[] = [];
  let prelude = '';
  let index = 0;
  while (index < css.length) {
    const character = css[index] ?? '';
    if (character === '{') {
      const end = blockEnd(css, index + 1);
      rules.push({ prelude: prelude.trim(), block: css.slice(index + 1, end) });
      prelude = '';
      index = end + 1;
      continue;
    }
    const next = character === '"' || character === "'" ? stringEnd(css, index) : index + 1;
    if (character === ';') {
      if (prelude.trim() !== '') rules.push({ prelude: prelude.trim() });
      prelude = '';
    } else if (character !== '}') {
      prelude += css.slice(index, next);
    }
    index = next;
  }
  return rules;
}

/** Cuts a block into declarations at the semicolons that stand outside strings and brackets. */
export function splitDeclarations(block: string): string[] {
  const declarations: string[] = [];
  let from = 0;
  let depth = 0;
  let index = 0;
  while (index < block.length) {
    const character = block[index] ?? '';
    if (character === '"' || character === "'") {
      index = stringEnd(block, index);
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth = Math.max(0, depth - 1);
    if (character === ';' && depth === 0) {
      declarations.push(block.slice(from, index));
      from = index + 1;
    }
    index += 1;
  }
  declarations.push(block.slice(from));
  return declarations.map((text) => text.trim()).filter((text) => text !== '');
}

function blockEnd(css: string, from: number): number {
  let depth = 1;
  let index = from;
  while (index < css.length) {
    const character = css[index] ?? '';
    if (character === '"' || character === "'") {
      index = stringEnd(css, index);
      continue;
    }
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (depth === 0) return index;
    index += 1;
  }
  return css.length;
}

/** The index behind a string; a line end breaks it off (CSS Syntax, 4.3.5). */
function stringEnd(css: string, from: number): number {
  const quote = css[from];
  for (let index = from + 1; index < css.length; index += 1) {
    if (css[index] === '\\') index += 1;
    else if (css[index] === quote || css[index] === '\n') return index + 1;
  }
  return css.length;
}
