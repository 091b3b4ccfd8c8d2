const languagePattern = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;

/** What is wrong with a language code, or undefined (RFC 5646 form; ITI TF-3: 4.2.3.2.13). */
export function findLanguageFault(text: string): string | undefined {
  return languagePattern.test(text)
    ? undefined
    : 'The language code is not a language tag such as pl-PL.';
}
