/**
 * Orders two strings by code point, as Canonical XML 1.0, 2.2 wants it. JavaScript's own order is
 * by UTF-16 unit, which puts U+10000 before U+E000.
 *
 * @example ['\u{10000}', '\uE000'].sort(compareCodePoints) // ['\uE000', '\u{10000}']
 */
export function compareCodePoints(one: string, two: string): number {
  const length = Math.min(one.length, two.length);
  for (let index = 0; index < length; index += 1) {
    const first = one.charCodeAt(index);
    const second = two.charCodeAt(index);
    if (first !== second) return rank(first) - rank(second);
  }
  return one.length - two.length;
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
