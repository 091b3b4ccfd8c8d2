import { sampleRegon9, sampleRegon14 } from '@kartoteka/cda/sample';
import type { Structure, Unit } from '../src/features/structure/contract.ts';

export const goodRegon = sampleRegon9('36099001');
/** Each test changes one thing of it. */
export const goodUnit: Unit = {
  code: '01',
  name: 'Poradnia ogólna',
  resortV: '01',
  resortVII: '001',
  resortVIII: '1810',
  resortIX: 'HC.1.1',
  resortX: '115',
  phone: '22 555 01 01',
  email: 'poradnia@praktyka.example',
};
export const goodStructure: Structure = {
  provider: {
    name: 'Przychodnia Przykładowa sp. z o.o.',
    address: 'ul. Zmyślona 7, 00-001 Próbowice',
    phone: '22 555 01 00',
    regon: goodRegon,
    nip: '1060000062',
    resortI: '25677',
  },
  establishment: {
    name: 'Przychodnia Przykładowa',
    address: '',
    phone: '',
    regon: sampleRegon14(goodRegon, '1'),
    nip: '106-000-00-62',
  },
  units: [goodUnit],
};
