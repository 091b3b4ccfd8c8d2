/** RFC 3986, 4.1: a scheme, or a relative reference whose first segment has no colon. */
const uriPattern = /^(?:[A-Za-z][A-Za-z0-9+.-]*:|(?![^/?#]*:))[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/;

/** What is wrong with a URI, or undefined. */
export function findUriFault(text: string): string | undefined {
  return uriPattern.test(text) ? undefined : 'The value is not a URI or relative reference.';
}
