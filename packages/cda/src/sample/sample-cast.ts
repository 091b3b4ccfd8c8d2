import { sampleNpwz } from '@kartoteka/kernel/sample';
import { oid } from '../oids.ts';
import type { SampleAuthor, SamplePlace } from './sample-model.ts';

/** A REGON of nine digits with a right check digit, from eight. */
export function sampleRegon9(eight: string): string {
  return `${eight}${(weigh(eight, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10}`;
}

/** A REGON of fourteen digits with right check digits, from nine and the number of the local unit. */
export function sampleRegon14(nine: string, unit: string): string {
  const thirteen = `${nine}${unit.padStart(4, '0')}`;
  return `${thirteen}${(weigh(thirteen, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11) % 10}`;
}

function weigh(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}

/** An invented doctor; plainly made up, with a right licence number. */
export const sampleDoctor: SampleAuthor = {
  family: 'Wymyślny',
  given: 'Ambroży',
  prefix: 'lek.',
  licence: { root: oid.licenceDoctor, extension: sampleNpwz(310_245) },
  profession: ['LEK', 'Lekarz'],
};

/** An invented laboratory diagnostician. */
export const sampleDiagnostician: SampleAuthor = {
  family: 'Probówkowska',
  given: 'Kordula',
  prefix: 'mgr',
  licence: { root: oid.licenceLaboratory, extension: '09876' },
  profession: ['DLAB', 'Diagnosta laboratoryjny'],
};

const regon = sampleRegon9('36099001');

/** An invented practice in a town that does not exist. */
export const samplePlace: SamplePlace = {
  provider: { name: 'Przychodnia Przykładowa sp. z o.o.', rpwdl: '000000099901', regon },
  establishment: { name: 'Przychodnia Przykładowa', regon14: sampleRegon14(regon, '1') },
  cell: {
    number: '001',
    name: 'Poradnia ogólna',
    specialty: ['0010', 'Poradnia (gabinet) lekarza POZ'],
  },
  address: { street: 'Zmyślona', house: '7', postalCode: '00-001', city: 'Próbowice' },
  phone: '22-5550100',
};
