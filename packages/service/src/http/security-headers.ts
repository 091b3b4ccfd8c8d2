/** Whose content is answered: our own page, data of the interface, or somebody's document. */
export type ContentOrigin = 'own' | 'document';

/**
 * Our pages load nothing from elsewhere and run no inline script. Inline styles stay allowed: the
 * component library places its variables in a `<style>` element and positions by attributes.
 */
const ownPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Somebody else's document (a rendered CDA, an attachment): no script, no network, an origin of its
 * own by `sandbox`, shown in a frame of our own pages only.
 */
const documentPolicy = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/**
 * The headers that every answer carries, whatever route gave it.
 *
 * @param origin decides about the content security policy and who may frame the answer
 * @param https adds Strict-Transport-Security
 */
export function securityHeaders(origin: ContentOrigin, https: boolean): Record<string, string> {
  return {
    'content-security-policy': origin === 'own' ? ownPolicy : documentPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': origin === 'own' ? 'DENY' : 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
