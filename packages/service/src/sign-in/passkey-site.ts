import { isIP } from 'node:net';
import type { PasskeySite } from './frame.ts';

/**
 * The site that passkeys belong to, from the address under which browsers reach it. There is none for
 * a bare IP address: passkeys belong to domains (WebAuthn 3, section 5.1.2).
 *
 * @example passkeySite('Kartoteka', 'https://kartoteka.example') // rpId 'kartoteka.example'
 */
export function passkeySite(name: string, url: string): PasskeySite | undefined {
  const { hostname, origin } = new URL(url);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  return { rpId: hostname, name, origins: [origin] };
}
