import fc from 'fast-check';

const characters = [
  ...'abcXYZ0189 ^&|~\\\'"<>;:/?#[]@!$()*+,=%-._',
  ...'żółćęśąźńŁőűáé',
  '\u00a0',
  '\u2028',
  '漢',
  '𝔸',
  '😀',
];

/** Texts out of what real ones are made of, separators and characters that need escaping included. */
export function arbitraryText(options: {
  minLength: number;
  maxLength: number;
}): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...characters), options)
    .map((list) => list.join(''))
    .filter((text) => text.length <= options.maxLength);
}
