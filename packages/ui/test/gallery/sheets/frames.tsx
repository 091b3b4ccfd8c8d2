import { samplePeople } from '@kartoteka/kernel/sample';
import {
  AppFrame,
  Button,
  DocumentSign,
  LinkSign,
  Notice,
  Page,
  PatientBanner,
  Section,
  TextLink,
  UploadSign,
  useMessages,
} from '../../../src/index.ts';
import { FrameAround } from '../frame-around.tsx';
import type { Sheet } from '../sheets.ts';
import { ArchiveTable } from './tables.tsx';

const [person] = samplePeople;

function Frame() {
  const t = useMessages();
  return (
    <FrameAround world="demo">
      <Page
        title={t('archive.heading')}
        action={<Button look="primary">{t('archive.share')}</Button>}
      >
        <ArchiveTable manyActions />
      </Page>
    </FrameAround>
  );
}

function SandboxFrame() {
  const t = useMessages();
  return (
    <FrameAround world="sandbox">
      <Page
        title={t('menu.patients')}
        banner={
          <PatientBanner
            today="2026-03-02"
            patient={{
              family: person?.family ?? '',
              given: person?.given ?? '',
              birthDate: '1958-03-12',
              sex: 'female',
              identifier: { label: 'PESEL', value: person?.pesel ?? '' },
            }}
          />
        }
      >
        <Notice kind="good" title={t('state.accepted')} />
        <Section title={t('menu.documentArchive')}>
          <ArchiveTable />
        </Section>
      </Page>
    </FrameAround>
  );
}

function Portal() {
  const t = useMessages();
  return (
    <AppFrame
      appName="Kartoteka"
      owner="Przychodnia Przykładna"
      user={{ name: 'Dobrawa Zmyślona' }}
      menu={[
        { id: 'documents', label: 'menu.portalDocuments', to: '/archive', icon: <DocumentSign /> },
        { id: 'access', label: 'menu.portalAccess', to: '/access', icon: <LinkSign /> },
        { id: 'upload', label: 'menu.portalUpload', to: '/upload', icon: <UploadSign /> },
      ]}
      onSignOut={() => undefined}
    >
      <Page title={t('menu.portalDocuments')} width="narrow" intro={t('document.mayTakeLonger')}>
        <ul>
          {['Konsultacja', 'Wynik badania laboratoryjnego', 'Karta informacyjna'].map((name) => (
            <li key={name}>
              <TextLink to="/documents/1">{name}</TextLink>
            </li>
          ))}
        </ul>
      </Page>
    </AppFrame>
  );
}

export const frameSheets: readonly Sheet[] = [
  { name: 'frame', Content: Frame },
  { name: 'frame-sandbox', Content: SandboxFrame },
  { name: 'frame-portal', Content: Portal, calm: true },
];
