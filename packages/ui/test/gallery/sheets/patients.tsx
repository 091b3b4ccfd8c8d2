import { samplePeople } from '@kartoteka/kernel/sample';
import {
  type BannerPatient,
  Page,
  PatientBanner,
  Section,
  useMessages,
} from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';
import { ArchiveTable } from './tables.tsx';

function person(index: number, more: Partial<BannerPatient>): BannerPatient {
  const { family = '', given = '', pesel = '' } = samplePeople[index] ?? {};
  return { family, given, identifier: { label: 'PESEL', value: pesel }, ...more };
}

const patients = {
  ordinary: person(1, { birthDate: '1971-11-30', sex: 'male' }),
  long: person(4, { birthDate: '1983-09-21', sex: 'female' }),
  newborn: { family: 'Makieta', given: 'Gniewko', birthDate: '2026-02-11', sex: 'male' },
  unknown: { family: 'Nieznany', given: 'Jan' },
  deceased: person(9, { birthDate: '1937-07-07', sex: 'male', deceased: '2025-12-24' }),
} satisfies Readonly<Record<string, BannerPatient>>;

function PatientPage({ patient }: { readonly patient: BannerPatient }) {
  const t = useMessages();
  return (
    <FrameAround>
      <Page
        title={t('menu.documentArchive')}
        banner={<PatientBanner patient={patient} today="2026-03-02" />}
      >
        <Section title={t('archive.heading')}>
          <ArchiveTable manyActions />
        </Section>
      </Page>
    </FrameAround>
  );
}

const Ordinary = () => <PatientPage patient={patients.ordinary} />;
const Long = () => <PatientPage patient={patients.long} />;
const Newborn = () => <PatientPage patient={patients.newborn} />;
const Unknown = () => <PatientPage patient={patients.unknown} />;
const Deceased = () => <PatientPage patient={patients.deceased} />;

export const patientSheets: readonly Sheet[] = [
  { name: 'patient', Content: Ordinary },
  { name: 'patient-long', Content: Long },
  { name: 'patient-newborn', Content: Newborn },
  { name: 'patient-unknown', Content: Unknown },
  { name: 'patient-deceased', Content: Deceased },
];
