import { describe, expect, it } from 'vitest';
import { passkeySite } from '../../src/sign-in/passkey-site.ts';

describe('the site that passkeys belong to', () => {
  it.each([
    ['https://kartoteka.example', 'kartoteka.example', 'https://kartoteka.example'],
    ['http://localhost:4000', 'localhost', 'http://localhost:4000'],
    ['https://praxis.example:8443/', 'praxis.example', 'https://praxis.example:8443'],
  ])('is the domain of the address: %s', (url, rpId, origin) => {
    expect(passkeySite('Kartoteka', url)).toEqual({ rpId, name: 'Kartoteka', origins: [origin] });
  });

  it.each(['https://192.0.2.7', 'http://127.0.0.1:4000', 'https://[2001:db8::1]:4000'])(
    'is missing for a bare address: %s',
    (url) => {
      expect(passkeySite('Kartoteka', url)).toBeUndefined();
    },
  );
});
