import { type SamplePlace, samplePlace } from '@kartoteka/cda/sample';

const { provider, establishment, address, phone } = samplePlace;
const where = `ul. ${address.street} ${address.house}, ${address.postalCode} ${address.city}`;
/** Invented, with a right check digit. */
const nip = '1060000062';

/** The organisation structure of the demo practice, as its administrator would type it. */
export const demoStructure = {
  provider: {
    name: provider.name,
    address: where,
    phone,
    regon: provider.regon,
    nip,
    resortI: provider.rpwdl,
  },
  establishment: {
    name: establishment.name,
    address: where,
    phone,
    regon: establishment.regon14,
    nip,
  },
  units: [
    unit('01', 'Poradnia ogólna', ['001', '0010', '22']),
    unit('02', 'Poradnia kardiologiczna', ['002', '1100', '53']),
    unit('03', 'Rejestracja i gabinet zabiegowy', ['003', '9450', '22']),
  ],
};

function unit(
  code: string,
  name: string,
  [resortVII, resortVIII, resortX]: [string, string, string],
) {
  return {
    code,
    name,
    resortV: '01',
    resortVII,
    resortVIII,
    resortIX: 'HC.1.3.1',
    resortX,
    phone,
    email: `komorka${code}@kartoteka.example`,
  };
}

/** Where the documents of the demo are written: in the first two units, in turn. */
export const demoPlaces: readonly SamplePlace[] = demoStructure.units
  .slice(0, 2)
  .map(({ name, resortVII, resortVIII }) => ({
    ...samplePlace,
    cell: { number: resortVII, name, specialty: [resortVIII, name] },
  }));
