import type { Texts } from '@kartoteka/kernel';

/** What is wrong with a number of the structure, and what it should look like. */
export const structureTexts = {
  regon9: {
    pl: 'Wpisz 9 cyfr numeru REGON; ostatnia cyfra nie zgadza się z pozostałymi albo jest ich inna liczba.',
    hu: 'Írja be a REGON-szám 9 számjegyét; az utolsó nem illik a többihez, vagy a számuk más.',
    en: 'Type the 9 digits of the REGON; the last one does not fit the others, or their number is another.',
  },
  regon14: {
    pl: 'Wpisz 14 cyfr numeru REGON zakładu; cyfry kontrolne nie zgadzają się albo jest ich inna liczba.',
    hu: 'Írja be az intézmény REGON-számának 14 számjegyét; az ellenőrző számjegyek nem illenek, vagy a számuk más.',
    en: 'Type the 14 digits of the establishment’s REGON; the check digits do not fit, or their number is another.',
  },
  nip: {
    pl: 'Wpisz 10 cyfr numeru NIP; ostatnia cyfra nie zgadza się z pozostałymi.',
    hu: 'Írja be a NIP-szám 10 számjegyét; az utolsó nem illik a többihez.',
    en: 'Type the 10 digits of the NIP; the last one does not fit the others.',
  },
  resortI: {
    pl: 'Wpisz numer księgi rejestrowej, do 12 cyfr, na przykład 000000025677.',
    hu: 'Írja be a nyilvántartási könyv számát, legfeljebb 12 számjeggyel, például 000000025677.',
    en: 'Type the number of the register’s book, up to 12 digits, such as 000000025677.',
  },
  resortV: {
    pl: 'Część V to dwie cyfry, na przykład 01.',
    hu: 'Az V. rész két számjegy, például 01.',
    en: 'Part V has two digits, such as 01.',
  },
  resortVII: {
    pl: 'Część VII to trzy albo cztery cyfry, na przykład 001.',
    hu: 'A VII. rész három vagy négy számjegy, például 001.',
    en: 'Part VII has three or four digits, such as 001.',
  },
  resortVIII: {
    pl: 'Część VIII to cztery cyfry specjalności komórki, na przykład 1810.',
    hu: 'A VIII. rész az egység szakterületének négy számjegye, például 1810.',
    en: 'Part VIII is the unit’s speciality, four digits, such as 1810.',
  },
  resortIX: {
    pl: 'Część IX zaczyna się od HC, na przykład HC.1.1.',
    hu: 'A IX. rész HC-vel kezdődik, például HC.1.1.',
    en: 'Part IX begins with HC, such as HC.1.1.',
  },
  resortX: {
    pl: 'Część X to dwie albo trzy cyfry dziedziny medycyny, na przykład 115.',
    hu: 'A X. rész az orvosi terület két vagy három számjegye, például 115.',
    en: 'Part X is the field of medicine, two or three digits, such as 115.',
  },
  codeTwice: {
    pl: 'Ten kod ma już inna komórka. Każda komórka ma swój.',
    hu: 'Ez a kód már egy másik egységé. Minden egységnek saját kódja van.',
    en: 'Another unit has this code already. Each unit has its own.',
  },
} as const satisfies Record<string, Texts>;
