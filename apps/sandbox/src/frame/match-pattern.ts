/**
 * Whether a name fits a pattern in which `*` stands for any characters. Takes time in proportion to
 * both lengths, whatever the pattern.
 *
 * @example matchesPattern('CheckCWU', 'Check*') // true
 */
export function matchesPattern(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  if (!name.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - at >= last.length && name.endsWith(last);
}
