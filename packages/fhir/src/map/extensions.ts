import type { Slot } from '@kartoteka/xds';
import { type Extension, given } from '../model.ts';
import { ownExtensions } from './vocabulary.ts';

interface Extended {
  readonly extension?: readonly Extension[] | undefined;
}

/** The first extension of that address. */
export function extensionOf(holder: Extended | undefined, url: string): Extension | undefined {
  return holder?.extension?.find((one) => one.url === url);
}

/** A text kept as it stands, where the elements beside it say less; none where they say all. */
export function verbatim(text: string, said: string | undefined): Extension[] | undefined {
  return said === text ? undefined : [{ url: ownExtensions.verbatim, valueString: text }];
}

/** The text that was kept as it stood. */
export function verbatimOf(holder: Extended | undefined): string | undefined {
  return extensionOf(holder, ownExtensions.verbatim)?.valueString;
}

/** Slots that XDS does not name travel as extensions, so that P1's are kept and returned. */
export function writeSlots(slots: readonly Slot[]): Extension[] {
  return slots
    .filter(({ name, values }) => name !== '' && values.every((value) => value !== ''))
    .map(({ name, values }) => ({
      url: ownExtensions.slot,
      extension: [
        { url: 'name', valueString: name },
        ...values.map((value) => given<Extension>({ url: 'value', valueString: value })),
      ],
    }));
}

export function readSlots(holder: Extended): Slot[] {
  return (holder.extension ?? [])
    .filter(({ url }) => url === ownExtensions.slot)
    .flatMap(({ extension = [] }) => {
      const name = extension.find(({ url }) => url === 'name')?.valueString;
      const values = extension.flatMap(({ url, valueString }) =>
        url === 'value' && valueString !== undefined ? [valueString] : [],
      );
      return name === undefined ? [] : [{ name, values }];
    });
}
