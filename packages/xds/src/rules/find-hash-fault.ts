const sha1Pattern = /^[0-9a-f]{40}$/i;

/** What is wrong with a hash, or undefined. Upper case is taken (ITI TF-3: 4.2.3.2.10). */
export function findHashFault(text: string): string | undefined {
  return sha1Pattern.test(text) ? undefined : 'The hash is not SHA-1 in 40 hexadecimal digits.';
}
