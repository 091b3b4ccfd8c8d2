import type { ReactNode } from 'react';
import {
  AppFrame,
  ArchiveSign,
  BoardSign,
  type ConnectionState,
  DocumentSign,
  type MenuNode,
  PeopleSign,
  SettingsSign,
  type TestWorld,
} from '../../src/index.ts';

export const sampleMenu: readonly MenuNode[] = [
  { id: 'dashboard', label: 'menu.dashboard', to: '/', icon: <BoardSign /> },
  { id: 'patients', label: 'menu.patients', to: '/patients', icon: <PeopleSign /> },
  {
    id: 'modules',
    label: 'menu.extraModules',
    icon: <ArchiveSign />,
    children: [
      {
        id: 'documents',
        label: 'menu.documentArchive',
        children: [
          { id: 'archive', label: 'menu.archiveOverview', to: '/archive' },
          { id: 'kinds', label: 'menu.documentKinds', to: '/kinds' },
        ],
      },
    ],
  },
  {
    id: 'edm',
    label: 'menu.edm',
    icon: <DocumentSign />,
    children: [
      {
        id: 'sharing',
        label: 'menu.sharing',
        children: [{ id: 'save', label: 'menu.saveAsCda', to: '/save-cda' }],
      },
    ],
  },
  {
    id: 'management',
    label: 'menu.management',
    icon: <SettingsSign />,
    children: [
      { id: 'configurator', label: 'menu.configurator', to: '/configurator' },
      {
        id: 'protection',
        label: 'menu.dataProtection',
        children: [{ id: 'consents', label: 'menu.consentRegister', to: '/consents' }],
      },
    ],
  },
];

const sampleConnections: readonly ConnectionState[] = [
  { id: 'cloud', name: 'Chmura', state: 'ok' },
  { id: 'p1', name: 'P1', state: 'unset' },
];

export interface FrameAroundProps {
  readonly children: ReactNode;
  readonly world?: TestWorld;
}

/** A page of the sample practice around a fixture. */
export function FrameAround({ children, world }: FrameAroundProps) {
  return (
    <AppFrame
      appName="Kartoteka"
      owner="Przychodnia Przykładna"
      user={{ name: 'Jagna Wzorcowa', role: 'lekarz' }}
      menu={sampleMenu}
      connections={sampleConnections}
      accountTo="/account"
      world={world}
      onSignOut={() => undefined}
    >
      {children}
    </AppFrame>
  );
}
