import { createHash } from 'node:crypto';
import type { Pairs } from '@kartoteka/fhir';
import { type AccountId, Problem } from '@kartoteka/kernel';
import type { Keyring } from '@kartoteka/service';
import type { Page } from '../features/documents/service.ts';

type Behind = NonNullable<Page['behind']>;

/** Of our own making: a patient in an address, and where a page begins. Both are sealed. */
const patientName = '_patient';
const behindName = '_behind';

const purpose = 'mhd-page';
const patientNames: readonly string[] = ['patient.identifier', 'patient:identifier'];

/**
 * The addresses of pages. They name the patient by a sealed value only, so that no national number
 * stands in an address, and what is sealed opens for the same account and the same search only.
 */
export function pageLinks(keyring: Keyring) {
  const seal = (account: AccountId, what: string, value: unknown): string =>
    Buffer.from(
      keyring.sealSecret(purpose, Buffer.from(JSON.stringify(value)), `${account}/${what}`),
    ).toString('base64url');
  const open = (account: AccountId, what: string, sealed: string): unknown => {
    try {
      const envelope = Buffer.from(sealed, 'base64url');
      const bytes = keyring.openSecret(purpose, envelope, `${account}/${what}`);
      return JSON.parse(Buffer.from(bytes).toString('utf8'));
    } catch (cause) {
      throw new Problem('fhir.page-link', { cause });
    }
  };
  return {
    /**
     * Takes a patient out of its seal, and the beginning of the page out of the parameters.
     *
     * @throws Problem `fhir.page-link`
     */
    read: (
      account: AccountId,
      pairs: Pairs,
    ): { pairs: Pairs; sealedBehind: string | undefined } => ({
      pairs: pairs
        .filter(([name]) => name !== behindName)
        .map(([name, value]) =>
          name === patientName
            ? ['patient.identifier', String(open(account, 'patient', value))]
            : [name, value],
        ),
      sealedBehind: pairs.find(([name]) => name === behindName)?.[1],
    }),

    /** @throws Problem `fhir.page-link` where it belongs to another account or search */
    behind: (account: AccountId, used: Pairs, sealed: string | undefined): Behind | undefined =>
      sealed === undefined ? undefined : (open(account, digestOf(used), sealed) as Behind),

    /** @param address of the type searched, such as `https://…/fhir/DocumentReference` */
    write: (
      account: AccountId,
      address: string,
      { used, behind }: { readonly used: Pairs; readonly behind?: Behind | undefined },
    ): string => {
      const query = new URLSearchParams();
      for (const [name, value] of used) {
        if (patientNames.includes(name)) query.append(patientName, seal(account, 'patient', value));
        else query.append(name, value);
      }
      if (behind) query.append(behindName, seal(account, digestOf(used), behind));
      return `${address}?${query}`;
    },
  };
}
export type PageLinks = ReturnType<typeof pageLinks>;

/** Two searches are the same when the same was understood, in whatever order. */
function digestOf(used: Pairs): string {
  const lines = used
    .map(([name, value]) => `${name.replace('patient:', 'patient.')}=${value}`)
    .sort();
  return createHash('sha256').update(JSON.stringify(lines)).digest('base64url');
}
