import { element, type XmlMarkup } from '@kartoteka/xml';
import { xmlnsRs } from '../vocabulary/namespaces.ts';
import type { RegistryError } from './registry-error.ts';
import { type RegistryResponse, severityPrefix, statusPrefix } from './registry-response.ts';

/**
 * Writes `rs:RegistryResponse`, the answer to ITI-41.
 *
 * ITI TF-3: 4.2.4
 *
 * @example writeRegistryResponse(failure(errors))
 */
export function writeRegistryResponse(response: RegistryResponse): XmlMarkup {
  return element(
    'rs:RegistryResponse',
    { ...xmlnsRs, status: statusPrefix + response.status },
    writeErrorList(response.errors),
  );
}

/** `rs:RegistryErrorList`, or nothing. `highestSeverity` is given: some readers rely on it. */
export function writeErrorList(errors: readonly RegistryError[]): XmlMarkup | undefined {
  if (errors.length === 0) return undefined;
  const highest = errors.some(({ severity }) => severity === 'Error') ? 'Error' : 'Warning';
  const list = errors.map(({ code, context, severity, location }) =>
    element('rs:RegistryError', {
      errorCode: code,
      codeContext: writable(context),
      severity: severityPrefix + severity,
      location: location === undefined ? undefined : writable(location),
    }),
  );
  return element('rs:RegistryErrorList', { highestSeverity: severityPrefix + highest }, list);
}

/** Contexts of a peer's errors may pass through us; what XML cannot carry is replaced. */
function writable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
